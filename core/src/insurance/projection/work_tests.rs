use super::*;
use crate::rules::{RetirementGroup, Shelf, samples};
use proptest::prelude::*;
use serde_json::Value;

fn book_on(pack: &Value, day: &str) -> Rulebook {
    let mut shelf = Shelf::new("990100");
    shelf.offer(samples::read(pack)).unwrap();
    Rulebook::for_tests(shelf, day.parse().unwrap())
}

fn book() -> Rulebook {
    book_on(&samples::pack_json(), "2026-11-25")
}

/// Born in April 1974, a man: 62 years and 4 months, in August 2036.
fn draft() -> ProjectionDraft {
    ProjectionDraft {
        group: Some(RetirementGroup::Men),
        born: Some("1974-04".parse().unwrap()),
        months: Some(123),
        account: Some(Money::fen(5_000_000)),
        index_basis_points: Some(6_000),
        base: Some(Money::fen(540_000)),
    }
}

fn monthly(view: &ProjectionView) -> Option<(i64, String)> {
    match &view.answer {
        ProjectionAnswer::Projected { monthly, from, .. } => Some((monthly.fen, from.to_string())),
        _ => None,
    }
}

fn refused(view: &ProjectionView) -> &str {
    match &view.answer {
        ProjectionAnswer::Refused { says } => &says.key,
        other => panic!("{other:?}"),
    }
}

/// By hand: 117 months to go, 240 in all. Basic: 9000 × (1 + 0.6) ÷ 2 × 20 × 1 % = 1440.00. Account: 50000 + 117 × 432 = 100544; ÷ 125 (62 full
/// years) = 804.352, so 804.35. Together 2244.35.
#[test]
fn a_projection_is_what_one_gets_by_hand() {
    let view = project(draft(), &book());
    assert_eq!(monthly(&view), Some((224_435, "2036-08".to_owned())));
    assert_eq!((view.assumptions.len(), view.rules.len()), (4, 2));
    assert!(view.rules.iter().all(|rule| !rule.title.is_empty()), "every result says where it is written");
}

#[test]
fn two_indices_weigh_by_their_months() {
    // 123 × 1.0 and 117 × 0.6 over 240: 0.805; 9000 × 1.805 ÷ 2 × 20 % = 1624.50, and the account as before.
    let view = project(ProjectionDraft { index_basis_points: Some(10_000), ..draft() }, &book());
    assert_eq!(monthly(&view).unwrap().0, 162_450 + 80_435);
}

#[test]
fn too_few_months_are_said_with_what_is_missing_by_the_year_it_begins() {
    let view = project(ProjectionDraft { months: Some(60), ..draft() }, &book());
    let ProjectionAnswer::TooShort { from, missing, .. } = &view.answer else { panic!("{view:?}") };
    // In 2036 it takes 15 years and seven times six months.
    assert_eq!((from.to_string().as_str(), *missing), ("2036-08", 180 + 7 * 6 - 177));
}

#[test]
fn who_is_past_the_age_begins_now() {
    let past = ProjectionDraft { born: Some("1960-01".parse().unwrap()), months: Some(240), ..draft() };
    let view = project(past, &book());
    assert_eq!(monthly(&view).unwrap().1, "2026-11");
}

#[test]
fn nothing_is_projected_without_the_rules_and_what_is_missing_is_said() {
    let with = |change: fn(&mut Value)| {
        let mut pack = samples::pack_json();
        change(&mut pack);
        project(draft(), &book_on(&pack, "2026-11-25"))
    };
    assert_eq!(
        refused(&with(|pack| drop(pack.as_object_mut().unwrap().remove("pension")))),
        "project_refused_missing"
    );
    assert_eq!(refused(&with(|pack| pack["pension"]["until"] = "2026-10-31".into())), "project_refused_over");
    assert_eq!(
        refused(&with(|pack| pack["pension"]["payout"] = "none".into())),
        "project_refused_unreadable"
    );
    assert_eq!(refused(&with(|pack| pack["tariffs"][1]["until"] = "2026-10-31".into())), "rule_not_in_force");
    assert_eq!(
        refused(&with(|pack| pack["tariffs"][1]["charge"]["account_rate_bp"] = Value::Null)),
        "project_refused_share"
    );
    let row = |pack: &mut Value| pack["pension"]["payout"] = serde_json::json!([{"age": 60, "months": 139}]);
    assert_eq!(refused(&with(row)), "project_refused_table");
}

#[test]
fn slips_of_the_pen_are_problems_of_their_fields() {
    let wrong = ProjectionDraft {
        born: Some("2027-01".parse().unwrap()),
        months: Some(1_201),
        account: Some(Money::fen(-1)),
        index_basis_points: Some(0),
        base: Some(Money::fen(1)),
        ..draft()
    };
    let view = project(wrong, &book());
    let fields: Vec<&str> = view.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["born", "months", "account", "index_basis_points", "base"]);
    assert_eq!(view.answer, ProjectionAnswer::Open);
    assert_eq!(project(ProjectionDraft::default(), &book()).answer, ProjectionAnswer::Open);
}

proptest! {
    #[test]
    fn a_higher_base_never_gives_less(
        base in 477_500i64..2_754_000, more in 1i64..900, months in 180u32..400, index in 1u32..30_000,
        account in 0i64..100_000_000, year in 1966u16..1990,
    ) {
        let with = |base| {
            let view = project(ProjectionDraft {
                base: Some(Money::fen(base)), months: Some(months), index_basis_points: Some(index),
                account: Some(Money::fen(account)), born: Some(YearMonth::new(year, 3).unwrap()), ..draft()
            }, &book());
            match view.answer { ProjectionAnswer::Projected { monthly, .. } => Some(monthly), _ => None }
        };
        let (less, better) = (with(base), with(base + more));
        prop_assert!(less <= better && less.is_some() == better.is_some());
    }
}
