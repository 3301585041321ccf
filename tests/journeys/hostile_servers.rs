use shebao_core::{CitizenError, Refusal};
use std::time::{Duration, Instant};
use support::{App, Hostile, Wrong, bureau};

/// What an app says that meets such a server, and how much the server was told.
async fn meet(wrong: Wrong) -> (CitizenError, usize) {
    let server = Hostile::start(wrong).await;
    let app = App::new(&bureau(&server.url, &server.authority)).await;
    // A typed code is the first thing an app ever sends.
    let error =
        app.citizen.session().enrol("48217730".to_owned()).await.err().expect("such a server was trusted");
    (error, server.heard())
}

fn not_trusted() -> CitizenError {
    CitizenError::Refused { refusal: Refusal::NotTrusted }
}

#[tokio::test]
async fn a_certificate_by_an_unknown_authority_is_refused_before_a_byte_is_sent() {
    assert_eq!(meet(Wrong::Authority).await, (not_trusted(), 0));
}

#[tokio::test]
async fn a_certificate_for_another_host_is_refused_before_a_byte_is_sent() {
    assert_eq!(meet(Wrong::Host).await, (not_trusted(), 0));
}

#[tokio::test]
async fn an_expired_certificate_is_refused_before_a_byte_is_sent() {
    assert_eq!(meet(Wrong::Expired).await, (not_trusted(), 0));
}

#[tokio::test]
async fn a_server_without_tls_is_told_nothing() {
    let (error, heard) = meet(Wrong::Plain).await;
    assert!(matches!(error, CitizenError::Offline | CitizenError::Refused { .. }), "{error:?}");
    assert_eq!(heard, 0);
}

#[tokio::test]
async fn plain_http_is_not_even_a_configuration() {
    let server = Hostile::start(Wrong::Plain).await;
    let text = bureau(&server.url.replace("https", "http"), &server.authority);
    let folder = tempfile::tempdir().unwrap();
    let keys =
        shebao_core::SoftwareKeyStore::open(folder.path().join("k").display().to_string(), None).unwrap();
    let config = shebao_core::Config {
        directory: folder.path().join("app").display().to_string(),
        bureau: text,
        language: "en".to_owned(),
        client: "test/0.1.0".to_owned(),
    };
    let opened = shebao_core::Citizen::open(config, keys, support::Recorder::new()).await;
    assert!(matches!(opened.err(), Some(CitizenError::Internal { .. })));
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let server = Hostile::start(Wrong::Huge).await;
    let app = App::new(&bureau(&server.url, &server.authority)).await;
    let error = app.citizen.session().enrol("48217730".to_owned()).await.err();
    assert_eq!(error, Some(CitizenError::Refused { refusal: Refusal::BadAnswer }));
    let received = app.citizen.traffic().received;
    assert!(received < 1024 * 1024, "{received} octets of ten million were taken in");
}

#[tokio::test]
async fn an_answer_that_is_not_the_contracts_changes_nothing() {
    assert_eq!(meet(Wrong::Garbage).await.0, CitizenError::Refused { refusal: Refusal::BadAnswer });
}

#[tokio::test]
async fn nobody_is_followed_elsewhere() {
    let (error, _) = meet(Wrong::Redirect).await;
    assert!(matches!(error, CitizenError::Refused { .. }), "{error:?}");
}

#[tokio::test]
async fn a_silent_server_is_given_up_and_never_delays_reading() {
    let server = Hostile::start(Wrong::Silent).await;
    let app = App::new(&bureau(&server.url, &server.authority)).await;
    let asking = tokio::spawn({
        let session = app.citizen.session();
        async move { session.enrol("48217730".to_owned()).await.err() }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let begun = Instant::now();
    app.citizen.clone().home().await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5), "reading waited for the network");
    assert_eq!(asking.await.unwrap(), Some(CitizenError::Offline));
}

#[tokio::test]
async fn an_enrolment_code_that_is_none_is_refused_without_the_network() {
    let server = Hostile::start(Wrong::Garbage).await;
    let app = App::new(&bureau(&server.url, &server.authority)).await;
    for code in [
        "",
        "12",
        "https://elsewhere.example/q#abc",
        "eyJhbGciOiJub25lIn0.e30.",
        "测试",
        &"9".repeat(100_000),
    ] {
        let error = app.citizen.session().enrol(code.to_owned()).await.err().expect("a code that is none");
        assert!(matches!(error, CitizenError::Refused { .. }), "{code:.20}: {error:?}");
    }
    assert_eq!(server.heard(), 0);
}
