//! What changed for the worse between two pictures of a page. Pure.

use super::picture::{Line, Month, Picture};
use crate::date::YearMonth;
use serde::{Deserialize, Serialize};

/// One thing that changed for the worse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(super) enum Difference {
    /// A recorded month is not there any more.
    MonthGone { key: String, month: YearMonth, total_fen: i64 },
    /// A month that counted does not any more.
    StateFlipped { key: String, month: YearMonth, before: String, after: String },
    /// A month's base is lower.
    BaseFell { key: String, month: YearMonth, before_fen: i64, after_fen: i64 },
    /// A month's amount is lower, with the base as it was.
    AmountFell { key: String, month: YearMonth, before_fen: i64, after_fen: i64 },
    /// Fewer months count in all.
    MonthsFell { line: String, before: u32, after: u32 },
    /// Insured, or receiving, and not any more.
    StatusFlipped { line: String, before: String, after: String },
}

/// All of it, in the order of months and lines.
pub(super) fn differences(before: &Picture, after: &Picture) -> Vec<Difference> {
    let mut found = Vec::new();
    for (key, was) in &before.months {
        found.extend(month(key, was, after.months.get(key)));
    }
    for (name, was) in &before.lines {
        if let Some(is) = after.lines.get(name) {
            found.extend(line(name, was, is));
        }
    }
    found
}

fn month(key: &str, was: &Month, is: Option<&Month>) -> Option<Difference> {
    let (key, month) = (key.to_owned(), was.month);
    let counted = was.state == "paid";
    let Some(is) = is else {
        // What was said to be missing may go; what counted, or was on its way, may not.
        let matters = counted || was.state == "confirming";
        return matters.then_some(Difference::MonthGone { key, month, total_fen: was.total_fen });
    };
    if counted && is.state != "paid" {
        return Some(Difference::StateFlipped {
            key,
            month,
            before: was.state.clone(),
            after: is.state.clone(),
        });
    }
    if is.base_fen < was.base_fen && counted {
        return Some(Difference::BaseFell { key, month, before_fen: was.base_fen, after_fen: is.base_fen });
    }
    (is.total_fen < was.total_fen && counted).then_some(Difference::AmountFell {
        key,
        month,
        before_fen: was.total_fen,
        after_fen: is.total_fen,
    })
}

fn line(name: &str, was: &Line, is: &Line) -> Vec<Difference> {
    let mut found = Vec::new();
    if let (Some(before), Some(after)) = (was.months, is.months)
        && after < before
    {
        found.push(Difference::MonthsFell { line: name.to_owned(), before, after });
    }
    if let (Some(before), Some(after)) = (&was.status, &is.status) {
        let covered = |status: &str| matches!(status, "insured" | "receiving");
        if covered(before) && !covered(after) {
            let (line, before, after) = (name.to_owned(), before.clone(), after.clone());
            found.push(Difference::StatusFlipped { line, before, after });
        }
    }
    found
}

impl Difference {
    /// True if the picture shows it as it was before, or better: it was put right.
    pub(super) fn is_mended(&self, now: &Picture) -> bool {
        match self {
            Self::MonthGone { key, total_fen, .. } => now
                .months
                .get(key)
                .is_some_and(|month| month.state == "paid" && month.total_fen >= *total_fen),
            Self::StateFlipped { key, before, .. } => {
                now.months.get(key).is_some_and(|month| month.state == *before)
            }
            Self::BaseFell { key, before_fen, .. } => {
                now.months.get(key).is_some_and(|month| month.base_fen >= *before_fen)
            }
            Self::AmountFell { key, before_fen, .. } => {
                now.months.get(key).is_some_and(|month| month.total_fen >= *before_fen)
            }
            Self::MonthsFell { line, before, .. } => {
                now.lines.get(line).and_then(|line| line.months).is_some_and(|months| months >= *before)
            }
            Self::StatusFlipped { line, before, .. } => now
                .lines
                .get(line)
                .and_then(|line| line.status.as_ref())
                .is_some_and(|status| status == before),
        }
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
