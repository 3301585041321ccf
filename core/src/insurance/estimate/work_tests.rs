use super::*;
use crate::rules::{Shelf, samples};
use serde_json::{Value, json};

const REGION: &str = "990100";

fn book_on(pack: &Value, day: &str) -> Rulebook {
    let mut shelf = Shelf::new(REGION);
    shelf.offer(samples::read(pack)).unwrap();
    Rulebook::for_tests(shelf, day.parse().unwrap())
}

fn book() -> Rulebook {
    book_on(&samples::pack_json(), "2026-11-25")
}

fn draft(scheme: &str) -> EstimateDraft {
    EstimateDraft { scheme: Some(scheme.to_owned()), periods: Some(1), ..EstimateDraft::default() }
}

fn total(view: &EstimateView) -> Option<i64> {
    match &view.answer {
        EstimateAnswer::Estimated { total, .. } => Some(total.fen),
        EstimateAnswer::Open | EstimateAnswer::Refused { .. } => None,
    }
}

fn refused(view: &EstimateView) -> &str {
    match &view.answer {
        EstimateAnswer::Refused { says } => &says.key,
        other => panic!("{other:?}"),
    }
}

/// Floors and ceilings as published (DOMAIN facts: Shanghai 2026-07, Beijing 2025, other Guangdong 2025-07, Zhejiang 2025, Chongqing), yuan a
/// month, and 20 % of each. Guangdong's floor is 52 % of the average and Chongqing's is rounded up: none is 60 % of anything here.
#[test]
fn published_bases_give_the_contributions_they_give() {
    for (city, floor, ceiling, at_floor, at_ceiling) in [
        ("上海", 7_546, 37_731, 150_920, 754_620),
        ("北京", 7_162, 35_811, 143_240, 716_220),
        ("广东其他", 4_775, 27_549, 95_500, 550_980),
        ("浙江", 4_986, 25_299, 99_720, 505_980),
        ("重庆", 4_404, 22_017, 88_080, 440_340),
    ] {
        let mut pack = samples::pack_json();
        pack["tariffs"][1]["charge"] = json!({"kind": "rate", "floor_fen": floor * 100, "ceiling_fen": ceiling * 100,
            "rate_bp": 2000, "account_rate_bp": 800, "rounding": "half_up_fen"});
        let book = book_on(&pack, "2026-11-25");
        let at = |yuan: i64| {
            let base = Some(Money::fen(yuan * 100));
            estimate(&EstimateDraft { base, ..draft("pension_flexible") }, REGION, &book)
        };
        assert_eq!((total(&at(floor)), total(&at(ceiling))), (Some(at_floor), Some(at_ceiling)), "{city}");
        for outside in [floor - 1, ceiling + 1] {
            assert_eq!(at(outside).problems[0].says.key, "pay_problem_base_range", "{city} {outside}");
        }
    }
}

#[test]
fn every_line_of_an_estimate_is_there_and_its_rule_is_cited() {
    let base = Some(Money::fen(500_000));
    let view =
        estimate(&EstimateDraft { base, periods: Some(3), ..draft("pension_flexible") }, REGION, &book());
    let EstimateAnswer::Estimated { total, each, lines } = &view.answer else { panic!("{view:?}") };
    assert_eq!((total.fen, each.fen), (300_000, 100_000));
    let value = |key: &str| {
        let line = lines.iter().find(|line| line.label.key == format!("estimate_line_{key}"));
        line.map(|line| line.value.clone())
    };
    let amount = |fen| Some(Says::word("insurance_value_amount").amount("amount", Money::fen(fen)));
    assert_eq!((value("account"), value("pool")), (amount(40_000), amount(60_000)));
    let rule = view.rule.unwrap();
    assert_eq!((rule.title.as_str(), rule.fictional), ("测试城市缴费标准（虚构）", true));
    assert_eq!(rule.date.to_string(), "2026-06-20");
}

#[test]
fn residents_see_what_the_public_purse_adds() {
    let tier = |id: &str| EstimateDraft { tier: Some(id.to_owned()), ..draft("pension_resident") };
    let view = estimate(&tier("t2"), REGION, &book());
    assert_eq!(total(&view), Some(100_000));
    let EstimateAnswer::Estimated { lines, .. } = &view.answer else { panic!() };
    let subsidy = lines.iter().find(|line| line.label.key == "estimate_line_subsidy").unwrap();
    assert_eq!(subsidy.value, Says::word("insurance_value_amount").amount("amount", Money::fen(7_000)));
    assert_eq!(estimate(&tier("t9"), REGION, &book()).problems[0].field, "tier");
    let medical = estimate(&draft("medical_resident"), REGION, &book());
    let EstimateAnswer::Estimated { lines, .. } = &medical.answer else { panic!() };
    assert!(lines.iter().any(|line| line.label.key == "estimate_line_subsidy"));
}

#[test]
fn nothing_is_estimated_without_the_rule_and_what_is_missing_is_said() {
    let base = Some(Money::fen(500_000));
    let mut over = samples::pack_json();
    over["tariffs"][1]["until"] = "2026-10-31".into();
    let flexible = EstimateDraft { base, ..draft("pension_flexible") };
    assert_eq!(refused(&estimate(&flexible, REGION, &book_on(&over, "2026-11-25"))), "rule_not_in_force");
    let mut ended = samples::pack_json();
    ended["until"] = "2026-10-31".into();
    assert_eq!(refused(&estimate(&flexible, REGION, &book_on(&ended, "2026-11-25"))), "rule_not_in_force");
    let mut unknown = samples::pack_json();
    unknown["tariffs"][1]["charge"]["rounding"] = "towards_zero".into();
    assert_eq!(refused(&estimate(&flexible, REGION, &book_on(&unknown, "2026-11-25"))), "rule_unreadable");
    assert_eq!(refused(&estimate(&draft("medical_flexible"), REGION, &book())), "rule_missing");
    let elsewhere = EstimateDraft { region: Some("310000".to_owned()), ..flexible.clone() };
    assert_eq!(refused(&estimate(&elsewhere, REGION, &book())), "estimate_refused_region");
    let none = Rulebook::for_tests(Shelf::new(REGION), "2026-11-25".parse().unwrap());
    assert_eq!(refused(&estimate(&EstimateDraft::default(), REGION, &none)), "rule_none");
}

#[test]
fn an_unfinished_draft_is_no_problem_and_a_wrong_one_is() {
    let open = estimate(&draft("pension_flexible"), REGION, &book());
    assert_eq!((open.answer, open.problems), (EstimateAnswer::Open, Vec::new()));
    for periods in [0, 13] {
        let wrong = EstimateDraft { periods: Some(periods), ..draft("pension_flexible") };
        assert_eq!(estimate(&wrong, REGION, &book()).problems[0].field, "periods");
    }
    let names: Vec<String> = estimate(&EstimateDraft::default(), REGION, &book())
        .schemes
        .into_iter()
        .map(|one| one.scheme)
        .collect();
    assert_eq!(names, ["pension_flexible", "medical_resident", "pension_resident"], "each once");
}
