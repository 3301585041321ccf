//! From the bureau's code to an open app.

use shebao_core::session::{Enrolment, EnrolmentStep, EnrolmentView, IdentityDraft, SessionState};
use shebao_core::{Change, Citizen, CitizenError, KeyStore, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder, Resident, residents};
use std::sync::Arc;
use support::{City, PIN};

/// A flexible worker.
fn wang() -> Resident {
    residents().into_iter().find(|resident| resident.id == "p-wang").unwrap()
}

fn draft(who: &Resident) -> IdentityDraft {
    IdentityDraft { name: who.name.clone(), number: who.number.clone(), phone: who.phone.clone() }
}

fn refused(refusal: Refusal) -> CitizenError {
    CitizenError::Refused { refusal }
}

fn problem(view: &EnrolmentView) -> (&str, &str) {
    let problem = view.problems.first().expect("a problem");
    (&problem.field, &problem.says.key)
}

/// An enrolment that waits for the one-time code, and the code.
async fn at_code(city: &City, citizen: &Arc<Citizen>) -> (Arc<Enrolment>, String) {
    let enrolment = citizen.session().enrol(city.enrolment_code()).await.unwrap();
    let who = wang();
    enrolment.clone().identity(draft(&who)).await.unwrap();
    let code = city.operator().one_time_code_for_phone(&who.phone).unwrap().unwrap();
    (enrolment, code)
}

#[tokio::test]
async fn a_scanned_code_leads_to_an_open_app() {
    let city = City::start(1);
    let app = city.phone().await;
    assert_eq!(app.citizen.session().view().await.unwrap().state, SessionState::SignedOut);
    let (enrolment, code) = at_code(&city, &app.citizen).await;
    let EnrolmentStep::OneTimeCode { sent_to, resend_in_seconds } = enrolment.view().step else {
        panic!("not asked for the code")
    };
    assert_eq!(sent_to, "138 **** 5678");
    assert!((1..=60).contains(&resend_in_seconds));
    enrolment.clone().code(code).await.unwrap();
    app.heard.take();
    assert_eq!(enrolment.clone().pin(PIN.to_owned()).await.unwrap().step, EnrolmentStep::Done);
    assert!(app.heard.take().contains(&Change::Session));
    let view = app.citizen.session().view().await.unwrap();
    assert_eq!(
        (view.state, view.person.as_deref(), view.fictional),
        (SessionState::Open, Some("王＊"), true)
    );
}

#[tokio::test]
async fn a_code_typed_by_hand_and_a_bare_one_work_as_well() {
    let city = City::start(2);
    let scanned = city.enrolment_code();
    let bare = scanned.split_once('#').unwrap().1.to_owned();
    for code in [city.typed_code(), bare] {
        let app = city.phone().await;
        let enrolment = app.citizen.session().enrol(code).await.unwrap();
        assert_eq!(enrolment.view().step, EnrolmentStep::Identity);
    }
}

#[tokio::test]
async fn what_is_not_this_bureaus_code_is_refused_and_nothing_is_sent() {
    let (city, other) = (City::start(3), City::start(4));
    let app = city.phone().await;
    let theirs = other.enrolment_code();
    let (_, jws) = theirs.split_once('#').unwrap();
    let before = city.requests().len();
    for (code, refusal) in [
        (theirs.clone(), Refusal::OtherBureau),
        (format!("{}/q#{jws}", city.url()), Refusal::BadCode),
        (city.enrolment_code().replace("/q#", "/r#"), Refusal::OtherBureau),
        (city.enrolment_code().replacen("https", "http", 1), Refusal::BadCode),
        ("hello".to_owned(), Refusal::BadCode),
        ("x".repeat(5000), Refusal::BadCode),
    ] {
        let error = app.citizen.session().enrol(code.clone()).await.err();
        assert_eq!(error, Some(refused(refusal)), "{code}");
    }
    assert_eq!(city.requests().len(), before);
    let error = app.citizen.session().enrol("0000-0000".to_owned()).await.err();
    assert_eq!(error, Some(refused(Refusal::BadCode)));
}

#[tokio::test]
async fn a_mistyped_field_is_named_and_nothing_is_sent() {
    let city = City::start(5);
    let app = city.phone().await;
    let enrolment = app.citizen.session().enrol(city.enrolment_code()).await.unwrap();
    let before = city.requests().len();
    let who = IdentityDraft { phone: "123".to_owned(), ..draft(&wang()) };
    assert!(!enrolment.check(who.clone()).can_send);
    let view = enrolment.clone().identity(who).await.unwrap();
    assert_eq!(problem(&view), ("phone", "enrol_problem_phone"));
    assert_eq!(city.requests().len(), before);
}

#[tokio::test]
async fn a_wrong_one_time_code_is_said_and_the_right_one_still_works() {
    let city = City::start(6);
    let app = city.phone().await;
    let (enrolment, code) = at_code(&city, &app.citizen).await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    let view = enrolment.clone().code(wrong.to_owned()).await.unwrap();
    assert_eq!(problem(&view), ("code", "enrol_problem_code_wrong"));
    assert_eq!(enrolment.clone().code(code).await.unwrap().step, EnrolmentStep::ChoosePin);
}

#[tokio::test]
async fn after_too_many_wrong_codes_the_right_one_is_worth_nothing() {
    let city = City::start(7);
    let app = city.phone().await;
    let (enrolment, code) = at_code(&city, &app.citizen).await;
    let wrong = if code == "111111" { "222222" } else { "111111" };
    for _ in 0..20 {
        let Ok(view) = enrolment.clone().code(wrong.to_owned()).await else { break };
        if view.step == EnrolmentStep::Identity {
            break;
        }
    }
    assert_eq!(problem(&enrolment.view()), ("number", "enrol_problem_too_many_tries"));
    assert_eq!(enrolment.clone().code(code).await.err(), Some(refused(Refusal::NotNow)));
}

#[tokio::test]
async fn a_person_that_does_not_exist_is_answered_like_any_other() {
    let city = City::start(8);
    let app = city.phone().await;
    let enrolment = app.citizen.session().enrol(city.enrolment_code()).await.unwrap();
    let stranger = IdentityDraft { name: "李四".to_owned(), ..draft(&wang()) };
    let view = enrolment.clone().identity(stranger).await.unwrap();
    assert!(matches!(view.step, EnrolmentStep::OneTimeCode { .. }), "{view:?}");
    assert_eq!(enrolment.clone().code("482915".to_owned()).await.unwrap().problems.len(), 1);
}

#[tokio::test]
async fn a_pin_that_is_easy_to_guess_is_refused_before_anything_is_sent() {
    let city = City::start(9);
    let app = city.phone().await;
    let (enrolment, code) = at_code(&city, &app.citizen).await;
    enrolment.clone().code(code).await.unwrap();
    let birth = wang().number.get(8..14).unwrap().to_owned();
    let before = city.requests().len();
    for (pin, key) in [
        ("111111", "enrol_problem_pin_weak"),
        ("123456", "enrol_problem_pin_weak"),
        (&birth, "enrol_problem_pin_weak"),
        ("12345", "enrol_problem_pin_form"),
    ] {
        let view = enrolment.clone().pin(pin.to_owned()).await.unwrap();
        assert_eq!((view.step.clone(), problem(&view)), (EnrolmentStep::ChoosePin, ("pin", key)), "{pin}");
    }
    assert_eq!(city.requests().len(), before);
}

#[tokio::test]
async fn a_lost_reply_while_signing_in_costs_one_more_try_and_no_more() {
    let city = City::start(10);
    for on in ["PUT /v1/enrolments", "POST /v1/tokens"] {
        let app = city.phone().await;
        let (enrolment, code) = at_code(&city, &app.citizen).await;
        enrolment.clone().code(code).await.unwrap();
        city.operator().inject(FaultOrder::once(on, FaultKind::DropAfter));
        let first = enrolment.clone().pin(PIN.to_owned()).await;
        if first.is_err() {
            assert_eq!(app.citizen.session().view().await.unwrap().state, SessionState::SignedOut, "{on}");
            enrolment.clone().pin(PIN.to_owned()).await.unwrap();
        }
        assert_eq!(enrolment.view().step, EnrolmentStep::Done, "{on}");
        assert_eq!(app.citizen.session().view().await.unwrap().state, SessionState::Open, "{on}");
    }
}

#[tokio::test]
async fn leaving_destroys_the_keys_and_keeps_nothing() {
    let city = City::start(11);
    let app = city.phone().await;
    let (enrolment, code) = at_code(&city, &app.citizen).await;
    enrolment.clone().code(code).await.unwrap();
    let key = || app.keys.public_key("auth".to_owned()).unwrap();
    assert!(key().is_some());
    enrolment.clone().cancel().await.unwrap();
    assert!(key().is_none());
    assert_eq!(enrolment.clone().pin(PIN.to_owned()).await.err(), Some(refused(Refusal::NotNow)));
    assert!(!app.files().join("vault.key").exists());
    assert_eq!(app.citizen.session().view().await.unwrap().state, SessionState::SignedOut);
}

#[tokio::test]
async fn someone_who_is_signed_in_cannot_be_enrolled_over() {
    let city = City::start(12);
    let app = city.phone_of("p-wang").await;
    let error = app.citizen.session().enrol(city.enrolment_code()).await.err();
    assert_eq!(error, Some(refused(Refusal::NotNow)));
}
