//! The bureau's signed configuration: taken over while running, kept, and never stopping what is under way.

use crate::paying::{begin, ended, reviewed, signed_in};
use shebao_core::CitizenError;
use shebao_core::payments::PaymentStep;
use shebao_core::session::Unlock;
use shebao_sandbox::shapes::operate::{Maintenance, SetConfig, Update};
use support::{City, PIN};

/// The bureau says that versions below 9.0.0 are too old.
fn block(city: &City) {
    let update = Update { block_below: "9.0.0".to_owned(), warn_below: None, recommend_below: None };
    city.operator().set_config(SetConfig { update: Some(update), maintenance: None }).unwrap();
}

#[tokio::test]
async fn a_version_too_old_begins_no_payment_and_still_settles_the_open_one() {
    let city = City::start(50);
    let app = signed_in(&city).await;
    let open = reviewed(&app).await;
    open.clone().confirm().await.unwrap();
    block(&city);
    app.citizen.clone().refresh().await.unwrap();
    let asked = city.asked("/v1/quotes", 200);
    let next = begin(&app, '李', false).await;
    assert_eq!(next.quote().await.err(), Some(CitizenError::Outdated));
    assert_eq!(city.asked("/v1/quotes", 200), asked, "nothing was asked of the gateway");
    assert_eq!(ended(&open).await.step, PaymentStep::Paid);
}

#[tokio::test]
async fn a_review_that_has_become_too_old_is_not_confirmed() {
    let city = City::start(51);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    block(&city);
    app.citizen.clone().refresh().await.unwrap();
    assert_eq!(payment.confirm().await.err(), Some(CitizenError::Outdated));
    assert!(city.operator().ledger().unwrap().orders.is_empty());
}

#[tokio::test]
async fn the_newest_configuration_is_kept_and_holds_without_network() {
    let city = City::start(52);
    let app = signed_in(&city).await;
    block(&city);
    app.citizen.clone().refresh().await.unwrap();
    let app = app.restart().await;
    city.kill_network();
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    let payment = begin(&app, '王', true).await;
    assert_eq!(payment.quote().await.err(), Some(CitizenError::Outdated));
}

#[tokio::test]
async fn maintenance_is_said_before_anything_is_confirmed() {
    let city = City::start(53);
    let app = signed_in(&city).await;
    let window = Maintenance {
        function: "payments".to_owned(),
        from: "2020-01-01T00:00:00+08:00".to_owned(),
        until: "2100-01-01T00:00:00+08:00".to_owned(),
    };
    city.operator().set_config(SetConfig { update: None, maintenance: Some(vec![window]) }).unwrap();
    app.citizen.clone().refresh().await.unwrap();
    let payment = begin(&app, '王', true).await;
    let error = payment.quote().await.err();
    assert!(matches!(error, Some(CitizenError::Unavailable { retry_after_seconds: Some(_) })), "{error:?}");
}
