//! The citizen's devices: each is listed, and one can be removed from another.

use crate::paying::{ended, reviewed, signed_in};
use shebao_core::payments::PaymentStep;
use shebao_core::session::{DeviceView, DevicesView, SessionState, Unlock};
use shebao_core::{Change, CitizenError, KeyStore, PinRefusal, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use std::time::Duration;
use support::{App, City, PIN};

async fn devices(app: &App) -> DevicesView {
    app.citizen.session().refresh_devices().await.unwrap();
    app.citizen.session().devices().await.unwrap()
}

/// The only other device of two.
async fn other(app: &App) -> DeviceView {
    let rows = devices(app).await.rows;
    assert_eq!(rows.iter().map(|row| row.can_remove).collect::<Vec<_>>(), [false, true]);
    rows[1].clone()
}

/// Removes the other phone.
async fn remove(from: &App) {
    let id = other(from).await.id;
    from.citizen.session().remove_device(id, None).await.unwrap();
}

async fn state(app: &App) -> SessionState {
    app.citizen.session().view().await.unwrap().state
}

async fn unlock(app: &App) {
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
}

/// Nobody is signed in, and nothing that was delivered is left.
async fn forgotten(app: &App) {
    let view = app.citizen.session().view().await.unwrap();
    assert_eq!((view.state, view.person), (SessionState::SignedOut, None));
    assert_eq!(app.citizen.card().view().await.err(), Some(CitizenError::SignedOut));
    assert_eq!(app.citizen.payments().view().await.err(), Some(CitizenError::SignedOut));
    for key in ["auth", "consent"] {
        assert_eq!(app.keys.public_key(key.to_owned()), Ok(None), "{key}");
    }
    assert!(!app.files().join("vault.key").exists());
}

#[tokio::test]
async fn every_phone_lists_all_of_them_and_itself_first() {
    let city = City::start(70);
    let (first, second) = (city.phone_of("p-wang").await, city.phone_of("p-wang").await);
    let stranger = city.phone_of("p-li").await;
    assert_eq!(first.citizen.session().devices().await.unwrap().rows, [], "nothing was asked for yet");
    let (of_first, of_second) = (devices(&first).await, devices(&second).await);
    assert!(of_first.rows[0].this && of_second.rows[0].this);
    assert_eq!(of_first.rows[0].id, of_second.rows[1].id);
    assert_eq!(of_first.rows[1].id, of_second.rows[0].id);
    assert_eq!(of_first.says.key, "session_devices_others");
    let alone = devices(&stranger).await;
    assert_eq!((alone.rows.len(), alone.says.key.as_str()), (1, "session_devices_only"));
    // Kept: also there without network, and in the next process.
    city.kill_network();
    let first = first.restart().await;
    unlock(&first).await;
    assert_eq!(first.citizen.session().devices().await.unwrap().rows, of_first.rows);
}

#[tokio::test]
async fn a_removed_phone_is_signed_out_at_its_next_request_and_forgets_all_but_its_journal() {
    let city = City::start(71);
    let (lost, kept) = (signed_in(&city).await, city.phone_of("p-wang").await);
    let payment = reviewed(&lost).await;
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    drop(payment);
    remove(&kept).await;
    assert_eq!(devices(&kept).await.rows.len(), 1);
    let roots = std::fs::read(lost.files().join("device.key")).unwrap();
    lost.heard.take();
    assert_eq!(lost.citizen.card().refresh().await, Err(CitizenError::SignedOut));
    forgotten(&lost).await;
    assert_eq!(lost.citizen.session().view().await.unwrap().says.key, "session_removed");
    assert!(lost.heard.take().contains(&Change::Session));
    // Nothing is asked in vain any more, in this process and the next.
    let before = city.requests().len();
    assert!(lost.citizen.card().refresh().await.is_err());
    let lost = lost.restart().await;
    forgotten(&lost).await;
    assert_eq!(city.requests().len(), before);
    assert_eq!(std::fs::read(lost.files().join("device.key")).unwrap(), roots);
    // Signed in again, the journal is still there, before anything was asked.
    city.sign_in(&lost, "p-wang").await;
    city.kill_network();
    let orders = lost.citizen.payments().orders(None).await.unwrap().rows;
    assert_eq!(orders.len(), 1);
    assert!(lost.citizen.payments().order(orders[0].id.clone()).await.unwrap().has_receipt);
}

#[tokio::test]
async fn a_removed_phone_that_slept_learns_it_when_it_renews_its_tokens() {
    let city = City::start(72);
    let (lost, kept) = (signed_in(&city).await, city.phone_of("p-wang").await);
    remove(&kept).await;
    city.operator().advance_clock(3_600);
    let lost = lost.restart().await;
    unlock(&lost).await;
    assert_eq!(state(&lost).await, SessionState::Open);
    assert_eq!(lost.citizen.card().refresh().await, Err(CitizenError::SignedOut));
    forgotten(&lost).await;
}

#[tokio::test]
async fn an_order_in_doubt_on_a_removed_phone_is_still_settled_and_debited_once() {
    let city = City::start(73);
    let (lost, kept) = (signed_in(&city).await, city.phone_of("p-wang").await);
    let payment = reviewed(&lost).await;
    for (on, kind) in [("PUT /v1/orders", FaultKind::DropAfter), ("GET /v1/orders/", FaultKind::DropBefore)] {
        city.operator().inject(FaultOrder { times: 50, ..FaultOrder::once(on, kind) });
    }
    let view = payment.clone().confirm().await.unwrap();
    assert!(matches!(view.step, PaymentStep::Confirming | PaymentStep::Attention), "{:?}", view.step);
    drop(payment);
    remove(&kept).await;
    assert_eq!(lost.citizen.card().refresh().await, Err(CitizenError::SignedOut));
    city.operator().clear_faults();
    city.sign_in(&lost, "p-wang").await;
    for _ in 0..300 {
        if lost.citizen.payments().settle().await.unwrap() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let order = lost.citizen.payments().order(view.order.unwrap()).await.unwrap();
    assert!(order.has_receipt);
    assert_eq!(city.operator().ledger().unwrap().debits.len(), 1);
}

#[tokio::test]
async fn only_another_listed_phone_can_be_removed() {
    let city = City::start(74);
    let (one, two) = (city.phone_of("p-wang").await, city.phone_of("p-wang").await);
    let refused = |refusal| Err(CitizenError::Refused { refusal });
    let session = one.citizen.session();
    assert_eq!(session.clone().remove_device("d-0".to_owned(), None).await, refused(Refusal::NotFound));
    let this = devices(&one).await.rows[0].id.clone();
    assert_eq!(session.clone().remove_device(this, None).await, refused(Refusal::NotNow));
    assert!(!city.requests().iter().any(|asked| asked.method == "DELETE"));
    assert_eq!(two.citizen.card().refresh().await, Ok(()));
    // A reply that gets lost changes nothing: gone is gone.
    city.operator().inject(FaultOrder::once("DELETE /v1/devices", FaultKind::DropAfter));
    remove(&one).await;
    assert_eq!(two.citizen.card().refresh().await, Err(CitizenError::SignedOut));
}

#[tokio::test]
async fn without_a_lock_removing_needs_the_right_pin() {
    let city = City::start(75);
    let one = city.phone_without_lock_of("p-wang").await;
    let two = city.phone_of("p-wang").await;
    let id = other(&one).await.id;
    let remove = |pin: Option<&str>| one.citizen.session().remove_device(id.clone(), pin.map(str::to_owned));
    let pin = |why| Err(CitizenError::Pin { why });
    assert_eq!(remove(None).await, pin(PinRefusal::Needed));
    assert_eq!(remove(Some("804217")).await, pin(PinRefusal::Wrong { tries_left: 3 }));
    assert!(!city.requests().iter().any(|asked| asked.method == "DELETE"));
    assert_eq!(two.citizen.card().refresh().await, Ok(()));
    remove(Some(PIN)).await.unwrap();
    assert_eq!(two.citizen.card().refresh().await, Err(CitizenError::SignedOut));
}

#[tokio::test]
async fn a_late_word_to_an_earlier_session_changes_nothing_in_the_next() {
    let city = City::start(76);
    let (lost, kept) = (signed_in(&city).await, city.phone_of("p-wang").await);
    remove(&kept).await;
    // Its answer is on the way for a second and a half, while its citizen signs in again.
    city.operator()
        .inject(FaultOrder { delay_ms: Some(1_500), ..FaultOrder::once("GET /v1/people", FaultKind::Delay) });
    city.operator().inject(FaultOrder {
        delay_ms: Some(1_500),
        ..FaultOrder::once("GET /v1/card/holder", FaultKind::Delay)
    });
    let late = tokio::spawn(lost.citizen.card().refresh());
    for _ in 0..100 {
        if state(&lost).await == SessionState::SignedOut {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    city.sign_in(&lost, "p-wang").await;
    late.await.unwrap().unwrap_err();
    assert_eq!(state(&lost).await, SessionState::Open);
    assert_eq!(lost.citizen.card().refresh().await, Ok(()));
}

#[tokio::test]
async fn whoever_signs_in_on_a_removed_phone_sees_no_order_of_the_one_before() {
    let city = City::start(77);
    let (lost, kept) = (signed_in(&city).await, city.phone_of("p-wang").await);
    let payment = reviewed(&lost).await;
    payment.clone().confirm().await.unwrap();
    let order = ended(&payment).await.order.unwrap();
    drop(payment);
    remove(&kept).await;
    assert_eq!(lost.citizen.card().refresh().await, Err(CitizenError::SignedOut));
    city.sign_in(&lost, "p-li").await;
    let payments = lost.citizen.payments();
    assert_eq!(payments.clone().orders(None).await.unwrap().rows, []);
    let missing = Some(CitizenError::Refused { refusal: Refusal::NotFound });
    assert_eq!(payments.clone().order(order.clone()).await.err(), missing);
    assert_eq!(lost.citizen.clone().refresh().await.unwrap().failed, []);
    assert_eq!(payments.orders(None).await.unwrap().rows, []);
    let lost = lost.restart().await;
    unlock(&lost).await;
    assert_eq!(lost.citizen.payments().order(order).await.err(), missing);
    // Whoever the journal was of finds them at the gateway when signing in again, here or anywhere.
    lost.citizen.clone().sign_out(shebao_core::Keep::Nothing).await.unwrap();
    city.sign_in(&lost, "p-wang").await;
    assert_eq!(lost.citizen.clone().refresh().await.unwrap().failed, []);
    assert_eq!(lost.citizen.payments().orders(None).await.unwrap().rows.len(), 1);
}
