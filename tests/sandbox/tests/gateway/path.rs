//! The whole path, thin.

use crate::client::{Phone, city, id, payload};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_citizen_enrols_reads_pays_and_sees_the_money_credited() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let card = phone.get("/v1/card").await.ok();
    assert_eq!(
        (card["person"]["name"].as_str(), card["production_code"].as_str()),
        (Some("王芳"), Some("30"))
    );
    let insurance = phone.get("/v1/insurance").await.ok();
    assert_eq!(insurance["items"].as_array().unwrap().len(), 5);
    let bills = phone.get("/v1/bills").await.ok();
    assert_eq!(bills["bills"].as_array().unwrap().len(), 3, "{bills}");

    let jws = phone.pension(&id('a'), "2026-11").await;
    let paid = phone.put_order(&id('a'), &jws).await;
    assert_eq!(paid.status, 201);
    let paid = paid.ok();
    assert_eq!(paid["state"], "paid");
    let receipt = payload(paid["receipt"].as_str().unwrap());
    let fingerprint = paid["fingerprint"].as_str().unwrap();
    assert_eq!(receipt["f"], encoded(&fingerprint[..32]));
    assert_eq!((&receipt["o"], &receipt["a"]), (&json!(encoded(&id('a'))), &json!(95_500)));
    assert_eq!((&receipt["n"], &receipt["s"], &receipt["p"]), (&json!("王*"), &json!("pf"), &json!("26002")));

    let operator = city.running.operator();
    let month = |records: &serde_json::Value| {
        records["records"].as_array().unwrap().iter().find(|r| r["month"] == "2026-11").cloned().unwrap()
    };
    let before = phone.get("/v1/insurance/pension/contributions?year=2026").await.ok();
    assert_eq!(month(&before)["state"], "confirming");
    for _ in 0..3 {
        assert!(operator.advance_stage(&id('a')).unwrap());
    }
    assert!(!operator.advance_stage(&id('a')).unwrap());
    let status = phone.get(&format!("/v1/orders/{}", id('a'))).await.ok();
    assert!(status["stages"]["credited_at"].is_string() && status["tax_receipt_no"].is_string());
    let after = phone.get("/v1/insurance/pension/contributions?year=2026").await.ok();
    assert_eq!(
        (month(&after)["state"].clone(), month(&after)["to_account_fen"].clone()),
        ("paid".into(), 38_200.into())
    );
    let ledger = operator.ledger().unwrap();
    assert_eq!((ledger.debits.len(), ledger.debits[0].amount_fen), (1, 95_500));
    assert_eq!(ledger.balance_fen["p-wang/card"], 1_286_450 - 95_500);

    let listed = phone.get("/v1/orders").await.ok();
    assert_eq!(listed["orders"].as_array().unwrap().len(), 1);
    phone.attempt(Method::DELETE, "/v1/tokens/current", |r| r).await.unwrap().ok();
    assert_eq!(phone.get("/v1/card").await.problem(), "invalid-token");
}

/// Hex, as base64url without padding.
fn encoded(hex: &str) -> String {
    let octets: Vec<u8> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    URL_SAFE_NO_PAD.encode(octets)
}
