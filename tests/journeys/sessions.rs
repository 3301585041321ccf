//! Tokens: renewed, lost on the way, ended by the gateway.

use shebao_core::session::SessionState;
use shebao_core::{CitizenError, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use support::{App, City};

async fn state(app: &App) -> SessionState {
    app.citizen.session().view().await.unwrap().state
}

fn renewals(city: &City) -> usize {
    city.requests().iter().filter(|asked| asked.path == "/v1/tokens").count()
}

/// Everything is asked about at once; by the gateway's clock the access token is over. Says how often one was asked for.
async fn refresh_after(city: &City, app: &App, seconds: i64) -> usize {
    city.operator().advance_clock(seconds);
    let before = renewals(city);
    let failed = app.citizen.clone().refresh().await.unwrap().failed;
    let session = |error: &CitizenError| matches!(error, CitizenError::SignedOut | CitizenError::Offline);
    assert!(!failed.iter().any(|part| session(&part.error)), "{failed:?}");
    renewals(city) - before
}

#[tokio::test]
async fn a_token_that_is_over_is_renewed_once_for_everyone_who_needs_it() {
    let city = City::start(30);
    let app = city.phone_of("p-wang").await;
    let renewals = refresh_after(&city, &app, 3600).await;
    // A nonce of the gateway's may have to be fetched with it.
    assert!((1..=2).contains(&renewals), "{renewals}");
    assert_eq!(state(&app).await, SessionState::Open);
}

#[tokio::test]
async fn a_lost_reply_to_a_renewal_does_not_end_the_session() {
    let city = City::start(31);
    let app = city.phone_of("p-wang").await;
    for kind in [FaultKind::DropBefore, FaultKind::DropAfter, FaultKind::Duplicate] {
        city.operator().inject(FaultOrder { times: 1, ..FaultOrder::once("POST /v1/tokens", kind) });
        refresh_after(&city, &app, 3600).await;
        assert_eq!(state(&app).await, SessionState::Open, "{kind:?}");
    }
    // And once more, to see that the token kept last is the good one.
    let app = app.restart().await;
    let pin = support::PIN.to_owned();
    app.citizen.session().unlock(shebao_core::session::Unlock::Pin { pin }).await.unwrap();
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
}

#[tokio::test]
async fn an_ended_session_still_reads_and_says_so() {
    let city = City::start(32);
    let app = city.phone_of("p-wang").await;
    app.citizen.card().refresh().await.unwrap();
    app.heard.take();
    // Longer than a refresh token lasts.
    city.operator().advance_clock(31 * 24 * 3600);
    let failed = app.citizen.clone().refresh().await.unwrap().failed;
    assert!(failed.iter().any(|part| part.error == CitizenError::SignedOut), "{failed:?}");
    assert_eq!(state(&app).await, SessionState::Expired);
    assert!(app.heard.take().contains(&shebao_core::Change::Session));
    assert!(app.citizen.card().view().await.is_ok());
    assert_eq!(app.citizen.session().view().await.unwrap().person.as_deref(), Some("王＊"));
    // Nothing is asked in vain any more.
    let before = city.requests().len();
    assert!(app.citizen.card().refresh().await.is_err());
    assert_eq!(city.requests().len(), before);
    // It is still so in the next process, and signing in again ends it.
    let app = app.restart().await;
    let pin = support::PIN.to_owned();
    app.citizen.session().unlock(shebao_core::session::Unlock::Pin { pin }).await.unwrap();
    assert_eq!(state(&app).await, SessionState::Expired);
    assert!(app.citizen.card().view().await.is_ok());
    city.sign_in(&app, "p-wang").await;
    assert_eq!(state(&app).await, SessionState::Open);
}

#[tokio::test]
async fn a_gateway_that_stumbles_is_not_the_end_of_a_session() {
    let city = City::start(33);
    let app = city.phone_of("p-wang").await;
    for kind in [FaultKind::Status500, FaultKind::Status503, FaultKind::Restart] {
        city.operator().inject(FaultOrder::once("GET /v1/card", kind));
        let _ = app.citizen.card().refresh().await;
        assert_eq!(state(&app).await, SessionState::Open, "{kind:?}");
    }
    city.operator().clear_faults();
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
}

#[tokio::test]
async fn one_401_is_answered_by_a_renewal_and_nobody_notices() {
    let city = City::start(34);
    let app = city.phone_of("p-wang").await;
    city.operator().inject(FaultOrder::once("GET /v1/card", FaultKind::Status401));
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
    assert_eq!(state(&app).await, SessionState::Open);
}

#[tokio::test]
async fn a_read_is_asked_again_when_the_line_breaks() {
    let city = City::start(35);
    let app = city.phone_of("p-wang").await;
    city.operator().inject(FaultOrder { times: 2, ..FaultOrder::once("GET /v1/card", FaultKind::DropAfter) });
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
    city.kill_network();
    assert_eq!(app.citizen.card().refresh().await, Err(CitizenError::Offline));
}

#[tokio::test]
async fn a_second_process_is_turned_away() {
    let city = City::start(36);
    let app = city.phone().await;
    let second = app.open_again().await.err();
    assert_eq!(second, Some(CitizenError::Refused { refusal: Refusal::AlreadyOpen }));
    let app = app.restart().await;
    assert_eq!(state(&app).await, SessionState::SignedOut);
}

#[tokio::test]
async fn everything_goes_over_one_connection_and_what_is_unchanged_is_not_sent_again() {
    let city = City::start(37);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let before = app.citizen.traffic();
    assert_eq!((before.tls.as_deref(), before.http2), (Some("1.3"), true));
    app.citizen.clone().refresh().await.unwrap();
    let after = app.citizen.traffic();
    assert_eq!(city.operator().counts().unwrap().connections, 1);
    assert!(city.asked("/v1/config", 304) >= 1);
    let (first, second) = (before.received, after.received - before.received);
    assert!(second * 4 < first, "{second} octets for nothing new, after {first} in all before");
}
