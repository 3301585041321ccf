use super::*;
use crate::rules::{Shelf, samples};
use serde_json::{Value, json};

fn record(month: &str, scheme: &str, state: &str) -> Contribution {
    serde_json::from_value(json!({"month": month, "total_fen": 100_000, "scheme": scheme, "state": state}))
        .unwrap()
}

/// What the guard says on a day about months that were paid, by a tariff changed so.
fn said(
    scheme: &'static str,
    paid: &[(&str, &str)],
    day: &str,
    change: impl FnOnce(&mut Value),
) -> ContinuityRow {
    let mut pack = samples::pack_json();
    pack["tariffs"].as_array_mut().unwrap().push(json!({"scheme": "medical_flexible", "version": "2026-07", "from": "2026-07-01",
        "cites": [0], "charge": {"kind": "fixed", "amount_fen": 38_200}, "periods": {"unit": "month", "lengths": [1]},
        "waiting": {"months": 6, "grace_months": 3}}));
    change(&mut pack);
    let mut shelf = Shelf::new("990100");
    shelf.offer(samples::read(&pack)).unwrap();
    let today: CalendarDate = day.parse().unwrap();
    let wire = match scheme {
        "pension_flexible" | "medical_flexible" => "flexible",
        other => other,
    };
    let records: Vec<Contribution> = paid.iter().map(|(month, state)| record(month, wire, state)).collect();
    let since = records.iter().map(|record| record.month).min().unwrap_or(today.year_month());
    let known = Known { scheme, records: records.iter().collect(), since, today };
    row(InsuranceKind::Medical, &known, shelf.in_force(scheme, today))
}

fn months(paid: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    paid.iter().map(|month| (*month, "paid")).collect()
}

fn as_is(_: &mut Value) {}

#[test]
fn whoever_has_paid_this_month_has_nothing_to_do() {
    for state in ["paid", "confirming"] {
        let row = said("medical_flexible", &[("2026-10", "paid"), ("2026-11", state)], "2026-11-25", as_is);
        assert_eq!((row.tone, row.pay_by, row.cost), (Tone::Done, None, None), "{state}");
    }
}

/// The rule of the fictional city: six months' wait unless resumed within three.
#[test]
fn three_missed_months_are_let_pass_and_a_fourth_costs_half_a_year() {
    let at = |day| said("medical_flexible", &months(&["2026-07"]), day, as_is);
    let by = |row: &ContinuityRow| row.pay_by.map(|day| day.to_string());
    for (day, tone) in [
        ("2026-08-10", Tone::Waiting),
        ("2026-11-22", Tone::Waiting),
        ("2026-11-23", Tone::Wrong),
        ("2026-11-30", Tone::Wrong),
    ] {
        let row = at(day);
        assert_eq!((by(&row).as_deref(), row.tone), (Some("2026-11-30"), tone), "{day}");
        assert_eq!(row.cost, Some(Says::word("continuity_cost_wait").count("count", 6)), "{day}");
    }
    let late = at("2026-12-01");
    assert_eq!(
        (late.pay_by, late.tone, late.state.key.as_str()),
        (None, Tone::Wrong, "continuity_state_broken")
    );
    let from = "2027-06".parse().unwrap();
    assert_eq!(
        late.cost,
        Some(Says::word("continuity_cost_wait_from").count("count", 6).month("month", from))
    );
}

#[test]
fn a_month_of_pension_is_lost_or_can_be_paid_later_as_the_rule_says() {
    let lost = said("pension_flexible", &months(&["2026-10"]), "2026-11-05", as_is);
    assert_eq!(lost.cost, Some(Says::word("continuity_cost_lost")));
    assert_eq!(lost.pay_by.unwrap().to_string(), "2026-11-30");
    assert_eq!(lost.says.key, "continuity_pay_by");
    let later = said("pension_flexible", &months(&["2026-08"]), "2026-11-05", |pack| {
        pack["tariffs"][1]["back_payment"] = json!({"kind": "allowed", "periods": 1});
    });
    assert_eq!(later.cost, Some(Says::word("continuity_cost_later").count("count", 1)));
    assert_eq!(later.says.key, "continuity_gap_pay_by");
    let shown: Vec<&str> = later.periods.iter().map(|period| period.state.key.as_str()).collect();
    assert_eq!(
        shown,
        ["insurance_month_paid", "insurance_month_missing", "continuity_open", "continuity_open"]
    );
}

#[test]
fn what_was_given_back_or_missing_is_a_gap_and_what_cannot_be_read_is_none() {
    let back = said("medical_flexible", &[("2026-10", "paid"), ("2026-11", "refunded")], "2026-11-05", as_is);
    assert!(back.pay_by.is_some());
    let odd = said("medical_flexible", &[("2026-10", "paid"), ("2026-11", "frozen")], "2026-11-05", as_is);
    assert_eq!((odd.state.key.as_str(), odd.pay_by), ("continuity_state_unknown", None));
}

#[test]
fn a_years_fee_is_paid_in_its_days_and_costs_a_wait_after_them() {
    let years = |paid: &[&'static str], day| {
        said("medical_resident", &months(paid), day, |pack| {
            pack["from"] = "2025-01-01".into();
            pack["tariffs"][2]["from"] = "2025-01-01".into();
        })
    };
    let paid = years(&["2026-01", "2027-01"], "2026-11-25");
    assert_eq!((paid.tone, paid.says.key.as_str()), (Tone::Done, "continuity_year_paid"));
    let early = years(&["2026-01"], "2026-08-31");
    assert_eq!((early.says.key.as_str(), early.pay_by), ("continuity_year_opens", None));
    let open = years(&["2026-01"], "2026-09-01");
    assert_eq!(open.pay_by.unwrap().to_string(), "2026-12-31");
    assert_eq!(open.cost, Some(Says::word("continuity_cost_wait").count("count", 3)));
    // 2026 was missed: its days were in autumn 2025.
    let late = years(&["2025-01"], "2026-03-01");
    assert_eq!((late.state.key.as_str(), late.pay_by), ("continuity_state_broken", None));
    assert_eq!(late.cost, Some(Says::word("continuity_cost_wait").count("count", 3)));
    let two = years(&["2024-01"], "2026-10-01");
    assert_eq!(
        two.pay_by.unwrap().to_string(),
        "2026-12-31",
        "next year's days have begun: it can still be saved"
    );
    assert_eq!(
        two.cost,
        Some(Says::word("continuity_cost_wait").count("count", 3 + 2)),
        "a month more for each missed year"
    );
}

#[test]
fn a_missing_rule_is_said_and_nothing_is_guessed() {
    let row = said("medical_flexible", &months(&["2026-07"]), "2026-11-25", |pack| {
        pack["tariffs"][4]["until"] = "2026-10-31".into();
    });
    assert_eq!(
        (row.says.key.as_str(), row.pay_by, row.cost, row.rule),
        ("rule_not_in_force", None, None, None)
    );
    assert_eq!(row.periods.len(), 5, "the records are shown all the same");
}
