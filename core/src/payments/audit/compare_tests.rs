use super::super::evidence::{Evidence, Paid, Received, Year, wanted_years};
use super::*;
use crate::contributions::Contributions;
use crate::date::CalendarDate;
use proptest::prelude::*;
use serde_json::{Value, json};

const DAY: u64 = 86_400;
/// 24 November 2026, 10:05 in China.
const AT: u64 = 1_795_485_900;

fn paid(scheme: &str, periods: &[&str], fen: i64) -> Paid {
    Paid {
        order: format!("order-{}", periods.join("-")),
        insured: "p-wang".to_owned(),
        name: "王＊".to_owned(),
        scheme: scheme.to_owned(),
        periods: periods.iter().map(|period| (*period).to_owned()).collect(),
        amount: Money::fen(fen),
        paid_at: AT,
        refund: None,
        credited_at: None,
        in_treasury: false,
        base: (scheme == "pension_flexible").then_some(Money::fen(500_000)),
    }
}

fn pension(periods: &[&str]) -> Paid {
    paid("pension_flexible", periods, 100_000 * periods.len() as i64)
}

/// A month of pension as a right bureau credits it.
fn credited(month: &str) -> Value {
    json!({"month": month, "scheme": "flexible", "state": "paid", "base_fen": 500_000, "personal_rate_bp": 2_000, "unit_fen": 0,
        "personal_fen": 100_000, "total_fen": 100_000, "payment_type": "normal", "tax_receipt_no": "990100A"})
}

fn with(mut record: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

fn evidence(paid: Vec<Paid>, records: Value, after: u64) -> Evidence {
    let records: Contributions = serde_json::from_value(json!({"records": records})).unwrap();
    let received = Received { insurance: "pension", records, as_of: AT + after };
    let years = vec![Year { insurance: "pension", year: 2026, records: Some(received) }];
    Evidence { own: ("p-wang".to_owned(), "王＊".to_owned()), paid, years, heard: Some(AT + after) }
}

fn found(paid: Vec<Paid>, records: Value, after: u64) -> Vec<Detail> {
    compare(&evidence(paid, records, after)).found.into_iter().map(|found| found.detail).collect()
}

#[test]
fn what_is_paid_and_credited_alike_is_no_finding() {
    let both = compare(&evidence(
        vec![pension(&["2026-10", "2026-11"])],
        json!([credited("2026-10"), credited("2026-11")]),
        30 * DAY,
    ));
    assert_eq!((both.found, both.unchecked.len(), both.checked), (vec![], 0, 2));
}

#[test]
fn a_payment_that_is_not_credited_is_found_only_after_the_usual_delay() {
    let records = json!([with(credited("2026-11"), json!({"state": "confirming"}))]);
    for records in [records, json!([]), json!([with(credited("2026-11"), json!({"state": "missing"}))])] {
        assert_eq!(found(vec![pension(&["2026-11"])], records.clone(), USUAL), []);
        let late = found(vec![pension(&["2026-11"])], records, USUAL + 1);
        assert_eq!(late, [Detail::Late { paid_at: AT }]);
    }
    // Two of three months are missing: one finding, of those two.
    let three =
        evidence(vec![pension(&["2026-09", "2026-10", "2026-11"])], json!([credited("2026-10")]), 30 * DAY);
    let audit = compare(&three);
    assert_eq!((audit.found.len(), audit.found[0].periods.join(",")), (1, "2026-09,2026-11".to_owned()));
    assert_eq!(audit.checked, 3);
}

#[test]
fn an_order_whose_progress_says_credited_needs_no_delay_to_be_missed_in_the_record() {
    let said = Paid { credited_at: Some(AT + DAY), ..pension(&["2026-11"]) };
    assert_eq!(found(vec![said.clone()], json!([]), DAY), [], "the records are as old as what was said");
    assert_eq!(found(vec![said], json!([]), DAY + 1), [Detail::NotRecorded { said_at: AT + DAY }]);
}

#[test]
fn what_was_not_received_is_too_old_or_cannot_be_read_is_said_and_never_guessed() {
    let one = || vec![pension(&["2026-11"])];
    let scheme = || "pension_flexible".to_owned();
    let mut never = evidence(one(), json!([]), 99 * DAY);
    never.years[0].records = None;
    let audit = compare(&never);
    assert_eq!((audit.found, audit.checked), (vec![], 0));
    assert_eq!(audit.unchecked, [Unchecked::NotReceived { scheme: scheme(), year: 2026 }].into());
    // Records from before the payment, and the gateway heard long after: old, no alarm.
    let mut old = evidence(one(), json!([]), 2 * DAY);
    old.heard = Some(AT + 99 * DAY);
    let audit = compare(&old);
    let too_old = Unchecked::TooOld { scheme: scheme(), year: 2026, as_of: AT + 2 * DAY };
    assert_eq!((audit.found, audit.unchecked), (vec![], [too_old].into()));
    for unreadable in [
        json!([{"month": "2026-11"}]),
        json!([with(credited("2026-11"), json!({"state": "under_review"}))]),
        json!([with(credited("2026-11"), json!({"scheme": null}))]),
    ] {
        let audit = compare(&evidence(one(), unreadable.clone(), 99 * DAY));
        assert_eq!(audit.found, [], "{unreadable}");
        assert!(
            matches!(audit.unchecked.first(), Some(Unchecked::Unreadable { count: 1, .. })),
            "{unreadable}"
        );
    }
    let audit = compare(&evidence(vec![paid("pension_of_tomorrow", &["2026-11"], 1)], json!([]), 99 * DAY));
    assert_eq!(
        audit.unchecked,
        [Unchecked::UnknownScheme { scheme: "pension_of_tomorrow".to_owned() }].into()
    );
}

#[test]
fn another_amount_or_base_than_paid_is_found() {
    let one = || vec![pension(&["2026-11"])];
    let less = with(credited("2026-11"), json!({"personal_fen": 90_000, "total_fen": 90_000}));
    assert_eq!(found(one(), json!([less]), DAY), [Detail::Amount { credited: Money::fen(90_000) }]);
    let base = with(credited("2026-11"), json!({"base_fen": 400_000, "personal_rate_bp": 2_500}));
    let (confirmed, credited) = (Money::fen(500_000), Money::fen(400_000));
    assert_eq!(found(one(), json!([base]), DAY), [Detail::Base { confirmed, credited }]);
}

#[test]
fn a_record_that_is_not_base_times_rate_or_not_the_sum_of_its_parts_is_found() {
    let rate = |fen: i64, base: i64| {
        found(
            vec![],
            json!([with(
                credited("2026-11"),
                json!({"personal_fen": fen, "total_fen": fen, "base_fen": base})
            )]),
            DAY,
        )
    };
    let elsewhere = Detail::Elsewhere { months: 1 };
    // 5,000.02 × 20 % = 1,000.004; 5,000.03 × 20 % = 1,000.006: half up to whole fen.
    assert_eq!(rate(100_000, 500_002), std::slice::from_ref(&elsewhere));
    assert_eq!(rate(100_001, 500_003), std::slice::from_ref(&elsewhere));
    let (base, expected) = (Money::fen(500_003), Money::fen(100_001));
    let wrong = Detail::Rate { base, rate: 2_000, expected, recorded: Money::fen(100_000) };
    assert_eq!(rate(100_000, 500_003), [wrong, elsewhere.clone()]);
    let sum = with(credited("2026-11"), json!({"subsidy_fen": 5}));
    let wrong = Detail::Sum { expected: Money::fen(100_005), recorded: Money::fen(100_000) };
    assert_eq!(found(vec![], json!([sum]), DAY), [wrong, elsewhere.clone()]);
    // A fixed sum has no rate, and with a late fee nobody here knows the sum.
    for fine in [
        json!({"base_fen": 0, "personal_rate_bp": 0}),
        json!({"late_fee_fen": 7, "total_fen": 100_007}),
        json!({"personal_rate_bp": null}),
    ] {
        assert_eq!(
            found(vec![], json!([with(credited("2026-11"), fine)]), DAY),
            std::slice::from_ref(&elsewhere)
        );
    }
}

#[test]
fn a_month_credited_twice_is_found_but_not_one_told_twice_or_paid_in_two_ways() {
    let one = || vec![pension(&["2026-11"])];
    let again = with(credited("2026-11"), json!({"tax_receipt_no": "990100B"}));
    let twice = [Detail::Twice { records: 2, paid: 1 }];
    assert_eq!(found(one(), json!([credited("2026-11"), again]), DAY), twice);
    assert_eq!(found(one(), json!([credited("2026-11"), credited("2026-11")]), DAY), []);
    let back = with(credited("2026-11"), json!({"payment_type": "back_payment"}));
    assert_eq!(found(one(), json!([credited("2026-11"), back]), DAY), []);
}

#[test]
fn what_was_given_back_and_still_counts_is_found_unless_it_was_paid_again() {
    let back = |state| Paid { refund: Some((state, AT + DAY)), ..pension(&["2026-11"]) };
    let still = json!([credited("2026-11")]);
    let refunded = || back(RefundState::Refunded);
    assert_eq!(found(vec![refunded()], still.clone(), DAY + USUAL_BACK), [], "it may take so long");
    assert_eq!(found(vec![refunded()], still.clone(), DAY + USUAL_BACK + 1), [Detail::StillThere]);
    assert_eq!(found(vec![back(RefundState::Refunding)], still.clone(), 99 * DAY), []);
    let again = Paid { order: "again".to_owned(), ..pension(&["2026-11"]) };
    assert_eq!(found(vec![refunded(), again], still, 99 * DAY), []);
    assert_eq!(found(vec![refunded()], json!([]), 99 * DAY), [], "given back, and gone from the record");
}

#[test]
fn what_is_credited_and_was_not_paid_here_is_one_line_a_year_and_no_alarm() {
    let records = json!([
        credited("2026-09"),
        credited("2026-10"),
        credited("2026-11"),
        with(credited("2026-08"), json!({"state": "missing"})),
        with(credited("2026-07"), json!({"scheme": "employee", "unit_fen": 1})),
    ]);
    let audit = compare(&evidence(vec![pension(&["2026-11"])], records, DAY));
    assert_eq!(audit.found.len(), 1);
    let line = &audit.found[0];
    assert_eq!(
        (&line.detail, line.periods.join(",")),
        (&Detail::Elsewhere { months: 2 }, "2026-09,2026-10".to_owned())
    );
    assert_eq!((line.amount, line.order.clone()), (Some(Money::fen(200_000)), None));
}

#[test]
fn of_somebody_else_only_the_progress_is_looked_at_and_that_is_said() {
    let hers = |credited_at| Paid {
        insured: "p-li".to_owned(),
        name: "李＊＊".to_owned(),
        credited_at,
        ..paid("medical_resident", &["2027"], 40_000)
    };
    let audit = compare(&evidence(vec![hers(None)], json!([]), USUAL + 1));
    assert_eq!(
        (audit.found[0].detail.clone(), audit.found[0].from_progress),
        (Detail::Late { paid_at: AT }, true)
    );
    assert!(matches!(audit.unchecked.first(), Some(Unchecked::SomebodyElses { .. })));
    assert_eq!(found(vec![hers(None)], json!([]), USUAL), []);
    assert_eq!(found(vec![hers(Some(AT + DAY))], json!([]), 99 * DAY), []);
    let mut never = evidence(vec![hers(None)], json!([]), 99 * DAY);
    never.heard = None;
    assert_eq!(compare(&never).found, [], "nothing was heard: nothing is known");
}

#[test]
fn a_years_fee_is_held_against_the_record_of_its_first_month() {
    let fee = paid("medical_resident", &["2027"], 40_000);
    let record = json!({"month": "2027-01", "scheme": "resident_medical", "state": "paid", "personal_fen": 40_000, "subsidy_fen": 67_000,
        "total_fen": 107_000});
    let mut year = evidence(vec![fee], json!([record]), 30 * DAY);
    year.years[0].insurance = "medical";
    year.years[0].year = 2027;
    year.years[0].records.as_mut().unwrap().insurance = "medical";
    let audit = compare(&year);
    assert_eq!((audit.found, audit.checked), (vec![], 1));
}

#[test]
fn the_newest_years_with_payments_are_wanted_and_this_one() {
    let today = CalendarDate::new(2026, 11, 25).unwrap();
    let months = ["2026-11".to_owned(), "2027-01".to_owned()];
    let wanted = wanted_years([("pension_flexible", &months[..])], today);
    assert_eq!(wanted, [("pension", 2027), ("pension", 2026), ("medical", 2026)]);
    assert_eq!(wanted_years([("pension_of_tomorrow", &months[..])], today).len(), 2);
}

proptest! {
    /// Whatever is paid, if the bureau credits exactly that, nothing is found, at any age of the records.
    #[test]
    fn ledgers_that_agree_give_no_finding(
        months in prop::collection::btree_set(1u32..=12, 1..12),
        bases in prop::collection::vec(477_500i64..2_754_900, 12),
        refunded in any::<u16>(),
        after in 0u64..(400 * DAY),
    ) {
        let (mut all, mut records) = (Vec::new(), Vec::new());
        for month in months {
            let name = format!("2026-{month:02}");
            let base = bases[month as usize - 1];
            let fen = (base * 2_000 + 5_000) / 10_000;
            let back = refunded >> month & 1 == 1;
            let refund = back.then_some((RefundState::Refunded, AT));
            let payment = Paid { base: Some(Money::fen(base)), refund, ..paid("pension_flexible", &[&name], fen) };
            all.push(payment);
            let state = if back { "refunded" } else { "paid" };
            records.push(with(credited(&name), json!({"base_fen": base, "personal_fen": fen, "total_fen": fen, "state": state})));
        }
        let count = all.len() as u32;
        let audit = compare(&evidence(all, json!(records), after));
        prop_assert_eq!(audit.found, vec![]);
        prop_assert_eq!((audit.unchecked.len(), audit.checked), (0, count));
    }

    /// No records, however odd, make it panic, and whatever is found is about a scheme and a period.
    #[test]
    fn odd_records_are_compared_without_a_panic(
        rows in prop::collection::vec((1u32..=12, 0usize..5, any::<i64>(), any::<i64>(), 0u32..30_000), 0..12),
        after in any::<u64>(),
    ) {
        let states = ["paid", "confirming", "missing", "refunded", "odd"];
        let rows: Vec<Value> = rows.into_iter().map(|(month, state, fen, base, rate)| {
            json!({"month": format!("2026-{month:02}"), "scheme": "flexible", "state": states[state], "personal_fen": fen, "total_fen": fen,
                "base_fen": base, "personal_rate_bp": rate})
        }).collect();
        let mut all = evidence(vec![pension(&["2026-11"])], json!(rows), 0);
        all.years[0].records.as_mut().unwrap().as_of = after;
        for found in compare(&all).found {
            prop_assert!(!found.periods.is_empty() && found.scheme == "pension_flexible");
        }
    }
}
