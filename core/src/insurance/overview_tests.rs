use super::*;
use crate::freshness::Source;
use crate::money::Money;
use serde_json::{Value, json};

const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

fn overview(items: Value) -> Overview {
    serde_json::from_value(json!({"person": {"name": "王芳", "id": "p-wang"}, "items": items})).unwrap()
}

#[test]
fn there_are_always_five_lines() {
    let all: Vec<InsuranceKind> = KINDS.to_vec();
    for answer in
        [None, Some(overview(json!([]))), Some(overview(json!([{"kind": "injury", "status": "insured"}, 7])))]
    {
        let view = view(answer.as_ref(), NOW);
        assert_eq!(view.lines.iter().map(|line| line.kind).collect::<Vec<_>>(), all);
    }
}

#[test]
fn each_line_says_what_stands_out() {
    let answer = overview(json!([
        {"kind": "pension", "scheme": "resident", "status": "receiving", "benefit_name": "pension_monthly", "benefit_fen": 286_000, "months": 200},
        {"kind": "medical", "scheme": "employee_medical", "status": "insured", "account_fen": 123_456, "months": 90},
        {"kind": "maternity", "status": "not_insured"},
        {"kind": "unemployment", "scheme": "employee", "status": "paused", "months": 30},
        {"kind": "injury", "scheme": "employee", "status": "insured", "unit": "测试公司"},
    ]));
    let view = view(Some(&answer), NOW);
    let details: Vec<&Says> = view.lines.iter().map(|line| &line.detail).collect();
    let benefit = Says::word("insurance_detail_benefit")
        .named("benefit", "insurance_benefit_pension")
        .amount("amount", Money::fen(286_000));
    assert_eq!(details[0], &benefit);
    assert_eq!(details[1], &Says::word("insurance_detail_account").amount("amount", Money::fen(123_456)));
    assert_eq!(details[2], &Says::word("insurance_detail_none"));
    assert_eq!(details[3], &Says::word("insurance_detail_months").count("count", 30));
    assert_eq!(details[4], &Says::word("insurance_detail_unit").text("unit", "测试公司"));
    let tones: Vec<Tone> = view.lines.iter().map(|line| line.tone).collect();
    assert_eq!(tones, [Tone::Done, Tone::Done, Tone::Idle, Tone::Waiting, Tone::Done]);
    assert_eq!((view.person.as_str(), view.dropped), ("王＊", None));
}

#[test]
fn a_benefit_nobody_knows_is_named_plainly_within_a_sentence() {
    let answer = overview(
        json!([{"kind": "injury", "status": "receiving", "benefit_name": "care", "benefit_fen": 7}]),
    );
    let detail = &view(Some(&answer), NOW).lines[4].detail;
    let plain = Says::word("insurance_detail_benefit")
        .named("benefit", "insurance_benefit_unnamed")
        .amount("amount", Money::fen(7));
    assert_eq!(detail, &plain, "a code has no place of its own in this sentence");
}

#[test]
fn a_second_record_of_a_kind_and_a_sixth_kind_are_told() {
    let answer = overview(json!([
        {"kind": "pension", "status": "insured"}, {"kind": "pension", "status": "paused"}, {"kind": "housing"}
    ]));
    let view = view(Some(&answer), NOW);
    assert_eq!(view.lines[0].status.key, "insurance_status_insured");
    assert_eq!(view.dropped, Some(Says::word("insurance_dropped").count("count", 2)));
}

#[test]
fn what_this_version_does_not_know_is_shown_as_it_came() {
    let answer =
        overview(json!([{"kind": "pension", "status": "frozen", "scheme": "military", "months": 99_999}]));
    let detail = detail(Some(&answer), InsuranceKind::Pension, NOW);
    assert_eq!(detail.line.status, Says::word("insurance_status_unknown").text("code", "frozen"));
    assert_eq!(detail.line.scheme, Some(Says::word("insurance_scheme_unknown").text("code", "military")));
    assert_eq!(detail.months[0].value, Says::word("insurance_unreadable"));
}

#[test]
fn a_page_has_months_account_years_and_its_rule() {
    let answer =
        overview(json!([{"kind": "pension", "scheme": "flexible", "status": "insured", "months": 126,
        "since": "2016-06", "account_fen": 5_821_436, "account_day": "2025-12-31", "interest_fen": 120_455,
        "years": [2024, 2026, 2025, 2026, 3000, -1]}]));
    let detail = detail(Some(&answer), InsuranceKind::Pension, NOW);
    assert_eq!(detail.years, [2026, 2025, 2024]);
    assert_eq!(detail.rule, Some(Says::word("insurance_rule_pension_minimum")));
    let labels: Vec<&str> = detail.months.iter().map(|fact| fact.label.key.as_str()).collect();
    assert_eq!(
        labels,
        ["insurance_months_total", "insurance_months_equal", "insurance_months_minimum", "insurance_since"]
    );
    let account = detail.account.unwrap();
    assert_eq!((account.balance, account.interest), (Money::fen(5_821_436), Some(Money::fen(120_455))));
}

#[test]
fn whoever_receives_a_pension_is_not_told_what_is_missing() {
    let answer =
        overview(json!([{"kind": "pension", "scheme": "resident", "status": "receiving", "months": 130}]));
    let detail = detail(Some(&answer), InsuranceKind::Pension, NOW);
    assert!(detail.months.iter().all(|fact| fact.label.key != "insurance_months_minimum"));
}

#[test]
fn a_balance_without_its_day_is_not_shown() {
    let answer = overview(json!([{"kind": "medical", "account_fen": 5, "account_day": "2025-02-30"}]));
    assert_eq!(detail(Some(&answer), InsuranceKind::Medical, NOW).account, None);
}
