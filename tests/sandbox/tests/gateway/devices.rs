//! A citizen's devices: listed, and removed with the user's consent only.

use crate::client::{Answer, Phone, city};
use reqwest::Method;
use serde_json::json;

/// The other device of two.
async fn other_of(phone: &Phone) -> String {
    let devices = phone.get("/v1/devices").await.ok();
    let devices = devices["devices"].as_array().unwrap().clone();
    assert_eq!(devices.len(), 2);
    devices.iter().find(|d| d["this"] == false).unwrap()["id"].as_str().unwrap().to_owned()
}

async fn remove(phone: &Phone, id: &str, consent: Option<String>) -> Answer {
    let with = |request: reqwest::RequestBuilder| match &consent {
        Some(consent) => request.header("Shebao-Consent", consent),
        None => request,
    };
    phone.attempt(Method::DELETE, &format!("/v1/devices/{id}"), with).await.unwrap()
}

fn agreed(phone: &Phone, id: &str) -> Option<String> {
    Some(phone.consent.signed("shebao-device-removal+jws", &json!({"dev": id, "iat": 1})))
}

fn said(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.problem())
}

#[tokio::test]
async fn another_device_can_be_removed_and_only_it_is_told_so() {
    let city = city();
    let (one, other, thief) = (Phone::wang(&city).await, Phone::wang(&city).await, Phone::new(&city));
    let gone = other_of(&one).await;
    for _ in 0..2 {
        assert_eq!(remove(&one, &gone, agreed(&one, &gone)).await.status, 204);
    }
    assert_eq!(said(&other.get("/v1/card").await), (401, "device-removed"));
    let refresh = other.refresh.lock().unwrap().clone();
    let asked = json!({"grant_type": "refresh", "refresh": refresh});
    assert_eq!(said(&other.tokens(asked.clone()).await), (401, "device-removed"));
    // Whoever only has its tokens learns nothing.
    *thief.access.lock().unwrap() = other.access.lock().unwrap().clone();
    assert_eq!(said(&thief.get("/v1/card").await), (401, "invalid-token"));
    assert_eq!(said(&thief.tokens(asked).await), (401, "invalid-token"));
    one.get("/v1/card").await.ok();
    assert_eq!(one.get("/v1/devices").await.ok()["devices"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn without_the_users_consent_to_this_very_removal_nothing_is_removed() {
    let city = city();
    let (one, other) = (Phone::wang(&city).await, Phone::wang(&city).await);
    let id = other_of(&one).await;
    let by_auth = one.auth.signed("shebao-device-removal+jws", &json!({"dev": id, "iat": 1}));
    let other_use = one.consent.signed("shebao-close+jws", &json!({"dev": id, "id": id, "iat": 1}));
    for consent in
        [None, agreed(&one, "d-0"), agreed(&other, &id), Some(by_auth), Some(other_use), Some("x".into())]
    {
        assert_eq!(said(&remove(&one, &id, consent).await), (403, "weak-proof"));
    }
    other.get("/v1/card").await.ok();
}

#[tokio::test]
async fn nobody_removes_a_device_of_somebody_else() {
    let city = city();
    let wang = Phone::wang(&city).await;
    let li = Phone::new(&city);
    let who = &shebao_sandbox::residents()[1];
    let enrolled = li.enrol(&city, &who.name, &who.number, &who.phone).await;
    li.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    let hers = wang.get("/v1/devices").await.ok()["devices"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(remove(&li, &hers, agreed(&li, &hers)).await.status, 204);
    wang.get("/v1/card").await.ok();
}

#[tokio::test]
async fn a_phone_without_a_lock_removes_another_only_after_the_right_pin() {
    let city = city();
    let one = Phone::wang_without_lock(&city, "402871").await;
    let other = Phone::wang(&city).await;
    let id = other_of(&one).await;
    let consent = agreed(&one, &id);
    assert_eq!(said(&remove(&one, &id, consent.clone()).await), (403, "weak-proof"));
    let jws = consent.clone().unwrap();
    assert_eq!(said(&crate::pin::prove(&one, "402872", &jws).await), (403, "wrong-pin"));
    assert_eq!(said(&remove(&one, &id, consent.clone()).await), (403, "weak-proof"));
    crate::pin::prove(&one, "402871", &jws).await.ok();
    assert_eq!(remove(&one, &id, consent).await.status, 204);
    assert_eq!(said(&other.get("/v1/card").await), (401, "device-removed"));
}
