//! Phones without a secure lock: a PIN proof before money moves, counted here and nowhere else.

use crate::client::{Answer, City, Phone, city, id, payload, pin_key, pin_proof};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use reqwest::Method;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

fn fingerprint(jws: &str) -> Vec<u8> {
    digest(&SHA256, &B64.decode(jws.split('.').nth(1).unwrap()).unwrap()).as_ref().to_vec()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|b| format!("{b:02x}")).collect()
}

/// Proves `pin` for what `jws` says.
pub async fn prove(phone: &Phone, pin: &str, jws: &str) -> Answer {
    let fingerprint = fingerprint(jws);
    let asked = json!({"fingerprint": hex(&fingerprint)});
    let given = phone.call(Method::POST, "/v1/pin/challenge", asked).await;
    if !given.status.is_success() {
        return given;
    }
    let challenge = given.body["challenge"].as_str().unwrap();
    let signature = pin_proof(&pin_key(pin), &B64.decode(challenge).unwrap(), &fingerprint);
    let body = json!({"fingerprint": hex(&fingerprint), "challenge": challenge, "signature": signature});
    phone.call(Method::PUT, "/v1/pin/proof", body).await
}

fn said(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.problem())
}

fn debits(city: &City) -> usize {
    city.running.operator().ledger().unwrap().debits.len()
}

fn why(answer: &Value) -> Value {
    payload(answer["tombstone"].as_str().unwrap())["why"].clone()
}

#[tokio::test]
async fn without_a_lock_an_order_takes_money_only_after_the_right_pin_for_this_very_order() {
    let city = city();
    let phone = Phone::wang_without_lock(&city, "402871").await;
    let first = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(why(&phone.put_order(&id('a'), &first).await.ok()), "bad_proof");
    let (second, third) =
        (phone.pension(&id('b'), "2026-11").await, phone.pension(&id('c'), "2026-12").await);
    prove(&phone, "402871", &second).await.ok();
    assert_eq!(why(&phone.put_order(&id('c'), &third).await.ok()), "bad_proof");
    assert_eq!(debits(&city), 0);
    assert_eq!(phone.put_order(&id('b'), &second).await.ok()["state"], "paid");
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn wrong_pins_are_counted_over_restarts_and_a_new_challenge_gives_no_try_back() {
    let city = city();
    let phone = Phone::wang_without_lock(&city, "402871").await;
    let order = phone.pension(&id('a'), "2026-11").await;
    for (round, wait) in [60, 300, 3_600].into_iter().enumerate() {
        for left in [3, 2, 1] {
            let wrong = prove(&phone, "402872", &order).await;
            assert_eq!((said(&wrong), wrong.body["tries_left"].as_u64()), ((403, "wrong-pin"), Some(left)));
        }
        let fourth = prove(&phone, "402872", &order).await;
        assert_eq!(said(&fourth), (429, "pin-wait"), "round {round}");
        assert_eq!(fourth.headers["retry-after"].to_str().unwrap(), wait.to_string());
        city.running.restart().unwrap();
        city.clock.advance(wait - 1);
        phone.renew().await;
        assert_eq!(
            said(&prove(&phone, "402871", &order).await),
            (429, "pin-wait"),
            "the right one waits too"
        );
        city.clock.advance(1);
    }
    for _ in 0..3 {
        assert_eq!(said(&prove(&phone, "402872", &order).await), (403, "wrong-pin"));
    }
    assert_eq!(said(&prove(&phone, "402872", &order).await), (403, "pin-blocked"));
    city.clock.advance(300);
    assert_eq!(said(&prove(&phone, "402871", &order).await), (403, "pin-blocked"));
    assert_eq!(why(&phone.put_order(&id('a'), &order).await.ok()), "bad_proof");
    assert_eq!(debits(&city), 0);
}

#[tokio::test]
async fn a_proof_cannot_be_used_again_for_another_order_or_by_another_phone() {
    let city = city();
    let phone = Phone::wang_without_lock(&city, "402871").await;
    let other = Phone::wang_without_lock(&city, "402871").await;
    let (first, second) =
        (phone.pension(&id('a'), "2026-11").await, phone.pension(&id('b'), "2026-12").await);
    let asked = json!({"fingerprint": hex(&fingerprint(&first))});
    let given = phone.call(Method::POST, "/v1/pin/challenge", asked).await.ok();
    let challenge = given["challenge"].as_str().unwrap();
    let signature = pin_proof(&pin_key("402871"), &B64.decode(challenge).unwrap(), &fingerprint(&first));
    let proof = |order: &str| json!({"fingerprint": hex(&fingerprint(order)), "challenge": challenge, "signature": signature});
    let elsewhere = phone.call(Method::PUT, "/v1/pin/proof", proof(&second)).await;
    assert_eq!(said(&elsewhere), (404, "not-found"));
    let stolen = other.call(Method::PUT, "/v1/pin/proof", proof(&first)).await;
    assert_eq!(said(&stolen), (404, "not-found"));
    // A lost reply is no trouble: the same proof again is accepted again.
    for _ in 0..2 {
        phone.call(Method::PUT, "/v1/pin/proof", proof(&first)).await.ok();
    }
    assert_eq!(phone.put_order(&id('a'), &first).await.ok()["state"], "paid");
}

#[tokio::test]
async fn a_phone_with_a_lock_owes_no_pin_and_one_without_must_own_the_key_it_registers() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let order = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(said(&prove(&phone, "402871", &order).await), (404, "not-found"));
    assert_eq!(phone.put_order(&id('a'), &order).await.ok()["state"], "paid");
    let (code, _) = city.running.operator().give_code().unwrap();
    let thief = Phone::new(&city);
    let body = json!({"code": code, "auth": thief.auth.public(), "consent": thief.consent.public()});
    let begun = thief.plain(Method::POST, "/v1/enrolments", Some(body)).await.ok();
    let path = |rest: &str| format!("/v1/enrolments/{}/{rest}", begun["id"].as_str().unwrap());
    let wang = &shebao_sandbox::residents()[0];
    let identity = json!({"name": wang.name, "number": wang.number, "phone": wang.phone});
    thief.plain(Method::PUT, &path("identity"), Some(identity)).await.ok();
    let code = city.running.operator().one_time_code(begun["id"].as_str().unwrap()).unwrap().unwrap();
    thief.plain(Method::PUT, &path("code"), Some(json!({"code": code}))).await.ok();
    let challenge = B64.decode(begun["challenge"].as_str().unwrap()).unwrap();
    let proof = json!({
        "signature": thief.auth.sign(&challenge), "consent_signature": thief.consent.sign(&challenge),
        "pin": {"public_key": B64.encode([7; 32]), "signature": B64.encode([7; 64])},
    });
    assert_eq!(said(&thief.plain(Method::PUT, &path("proof"), Some(proof)).await), (403, "weak-proof"));
}
