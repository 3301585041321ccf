//! The second channel: a code is scanned at a counter or by a relative, and the money moves exactly once.

use crate::paying::{begin, ended, signed_in};
use shebao_core::payments::{CashierView, OrderView, Payment, PaymentStep};
use shebao_core::{CitizenError, Refusal};
use shebao_sandbox::decide::attempts::ATTEMPT_LIFE;
use shebao_sandbox::shapes::operate::ScanCashier;
use shebao_sandbox::{FaultKind, FaultOrder, Point, Problem};
use std::sync::Arc;
use std::time::Duration;
use support::{App, City};

/// Reviews a month of 王芳's pension, to be paid at the cashier.
async fn reviewed(app: &App) -> Arc<Payment> {
    let payment = begin(app, '王', true).await;
    let view = payment.clone().view().await.unwrap();
    let cashier = view.choices.instruments.iter().find(|from| from.name.key == "pay_value_cashier").unwrap();
    let mut draft = view.draft;
    draft.instrument = Some(cashier.id.clone());
    payment.clone().choose(draft).await.unwrap();
    let view = payment.clone().quote().await.unwrap();
    assert_eq!(view.step, PaymentStep::Review);
    assert!(view.next.iter().any(|says| says.key == "pay_next_scan"), "{:?}", view.next);
    payment
}

async fn order(app: &App, id: &str) -> OrderView {
    app.citizen.payments().order(id.to_owned()).await.unwrap()
}

/// Waits until the order's page shows what is wanted, half a minute at most. The app asks by itself.
async fn shows(app: &App, id: &str, wanted: impl Fn(&OrderView) -> bool) -> OrderView {
    for _ in 0..300 {
        let view = order(app, id).await;
        if wanted(&view) {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not shown: {:?}", order(app, id).await)
}

fn can_be_scanned(view: &OrderView) -> bool {
    view.cashier.as_ref().is_some_and(|cashier: &CashierView| cashier.qr.is_some())
}

fn is_over(view: &OrderView) -> bool {
    view.cashier.as_ref().is_some_and(|cashier| cashier.can_ask_again)
}

fn scan(city: &City, order: &str) -> Result<(), Problem> {
    let asked =
        ScanCashier { order: Some(order.to_owned()), by: Some("p-li".to_owned()), ..ScanCashier::default() };
    city.operator().scan_cashier(&asked)
}

/// What was taken, each with its channel.
fn taken(city: &City) -> Vec<(String, String)> {
    let debits = city.operator().ledger().unwrap().debits;
    debits.into_iter().map(|debit| (debit.order, debit.channel)).collect()
}

#[tokio::test]
async fn a_code_is_shown_until_a_relative_scans_it_and_the_month_is_paid_once() {
    let city = City::start(40);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    let view = payment.clone().confirm().await.unwrap();
    assert_eq!((view.step, view.title.key.as_str()), (PaymentStep::Confirming, "order_answer_scan"));
    let cashier = view.cashier.unwrap();
    assert!(cashier.qr.is_some() && cashier.until.is_some() && !cashier.can_ask_again);
    assert!(taken(&city).is_empty(), "nothing is paid before a scan");
    let id = view.order.unwrap();
    // The app is killed; the code is there again before anything was asked.
    drop(payment);
    city.operator().set_network(false);
    let app = app.restart().await;
    let how = shebao_core::session::Unlock::Pin { pin: support::PIN.to_owned() };
    app.citizen.session().unlock(how).await.unwrap();
    assert_eq!(order(&app, &id).await.cashier.unwrap().qr, cashier.qr);
    city.operator().set_network(true);
    scan(&city, &id).unwrap();
    assert!(scan(&city, &id).is_err(), "a second scan pays nothing");
    app.citizen.payments().settle().await.unwrap();
    let view = shows(&app, &id, |view| view.has_receipt).await;
    assert_eq!((view.cashier, view.row.state.key.as_str()), (None, "order_state_paid"));
    let receipt = app.citizen.payments().receipt(id.clone()).await.unwrap();
    assert!(receipt.qr.is_some(), "{} octets", receipt.link.len());
    assert_eq!(taken(&city), [(id, "cashier_qr".to_owned())]);
}

#[tokio::test]
async fn every_way_the_reply_with_the_code_can_be_lost_ends_with_one_code_and_one_payment() {
    for (seed, kind) in [
        (41, FaultKind::DropBefore),
        (42, FaultKind::DropAfter),
        (43, FaultKind::Duplicate),
        (44, FaultKind::Status503),
        (45, FaultKind::Restart),
    ] {
        let city = City::start(seed);
        let app = signed_in(&city).await;
        let payment = reviewed(&app).await;
        city.operator().inject(FaultOrder::once("PUT /v1/orders", kind));
        let view = payment.clone().confirm().await.unwrap();
        assert_eq!(view.step, PaymentStep::Confirming, "{kind:?}: nothing in doubt is called failed");
        let id = view.order.unwrap();
        shows(&app, &id, can_be_scanned).await;
        scan(&city, &id).unwrap();
        assert_eq!(ended(&payment).await.step, PaymentStep::Paid, "{kind:?}");
        assert_eq!(taken(&city).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_code_that_is_over_is_followed_by_another_and_only_the_new_one_pays() {
    let city = City::start(46);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    let id = payment.clone().confirm().await.unwrap().order.unwrap();
    let first = shows(&app, &id, can_be_scanned).await.cashier.unwrap();
    let payments = app.citizen.payments();
    // Too early: the code stays the same.
    assert_eq!(payments.clone().another_code(id.clone()).await.unwrap().cashier, Some(first.clone()));
    city.operator().advance_clock(ATTEMPT_LIFE);
    let over = shows(&app, &id, is_over).await;
    assert_eq!(
        (over.title.key.as_str(), over.says.key.as_str()),
        ("order_answer_code_over", "order_says_code_over")
    );
    // The wish is lost on its way, then its answer: the app asks again by itself, and it is the second code, not a third.
    city.operator().inject(FaultOrder::once("PUT /v1/orders", FaultKind::DropBefore));
    city.operator().inject(FaultOrder::once("PUT /v1/orders", FaultKind::DropAfter));
    payments.clone().another_code(id.clone()).await.unwrap();
    let second = shows(&app, &id, can_be_scanned).await.cashier.unwrap();
    assert_ne!(second.qr, first.qr);
    let old =
        ScanCashier { code: Some(format!("https://cashier.invalid/pay/{id}/1")), ..ScanCashier::default() };
    assert_eq!(city.operator().scan_cashier(&old), Err(Problem::QuoteExpired));
    let new =
        ScanCashier { code: Some(format!("https://cashier.invalid/pay/{id}/2")), ..ScanCashier::default() };
    city.operator().scan_cashier(&new).unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(taken(&city), [(id, "cashier_qr".to_owned())]);
}

#[tokio::test]
async fn stopping_while_somebody_scans_ends_in_paid_and_before_that_in_cancelled() {
    for (seed, scanned) in [(47, true), (48, false)] {
        let city = City::start(seed);
        let app = signed_in(&city).await;
        let payment = reviewed(&app).await;
        let id = payment.clone().confirm().await.unwrap().order.unwrap();
        shows(&app, &id, can_be_scanned).await;
        if scanned {
            // Scanned, and the gateway has not heard of it yet.
            city.operator().die_at(Point::CashierIntended).unwrap();
            scan(&city, &id).unwrap();
            city.restart().unwrap();
        }
        app.citizen.payments().cancel(id.clone()).await.unwrap();
        let step = if scanned { PaymentStep::Paid } else { PaymentStep::NotCharged };
        assert_eq!(ended(&payment).await.step, step);
        assert_eq!(taken(&city).len(), usize::from(scanned));
        assert!(scan(&city, &id).is_err(), "there is nothing left to scan");
    }
}

#[tokio::test]
async fn a_second_phone_shows_the_same_code_and_pays_the_month_no_second_time() {
    let city = City::start(49);
    let (first, second) = (signed_in(&city).await, signed_in(&city).await);
    let other = reviewed(&second).await;
    let payment = reviewed(&first).await;
    let id = payment.clone().confirm().await.unwrap().order.unwrap();
    let shown = shows(&first, &id, can_be_scanned).await.cashier.unwrap();
    // Confirming there finds the order, adopts it, and refuses.
    let refused = other.clone().confirm().await.err();
    assert_eq!(refused, Some(CitizenError::Refused { refusal: Refusal::AlreadyBeingPaid }));
    let there = shows(&second, &id, can_be_scanned).await;
    assert_eq!((there.cashier.unwrap().qr, there.row.state.key.as_str()), (shown.qr, "order_state_scan"));
    scan(&city, &id).unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    second.citizen.payments().settle().await.unwrap();
    assert!(shows(&second, &id, |view| view.has_receipt).await.cashier.is_none());
    assert_eq!(taken(&city).len(), 1);
}
