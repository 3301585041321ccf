//! Money moves exactly once: the citizen's view beside the operator's ledger.

use shebao_core::payments::{Payment, PaymentDraft, PaymentStep, PaymentView};
use shebao_core::{CitizenError, Keep, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use std::sync::Arc;
use std::time::Duration;
use support::{App, City};

/// 王芳's phone, everything asked for once.
pub(crate) async fn signed_in(city: &City) -> App {
    let app = city.phone_of("p-wang").await;
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    app
}

/// Begins the first bill for this person that can be paid and has (or has not) a base to choose, and chooses the first of everything.
pub(crate) async fn begin(app: &App, person: char, with_base: bool) -> Arc<Payment> {
    let payments = app.citizen.payments();
    for bill in payments
        .clone()
        .view()
        .await
        .unwrap()
        .bills
        .into_iter()
        .filter(|bill| bill.can_pay && bill.person.starts_with(person))
    {
        let payment = payments.clone().pay(bill.id).await.unwrap();
        let choices = payment.clone().view().await.unwrap().choices;
        if choices.base.is_some() == with_base {
            let draft = PaymentDraft {
                base: choices.base.map(|base| base.offered[0]),
                tier: choices.tiers.first().map(|tier| tier.id.clone()),
                periods: choices
                    .periods
                    .iter()
                    .find(|p| p.can_pay)
                    .map(|p| p.id.clone())
                    .into_iter()
                    .collect(),
                instrument: Some(choices.instruments[0].id.clone()),
            };
            payment.clone().choose(draft).await.unwrap();
            return payment;
        }
    }
    panic!("no such bill")
}

pub(crate) async fn reviewed(app: &App) -> Arc<Payment> {
    let payment = begin(app, '王', true).await;
    let view = payment.clone().quote().await.unwrap();
    assert_eq!(view.step, PaymentStep::Review, "{view:?}");
    payment
}

/// Waits for the end of a payment, a minute at most.
pub(crate) async fn ended(payment: &Arc<Payment>) -> PaymentView {
    for _ in 0..600 {
        let view = payment.clone().view().await.unwrap();
        if matches!(view.step, PaymentStep::Paid | PaymentStep::NotCharged) {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("still in doubt after a minute: {:?}", payment.clone().view().await)
}

fn debits(city: &City) -> usize {
    city.operator().ledger().unwrap().debits.len()
}

#[tokio::test]
async fn a_month_is_paid_once_and_the_receipt_verifies() {
    let city = City::start(7);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::Paid);
    let order = view.order.unwrap();
    let receipt = app.citizen.payments().receipt(order.clone()).await.unwrap();
    let ledger = city.operator().ledger().unwrap();
    assert_eq!(ledger.debits.len(), 1);
    assert_eq!(
        (ledger.debits[0].order.as_str(), ledger.debits[0].amount_fen),
        (order.as_str(), receipt.amount.fen)
    );
    assert!(receipt.link.len() <= 400, "{} octets", receipt.link.len());
    let qr = receipt.qr.unwrap();
    assert!(qr.side <= 77 && qr.modules.len() == (qr.side * qr.side) as usize, "{} modules", qr.side);
    // Paid is the end: confirming again moves nothing.
    payment.clone().confirm().await.unwrap();
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn nothing_is_chosen_beforehand_and_nothing_moves_before_confirming() {
    let city = City::start(8);
    let app = signed_in(&city).await;
    let bill =
        app.citizen.payments().view().await.unwrap().bills.into_iter().find(|bill| bill.can_pay).unwrap();
    let payment = app.citizen.payments().pay(bill.id).await.unwrap();
    let view = payment.clone().view().await.unwrap();
    assert_eq!(view.draft, PaymentDraft::default());
    assert!(!view.can_go_on);
    assert_eq!(payment.clone().quote().await.err(), Some(CitizenError::Refused { refusal: Refusal::NotNow }));
    assert_eq!(
        payment.clone().confirm().await.err(),
        Some(CitizenError::Refused { refusal: Refusal::NotNow })
    );
    assert_eq!(
        (
            debits(&city),
            city.requests().iter().filter(|r| r.method == "PUT" && r.path.starts_with("/v1/orders")).count()
        ),
        (0, 0)
    );
}

#[tokio::test]
async fn every_way_a_reply_can_be_lost_ends_with_one_debit() {
    for (seed, kind) in [
        (20, FaultKind::DropBefore),
        (21, FaultKind::DropAfter),
        (22, FaultKind::Duplicate),
        (23, FaultKind::Status500),
        (24, FaultKind::Status503),
        (25, FaultKind::Status401),
        (26, FaultKind::Restart),
    ] {
        let city = City::start(seed);
        let app = signed_in(&city).await;
        let payment = reviewed(&app).await;
        city.operator().inject(FaultOrder::once("PUT /v1/orders", kind));
        let view = payment.clone().confirm().await.unwrap();
        assert_ne!(view.step, PaymentStep::NotCharged, "{kind:?}: nothing in doubt is called failed");
        assert_eq!(ended(&payment).await.step, PaymentStep::Paid, "{kind:?}");
        assert_eq!(debits(&city), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn leaving_the_screen_does_not_cut_a_payment_in_half() {
    let city = City::start(9);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    let slow = FaultOrder { delay_ms: Some(800), ..FaultOrder::once("PUT /v1/orders", FaultKind::Delay) };
    city.operator().inject(slow);
    let confirming = tokio::spawn(payment.clone().confirm());
    tokio::time::sleep(Duration::from_millis(250)).await;
    confirming.abort();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn an_app_that_dies_in_doubt_finds_out_when_it_starts_again() {
    let city = City::start(10);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    city.operator()
        .inject(FaultOrder { times: 50, ..FaultOrder::once("PUT /v1/orders", FaultKind::DropAfter) });
    city.operator()
        .inject(FaultOrder { times: 50, ..FaultOrder::once("GET /v1/orders/", FaultKind::DropBefore) });
    let view = payment.clone().confirm().await.unwrap();
    assert!(matches!(view.step, PaymentStep::Confirming | PaymentStep::Attention), "{:?}", view.step);
    let order = view.order.clone().unwrap();
    assert_eq!(
        app.citizen.clone().sign_out(Keep::Doubtful).await.err(),
        Some(CitizenError::Refused { refusal: Refusal::NotNow }),
        "signing out says first what is in doubt"
    );
    drop(payment);
    let app = app.restart().await;
    city.operator().clear_faults();
    let how = shebao_core::session::Unlock::Pin { pin: support::PIN.to_owned() };
    app.citizen.session().unlock(how).await.unwrap();
    for _ in 0..300 {
        if app.citizen.payments().settle().await.unwrap() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(app.citizen.payments().order(order).await.unwrap().has_receipt);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn the_mothers_fee_names_her_in_every_line() {
    let city = City::start(11);
    let app = signed_in(&city).await;
    let payment = begin(&app, '李', false).await;
    let view = payment.clone().quote().await.unwrap();
    assert!(view.bill.person.starts_with('李'), "{:?}", view.bill);
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::Paid);
    let order = app.citizen.payments().order(view.order.unwrap()).await.unwrap();
    assert!(order.row.person.starts_with('李'));
    assert_eq!(app.citizen.payments().receipt(order.row.id).await.unwrap().person, order.row.person);
}

#[tokio::test]
async fn a_second_phone_cannot_pay_the_same_month() {
    let city = City::start(12);
    let (first, second) = (signed_in(&city).await, signed_in(&city).await);
    let (one, other) = (reviewed(&first).await, reviewed(&second).await);
    one.clone().confirm().await.unwrap();
    assert_eq!(ended(&one).await.step, PaymentStep::Paid);
    match other.clone().confirm().await {
        Ok(_) => assert_eq!(ended(&other).await.step, PaymentStep::NotCharged),
        Err(error) => assert_eq!(error, CitizenError::Refused { refusal: Refusal::AlreadyBeingPaid }),
    }
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn too_little_money_is_said_and_takes_nothing() {
    let city = City::start(13);
    let app = signed_in(&city).await;
    city.operator().set_balance("p-wang", 100).unwrap();
    let payment = reviewed(&app).await;
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::NotCharged);
    assert_eq!(debits(&city), 0);
}
