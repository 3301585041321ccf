//! The guard against missed months, and what changed rules mean for one person.

use shebao_core::Tone;
use shebao_core::insurance::ContinuityRow;
use shebao_sandbox::shapes::operate::{AlterRecord, Alteration, PaidElsewhere};
use support::City;

async fn rows(app: &support::App) -> Vec<ContinuityRow> {
    app.citizen.clone().refresh().await.unwrap();
    app.citizen.insurance().continuity().await.unwrap().rows
}

fn of<'a>(rows: &'a [ContinuityRow], scheme: &str) -> &'a ContinuityRow {
    rows.iter().find(|row| row.scheme == scheme).unwrap()
}

#[tokio::test]
async fn a_flexible_worker_is_told_by_when_to_pay_and_what_it_costs_not_to() {
    let city = City::start(85);
    let app = city.phone_of("p-wang").await;
    let rows = rows(&app).await;
    let pension = of(&rows, "pension_flexible");
    assert!(pension.pay_by.is_some() && pension.cost.as_ref().unwrap().key == "continuity_cost_lost");
    assert!(pension.periods.iter().any(|period| period.tone == Tone::Missing), "the month that was missed");
    let medical = of(&rows, "medical_flexible");
    assert_eq!(medical.cost.as_ref().unwrap().key, "continuity_cost_wait");
    assert!(medical.pay_by > pension.pay_by, "three months are let pass");
    assert!(rows.iter().all(|row| row.rule.is_some()), "each cites its rule");

    city.operator().set_network(false);
    let offline = app.citizen.insurance().continuity().await.unwrap();
    assert_eq!(offline.rows.len(), 2);
}

#[tokio::test]
async fn whoever_pays_is_left_in_peace() {
    let city = City::start(86);
    let app = city.phone_of("p-wang").await;
    let month = rows(&app).await[0].periods.last().unwrap().month;
    let paid = PaidElsewhere {
        person: "p-wang".to_owned(),
        scheme: "pension_flexible".to_owned(),
        period: month.to_string(),
        amount_fen: 95_500,
    };
    city.operator().pay_elsewhere(&paid).unwrap();
    let rows = rows(&app).await;
    let pension = of(&rows, "pension_flexible");
    assert_eq!((pension.tone, pension.pay_by), (Tone::Done, None));
}

#[tokio::test]
async fn a_gap_longer_than_may_be_costs_a_wait_that_is_said() {
    let city = City::start(87);
    let app = city.phone_of("p-wang").await;
    let periods = of(&rows(&app).await, "medical_flexible").periods.clone();
    // The four months before this one were not paid.
    for period in periods.iter().rev().skip(1).take(4) {
        let altered = AlterRecord {
            person: "p-wang".to_owned(),
            kind: "medical".to_owned(),
            month: period.month.to_string(),
            how: Alteration::State { state: "missing".to_owned() },
        };
        city.operator().alter_record(&altered).unwrap();
    }
    let rows = rows(&app).await;
    let medical = of(&rows, "medical_flexible");
    assert_eq!((medical.state.key.as_str(), medical.pay_by), ("continuity_state_broken", None));
    assert_eq!(medical.cost.as_ref().unwrap().key, "continuity_cost_wait_from");
    assert_eq!(rows[0].scheme, "medical_flexible", "what presses most comes first");
}

#[tokio::test]
async fn a_resident_sees_the_years_and_a_missing_rule_is_said() {
    let city = City::start(88);
    let app = city.phone_of("p-li").await;
    let medical = rows(&app).await.remove(0);
    assert_eq!(
        (medical.scheme.as_str(), medical.periods.len()),
        ("medical_resident", 3),
        "last year, this one and the next"
    );
    let without = |pack: &mut shebao_sandbox::decide::pack::Pack| {
        pack.tariffs.retain(|tariff| tariff.scheme != "medical_resident");
    };
    city.operator().publish_rules(without).unwrap();
    let medical = rows(&app).await.remove(0);
    assert_eq!((medical.says.key.as_str(), medical.rule), ("rule_missing", None));
}

#[tokio::test]
async fn a_new_rule_is_said_as_a_difference_in_fen_a_month() {
    let city = City::start(89);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let insurance = app.citizen.insurance();
    let view = insurance.clone().rule_changes().await.unwrap();
    let row = view.rows.iter().find(|row| row.scheme == "pension_flexible").unwrap();
    let (before, after) = (row.before.unwrap().fen, row.after.unwrap().fen);
    assert_eq!(row.difference.unwrap().fen, after - before);

    let ahead = |pack: &mut shebao_sandbox::decide::pack::Pack| {
        let index = pack.tariffs.iter().position(|one| one.scheme == "medical_flexible").unwrap();
        let mut next = pack.tariffs[index].clone();
        pack.tariffs[index].until = Some("2198-12-31".to_owned());
        next.from = "2199-01-01".to_owned();
        next.version = "2199".to_owned();
        next.charge = shebao_sandbox::decide::tariff::Charge::Fixed { amount_fen: 39_200 };
        pack.tariffs.push(next);
    };
    city.operator().publish_rules(ahead).unwrap();
    app.citizen.clone().refresh().await.unwrap();
    app.heard.take();
    let view = insurance.rule_changes().await.unwrap();
    let row = view.rows.iter().find(|row| row.scheme == "medical_flexible").unwrap();
    assert!(row.ahead);
    assert_eq!((row.difference.unwrap().fen, row.says.key.as_str()), (1_000, "change_more_month"));
}
