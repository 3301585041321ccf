//! What contributions would cost and what a pension would be: by the signed rules at hand, signed in or not, or refused with what is missing.

use shebao_core::insurance::{EstimateAnswer, EstimateDraft, ProjectionAnswer, ProjectionDraft};
use shebao_core::{Money, RetirementGroup};
use support::{CARD, City, reviewed};

fn flexible(base: i64) -> EstimateDraft {
    EstimateDraft {
        scheme: Some("pension_flexible".to_owned()),
        base: Some(Money::fen(base)),
        periods: Some(12),
        ..EstimateDraft::default()
    }
}

fn total(answer: &EstimateAnswer) -> Option<i64> {
    match answer {
        EstimateAnswer::Estimated { total, .. } => Some(total.fen),
        EstimateAnswer::Open | EstimateAnswer::Refused { .. } => None,
    }
}

#[tokio::test]
async fn somebody_who_has_not_signed_in_can_estimate_and_goes_on_without_network() {
    let city = City::start(81);
    let app = city.phone().await;
    let insurance = app.citizen.insurance();
    let before = insurance.clone().estimate(flexible(477_500)).await.unwrap();
    let EstimateAnswer::Refused { says } = &before.answer else { panic!("{before:?}") };
    assert_eq!(says.key, "rule_missing", "nothing is guessed before the rules came");

    assert!(insurance.clone().refresh_rules().await.unwrap());
    city.operator().set_network(false);
    let view = insurance.clone().estimate(flexible(477_500)).await.unwrap();
    assert_eq!(total(&view.answer), Some(12 * 95_500));
    let rule = view.rule.unwrap();
    assert!(rule.fictional && rule.title.contains("测试城市") && rule.in_force.key == "pay_value_tariff");
    assert_eq!(view.schemes.len(), 4);
    assert_eq!(insurance.estimate(flexible(1)).await.unwrap().problems[0].field, "base");
}

#[tokio::test]
async fn an_estimate_is_what_the_gateway_then_asks_for() {
    let city = City::start(82);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let mut bills = app.citizen.payments().view().await.unwrap().bills;
    bills.retain(|bill| bill.can_pay);
    let place = bills.iter().position(|bill| bill.title.key == "pay_scheme_pension_flexible").unwrap();
    let payment = reviewed(&app.citizen, place, CARD).await.unwrap().unwrap();
    let view = payment.view().await.unwrap();
    let asked = view.amount.unwrap();
    let estimate = EstimateDraft { base: view.draft.base, periods: Some(1), ..flexible(0) };
    let estimated = app.citizen.insurance().estimate(estimate).await.unwrap();
    assert_eq!(total(&estimated.answer), Some(asked.fen));
}

#[tokio::test]
async fn rules_that_are_over_make_the_estimator_refuse_and_say_so() {
    let city = City::start(83);
    city.operator().publish_rules(|pack| pack.until = Some(pack.from.clone())).unwrap();
    let app = city.phone().await;
    let insurance = app.citizen.insurance();
    insurance.clone().refresh_rules().await.unwrap();
    let view = insurance.clone().estimate(flexible(477_500)).await.unwrap();
    let EstimateAnswer::Refused { says } = &view.answer else { panic!("{view:?}") };
    assert_eq!(says.key, "rule_not_in_force");
    let view = insurance.project(ProjectionDraft::default()).await.unwrap();
    assert!(matches!(view.answer, ProjectionAnswer::Refused { .. }));
}

#[tokio::test]
async fn a_pension_is_projected_from_what_is_recorded() {
    let city = City::start(84);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let insurance = app.citizen.insurance();
    let draft = ProjectionDraft {
        group: Some(RetirementGroup::Women50),
        born: Some("1990-06".parse().unwrap()),
        index_basis_points: Some(6_000),
        base: Some(Money::fen(600_000)),
        ..ProjectionDraft::default()
    };
    let view = insurance.clone().project(draft.clone()).await.unwrap();
    assert_eq!(view.draft.months, Some(33), "34 months, of which one is missing");
    let ProjectionAnswer::Projected { monthly, from, lines } = &view.answer else { panic!("{view:?}") };
    assert_eq!(from.to_string(), "2045-06", "55 years");
    assert!(monthly.fen > 0 && lines.len() == 7 && view.rules.len() == 2 && view.assumptions.len() == 4);
    let more = ProjectionDraft { base: Some(Money::fen(900_000)), ..draft };
    let ProjectionAnswer::Projected { monthly: higher, .. } = insurance.project(more).await.unwrap().answer
    else {
        panic!()
    };
    assert!(higher > *monthly);
}
