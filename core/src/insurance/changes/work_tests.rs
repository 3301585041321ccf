use super::*;
use crate::rules::{Shelf, samples};
use serde_json::{Value, json};

fn book(change: impl FnOnce(&mut Value), day: &str) -> Rulebook {
    let mut pack = samples::pack_json();
    change(&mut pack);
    let mut shelf = Shelf::new("990100");
    shelf.offer(samples::read(&pack)).unwrap();
    Rulebook::for_tests(shelf, day.parse().unwrap())
}

fn pension(base: i64) -> Mine<'static> {
    Mine { scheme: "pension_flexible", base: Some(Money::fen(base)), paid: None }
}

fn as_is(_: &mut Value) {}

#[test]
fn a_base_below_the_new_floor_is_raised_and_the_difference_is_in_fen_a_month() {
    let rows = changes(&[pension(460_000)], &book(as_is, "2026-11-25"));
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    let fen = |amount: Option<Money>| amount.unwrap().fen;
    assert_eq!((fen(row.before), fen(row.after), fen(row.difference)), (92_000, 95_500, 3_500));
    assert_eq!(row.note, Some(Says::word("change_base_raised").amount("amount", Money::fen(477_500))));
    let from = "2026-07-01".parse().unwrap();
    assert_eq!(
        row.says,
        Says::word("change_more_month").day("from", from).amount("amount", Money::fen(3_500))
    );
    assert_eq!((row.rule.date.to_string().as_str(), row.ahead), ("2026-06-20", false));
}

#[test]
fn a_base_that_both_rules_offer_costs_the_same_and_less_is_said_as_less() {
    let rows = changes(&[pension(500_000)], &book(as_is, "2026-11-25"));
    assert_eq!((rows[0].difference, rows[0].tone), (Some(Money::ZERO), Tone::Done));
    let lower = book(|pack| pack["tariffs"][1]["charge"]["rate_bp"] = 1_800.into(), "2026-11-25");
    let row = &changes(&[pension(500_000)], &lower)[0];
    assert_eq!(row.difference, Some(Money::fen(-10_000)));
    assert_eq!(row.says.key, "change_less_month");
}

#[test]
fn a_change_that_is_ahead_is_said_before_it_comes_and_an_old_one_no_more() {
    let ahead = book(
        |pack| {
            pack["tariffs"][2]["until"] = "2026-12-31".into();
            pack["tariffs"].as_array_mut().unwrap().push(
                json!({"scheme": "medical_resident", "version": "2028",
                "from": "2027-01-01", "cites": [1], "charge": {"kind": "fixed", "amount_fen": 43_000},
                "periods": {"unit": "year", "lengths": [1]}}),
            );
        },
        "2026-11-25",
    );
    let mine = Mine { scheme: "medical_resident", base: None, paid: Some(Money::fen(40_000)) };
    let row = &changes(&[mine], &ahead)[0];
    assert_eq!(
        (row.ahead, row.difference, row.says.key.as_str()),
        (true, Some(Money::fen(3_000)), "change_more_year")
    );
    assert!(changes(&[pension(460_000)], &book(as_is, "2027-09-01")).is_empty());
}

#[test]
fn what_one_pays_not_is_no_change_and_what_cannot_be_told_is_not_guessed() {
    assert!(changes(&[], &book(as_is, "2026-11-25")).is_empty());
    let nothing = Mine { scheme: "pension_flexible", base: None, paid: None };
    let row = &changes(&[nothing], &book(as_is, "2026-11-25"))[0];
    assert_eq!((row.difference, row.says.key.as_str()), (None, "change_unknown"));
}
