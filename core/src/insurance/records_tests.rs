use super::*;
use crate::freshness::Source;
use crate::money::Money;
use serde_json::{Value, json};

const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

fn page(records: Value) -> ContributionsPage {
    let answer = serde_json::from_value(json!({"year": 2026, "records": records})).unwrap();
    contributions(&answer, Some(2025), NOW)
}

fn record(month: &str, state: &str) -> Value {
    json!({"month": month, "total_fen": 100_000, "state": state})
}

#[test]
fn months_are_shown_newest_first_with_their_state() {
    let page = page(json!([
        record("2026-04", "missing"),
        record("2026-11", "confirming"),
        record("2026-10", "paid")
    ]));
    let shown: Vec<(String, Tone)> = page.rows.iter().map(|row| (row.month.to_string(), row.tone)).collect();
    let expected = [("2026-11", Tone::Waiting), ("2026-10", Tone::Done), ("2026-04", Tone::Missing)];
    assert_eq!(shown, expected.map(|(month, tone)| (month.to_owned(), tone)));
    assert_eq!((page.next.as_deref(), page.dropped), (Some("2025"), None));
}

#[test]
fn a_bad_record_is_counted_and_the_others_shown() {
    let page = page(json!([
        record("2026-13", "paid"), record("2026-10", "paid"), 5, null,
        {"month": "2026-09", "total_fen": -1, "state": "paid"},
        {"month": "2026-08", "total_fen": 9e18, "state": "paid"},
        {"month": "2026-07", "state": "paid"},
    ]));
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.dropped, Some(Says::word("insurance_dropped").count("count", 6)));
}

#[test]
fn the_same_record_twice_is_one_row_and_two_records_of_a_month_are_two() {
    let mut second = record("2026-10", "paid");
    second["total_fen"] = 5_000.into();
    let page = page(json!([record("2026-10", "paid"), record("2026-10", "paid"), second]));
    let totals: Vec<Money> = page.rows.iter().map(|row| row.total).collect();
    assert_eq!(totals, [Money::fen(100_000), Money::fen(5_000)]);
}

#[test]
fn every_field_there_is_becomes_a_row() {
    let full = json!([{"month": "2026-11", "total_fen": 100_000, "state": "paid", "scheme": "flexible",
        "base_fen": 500_000, "unit_rate_bp": 0, "personal_rate_bp": 2_000, "unit_fen": 0, "personal_fen": 100_000,
        "subsidy_fen": 0, "to_account_fen": 40_000, "interest_fen": 12, "late_fee_fen": 0, "payment_type": "normal",
        "paid_at": "2026-11-24T10:05:00+08:00", "tax_receipt_no": "3990126", "treasury_at": "never",
        "credited_at": null, "months": 1, "pool": "990100"}]);
    let facts = &page(full).rows[0].facts;
    let labels: Vec<&str> =
        facts.iter().map(|fact| fact.label.key.trim_start_matches("insurance_fact_")).collect();
    assert_eq!(
        labels,
        [
            "scheme",
            "base",
            "unit_rate",
            "personal_rate",
            "personal",
            "to_account",
            "interest",
            "payment_type",
            "months",
            "pool",
            "paid_at",
            "tax_receipt",
            "treasury_at"
        ]
    );
    assert_eq!(facts[12].value, Says::word("insurance_unreadable"));
    assert_eq!(facts[1].value, Says::word("insurance_value_amount").amount("amount", Money::fen(500_000)));
}

#[test]
fn a_state_or_rate_nobody_knows_is_said_as_such() {
    let odd = json!([{"month": "2026-11", "total_fen": 1, "state": "frozen", "personal_rate_bp": 10_001}]);
    let row = &page(odd).rows[0];
    assert_eq!(row.state, Says::word("insurance_status_unknown").text("code", "frozen"));
    assert_eq!(row.facts[0].value, Says::word("insurance_unreadable"));
}

#[test]
fn benefits_are_shown_once_newest_first_and_masked() {
    let answer: Benefits = serde_json::from_value(json!({"rows": [
        {"id": "1", "name": "pension_monthly", "day": "2026-10-20", "amount_fen": 286_000, "account": "6217000000004321"},
        {"id": "2", "name": "pension_monthly", "day": "2026-11-20", "amount_fen": 286_000, "account": "**** 4321"},
        {"id": "1", "name": "pension_monthly", "day": "2026-10-20", "amount_fen": 286_000},
        {"id": "3", "name": "pension_monthly", "day": "2026-11-31", "amount_fen": 1},
    ], "next": "c2"}))
    .unwrap();
    let page = benefits(&answer, NOW);
    let shown: Vec<(String, &str)> =
        page.rows.iter().map(|row| (row.day.to_string(), row.account.as_str())).collect();
    assert_eq!(shown, [("2026-11-20".to_owned(), "**** 4321"), ("2026-10-20".to_owned(), "**** 4321")]);
    assert_eq!(page.next.as_deref(), Some("c2"));
    assert_eq!(page.dropped, Some(Says::word("insurance_dropped").count("count", 1)));
}
