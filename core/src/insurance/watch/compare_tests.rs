use super::super::super::wire::Overview;
use super::*;
use crate::contributions::Contributions;
use proptest::prelude::*;
use serde_json::{Value, json};

fn record(month: &str, state: &str, base: i64, total: i64) -> Value {
    json!({"month": month, "scheme": "flexible", "state": state, "base_fen": base, "total_fen": total})
}

fn year(records: Value, before: Option<&Picture>) -> Picture {
    let records: Contributions = serde_json::from_value(json!({"records": records})).unwrap();
    Picture::of_year(&records, before)
}

fn overview(items: Value, before: Option<&Picture>) -> Picture {
    let overview: Overview = serde_json::from_value(json!({"items": items})).unwrap();
    Picture::of_overview(&overview, before)
}

fn whole() -> Value {
    json!([record("2026-09", "paid", 477_500, 95_500), record("2026-10", "paid", 477_500, 95_500)])
}

#[test]
fn a_month_that_disappears_a_base_that_falls_and_a_state_that_flips_are_found() {
    let before = year(whole(), None);
    let after = |records| differences(&before, &year(records, Some(&before)));
    assert!(after(whole()).is_empty());
    let gone = after(json!([record("2026-09", "paid", 477_500, 95_500)]));
    assert!(matches!(gone.as_slice(), [Difference::MonthGone { total_fen: 95_500, .. }]));
    let fell = after(json!([
        record("2026-09", "paid", 477_500, 95_500),
        record("2026-10", "paid", 400_000, 80_000)
    ]));
    assert!(matches!(
        fell.as_slice(),
        [Difference::BaseFell { before_fen: 477_500, after_fen: 400_000, .. }]
    ));
    let flipped =
        after(json!([record("2026-09", "paid", 477_500, 95_500), record("2026-10", "missing", 0, 0)]));
    assert!(matches!(flipped.as_slice(), [Difference::StateFlipped { .. }]));
    let less = after(json!([
        record("2026-09", "paid", 477_500, 95_500),
        record("2026-10", "paid", 477_500, 95_499)
    ]));
    assert!(matches!(less.as_slice(), [Difference::AmountFell { .. }]));
}

#[test]
fn what_gets_better_or_comes_later_is_no_finding() {
    let before = year(
        json!([record("2026-09", "confirming", 477_500, 95_500), record("2026-08", "missing", 0, 0)]),
        None,
    );
    let better = year(
        json!([
            record("2026-09", "paid", 477_500, 95_500),
            record("2026-08", "paid", 477_500, 95_500),
            record("2026-10", "paid", 477_500, 95_500)
        ]),
        Some(&before),
    );
    assert!(differences(&before, &better).is_empty());
    let without_missing = year(json!([record("2026-09", "paid", 477_500, 95_500)]), Some(&before));
    assert!(differences(&before, &without_missing).is_empty());
}

#[test]
fn a_record_that_cannot_be_read_is_not_gone_and_is_found_when_it_is() {
    let before = year(whole(), None);
    let unreadable =
        year(json!([record("2026-09", "paid", 477_500, 95_500), {"month": "2026-13"}]), Some(&before));
    assert!(differences(&before, &unreadable).is_empty());
    let gone = year(json!([record("2026-09", "paid", 477_500, 95_500)]), Some(&unreadable));
    assert_eq!(differences(&unreadable, &gone).len(), 1);
}

#[test]
fn records_in_another_order_or_twice_are_the_same() {
    let before = year(whole(), None);
    let turned =
        json!([record("2026-10", "paid", 477_500, 95_500), record("2026-09", "paid", 477_500, 95_500)]);
    assert_eq!(year(turned, None), before);
}

#[test]
fn fewer_months_and_a_lost_cover_are_found_in_the_overview() {
    let line = |status: &str, months: Value| json!([{"kind": "pension", "status": status, "months": months}]);
    let before = overview(line("insured", 126.into()), None);
    let found = differences(&before, &overview(line("paused", 125.into()), Some(&before)));
    assert!(matches!(
        found.as_slice(),
        [Difference::MonthsFell { before: 126, after: 125, .. }, Difference::StatusFlipped { .. }]
    ));
    let unknown = overview(line("insured", Value::Null), Some(&before));
    assert!(differences(&before, &unknown).is_empty() && unknown == before);
    let retired = overview(line("receiving", 126.into()), Some(&before));
    assert!(differences(&before, &retired).is_empty());
}

#[test]
fn what_is_put_right_is_seen_as_such() {
    let before = year(whole(), None);
    let without = year(json!([record("2026-09", "paid", 477_500, 95_500)]), Some(&before));
    let gone = differences(&before, &without).remove(0);
    assert!(!gone.is_mended(&without) && gone.is_mended(&before));
}

proptest! {
    #[test]
    fn whatever_comes_a_picture_never_differs_from_itself(
        months in proptest::collection::vec((1u8..=12, "paid|missing|confirming|frozen", 0i64..9_000_000, 0i64..9_000_000), 0..30),
    ) {
        let records: Vec<Value> =
            months.iter().map(|(month, state, base, total)| record(&format!("2026-{month:02}"), state, *base, *total)).collect();
        let picture = year(records.into(), None);
        prop_assert!(differences(&picture, &picture).is_empty());
        let mut later = picture.clone();
        if let Some((_, month)) = later.months.iter_mut().find(|(_, month)| month.state == "paid") {
            month.total_fen -= 1;
            prop_assert_eq!(differences(&picture, &later).len(), 1);
        }
    }
}
