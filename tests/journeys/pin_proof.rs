//! A phone without a secure lock: the PIN stands in for its user's presence, and the gateway counts.

use crate::mandates;
use crate::paying::{ended, reviewed};
use shebao_core::payments::{MandateStep, PaymentStep};
use shebao_core::{CitizenError, PinRefusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use support::{App, City, PIN};

/// As good a PIN as the right one.
const WRONG: &str = "804217";

async fn signed_in(city: &City) -> App {
    let app = city.phone_without_lock_of("p-wang").await;
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    app
}

fn pin(why: PinRefusal) -> Option<CitizenError> {
    Some(CitizenError::Pin { why })
}

fn debits(city: &City) -> usize {
    city.operator().ledger().unwrap().debits.len()
}

/// Nothing in the journal, nothing at the gateway, nothing sent.
async fn nothing_moved(city: &City, app: &App) {
    let ledger = city.operator().ledger().unwrap();
    assert_eq!((ledger.debits.len(), ledger.orders.len()), (0, 0));
    assert_eq!(app.citizen.payments().orders(None).await.unwrap().rows, []);
    assert_eq!(app.citizen.payments().settle().await, Ok(0), "no order is in doubt");
    assert!(
        !city.requests().iter().any(|asked| asked.method == "PUT" && asked.path.starts_with("/v1/orders"))
    );
}

#[tokio::test]
async fn without_a_lock_confirming_asks_for_the_pin_and_the_right_one_pays_once() {
    let city = City::start(60);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    assert!(
        payment.clone().view().await.unwrap().asks_for_pin,
        "the review asks at once, not after a refusal"
    );
    assert_eq!(payment.clone().confirm().await.err(), pin(PinRefusal::Needed));
    assert_eq!(payment.clone().confirm_with_pin("40287".to_owned()).await.err(), pin(PinRefusal::Needed));
    assert_eq!(city.asked("/v1/pin/challenge", 200), 0, "what cannot be a PIN is not sent");
    nothing_moved(&city, &app).await;
    assert_eq!(payment.clone().view().await.unwrap().step, PaymentStep::Review);
    payment.clone().confirm_with_pin("４０２８ 71".to_owned()).await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    // Paid is the end, with or without a PIN.
    payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    payment.clone().confirm().await.unwrap();
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn a_wrong_pin_moves_no_money_and_leaves_no_order() {
    let city = City::start(61);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    for tries_left in [3, 2, 1] {
        let wrong = payment.clone().confirm_with_pin(WRONG.to_owned()).await.err();
        assert_eq!(wrong, pin(PinRefusal::Wrong { tries_left }));
    }
    nothing_moved(&city, &app).await;
    assert_eq!(payment.clone().view().await.unwrap().step, PaymentStep::Review);
    payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn the_gateway_counts_whatever_the_phone_does_until_it_is_blocked_and_signing_in_again_helps() {
    let city = City::start(62);
    let mut app = signed_in(&city).await;
    for wait in [60, 300, 3_600] {
        let payment = reviewed(&app).await;
        for _ in 0..3 {
            let wrong = payment.clone().confirm_with_pin(WRONG.to_owned()).await.err();
            assert!(matches!(wrong, Some(CitizenError::Pin { why: PinRefusal::Wrong { .. } })), "{wrong:?}");
        }
        for typed in [WRONG, PIN] {
            let waits = payment.clone().confirm_with_pin(typed.to_owned()).await.err();
            let Some(CitizenError::Pin { why: PinRefusal::Wait { seconds } }) = waits else {
                panic!("{waits:?}")
            };
            assert!((wait - 20..=wait).contains(&seconds), "{typed}: {seconds} of {wait}");
        }
        // Neither starting the app again nor the gateway's own restart gives a try back.
        drop(payment);
        app = app.restart().await;
        city.restart().unwrap();
        let how = shebao_core::session::Unlock::Pin { pin: PIN.to_owned() };
        app.citizen.session().unlock(how).await.unwrap();
        city.operator().advance_clock(i64::from(wait));
    }
    let payment = reviewed(&app).await;
    for _ in 0..3 {
        payment.clone().confirm_with_pin(WRONG.to_owned()).await.unwrap_err();
    }
    for typed in [WRONG, PIN] {
        assert_eq!(payment.clone().confirm_with_pin(typed.to_owned()).await.err(), pin(PinRefusal::Blocked));
    }
    nothing_moved(&city, &app).await;
    drop(payment);
    app.citizen.clone().sign_out(shebao_core::Keep::Nothing).await.unwrap();
    city.sign_in(&app, "p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let payment = reviewed(&app).await;
    payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
}

#[tokio::test]
async fn a_proof_that_gets_lost_on_the_way_costs_no_try_and_no_second_order() {
    for (seed, kind) in [(63, FaultKind::DropBefore), (64, FaultKind::DropAfter), (65, FaultKind::Duplicate)]
    {
        let city = City::start(seed);
        let app = signed_in(&city).await;
        let payment = reviewed(&app).await;
        city.operator().inject(FaultOrder::once("PUT /v1/pin/proof", kind));
        let wrong = payment.clone().confirm_with_pin(WRONG.to_owned()).await.err();
        assert_eq!(wrong, pin(PinRefusal::Wrong { tries_left: 3 }), "{kind:?}");
        city.operator().inject(FaultOrder::once("PUT /v1/pin/proof", kind));
        payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
        assert_eq!(ended(&payment).await.step, PaymentStep::Paid, "{kind:?}");
        assert_eq!(debits(&city), 1, "{kind:?}");
        assert_eq!(city.operator().ledger().unwrap().orders.len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn offline_there_is_no_proof_and_therefore_no_order() {
    let city = City::start(66);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    city.operator()
        .inject(FaultOrder { times: 9, ..FaultOrder::once("PUT /v1/pin/proof", FaultKind::DropAfter) });
    assert_eq!(payment.clone().confirm_with_pin(PIN.to_owned()).await.err(), Some(CitizenError::Offline));
    nothing_moved(&city, &app).await;
    city.operator().clear_faults();
    payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn an_order_in_doubt_is_sent_again_as_it_was_without_asking_for_the_pin_again() {
    let city = City::start(67);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    city.operator()
        .inject(FaultOrder { times: 3, ..FaultOrder::once("PUT /v1/orders", FaultKind::DropBefore) });
    payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(city.asked("/v1/pin/proof", 200), 1);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn a_phone_with_a_lock_is_never_asked_for_a_pin() {
    let city = City::start(68);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let payment = reviewed(&app).await;
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert!(!city.requests().iter().any(|asked| asked.path.starts_with("/v1/pin")));
}

#[tokio::test]
async fn stopping_an_order_in_doubt_needs_no_pin_and_no_dialog_that_is_not_there() {
    let city = City::start(69);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    city.operator()
        .inject(FaultOrder { times: 100, ..FaultOrder::once("PUT /v1/orders", FaultKind::DropBefore) });
    let view = payment.clone().confirm_with_pin(PIN.to_owned()).await.unwrap();
    assert_eq!(view.step, PaymentStep::Confirming);
    app.citizen.payments().cancel(view.order.unwrap()).await.unwrap();
    city.operator().clear_faults();
    assert_eq!(ended(&payment).await.step, PaymentStep::NotCharged);
    assert_eq!(debits(&city), 0);
}

#[tokio::test]
async fn without_a_lock_automatic_payment_is_signed_with_the_pin_and_stopped_without() {
    let city = City::start(70);
    let app = signed_in(&city).await;
    let form = mandates::ready(&app).await;
    assert!(form.clone().view().await.unwrap().asks_for_pin);
    assert_eq!(form.clone().confirm().await.err(), pin(PinRefusal::Needed));
    let wrong = form.clone().confirm_with_pin(WRONG.to_owned()).await.err();
    assert!(matches!(wrong, Some(CitizenError::Pin { why: PinRefusal::Wrong { .. } })), "{wrong:?}");
    assert_eq!(app.citizen.payments().mandates().await.unwrap().rows, [], "nothing was signed");
    assert_eq!(form.confirm_with_pin(PIN.to_owned()).await.unwrap().step, MandateStep::Done);
    let id = mandates::only(&app).await.id;
    let rows = app.citizen.payments().revoke_mandate(id).await.unwrap().rows;
    assert_eq!(rows[0].state.key, "mandate_state_ended");
    assert_eq!(debits(&city), 0);
}
