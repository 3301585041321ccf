use super::super::samples::{pack_json, read};
use super::super::{BackPayment, Charge, Rounding, Unit};
use super::*;
use crate::money::Money;
use proptest::prelude::*;
use serde_json::{Value, json};

fn problem(change: impl FnOnce(&mut Value)) -> Option<NotAPack> {
    let mut pack = pack_json();
    change(&mut pack);
    Pack::read(pack.to_string().as_bytes()).err()
}

/// Whether the second tariff can still be read after a change of one of its members.
fn readable(path: &str, value: Value) -> bool {
    let mut pack = pack_json();
    *pack.pointer_mut(&format!("/tariffs/1{path}")).unwrap() = value;
    read(&pack).tariffs[1].terms.is_some()
}

#[test]
fn a_pack_is_read_with_its_rules_and_where_they_are_written() {
    let pack = read(&pack_json());
    assert_eq!((pack.v, pack.fictional, pack.until), (3, true, None));
    let [_, pension, medical, resident] = &pack.tariffs[..] else { panic!("{:?}", pack.tariffs) };
    let terms = pension.terms.as_ref().unwrap();
    let Charge::Rate(rate) = &terms.charge else { panic!("{terms:?}") };
    assert_eq!((rate.rate_bp, rate.rounding), (2_000, Rounding::HalfUpFen));
    assert_eq!((terms.unit, terms.back_payment), (Unit::Month, BackPayment::None));
    assert_eq!(terms.lengths.months().collect::<Vec<_>>(), [1, 3, 6, 12]);
    assert_eq!(pack.source(medical).unwrap().issued_by, "测试城市医保局");
    assert_eq!(medical.terms.as_ref().unwrap().waiting.unwrap().more_per_missed_year, 1);
    assert_eq!(resident.terms.as_ref().unwrap().back_payment, BackPayment::Allowed { periods: 2 });
}

#[test]
fn a_pack_that_cannot_be_meant_is_none() {
    use NotAPack::{Ambiguous, Days, Form, TooMuch};
    assert_eq!(problem(|pack| pack["region"] = json!("99010x")), Some(Form));
    assert_eq!(problem(|pack| pack["v"] = json!(0)), Some(Form));
    assert_eq!(problem(|pack| pack["v"] = json!(-1)), Some(Form));
    assert_eq!(problem(|pack| pack["from"] = json!("2026-02-30")), Some(Form));
    assert_eq!(problem(|pack| pack["until"] = json!("2026-06-30")), Some(Days));
    assert_eq!(problem(|pack| pack["tariffs"][1]["until"] = json!("2026-06-30")), Some(Days));
    assert_eq!(problem(|pack| pack["sources"][0]["url"] = json!("http://test-city.example")), Some(Form));
    assert_eq!(problem(|pack| pack["tariffs"] = json!(vec![json!({}); 201])), Some(TooMuch));
    assert_eq!(problem(|pack| pack["tariffs"][0]["version"] = json!("2026-07")), Some(Ambiguous));
    assert_eq!(problem(|pack| pack["tariffs"][0]["until"] = json!("2026-07-01")), Some(Ambiguous));
    assert_eq!(problem(|pack| pack["tariffs"][0]["until"] = Value::Null), Some(Ambiguous));
    assert_eq!(
        problem(|pack| drop(pack["tariffs"][0].as_object_mut().unwrap().remove("scheme"))),
        Some(Form)
    );
    assert_eq!(problem(|_| ()), None);
}

#[test]
fn a_tariff_of_a_later_app_is_unreadable_and_the_others_are_not() {
    assert!(readable("/charge/rate_bp", json!(2_100)));
    for (path, value) in [
        ("/charge/rounding", json!("bankers_fen")),
        ("/charge/rounding", Value::Null),
        ("/charge/kind", json!("formula")),
        ("/charge/floor_fen", json!(2_754_901)),
        ("/charge/floor_fen", json!(-1)),
        ("/charge/floor_fen", json!(0)),
        ("/charge/floor_fen", json!(4775.5)),
        ("/charge/offered_fen", json!([477_499])),
        ("/charge/offered_fen", json!(vec![477_500; 51])),
        ("/charge/rate_bp", json!(0)),
        ("/charge/rate_bp", json!(10_001)),
        ("/charge/account_rate_bp", json!(2_001)),
        ("/charge/ceiling_fen", json!(i64::MAX)),
        ("/periods/unit", json!("week")),
        ("/periods/lengths", json!([])),
        ("/periods/lengths", json!([2])),
        ("/cites", json!([])),
        ("/cites", json!([2])),
    ] {
        assert!(!readable(path, value.clone()), "{path} {value}");
    }
    let mut pack = pack_json();
    pack["tariffs"][1]["charge"]["rounding"] = json!("bankers_fen");
    let read = read(&pack);
    assert!(read.tariffs[1].terms.is_none() && read.tariffs[2].terms.is_some());
}

/// Bases as the bureaus published them: none is 60 % of an average to the fen, and each is taken as it stands.
#[test]
fn published_bases_are_read_and_priced_as_they_are() {
    // Place and year, floor, ceiling, and what a month costs at each, of which the account's part at the floor; yuan and fen.
    let published = [
        ("Shanghai 2026-07", 754_600, 3_773_100, 150_920, 754_620, 60_368),
        ("Beijing 2025", 716_200, 3_581_100, 143_240, 716_220, 57_296),
        ("other Guangdong 2025-07", 477_500, 2_754_900, 95_500, 550_980, 38_200),
        ("Zhejiang 2025", 498_600, 2_529_900, 99_720, 505_980, 39_888),
        ("Chongqing", 440_400, 2_201_700, 88_080, 440_340, 35_232),
    ];
    for (place, floor, ceiling, least, most, share) in published {
        let mut pack = pack_json();
        pack["tariffs"][1]["charge"] = json!({"kind": "rate", "floor_fen": floor, "ceiling_fen": ceiling, "offered_fen": [floor],
            "rate_bp": 2000, "account_rate_bp": 800, "rounding": "half_up_fen"});
        let read = read(&pack);
        let terms = read.tariffs[1].terms.as_ref().unwrap();
        let one = |base| terms.one_period(Some(base), None);
        let (at_floor, at_ceiling) = (one(floor).unwrap(), one(ceiling).unwrap());
        assert_eq!((at_floor.amount, at_ceiling.amount), (Money::fen(least), Money::fen(most)), "{place}");
        assert_eq!(at_floor.account_share, Some(Money::fen(share)), "{place}");
        assert!(one(floor - 1).is_none() && one(ceiling + 1).is_none(), "{place}");
        // 60 % of the average that the ceiling stands for: the floor is not it.
        assert_ne!(i128::from(floor) * 5, i128::from(ceiling), "{place}");
    }
}

#[test]
fn half_a_fen_of_a_month_is_a_whole_one() {
    let pack = read(&pack_json());
    let terms = pack.tariffs[1].terms.as_ref().unwrap();
    let one = |base| terms.one_period(Some(base), None).unwrap().amount;
    assert_eq!((one(477_502), one(477_503)), (Money::fen(95_500), Money::fen(95_501)));
    assert_eq!(terms.one_period(Some(500_000), Some("t1")), None);
    assert_eq!(terms.one_period(None, None), None);
}

/// Any JSON, a few levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z_]{1,10}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, one)| places(one, &format!("{at}/{name}"), found))
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(row, one)| places(one, &format!("{at}/{row}"), found))
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn no_octets_make_the_reader_panic(octets in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Pack::read(&octets);
    }

    #[test]
    fn nothing_put_into_a_pack_makes_the_reader_panic_or_a_tariff_absurd(place in any::<prop::sample::Index>(), wrong in any_json()) {
        let (mut pack, mut found) = (pack_json(), Vec::new());
        places(&pack, "", &mut found);
        let at: &String = place.get(&found);
        *pack.pointer_mut(at).unwrap() = wrong;
        let Ok(pack) = Pack::read(pack.to_string().as_bytes()) else { return Ok(()) };
        for tariff in &pack.tariffs {
            let Some(terms) = &tariff.terms else { continue };
            prop_assert!(pack.source(tariff).is_some());
            for base in [None, Some(i64::MIN), Some(0), Some(500_000), Some(i64::MAX)] {
                for tier in [None, Some("t1")] {
                    if let Some(one) = terms.one_period(base, tier) {
                        prop_assert!(one.amount.fen >= 0 && one.account_share.is_none_or(|share| share <= one.amount));
                    }
                }
            }
        }
    }
}
