//! Enrolment, tokens and proofs: what is refused, and how.

use crate::client::{Phone, city, id};
use reqwest::Method;
use serde_json::{Value, json};

async fn begun(phone: &Phone, code: &str) -> crate::client::Answer {
    let body = json!({"code": code, "auth": phone.auth.public(), "consent": phone.consent.public()});
    phone.plain(Method::POST, "/v1/enrolments", Some(body)).await
}

#[tokio::test]
async fn a_typed_code_leads_to_the_signed_one_and_an_unknown_one_to_404() {
    let city = city();
    let phone = Phone::new(&city);
    let typed = city.running.typed_code();
    let look = |typed: String| {
        phone.plain(Method::POST, "/v1/enrolment-codes/lookup", Some(json!({"typed": typed})))
    };
    let found = look(typed).await.ok();
    assert!(begun(&phone, found["code"].as_str().unwrap()).await.status.is_success());
    for wrong in ["0000-0000x", "12345678", "", "１２３４５６７８"] {
        let refused = look(wrong.into()).await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (404, "bad-code"), "{wrong}");
    }
}

#[tokio::test]
async fn codes_that_are_forged_expired_or_of_another_use_begin_nothing() {
    let city = city();
    let phone = Phone::new(&city);
    let forged =
        phone.auth.signed("shebao-enrol+jws", &json!({"b": "990100", "c": "x", "e": 4_000_000_000_u32}));
    assert_eq!(begun(&phone, &forged).await.problem(), "bad-code");
    let bureau: Value = serde_json::from_str(&city.running.bureau_json()).unwrap();
    assert_eq!(begun(&phone, bureau["config"].as_str().unwrap()).await.problem(), "bad-code");
    let (code, _) = city.running.operator().give_code().unwrap();
    city.clock.advance(31 * 86_400);
    assert_eq!(begun(&phone, &code).await.problem(), "expired-code");
}

#[tokio::test]
async fn a_person_who_does_not_exist_gets_the_same_answers_as_one_who_does() {
    let city = city();
    let wang = &shebao_sandbox::residents()[0];
    let mut answers = Vec::new();
    for number in [wang.number.as_str(), "440524188001010014"] {
        let phone = Phone::new(&city);
        let (code, _) = city.running.operator().give_code().unwrap();
        let begun = begun(&phone, &code).await.ok();
        let path = |rest: &str| format!("/v1/enrolments/{}/{rest}", begun["id"].as_str().unwrap());
        let identity = json!({"name": wang.name, "number": number, "phone": wang.phone});
        let mut said = vec![phone.plain(Method::PUT, &path("identity"), Some(identity)).await];
        said.push(phone.plain(Method::POST, &path("resend"), None).await);
        for _ in 0..6 {
            said.push(phone.plain(Method::PUT, &path("code"), Some(json!({"code": "not it"}))).await);
        }
        let proof = json!({"signature": "AA", "consent_signature": "AA"});
        said.push(phone.plain(Method::PUT, &path("proof"), Some(proof)).await);
        answers.push(said.into_iter().map(|a| (a.status.as_u16(), a.body)).collect::<Vec<_>>());
    }
    assert_eq!(answers[0], answers[1]);
    let statuses: Vec<u16> = answers[0].iter().map(|(s, _)| *s).collect();
    assert_eq!(statuses, [200, 429, 403, 403, 403, 403, 403, 403, 403]);
    assert_eq!(answers[0][0].1["sent_to"], "138 **** 5678");
    assert_eq!(answers[0][2].1["tries_left"], 4);
    assert_eq!(answers[0][7].1["type"], "urn:shebao:problem:too-many-tries");
}

#[tokio::test]
async fn both_keys_must_sign_the_challenge_and_a_grant_is_good_once_for_its_key() {
    let city = city();
    let phone = Phone::new(&city);
    let wang = &shebao_sandbox::residents()[0];
    let enrolled = phone.enrol(&city, &wang.name, &wang.number, &wang.phone).await;
    let asked = json!({"grant_type": "enrolment", "grant": enrolled["grant"]});
    let thief = Phone::new(&city);
    assert_eq!(thief.tokens(asked.clone()).await.problem(), "invalid-token");
    phone.tokens(asked.clone()).await.ok();
    assert_eq!(phone.tokens(asked).await.problem(), "invalid-token");
    assert_eq!(phone.get("/v1/people").await.ok()["people"][1]["relation"], "mother");
}

#[tokio::test]
async fn a_lost_refresh_reply_is_survived_and_an_old_token_revokes_the_family() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let first = phone.refresh.lock().unwrap().clone();
    let ask = |refresh: &str| json!({"grant_type": "refresh", "refresh": refresh});
    phone.tokens(ask(&first)).await.ok();
    // The reply was lost: the previous token is still good.
    let second = phone.tokens(ask(&first)).await.ok();
    let second = second["refresh"].as_str().unwrap().to_owned();
    phone.tokens(ask(&second)).await.ok();
    // A request that was long on its way is refused, and nothing else follows within the grace.
    assert_eq!(phone.tokens(ask(&first)).await.problem(), "invalid-token");
    phone.get("/v1/card").await.ok();
    // Later than that, somebody else has it.
    city.clock.advance(shebao_sandbox::decide::tokens::GRACE + 1);
    assert_eq!(phone.tokens(ask(&first)).await.problem(), "invalid-token");
    assert_eq!(phone.get("/v1/card").await.problem(), "invalid-token");
    let third = phone.refresh.lock().unwrap().clone();
    assert_eq!(phone.tokens(ask(&third)).await.problem(), "invalid-token");
}

#[tokio::test]
async fn an_access_token_ends_after_ten_minutes_and_works_with_its_own_key_only() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let thief = Phone::new(&city);
    *thief.access.lock().unwrap() = phone.access.lock().unwrap().clone();
    assert_eq!(thief.get("/v1/card").await.problem(), "invalid-token");
    city.clock.advance(601);
    assert_eq!(phone.get("/v1/card").await.problem(), "invalid-token");
    phone.renew().await;
    phone.get("/v1/card").await.ok();
}

#[tokio::test]
async fn a_proof_needs_a_nonce_and_is_good_once() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let access = phone.access.lock().unwrap().clone();
    let send = |proof: String| {
        let request = phone.http.get(format!("{}/v1/card", phone.url)).header("DPoP", proof);
        phone.send(request.header("Authorization", format!("DPoP {access}")))
    };
    let proof = phone.proof("GET", "/v1/card", Some(&access));
    send(proof.clone()).await.unwrap().ok();
    assert_eq!(send(proof).await.unwrap().problem(), "invalid-token");
    for (method, path, token) in [
        ("PUT", "/v1/card", Some(access.as_str())),
        ("GET", "/v1/people", Some(access.as_str())),
        ("GET", "/v1/card", None),
    ] {
        assert_eq!(send(phone.proof(method, path, token)).await.unwrap().problem(), "invalid-token");
    }
    city.clock.advance(301);
    let late = send(phone.proof("GET", "/v1/card", Some(&access))).await.unwrap();
    assert_eq!((late.status.as_u16(), late.problem()), (401, "use-dpop-nonce"));
    assert!(late.headers.contains_key("dpop-nonce"));
    send(phone.proof("GET", "/v1/card", Some(&access))).await.unwrap().ok();
    // A nonce of an earlier run is not ours any more.
    city.running.restart().unwrap();
    assert_eq!(
        send(phone.proof("GET", "/v1/card", Some(&access))).await.unwrap().problem(),
        "use-dpop-nonce"
    );
}

#[tokio::test]
async fn a_request_without_a_good_token_leaves_no_trace() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    let stranger = Phone::new(&city);
    *stranger.access.lock().unwrap() = "nonsense".into();
    assert_eq!(stranger.put_order(&id('a'), &jws).await.status, 401);
    let bare = stranger.plain(Method::PUT, &format!("/v1/orders/{}", id('a')), Some(json!({}))).await;
    assert_eq!(bare.problem(), "invalid-token");
    assert!(city.running.operator().ledger().unwrap().orders.is_empty());
    assert_eq!(phone.get(&format!("/v1/orders/{}", id('a'))).await.status, 404);
}
