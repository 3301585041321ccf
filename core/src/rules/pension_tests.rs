use super::super::samples::pension_json;
use super::*;
use proptest::prelude::*;

fn rules() -> PensionRules {
    serde_json::from_value(pension_json()).unwrap()
}

fn month(text: &str) -> YearMonth {
    text.parse().unwrap()
}

/// The tables annexed to the decision of 13 September 2024: the first, a later and the last row of each.
#[test]
fn ages_are_those_of_the_published_tables() {
    let rules = rules();
    let age = |who, born| rules.retirement(who).unwrap().age_months(month(born));
    for (born, years, months) in
        [("1964-12", 60, 0), ("1965-01", 60, 1), ("1965-04", 60, 1), ("1965-05", 60, 2), ("1970-01", 61, 4)]
    {
        assert_eq!(age(RetirementGroup::Men, born), years * 12 + months, "{born}");
    }
    assert_eq!(age(RetirementGroup::Men, "1976-08"), 62 * 12 + 11);
    assert_eq!(age(RetirementGroup::Men, "1976-09"), 63 * 12);
    assert_eq!(age(RetirementGroup::Men, "2000-01"), 63 * 12);
    assert_eq!(age(RetirementGroup::Women55, "1969-12"), 55 * 12);
    assert_eq!(age(RetirementGroup::Women55, "1970-01"), 55 * 12 + 1);
    assert_eq!(age(RetirementGroup::Women55, "1981-09"), 58 * 12);
    assert_eq!(age(RetirementGroup::Women50, "1975-02"), 50 * 12 + 1);
    assert_eq!(age(RetirementGroup::Women50, "1975-03"), 50 * 12 + 2);
    assert_eq!(age(RetirementGroup::Women50, "1984-10"), 54 * 12 + 11);
    assert_eq!(age(RetirementGroup::Women50, "1984-11"), 55 * 12);
}

#[test]
fn the_minimum_rises_from_2030_to_twenty_years() {
    let minimum = rules().minimum;
    for (year, months) in [(2026, 180), (2029, 180), (2030, 186), (2031, 192), (2039, 240), (2060, 240)] {
        assert_eq!(minimum.months_in(year), months, "{year}");
    }
}

#[test]
fn an_age_between_two_years_has_the_row_of_its_full_years() {
    let rules = rules();
    assert_eq!(rules.payout_months(60 * 12), Some(139));
    assert_eq!(rules.payout_months(60 * 12 + 11), Some(139));
    assert_eq!(rules.payout_months(63 * 12), Some(117));
    assert_eq!(rules.payout_months(39 * 12), None, "not in the table, and not guessed");
}

#[test]
fn figures_that_cannot_be_meant_are_not_used() {
    let wrong = |change: fn(&mut serde_json::Value)| {
        let mut json = pension_json();
        change(&mut json);
        serde_json::from_value::<PensionRules>(json).map_or(true, |rules| !rules.is_sound(1))
    };
    assert!(rules().is_sound(1));
    assert!(wrong(|json| json["average_wage_fen"] = 0.into()));
    assert!(wrong(|json| json["between_ages"] = "guess".into()));
    assert!(wrong(|json| json["cites"] = serde_json::json!([1])));
    assert!(wrong(|json| json["payout"][0]["months"] = 0.into()));
    assert!(wrong(|json| json["payout"][1]["age"] = json["payout"][0]["age"].clone()));
    assert!(wrong(|json| json["retirement"][0]["month_later_each"] = 0.into()));
    assert!(wrong(|json| json["retirement"][0]["most_age"] = 59.into()));
    assert!(wrong(|json| json["minimum"]["months"] = 300.into()));
    assert!(wrong(|json| json["until"] = "2020-01-01".into()));
}

proptest! {
    #[test]
    fn who_is_born_later_never_retires_younger(year in 1900u16..2150, month in 1u8..=11, who in 0usize..3) {
        let rules = rules();
        let row = &rules.retirement[who];
        let born = YearMonth::new(year, month).unwrap();
        let (now, next) = (row.age_months(born), row.age_months(born.next()));
        prop_assert!(next == now || next == now + 1);
        prop_assert!((u32::from(row.age) * 12..=u32::from(row.most_age) * 12).contains(&now));
    }
}
