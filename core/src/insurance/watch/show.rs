//! Findings as a screen shows them. Pure.

use super::super::InsuranceKind;
use super::super::overview::name;
use super::chain::{Chain, Found};
use super::compare::Difference;
use super::picture::kind_of;
use super::view::{RecordChangeKind, RecordChangeView, RecordChangesView};
use crate::moment::Moment;
use crate::money::Money;
use crate::says::{Says, Tone};
use std::cmp::Reverse;
use std::time::SystemTime;

/// The screen. `broken`: the history did not hold, and was begun anew.
pub(super) fn view(chain: &Chain, broken: bool, help_phone: &str) -> RecordChangesView {
    let mut rows: Vec<RecordChangeView> = chain.found().filter_map(|found| row(&found, help_phone)).collect();
    rows.sort_by_key(|row| (!row.open, Reverse(row.found_at)));
    let (kept, first) = chain.kept();
    let open = u32::try_from(rows.iter().filter(|row| row.open).count()).unwrap_or(u32::MAX);
    let title = match (kept, open) {
        (0, _) => Says::word("watch_title_nothing_yet"),
        (_, 0) => Says::word("watch_title_none"),
        (_, open) => Says::word("watch_title_some").count("count", open),
    };
    RecordChangesView {
        title,
        rows,
        since: first.and_then(at),
        whole: !broken,
        note: broken.then(|| Says::word("watch_broken")),
    }
}

fn at(seconds: u64) -> Option<SystemTime> {
    Moment::from_unix(seconds).map(Moment::at)
}

fn row(found: &Found<'_>, help_phone: &str) -> Option<RecordChangeView> {
    let (insurance, kind) = about(found)?;
    let open = found.mended_at.is_none() && !found.dismissed;
    let (tone, state) = match (found.mended_at, found.dismissed) {
        (Some(_), _) => (Tone::Done, "watch_state_mended"),
        (None, true) => (Tone::Idle, "watch_state_dismissed"),
        (None, false) => (Tone::Wrong, "watch_state_open"),
    };
    let title = match month(found.difference) {
        Some(month) => {
            Says::word("watch_title_month").named("insurance", name(insurance)).month("month", month)
        }
        None => Says::word("watch_title_line").named("insurance", name(insurance)),
    };
    Some(RecordChangeView {
        id: found.id.clone(),
        insurance,
        kind,
        open,
        tone,
        state: Says::word(state),
        title,
        says: says(found.difference),
        do_says: Says::word(match (found.mended_at, found.dismissed) {
            (Some(_), _) => "watch_do_nothing",
            (None, _) => "watch_do_call",
        }),
        found_at: at(found.entry.at)?,
        mended_at: found.mended_at.and_then(at),
        call: found.mended_at.is_none().then(|| help_phone.to_owned()),
    })
}

fn about(found: &Found<'_>) -> Option<(InsuranceKind, RecordChangeKind)> {
    let (name, kind) = match found.difference {
        Difference::MonthGone { .. } => (&found.entry.page, RecordChangeKind::MonthGone),
        Difference::StateFlipped { .. } => (&found.entry.page, RecordChangeKind::StateFlipped),
        Difference::BaseFell { .. } => (&found.entry.page, RecordChangeKind::BaseFell),
        Difference::AmountFell { .. } => (&found.entry.page, RecordChangeKind::AmountFell),
        Difference::MonthsFell { line, .. } => (line, RecordChangeKind::MonthsFell),
        Difference::StatusFlipped { line, .. } => (line, RecordChangeKind::StatusFlipped),
    };
    Some((kind_of(name)?, kind))
}

fn month(difference: &Difference) -> Option<crate::date::YearMonth> {
    match difference {
        Difference::MonthGone { month, .. }
        | Difference::StateFlipped { month, .. }
        | Difference::BaseFell { month, .. }
        | Difference::AmountFell { month, .. } => Some(*month),
        Difference::MonthsFell { .. } | Difference::StatusFlipped { .. } => None,
    }
}

fn says(difference: &Difference) -> Says {
    let amounts = |key: &'static str, before: i64, after: i64| {
        Says::word(key).amount("before", Money::fen(before)).amount("after", Money::fen(after))
    };
    match difference {
        Difference::MonthGone { total_fen, .. } => {
            Says::word("watch_month_gone").amount("amount", Money::fen(*total_fen))
        }
        Difference::StateFlipped { after, .. } => match after.as_str() {
            "refunded" => Says::word("watch_state_refunded"),
            "missing" => Says::word("watch_state_missing"),
            other => Says::word("watch_state_other").text("code", other),
        },
        Difference::BaseFell { before_fen, after_fen, .. } => {
            amounts("watch_base_fell", *before_fen, *after_fen)
        }
        Difference::AmountFell { before_fen, after_fen, .. } => {
            amounts("watch_amount_fell", *before_fen, *after_fen)
        }
        Difference::MonthsFell { before, after, .. } => {
            Says::word("watch_months_fell").count("before", *before).count("after", *after)
        }
        Difference::StatusFlipped { after, .. } => match after.as_str() {
            "paused" => Says::word("watch_status_paused"),
            "not_insured" => Says::word("watch_status_ended"),
            other => Says::word("watch_state_other").text("code", other),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::{Line, Picture};
    use super::*;

    fn line(status: &str, months: u32) -> Picture {
        let line = Line { status: Some(status.to_owned()), months: Some(months) };
        Picture { lines: [("pension".to_owned(), line)].into(), ..Picture::default() }
    }

    #[test]
    fn open_findings_come_first_and_say_what_to_do() {
        let mut chain = Chain::default();
        let (good, less, off) = (line("insured", 126), line("insured", 125), line("paused", 126));
        chain.see("overview", None, &good, 1_795_500_000);
        chain.see("overview", Some(&good), &less, 1_795_500_100);
        chain.see("overview", Some(&less), &off, 1_795_500_200);
        let view = view(&chain, false, "12333");
        let shown: Vec<(RecordChangeKind, bool)> = view.rows.iter().map(|row| (row.kind, row.open)).collect();
        assert_eq!(shown, [(RecordChangeKind::StatusFlipped, true), (RecordChangeKind::MonthsFell, false)]);
        assert_eq!(view.rows[0].call.as_deref(), Some("12333"));
        assert_eq!(view.rows[1].do_says.key, "watch_do_nothing");
        assert_eq!(view.title, Says::word("watch_title_some").count("count", 1));
        assert!(view.whole && view.since.is_some());
    }

    #[test]
    fn before_anything_was_shown_nothing_is_claimed() {
        let view = view(&Chain::default(), false, "12333");
        assert_eq!((view.title.key.as_str(), view.since), ("watch_title_nothing_yet", None));
    }
}
