//! What of the five insurances' records needs the citizen: a month about to be missed with what it costs, and a record that changed for the worse.

use super::view::{AttentionView, Target};
use crate::insurance::{ContinuityRow, ContinuityView, RecordChangeView, RecordChangesView};
use crate::says::{Says, Tone};

/// Schemes whose last day is near or past. One that a bill in `shown` is about already is not said twice.
pub(super) fn about_to_be_missed(view: &ContinuityView, shown: &[Says]) -> Vec<AttentionView> {
    let pressing = view.rows.iter().filter(|row| row.tone == Tone::Wrong);
    let unsaid = pressing.filter(|row| shown.iter().all(|title| title.key != row.name.key));
    unsaid.map(|row| missed(row, &view.person)).collect()
}

fn missed(row: &ContinuityRow, person: &str) -> AttentionView {
    AttentionView {
        id: format!("continuity:{}", row.scheme),
        tone: row.tone,
        state: row.state.clone(),
        person: Some(person.to_owned()),
        amount: None,
        headline: row.says.clone(),
        body: row.cost.clone(),
        verb: Says::word("action_see_record"),
        target: Target::Insurance { kind: row.kind },
    }
}

/// Open changes for the worse: the newest, so that a whole page that disappeared is one line and not twelve.
pub(super) fn changed(view: &RecordChangesView) -> Option<AttentionView> {
    let open: Vec<&RecordChangeView> = view.rows.iter().filter(|row| row.open).collect();
    let newest = open.first()?;
    Some(AttentionView {
        id: "records".to_owned(),
        tone: newest.tone,
        state: newest.state.clone(),
        person: None,
        amount: None,
        headline: view.title.clone(),
        body: Some(newest.says.clone()),
        verb: Says::word("action_see_record"),
        target: Target::Insurance { kind: newest.insurance },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::{Freshness, Source};
    use crate::insurance::{InsuranceKind, RecordChangeKind};
    use std::time::SystemTime;

    fn row(scheme: &str, tone: Tone) -> ContinuityRow {
        ContinuityRow {
            kind: InsuranceKind::Medical,
            scheme: scheme.to_owned(),
            name: Says::word(format!("pay_scheme_{scheme}")),
            tone,
            state: Says::word("continuity_state_urgent"),
            says: Says::word("continuity_pay_by"),
            cost: Some(Says::word("continuity_cost_lost")),
            pay_by: None,
            periods: Vec::new(),
            rule: None,
        }
    }

    #[test]
    fn only_what_presses_and_is_not_said_by_a_bill_is_on_home() {
        let view = ContinuityView {
            freshness: Freshness { as_of: None, source: Source::Fresh },
            person: "王＊".to_owned(),
            title: Says::word("continuity_title_whole"),
            rows: vec![row("medical_flexible", Tone::Wrong), row("pension_flexible", Tone::Waiting)],
        };
        let ids = |shown: &[Says]| -> Vec<String> {
            about_to_be_missed(&view, shown).into_iter().map(|item| item.id).collect()
        };
        assert_eq!(ids(&[]), ["continuity:medical_flexible"]);
        assert!(ids(&[Says::word("pay_scheme_medical_flexible")]).is_empty());
    }

    #[test]
    fn a_changed_record_is_said_until_it_is_dismissed_or_put_right() {
        let change = |open| RecordChangeView {
            id: "2.0".to_owned(),
            insurance: InsuranceKind::Pension,
            kind: RecordChangeKind::MonthGone,
            open,
            tone: Tone::Wrong,
            state: Says::word("watch_state_open"),
            title: Says::word("watch_title_line"),
            says: Says::word("watch_month_gone"),
            do_says: Says::word("watch_do_call"),
            found_at: SystemTime::UNIX_EPOCH,
            mended_at: None,
            call: None,
        };
        let view = |rows| RecordChangesView {
            title: Says::word("watch_title_some"),
            rows,
            since: None,
            whole: true,
            note: None,
        };
        let item = changed(&view(vec![change(true), change(true)])).unwrap();
        assert_eq!(item.target, Target::Insurance { kind: InsuranceKind::Pension });
        assert_eq!(changed(&view(vec![change(false)])), None);
    }
}
