//! The gateway rules of paying: each refuses a wrong client, and nothing moves that should not.

use crate::client::{Answer, City, Key, Phone, city, city_with, id, payload};
use reqwest::Method;
use serde_json::{Value, json};
use shebao_sandbox::{
    Timing,
    shapes::operate::{SetConfig, Update},
};
use std::time::Duration;

fn debits(city: &City) -> usize {
    city.running.operator().ledger().unwrap().debits.len()
}

/// Why an order is dead, as its tombstone says.
fn why(answer: &Value) -> Value {
    payload(answer["tombstone"].as_str().unwrap())["why"].clone()
}

async fn close(phone: &Phone, order: &str) -> Answer {
    let jws = phone.consent.signed("shebao-close+jws", &json!({"id": order, "iat": 1}));
    phone.jose(&format!("/v1/orders/{order}/close"), &jws).await.unwrap()
}

#[tokio::test]
async fn the_same_order_again_answers_its_status_and_another_body_is_refused_without_a_change() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    let first = phone.put_order(&id('a'), &jws).await.ok();
    let again = phone.put_order(&id('a'), &jws).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.body["receipt"], first["receipt"]);
    let other = phone.pension(&id('a'), "2026-12").await;
    let refused = phone.put_order(&id('a'), &other).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (422, "conflict-fingerprint"));
    assert_eq!(phone.get(&format!("/v1/orders/{}", id('a'))).await.ok()["fingerprint"], first["fingerprint"]);
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn a_second_order_for_a_paid_month_is_dead_and_no_quote_is_given_for_it() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let (first, second) =
        (phone.pension(&id('a'), "2026-11").await, phone.pension(&id('b'), "2026-11").await);
    let both = phone.quote("b-wang-pension", Some(477_500), &["2026-11", "2026-12"]).await;
    phone.put_order(&id('a'), &first).await.ok();
    assert_eq!(why(&phone.put_order(&id('b'), &second).await.ok()), "duplicate_obligation");
    // One overlapping month is enough.
    let order = phone.order(&id('c'), &both, &["2026-11", "2026-12"]);
    let order = phone.consent.signed("shebao-order+jws", &order);
    assert_eq!(why(&phone.put_order(&id('c'), &order).await.ok()), "duplicate_obligation");
    let body =
        json!({"bill": "b-wang-pension", "base_fen": 477_500, "periods": ["2026-11"], "instrument": "card"});
    let refused = phone.call(Method::POST, "/v1/quotes", body).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (409, "already-being-paid"));
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn a_changed_tariff_and_an_expired_quote_take_no_money() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let (first, second) =
        (phone.pension(&id('a'), "2026-11").await, phone.pension(&id('b'), "2026-12").await);
    city.clock.advance(901);
    phone.renew().await;
    assert_eq!(why(&phone.put_order(&id('a'), &first).await.ok()), "quote_expired");
    let fresh = phone.pension(&id('c'), "2026-11").await;
    city.pension_goes_up();
    assert_eq!(why(&phone.put_order(&id('c'), &fresh).await.ok()), "tariff_changed");
    assert_eq!(why(&phone.put_order(&id('b'), &second).await.ok()), "quote_expired");
    assert_eq!(debits(&city), 0);
    let config = phone.plain(Method::GET, "/v1/config", None).await.ok();
    let config = payload(config["jws"].as_str().unwrap());
    assert_eq!((config["v"].clone(), config["tariff"].clone()), (json!(4), json!("2027-01")));
}

#[tokio::test]
async fn an_order_accepted_before_a_tariff_change_is_charged_as_confirmed() {
    let city = city_with(|o| o.timing = Timing { bank: Duration::from_secs(3_600), stages: None });
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "pending");
    city.pension_goes_up();
    // After a start, what was accepted is taken up at once.
    city.running.restart().unwrap();
    city.running.operator().tick();
    assert_eq!(city.running.operator().ledger().unwrap().debits[0].amount_fen, 95_500);
    for _ in 0..3 {
        city.running.operator().advance_stage(&id('a')).unwrap();
    }
    let year = phone.get("/v1/insurance/pension/contributions?year=2026").await.ok();
    let record =
        year["records"].as_array().unwrap().iter().find(|r| r["month"] == "2026-11").cloned().unwrap();
    assert_eq!(
        (record["personal_rate_bp"].clone(), record["total_fen"].clone()),
        (json!(2_000), json!(95_500))
    );
}

#[tokio::test]
async fn closing_an_unknown_id_plants_a_tombstone_that_its_order_meets_later() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(phone.get(&format!("/v1/orders/{}", id('a'))).await.status, 404);
    let closed = close(&phone, &id('a')).await.ok();
    assert_eq!((closed["state"].clone(), why(&closed)), (json!("closed"), json!("closed")));
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "closed");
    assert_eq!(debits(&city), 0);
    city.running.restart().unwrap();
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["tombstone"], closed["tombstone"]);
}

#[tokio::test]
async fn closing_before_the_bank_is_asked_frees_the_month_and_after_payment_changes_nothing() {
    let city = city_with(|o| o.timing = Timing { bank: Duration::from_secs(3_600), stages: None });
    let phone = Phone::wang(&city).await;
    let (first, second) =
        (phone.pension(&id('a'), "2026-11").await, phone.pension(&id('b'), "2026-11").await);
    phone.put_order(&id('a'), &first).await.ok();
    assert_eq!(close(&phone, &id('a')).await.ok()["state"], "closed");
    assert_eq!(phone.put_order(&id('b'), &second).await.ok()["state"], "pending");
    city.running.restart().unwrap();
    city.running.operator().tick();
    assert_eq!(close(&phone, &id('b')).await.ok()["state"], "paid");
    assert_eq!(debits(&city), 1);
}

#[tokio::test]
async fn an_order_not_signed_by_the_registered_consent_key_is_dead_and_a_foreign_close_is_refused() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let quote = phone.quote("b-wang-pension", Some(477_500), &["2026-11"]).await;
    for (digit, key) in [('a', &Key::new()), ('b', &phone.auth)] {
        let jws = key.signed("shebao-order+jws", &phone.order(&id(digit), &quote, &["2026-11"]));
        assert_eq!(why(&phone.put_order(&id(digit), &jws).await.ok()), "bad_proof");
    }
    let jws = Key::new().signed("shebao-close+jws", &json!({"id": id('c'), "iat": 1}));
    let refused = phone.jose(&format!("/v1/orders/{}/close", id('c')), &jws).await.unwrap();
    assert_eq!((refused.status.as_u16(), refused.problem()), (403, "weak-proof"));
    assert_eq!(phone.get(&format!("/v1/orders/{}", id('c'))).await.status, 404);
    assert_eq!(debits(&city), 0);
}

#[tokio::test]
async fn too_little_money_is_said_by_a_tombstone_and_frees_the_month() {
    let city = city();
    let phone = Phone::wang(&city).await;
    city.running.operator().set_balance("p-wang", 95_499).unwrap();
    let jws = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(why(&phone.put_order(&id('a'), &jws).await.ok()), "insufficient");
    city.running.operator().set_balance("p-wang", 95_500).unwrap();
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "rejected");
    let jws = phone.pension(&id('b'), "2026-11").await;
    assert_eq!(phone.put_order(&id('b'), &jws).await.ok()["state"], "paid");
    assert_eq!(city.running.operator().ledger().unwrap().balance_fen["p-wang/card"], 0);
}

#[tokio::test]
async fn what_was_not_quoted_is_denied_and_what_is_no_order_is_a_bad_request() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let quote = phone.quote("b-wang-pension", Some(477_500), &["2026-11"]).await;
    let right = phone.order(&id('a'), &quote, &["2026-11"]);
    let mut changed = right.clone();
    changed["ob"]["person"] = "p-zhou".into();
    let jws = phone.consent.signed("shebao-order+jws", &changed);
    assert_eq!(why(&phone.put_order(&id('a'), &jws).await.ok()), "risk_denied");
    let signed = |payload: &Value| phone.consent.signed("shebao-order+jws", payload);
    let mut wrong = vec![
        (id('b'), signed(&right)),
        (id('c'), "not a jws".to_owned()),
        (id('c'), phone.consent.signed("shebao-close+jws", &right)),
        ("C".repeat(32), signed(&phone.order(&"C".repeat(32), &quote, &["2026-11"]))),
    ];
    for (member, value) in
        [("amt", json!(-1)), ("amt", json!("95500")), ("ob", json!(null)), ("ob", json!({"period": []}))]
    {
        let mut payload = phone.order(&id('d'), &quote, &["2026-11"]);
        payload[member] = value;
        wrong.push((id('d'), signed(&payload)));
    }
    for (order, jws) in wrong {
        let refused = phone.put_order(&order, &jws).await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (400, "bad-request"), "{jws}");
    }
    assert_eq!(city.running.operator().ledger().unwrap().orders.len(), 1);
}

#[tokio::test]
async fn a_daughter_pays_for_her_mother_and_a_stranger_s_order_is_not_shown() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let quote = phone.quote("b-li-medical", None, &["2027"]).await;
    assert_eq!(quote["rule"], json!({"kind": "fixed", "amount_fen": 40_000}));
    let mut order = phone.order(&id('a'), &quote, &["2027"]);
    order["ob"] =
        json!({"person": "p-li", "scheme": "medical_resident", "region": "990100", "period": ["2027"]});
    let jws = phone.consent.signed("shebao-order+jws", &order);
    let paid = phone.put_order(&id('a'), &jws).await.ok();
    let receipt = payload(paid["receipt"].as_str().unwrap());
    assert_eq!((&receipt["n"], &receipt["p"]), (&json!("李*英"), &json!("27")));

    let stranger = Phone::new(&city);
    let zhou = &shebao_sandbox::residents()[2];
    let enrolled = stranger.enrol(&city, &zhou.name, &zhou.number, &zhou.phone).await;
    stranger.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    assert_eq!(stranger.get(&format!("/v1/orders/{}", id('a'))).await.status, 404);
    assert_eq!(stranger.put_order(&id('a'), &jws).await.status, 404);
    let body = json!({"bill": "b-li-medical", "periods": ["2027"], "instrument": "card"});
    assert_eq!(stranger.call(Method::POST, "/v1/quotes", body).await.status, 404);
}

#[tokio::test]
async fn a_receipt_is_listed_to_whom_it_is_for_and_not_to_who_paid_it_or_to_a_stranger() {
    let city = city();
    let daughter = Phone::wang(&city).await;
    let quote = daughter.quote("b-li-medical", None, &["2027"]).await;
    let mut order = daughter.order(&id('a'), &quote, &["2027"]);
    order["ob"] =
        json!({"person": "p-li", "scheme": "medical_resident", "region": "990100", "period": ["2027"]});
    let hers = daughter.put_order(&id('a'), &daughter.consent.signed("shebao-order+jws", &order)).await.ok();
    let own = daughter.pension(&id('b'), "2026-11").await;
    daughter.put_order(&id('b'), &own).await.ok();
    let mother = Phone::new(&city);
    let enrolled = mother.enrol(&city, "李秀英", "11010519491231002X", "13900001234").await;
    mother.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    let list = mother.get("/v1/receipts").await.ok();
    let receipts = list["receipts"].as_array().unwrap();
    assert_eq!(
        (receipts.len(), &receipts[0]["receipt"], &receipts[0]["payer"]),
        (1, &hers["receipt"], &json!("王*"))
    );
    let next = format!("/v1/receipts?since={}", list["next"].as_str().unwrap());
    assert_eq!(mother.get(&next).await.ok()["receipts"], json!([]));
    assert_eq!(daughter.get("/v1/receipts").await.ok()["receipts"], json!([]), "her orders are hers to list");
    // A refund is a change: it is listed again, with its notice.
    city.running.operator().refund(&id('a')).unwrap();
    assert!(mother.get(&next).await.ok()["receipts"][0]["refund"].is_string());
}

#[tokio::test]
async fn a_refund_gives_the_money_back_once_and_frees_the_month() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    phone.put_order(&id('a'), &jws).await.ok();
    let operator = city.running.operator();
    for state in ["refunding", "refunded"] {
        operator.refund(&id('a')).unwrap();
        let status = phone.get(&format!("/v1/orders/{}", id('a'))).await.ok();
        assert_eq!(status["state"], state);
        assert_eq!(payload(status["refund"].as_str().unwrap())["state"], state);
    }
    assert!(operator.refund(&id('a')).is_err());
    assert_eq!(operator.ledger().unwrap().balance_fen["p-wang/card"], 1_286_450);
    let jws = phone.pension(&id('b'), "2026-11").await;
    assert_eq!(phone.put_order(&id('b'), &jws).await.ok()["state"], "paid");
}

#[tokio::test]
async fn orders_are_listed_in_the_order_in_which_they_last_changed() {
    let city = city();
    let phone = Phone::wang(&city).await;
    for (digit, month) in [('a', "2026-11"), ('b', "2026-12")] {
        let jws = phone.pension(&id(digit), month).await;
        phone.put_order(&id(digit), &jws).await.ok();
    }
    let ids = |list: &Value| -> Vec<String> {
        let orders = list["orders"].as_array().unwrap();
        orders.iter().map(|o| o["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = phone.get("/v1/orders").await.ok();
    assert_eq!(ids(&all), [id('a'), id('b')]);
    assert!(all["orders"][0]["order"].is_string());
    let next = format!("/v1/orders?since={}", all["next"].as_str().unwrap());
    assert!(ids(&phone.get(&next).await.ok()).is_empty());
    city.running.operator().advance_stage(&id('a')).unwrap();
    assert_eq!(ids(&phone.get(&next).await.ok()), [id('a')]);
}

#[tokio::test]
async fn an_app_that_is_too_old_begins_no_payment_but_settles_its_open_ones() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let (first, second) =
        (phone.pension(&id('a'), "2026-11").await, phone.pension(&id('b'), "2026-12").await);
    phone.put_order(&id('a'), &first).await.ok();
    let update =
        Update { block_below: "0.2.0".into(), warn_below: Some("0.3.0".into()), recommend_below: None };
    city.running.operator().set_config(SetConfig { update: Some(update), maintenance: None }).unwrap();
    let refused = phone.put_order(&id('b'), &second).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (426, "outdated"));
    assert_eq!(phone.put_order(&id('a'), &first).await.ok()["state"], "paid");
    assert_eq!(close(&phone, &id('c')).await.ok()["state"], "closed");
    let config = phone.plain(Method::GET, "/v1/config", None).await.ok();
    assert_eq!(payload(config["jws"].as_str().unwrap())["update"]["block_below"], "0.2.0");
    assert_eq!(debits(&city), 1);
}
