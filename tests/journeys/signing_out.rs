//! Signing out: the gateway is told if it can be reached, and the phone forgets either way.

use shebao_core::session::SessionState;
use shebao_core::{CitizenError, Keep, KeyStore};
use std::time::{Duration, Instant};
use support::{App, City};

async fn state(app: &App) -> SessionState {
    app.citizen.session().view().await.unwrap().state
}

async fn forgotten(app: &App) {
    assert_eq!(state(app).await, SessionState::SignedOut);
    assert_eq!(app.citizen.session().view().await.unwrap().person, None);
    assert_eq!(app.citizen.card().view().await.err(), Some(CitizenError::SignedOut));
    assert_eq!(app.citizen.card().refresh().await.err(), Some(CitizenError::SignedOut));
    for key in ["auth", "consent"] {
        assert_eq!(app.keys.public_key(key.to_owned()), Ok(None), "{key}");
    }
    assert!(!app.files().join("vault.key").exists());
}

#[tokio::test]
async fn signing_out_tells_the_gateway_and_forgets_everything() {
    let city = City::start(40);
    let app = city.phone_of("p-wang").await;
    app.citizen.card().refresh().await.unwrap();
    let device = std::fs::read(app.files().join("device.key")).unwrap();
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    assert_eq!(city.asked("/v1/tokens/current", 204), 1);
    forgotten(&app).await;
    assert_ne!(std::fs::read(app.files().join("device.key")).unwrap(), device);
    forgotten(&app.restart().await).await;
}

#[tokio::test]
async fn the_next_person_on_the_phone_sees_only_their_own() {
    let city = City::start(41);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    city.sign_in(&app, "p-li").await;
    assert_eq!(app.citizen.session().view().await.unwrap().person.as_deref(), Some("李＊＊"));
    let card = app.citizen.card().view().await.map(|card| card.freshness.as_of);
    assert_eq!(card, Ok(None), "nothing was asked for yet, so there is nothing to show");
    app.citizen.card().refresh().await.unwrap();
}

#[tokio::test]
async fn without_network_the_phone_forgets_all_the_same() {
    let city = City::start(42);
    let app = city.phone_of("p-wang").await;
    city.kill_network();
    let begun = Instant::now();
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    forgotten(&app).await;
}

#[tokio::test]
async fn who_forgot_the_pin_can_sign_out_and_begin_anew() {
    let city = City::start(43);
    let app = city.phone_of("p-wang").await.restart().await;
    assert!(matches!(state(&app).await, SessionState::Locked { .. }));
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    forgotten(&app).await;
    city.sign_in(&app, "p-wang").await;
    assert_eq!(state(&app).await, SessionState::Open);
}
