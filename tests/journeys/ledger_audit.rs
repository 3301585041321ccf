//! What was paid is held against what is credited: each thing that can be wrong is found, by the gateway's own clock, and nothing else is.

use crate::paying::{begin, ended, reviewed, signed_in};
use shebao_core::payments::{FindingKind, FindingView, FindingsView, Payment, PaymentStep};
use shebao_core::{CitizenError, Target};
use shebao_sandbox::Options;
use shebao_sandbox::shapes::operate::{Miscredit, PaidElsewhere};
use std::sync::Arc;
use std::time::Duration;
use support::{App, City};

const DAY: i64 = 86_400;

/// A city where money moves on only by the operator's hand.
fn by_hand(options: &mut Options) {
    options.timing.bank = Duration::ZERO;
    options.timing.stages = None;
}

async fn paid(payment: Arc<Payment>) -> String {
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::Paid);
    view.order.unwrap()
}

/// Ticketed, in the treasury, credited.
fn credit(city: &City, order: &str) {
    for _ in 0..3 {
        city.operator().advance_stage(order).unwrap();
    }
}

async fn findings(app: &App) -> FindingsView {
    app.citizen.payments().findings().await.unwrap()
}

async fn refreshed(app: &App) -> FindingsView {
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    // What this refresh brought of orders, the next asks the records of.
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    findings(app).await
}

fn alarms(view: &FindingsView) -> Vec<&FindingView> {
    view.rows.iter().filter(|row| row.alarm).collect()
}

/// A month of 王芳's pension, paid; the operator does something; then so many days pass and all is asked for.
async fn after(seed: u64, days: i64, office: impl FnOnce(&City, &str)) -> (City, App, String, FindingsView) {
    let city = City::start_as(seed, by_hand);
    let app = signed_in(&city).await;
    let order = paid(reviewed(&app).await).await;
    office(&city, &order);
    city.operator().advance_clock(days * DAY);
    let view = refreshed(&app).await;
    (city, app, order, view)
}

/// Home names the alarm and leads to the order.
async fn at_home(app: &App, finding: &FindingView) {
    let home = app.citizen.clone().home().await.unwrap();
    let item = home.attention.iter().find(|item| item.id == format!("finding:{}", finding.id)).unwrap();
    assert_eq!(item.target, Target::Order { id: finding.order.clone().unwrap() });
    assert_eq!(item.body.as_ref(), Some(&finding.says));
}

#[tokio::test]
async fn what_is_credited_as_paid_is_no_alarm_however_long_ago() {
    let (_city, app, _, view) = after(70, 25, credit).await;
    assert_eq!(alarms(&view), Vec::<&FindingView>::new());
    assert_eq!((view.title.key.as_str(), view.unchecked.len()), ("finding_title_none", 0));
    assert!(view.checked >= 1);
    let home = app.citizen.clone().home().await.unwrap();
    assert!(home.attention.iter().all(|item| !item.id.starts_with("finding:")));
}

#[tokio::test]
async fn paid_and_withheld_is_found_once_it_takes_longer_than_usual() {
    let withhold = |city: &City, order: &str| {
        city.operator().miscredit(order, Miscredit::Withheld).unwrap();
        credit(city, order);
    };
    let (city, app, order, view) = after(71, 13, withhold).await;
    assert_eq!(alarms(&view), Vec::<&FindingView>::new(), "thirteen days are as usual");
    city.operator().advance_clock(2 * DAY);
    let view = refreshed(&app).await;
    let found = alarms(&view);
    assert_eq!(found.len(), 1, "{view:?}");
    assert_eq!((found[0].kind, found[0].order.as_ref()), (FindingKind::PaidNotCredited, Some(&order)));
    assert_eq!((found[0].says.key.as_str(), found[0].call.as_deref()), ("finding_says_late", Some("12333")));
    at_home(&app, found[0]).await;
    // Offline it is still known, and says how old that is.
    city.kill_network();
    let app = app.restart().await;
    assert_eq!(app.citizen.payments().findings().await.err(), Some(CitizenError::Locked));
    app.citizen
        .session()
        .unlock(shebao_core::session::Unlock::Pin { pin: support::PIN.to_owned() })
        .await
        .unwrap();
    let offline = findings(&app).await;
    assert_eq!((alarms(&offline).len(), alarms(&offline)[0].as_of), (1, found[0].as_of));
}

#[tokio::test]
async fn credited_by_the_progress_and_not_in_the_record_is_found_at_once() {
    let lose = |city: &City, order: &str| {
        city.operator().miscredit(order, Miscredit::NotRecorded).unwrap();
        credit(city, order);
    };
    let (_city, app, _, view) = after(72, 1, lose).await;
    let found = alarms(&view);
    assert_eq!((found.len(), found[0].says.key.as_str()), (1, "finding_says_not_recorded"));
    at_home(&app, found[0]).await;
}

#[tokio::test]
async fn another_amount_than_paid_and_a_rate_that_does_not_fit_are_found() {
    for (seed, how, says) in [
        (73, Miscredit::Amount { fen: 90_000 }, "finding_says_amount"),
        (74, Miscredit::Rate { more_bp: 100 }, "finding_says_rate"),
    ] {
        let wrong = |city: &City, order: &str| {
            city.operator().miscredit(order, how).unwrap();
            credit(city, order);
        };
        let (_city, app, order, view) = after(seed, 1, wrong).await;
        let found = alarms(&view);
        assert_eq!((found.len(), found[0].kind), (1, FindingKind::AmountDiffers), "{how:?}");
        assert_eq!((found[0].says.key.as_str(), found[0].order.as_ref()), (says, Some(&order)));
        at_home(&app, found[0]).await;
    }
}

#[tokio::test]
async fn a_month_that_is_credited_twice_is_found() {
    let twice = |city: &City, order: &str| {
        city.operator().miscredit(order, Miscredit::Twice).unwrap();
        credit(city, order);
    };
    let (_city, app, _, view) = after(75, 1, twice).await;
    let found = alarms(&view);
    assert_eq!((found.len(), found[0].kind), (1, FindingKind::CreditedTwice));
    at_home(&app, found[0]).await;
}

#[tokio::test]
async fn given_back_and_still_credited_is_found_and_given_back_rightly_is_not() {
    let give_back = |city: &City, order: &str| {
        for _ in 0..2 {
            city.operator().refund(order).unwrap();
        }
    };
    let wrong = |city: &City, order: &str| {
        credit(city, order);
        city.operator().miscredit(order, Miscredit::KeptAfterRefund).unwrap();
        give_back(city, order);
    };
    let (_city, app, _, view) = after(76, 6, wrong).await;
    let found = alarms(&view);
    assert_eq!((found.len(), found[0].kind), (1, FindingKind::RefundedStillCredited));
    at_home(&app, found[0]).await;
    let right = |city: &City, order: &str| {
        credit(city, order);
        give_back(city, order);
    };
    let (_city, _app, _, view) = after(77, 6, right).await;
    assert_eq!(alarms(&view), Vec::<&FindingView>::new());
}

#[tokio::test]
async fn what_was_paid_elsewhere_is_told_and_is_no_alarm() {
    let (city, app, _, view) = after(78, 1, credit).await;
    let told = |view: &FindingsView| {
        let rows = view.rows.iter().filter(|row| row.kind == FindingKind::CreditedNotPaid);
        rows.map(|row| (row.scheme.clone(), row.says.clone())).collect::<Vec<_>>()
    };
    // The city's history was paid before there was an app: a line for each scheme and year that is looked at.
    let before = told(&view);
    assert!(!before.is_empty() && view.rows.iter().all(|row| !row.alarm));
    let period = shebao_core::CalendarDate::at(std::time::SystemTime::now()).year_month();
    let period = shebao_core::YearMonth::new(period.year(), 12).unwrap().to_string();
    let counter = PaidElsewhere {
        person: "p-wang".to_owned(),
        scheme: "pension_flexible".to_owned(),
        period,
        amount_fen: 100_000,
    };
    city.operator().pay_elsewhere(&counter).unwrap();
    let view = refreshed(&app).await;
    assert_ne!(told(&view), before, "one month more");
    assert_eq!(alarms(&view), Vec::<&FindingView>::new());
}

#[tokio::test]
async fn what_is_not_here_is_said_to_be_unchecked_and_never_guessed() {
    let city = City::start_as(79, by_hand);
    let app = signed_in(&city).await;
    city.operator().inject(shebao_sandbox::FaultOrder {
        times: 1_000,
        ..shebao_sandbox::FaultOrder::once("GET /v1/insurance/pension", shebao_sandbox::FaultKind::Status503)
    });
    let order = paid(reviewed(&app).await).await;
    city.operator().miscredit(&order, Miscredit::Withheld).unwrap();
    city.operator().advance_clock(25 * DAY);
    let _ = app.citizen.clone().refresh().await;
    let view = findings(&app).await;
    assert_eq!(alarms(&view), Vec::<&FindingView>::new(), "old records prove nothing");
    assert_eq!(view.title.key, "finding_title_partly");
    assert_eq!(view.unchecked[0].says.key, "finding_unchecked_old", "{:?}", view.unchecked);
    // Once they can be had, it is found.
    city.operator().clear_faults();
    assert_eq!(alarms(&refreshed(&app).await).len(), 1);
}

#[tokio::test]
async fn of_the_mothers_fee_only_the_progress_is_known_and_a_stuck_one_is_found() {
    let city = City::start_as(80, by_hand);
    let app = signed_in(&city).await;
    let hers = begin(&app, '李', false).await;
    hers.clone().quote().await.unwrap();
    let order = paid(hers).await;
    let view = refreshed(&app).await;
    assert_eq!(alarms(&view), Vec::<&FindingView>::new());
    let said = view.unchecked.iter().find(|row| row.says.key == "finding_unchecked_person").unwrap();
    assert!(said.person.starts_with('李'));
    city.operator().advance_clock(20 * DAY);
    let view = refreshed(&app).await;
    let found = alarms(&view);
    assert_eq!(
        (found.len(), found[0].kind, found[0].order.as_ref()),
        (1, FindingKind::PaidNotCredited, Some(&order))
    );
    assert!(found[0].person.starts_with('李'));
    assert_eq!(
        (found[0].based_on.key.as_str(), found[0].call.as_deref()),
        ("finding_from_progress", Some("12366"))
    );
}
