//! Two real processes on one folder: the second is turned away, and the first never notices.

use crate::paying::{ended, reviewed, signed_in};
use shebao_core::payments::PaymentStep;
use shebao_core::session::{SessionState, Unlock};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use support::{App, City, PIN};

/// A process that opens this folder, and what it says about that.
fn process(app: &Path, keys: &Path, bureau: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shebao-process"))
        .args([app, keys, bureau])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
    (child, said.trim().to_owned())
}

/// The same, once the app of this process has let go of the folder: what it still did in the background may take a moment.
async fn opened(app: &Path, keys: &Path, bureau: &Path) -> Child {
    for _ in 0..50 {
        let (child, said) = process(app, keys, bureau);
        if said == OPEN {
            return child;
        }
        kill(child);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("never let go of")
}

/// It ends without a word, as when a phone's system ends it.
fn kill(mut child: Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

const OPEN: &str = "open Ok(Locked { tries_left: 10, wait_seconds: 0 })";
const IN_USE: &str = "refused Refused { refusal: AlreadyOpen }";

fn bureau(city: &City, folder: &Path) -> std::path::PathBuf {
    let file = folder.join("bureau.json");
    std::fs::write(&file, city.bureau()).unwrap();
    file
}

/// Every file below, with its octets.
fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(everything(&path)),
            false => found.push((path.clone(), std::fs::read(&path).unwrap())),
        }
    }
    found.sort();
    found
}

async fn works(app: &App) {
    app.citizen.card().refresh().await.unwrap();
    let payment = reviewed(app).await;
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    app.citizen.session().lock();
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
}

#[tokio::test]
async fn a_second_real_process_is_told_that_the_folder_is_in_use_and_the_first_goes_on() {
    let city = City::start(80);
    let app = signed_in(&city).await;
    let bureau = bureau(&city, app.folder.path());
    // Its own handle on the same key store, as a second process of the same app has.
    let (second, said) = process(&app.files(), &app.folder.path().join("keystore"), &bureau);
    assert_eq!(said, IN_USE);
    kill(second);
    works(&app).await;
    assert_eq!(city.operator().ledger().unwrap().debits.len(), 1);
}

#[tokio::test]
async fn a_second_process_with_another_key_store_touches_nothing_either() {
    let city = City::start(81);
    let app = signed_in(&city).await;
    let bureau = bureau(&city, app.folder.path());
    app.citizen.payments().settle().await.unwrap();
    let before = everything(&app.files());
    let (second, said) = process(&app.files(), &app.folder.path().join("another"), &bureau);
    assert_eq!(said, IN_USE);
    kill(second);
    let after = everything(&app.files());
    let names = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    let keys = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files
            .iter()
            .filter(|(path, _)| path.extension().is_some_and(|kind| kind == "key"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&before).len(), 2);
    assert!(keys(&before) == keys(&after), "the keys are the ones of the first");
    works(&app).await;
}

#[tokio::test]
async fn a_folder_is_free_again_when_the_process_that_held_it_is_killed() {
    let city = City::start(82);
    let app = signed_in(&city).await;
    let (folder, bureau) = (app.folder.path().to_owned(), bureau(&city, app.folder.path()));
    let keys = folder.join("keystore");
    assert_eq!(app.citizen.session().view().await.unwrap().state, SessionState::Open);
    // The app of this process ends; its folder stays for the others.
    let app = app.closed().await;
    let first = opened(&app.files(), &keys, &bureau).await;
    let (second, said) = process(&app.files(), &keys, &bureau);
    assert_eq!(said, IN_USE);
    kill(second);
    kill(first);
    let (third, said) = process(&app.files(), &keys, &bureau);
    assert_eq!(said, OPEN);
    kill(third);
    let app = app.reopened().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    works(&app).await;
}
