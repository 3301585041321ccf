//! A short picture of a page: only what must never change for the worse unnoticed.

use super::super::wire::Overview;
use super::super::{InsuranceKind, wire};
use crate::answer::Field;
use crate::contributions::{Contribution, Contributions};
use crate::date::YearMonth;
use crate::signed::{hex, sha256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is remembered of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Picture {
    /// `month scheme` → how it stood.
    #[serde(default)]
    pub months: BTreeMap<String, Month>,
    /// Insurance → how it stood.
    #[serde(default)]
    pub lines: BTreeMap<String, Line>,
}

/// One scheme's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Month {
    pub month: YearMonth,
    /// `paid`, `missing` …
    pub state: String,
    /// The highest base of its records, fen; nought: none has one.
    pub base_fen: i64,
    /// All of its records together, fen.
    pub total_fen: i64,
}

/// One insurance's line of the overview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// `insured`, `paused` …; `None`: not known.
    pub status: Option<String>,
    /// Months that count.
    pub months: Option<u32>,
}

impl Picture {
    /// Of a year's records. What is left out because it cannot be read stays as it was in `before`.
    pub fn of_year(records: &Contributions, before: Option<&Self>) -> Self {
        let mut months: BTreeMap<String, Month> = BTreeMap::new();
        for record in &records.records.rows {
            let Some(seen) = month(record) else { continue };
            match months.get_mut(&key(record)) {
                Some(known) => known.join(&seen),
                None => drop(months.insert(key(record), seen)),
            }
        }
        if records.records.dropped > 0 {
            for (key, month) in before.iter().flat_map(|before| &before.months) {
                months.entry(key.clone()).or_insert_with(|| month.clone());
            }
        }
        Self { months, lines: BTreeMap::new() }
    }

    /// Of the overview. What cannot be read stays as it was in `before`.
    pub fn of_overview(overview: &Overview, before: Option<&Self>) -> Self {
        let mut lines = before.map(|before| before.lines.clone()).unwrap_or_default();
        for item in &overview.items.rows {
            let line = lines.entry(wire::segment(item.kind.into()).to_owned()).or_default();
            if let Field::Got(status) = &item.status {
                line.status = Some(status.text().to_owned());
            }
            if let Field::Got(months) = &item.months {
                line.months = Some((*months).into());
            }
        }
        Self { months: BTreeMap::new(), lines }
    }

    /// SHA-256 of it, lower-case hex: what an entry of the chain vouches for.
    pub fn digest(&self) -> String {
        hex(&sha256(&serde_json::to_vec(self).unwrap_or_default()))
    }
}

/// The page of a kind's year.
pub(super) fn year_page(kind: InsuranceKind, year: u16) -> String {
    format!("{}/{year}", wire::segment(kind))
}

/// The page of all five.
pub(super) const OVERVIEW_PAGE: &str = "overview";

/// Which insurance a page or a line is about.
pub(super) fn kind_of(name: &str) -> Option<InsuranceKind> {
    super::super::overview::kind_of(name.split('/').next().unwrap_or_default())
}

fn key(record: &Contribution) -> String {
    let scheme = record.scheme.got().map(|scheme| scheme.text()).unwrap_or_default();
    format!("{} {scheme}", record.month)
}

/// `None` if nobody can tell how it stands.
fn month(record: &Contribution) -> Option<Month> {
    let state = match &record.state {
        Field::Got(state) => state.text().to_owned(),
        Field::Absent if record.is_credited() => "paid".to_owned(),
        Field::Absent | Field::Unreadable => return None,
    };
    Some(Month {
        month: record.month,
        state,
        base_fen: record.base().map_or(0, |base| base.fen),
        total_fen: record.total().fen,
    })
}

impl Month {
    /// Another record of the same month: the better state counts, amounts add up.
    fn join(&mut self, other: &Self) {
        if other.state == "paid" {
            self.state.clone_from(&other.state);
        }
        self.base_fen = self.base_fen.max(other.base_fen);
        self.total_fen = self.total_fen.saturating_add(other.total_fen);
    }
}
