//! The PIN: locking, unlocking, waiting, and what is destroyed at the end.

use shebao_core::session::{SessionState, Unlock};
use shebao_core::{Change, CitizenError, KeyStore, Refusal};
use std::time::Instant;
use support::{App, City, PIN};

/// As good a PIN as the right one.
const WRONG: &str = "804217";

fn refused(refusal: Refusal) -> CitizenError {
    CitizenError::Refused { refusal }
}

async fn unlock(app: &App, pin: &str) -> Result<(), CitizenError> {
    app.citizen.session().unlock(Unlock::Pin { pin: pin.to_owned() }).await
}

async fn state(app: &App) -> SessionState {
    app.citizen.session().view().await.unwrap().state
}

#[tokio::test]
async fn locked_nothing_personal_is_read_and_the_pin_opens_it_again() {
    let city = City::start(20);
    let app = city.phone_of("p-wang").await;
    app.heard.take();
    app.citizen.session().lock();
    assert_eq!(state(&app).await, SessionState::Locked { tries_left: 10, wait_seconds: 0 });
    assert_eq!(app.citizen.session().view().await.unwrap().person, None);
    assert_eq!(app.citizen.card().view().await.err(), Some(CitizenError::Locked));
    unlock(&app, PIN).await.unwrap();
    assert_eq!(state(&app).await, SessionState::Open);
    assert!(app.citizen.card().view().await.is_ok());
    assert!(app.heard.take().contains(&Change::Session));
}

#[tokio::test]
async fn a_new_process_is_locked_and_opens_without_network() {
    let city = City::start(21);
    let app = city.phone_of("p-wang").await.restart().await;
    assert_eq!(state(&app).await, SessionState::Locked { tries_left: 10, wait_seconds: 0 });
    city.kill_network();
    unlock(&app, PIN).await.unwrap();
    assert_eq!(state(&app).await, SessionState::Open);
    assert_eq!(app.citizen.session().view().await.unwrap().person.as_deref(), Some("王＊"));
    assert!(app.citizen.card().view().await.is_ok());
    // Back online, the kept token is as good as before.
    city.restore_network();
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
}

#[tokio::test]
async fn wrong_pins_are_counted_across_processes_and_have_to_wait() {
    let city = City::start(22);
    let mut app = city.phone_of("p-wang").await.restart().await;
    for left in [9, 8, 7] {
        assert_eq!(unlock(&app, WRONG).await, Err(refused(Refusal::WrongPin)));
        assert_eq!(state(&app).await, SessionState::Locked { tries_left: left, wait_seconds: 0 });
    }
    // What cannot be a PIN is not counted.
    assert_eq!(unlock(&app, "abc").await, Err(refused(Refusal::WrongPin)));
    assert_eq!(unlock(&app, WRONG).await, Err(refused(Refusal::WrongPin)));
    for _ in 0..2 {
        let SessionState::Locked { tries_left: 6, wait_seconds } = state(&app).await else {
            panic!("not locked with six tries left")
        };
        assert!((25..=30).contains(&wait_seconds), "{wait_seconds}");
        // Even the right PIN has to wait, and the try is not counted.
        assert_eq!(unlock(&app, PIN).await, Err(refused(Refusal::NotNow)));
        // Starting the app again shortens nothing.
        app = app.restart().await;
    }
}

#[tokio::test]
async fn a_vault_nobody_can_open_is_destroyed_with_what_it_guarded_and_one_can_begin_anew() {
    let city = City::start(23);
    let app = city.phone_of("p-wang").await;
    app.citizen.card().refresh().await.unwrap();
    app.citizen.session().lock();
    std::fs::write(app.files().join("vault.key"), b"not a vault").unwrap();
    assert_eq!(unlock(&app, PIN).await, Err(CitizenError::SignedOut));
    assert_eq!(state(&app).await, SessionState::SignedOut);
    assert_eq!(app.keys.public_key("auth".to_owned()), Ok(None));
    assert_eq!(app.keys.public_key("consent".to_owned()), Ok(None));
    assert!(!app.files().join("vault.key").exists());
    let app = app.restart().await;
    assert_eq!(state(&app).await, SessionState::SignedOut);
    city.sign_in(&app, "p-wang").await;
    assert_eq!(state(&app).await, SessionState::Open);
}

/// Every octet in every file of the app.
fn everything(folder: &std::path::Path) -> Vec<u8> {
    let mut octets = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        octets.extend(path.to_string_lossy().as_bytes());
        if path.is_dir() {
            octets.extend(everything(&path));
        } else {
            octets.extend(std::fs::read(&path).unwrap());
        }
    }
    octets
}

#[tokio::test]
async fn nothing_personal_lies_on_the_phone_in_plain() {
    let city = City::start(26);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    let files = everything(&app.files());
    let found = |text: &str| files.windows(text.len()).any(|window| window == text.as_bytes());
    let who = shebao_sandbox::residents().into_iter().find(|who| who.id == "p-wang").unwrap();
    for text in [&who.id, &who.name, &who.number, &who.phone, PIN, "测试银行", "refresh"] {
        assert!(!found(text), "{text}");
    }
    // What proves that the search finds anything at all.
    assert!(found("vault.key"));
}

#[tokio::test]
async fn unlocking_takes_long_enough_to_make_guessing_slow() {
    let city = City::start(24);
    let app = city.phone_of("p-wang").await;
    app.citizen.session().lock();
    let begun = Instant::now();
    unlock(&app, PIN).await.unwrap();
    let took = begun.elapsed().as_millis();
    assert!((20..5000).contains(&took), "{took} ms");
}

#[tokio::test]
async fn a_key_store_that_lost_its_keys_means_signing_in_again_and_no_crash() {
    let city = City::start(25);
    let app = city.phone_of("p-wang").await;
    app.keys.delete("auth".to_owned()).unwrap();
    app.keys.delete("root".to_owned()).unwrap();
    let app = app.restart().await;
    assert_eq!(state(&app).await, SessionState::SignedOut);
    city.sign_in(&app, "p-wang").await;
    assert_eq!(state(&app).await, SessionState::Open);
}

#[tokio::test]
async fn a_lost_device_key_ends_the_session_and_what_was_delivered_stays() {
    let city = City::start(27);
    let app = city.phone_of("p-wang").await;
    app.citizen.card().refresh().await.unwrap();
    app.keys.delete("auth".to_owned()).unwrap();
    assert_eq!(app.citizen.card().refresh().await, Err(CitizenError::SignedOut));
    assert_eq!(state(&app).await, SessionState::Expired);
    assert!(app.citizen.card().view().await.is_ok());
    city.sign_in(&app, "p-wang").await;
    assert_eq!(state(&app).await, SessionState::Open);
    assert_eq!(app.citizen.card().refresh().await, Ok(()));
}
