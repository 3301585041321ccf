//! Auto-debit: a wrong client is refused, and a right one is debited once.

use crate::client::{Answer, City, Key, Phone, city, city_with, id, payload, pin_proof};
use reqwest::Method;
use serde_json::{Value, json};
use shebao_sandbox::shapes::operate::{SetConfig, Update};
use shebao_sandbox::{Point, Timing};
use std::time::Duration;

const DAY: i64 = 86_400;

fn terms(digit: char, v: u32, act: &str) -> Value {
    json!({
        "id": id(digit), "v": v, "act": act, "person": "p-wang", "scheme": "pension_flexible", "region": "990100",
        "base_fen": 477_500, "ins": "card", "day": 5, "cap": 100_000, "iat": 1,
    })
}

async fn put(phone: &Phone, terms: &Value) -> Answer {
    let jws = phone.consent.signed("shebao-mandate+jws", terms);
    put_text(phone, terms["id"].as_str().unwrap(), &jws).await
}

async fn put_text(phone: &Phone, mandate: &str, jws: &str) -> Answer {
    phone.jose(&format!("/v1/mandates/{mandate}"), jws).await.unwrap()
}

fn proof(answer: &Value) -> Value {
    payload(answer["proof"].as_str().unwrap())
}

fn debits(city: &City) -> Vec<i64> {
    city.running.operator().ledger().unwrap().debits.iter().map(|debit| debit.amount_fen).collect()
}

/// The tests' clock stands at 24 November; this is the 5th of December.
async fn on_the_fifth(city: &City, phone: &Phone) {
    city.clock.advance(11 * DAY);
    city.running.operator().tick();
    phone.renew().await;
}

async fn orders(phone: &Phone) -> Vec<Value> {
    phone.get("/v1/orders").await.ok()["orders"].as_array().unwrap().clone()
}

async fn titles(phone: &Phone) -> Vec<String> {
    let messages = phone.get("/v1/messages?limit=200").await.ok();
    let rows = messages["messages"].as_array().unwrap();
    rows.iter().map(|message| message["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_mandate_debits_on_its_day_once_and_its_order_and_receipt_are_signed() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let first = put(&phone, &terms('a', 1, "sign")).await;
    assert_eq!(first.status, 201);
    let status = first.ok();
    let said = proof(&status);
    assert_eq!((&said["man"], &said["v"], &said["state"]), (&json!(id('a')), &json!(1), &json!("active")));
    assert_eq!(said["cur"], said["fp"]);
    assert_eq!(
        status["next"],
        json!({"on": "2026-12-05", "period": "2026-12", "amount_fen": 95_500, "balance": "covered"})
    );
    city.running.operator().tick();
    assert_eq!(debits(&city), [0; 0]);
    on_the_fifth(&city, &phone).await;
    city.running.operator().tick();
    assert_eq!(debits(&city), [95_500]);
    let listed = orders(&phone).await;
    assert_eq!((listed.len(), &listed[0]["state"]), (1, &json!("paid")));
    let order = payload(listed[0]["order"].as_str().unwrap());
    assert_eq!((&order["ch"], &order["quo"]), (&json!("mandate_debit"), &json!(id('a'))));
    assert_eq!((&order["act"], &order["ob"]["period"]), (&said["fp"], &json!(["2026-12"])));
    let receipt = payload(listed[0]["receipt"].as_str().unwrap());
    assert_eq!((&receipt["a"], &receipt["p"]), (&json!(95_500), &json!("26001")));
    assert!(titles(&phone).await.contains(&"养老保险已缴费".to_owned()));
    // A month later, and once more after a restart.
    city.clock.advance(31 * DAY);
    city.running.operator().tick();
    city.running.restart().unwrap();
    city.running.operator().tick();
    assert_eq!(debits(&city), [95_500, 95_500]);
}

#[tokio::test]
async fn the_same_act_again_answers_how_it_stands_and_another_body_changes_nothing() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.consent.signed("shebao-mandate+jws", &terms('a', 1, "sign"));
    let first = put_text(&phone, &id('a'), &jws).await.ok();
    let again = put_text(&phone, &id('a'), &jws).await;
    assert_eq!((again.status.as_u16(), &again.body["proof"]), (200, &first["proof"]));
    let mut other = terms('a', 1, "sign");
    other["cap"] = json!(900_000);
    let refused = put(&phone, &other).await;
    assert_eq!((refused.status.as_u16(), refused.problem()), (422, "conflict-fingerprint"));
    let mut change = terms('a', 2, "change");
    change["day"] = json!(9);
    assert_eq!(put(&phone, &change).await.ok()["next"]["on"], "2026-12-09");
    // The first act again, late: it is told of the second, and the second stands.
    let late = put_text(&phone, &id('a'), &jws).await.ok();
    assert_eq!((proof(&late)["v"].clone(), late["next"]["on"].clone()), (json!(2), json!("2026-12-09")));
    assert_eq!(payload(late["mandate"].as_str().unwrap())["day"], 9);
    let listed = phone.get("/v1/mandates").await.ok();
    assert_eq!(
        (listed["mandates"].as_array().unwrap().len(), &listed["mandates"][0]["proof"]),
        (1, &late["proof"])
    );
}

#[tokio::test]
async fn what_is_no_act_of_this_mandate_leaves_no_trace() {
    let city = city();
    let phone = Phone::wang(&city).await;
    for (member, value) in [
        ("cap", json!(0)),
        ("cap", json!(-1)),
        ("cap", json!("100000")),
        ("day", json!(0)),
        ("day", json!(29)),
        ("act", json!("renew")),
        ("id", json!(id('b'))),
        ("v", json!(-1)),
        ("act", json!("change")),
    ] {
        let mut wrong = terms('a', 1, "sign");
        wrong[member] = value;
        let jws = phone.consent.signed("shebao-mandate+jws", &wrong);
        let refused = put_text(&phone, &id('a'), &jws).await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (400, "bad-request"), "{wrong}");
    }
    let order = phone.consent.signed("shebao-order+jws", &terms('a', 1, "sign"));
    assert_eq!(put_text(&phone, &id('a'), &order).await.status, 400);
    for act in ["change", "revoke"] {
        assert_eq!(put(&phone, &terms('a', 2, act)).await.status, 404);
    }
    assert_eq!(phone.get(&format!("/v1/mandates/{}", id('a'))).await.status, 404);
    assert_eq!(phone.get("/v1/mandates").await.ok()["mandates"], json!([]));
    put(&phone, &terms('a', 1, "sign")).await.ok();
    assert_eq!(put(&phone, &terms('a', 3, "change")).await.status, 400);
    let no_token = phone.plain(Method::PUT, &format!("/v1/mandates/{}", id('c')), None).await;
    assert_eq!(no_token.status, 401);
}

#[tokio::test]
async fn a_wrong_key_a_second_mandate_a_stranger_s_person_and_a_low_amount_are_refused_by_a_signed_answer() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let why = |answer: &Value| proof(answer)["why"].clone();
    for (digit, key) in [('b', &Key::new()), ('c', &phone.auth)] {
        let jws = key.signed("shebao-mandate+jws", &terms(digit, 1, "sign"));
        let refused = put_text(&phone, &id(digit), &jws).await.ok();
        assert_eq!((why(&refused), &refused["mandate"]), (json!("bad_proof"), &Value::Null));
        assert_eq!(proof(&refused)["state"], "none");
    }
    put(&phone, &terms('a', 1, "sign")).await.ok();
    assert_eq!(why(&put(&phone, &terms('d', 1, "sign")).await.ok()), "duplicate");
    let mut low = terms('a', 2, "change");
    low["cap"] = json!(95_499);
    let refused = put(&phone, &low).await.ok();
    assert_eq!((why(&refused), &proof(&refused)["state"]), (json!("cap_too_low"), &json!("active")));
    let mut other = terms('e', 1, "sign");
    other["person"] = json!("p-zhou");
    assert_eq!(why(&put(&phone, &other).await.ok()), "not_offered");
    // What was refused changed nothing: the first act holds.
    on_the_fifth(&city, &phone).await;
    assert_eq!(debits(&city), [95_500]);
}

#[tokio::test]
async fn a_stranger_sees_nothing_and_changes_nothing() {
    let city = city();
    let phone = Phone::wang(&city).await;
    put(&phone, &terms('a', 1, "sign")).await.ok();
    let stranger = Phone::new(&city);
    let zhou = &shebao_sandbox::residents()[2];
    let enrolled = stranger.enrol(&city, &zhou.name, &zhou.number, &zhou.phone).await;
    stranger.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    assert_eq!(stranger.get("/v1/mandates").await.ok()["mandates"], json!([]));
    assert_eq!(stranger.get(&format!("/v1/mandates/{}", id('a'))).await.status, 404);
    assert_eq!(put(&stranger, &terms('a', 2, "revoke")).await.status, 404);
    on_the_fifth(&city, &phone).await;
    assert_eq!(debits(&city), [95_500]);
}

#[tokio::test]
async fn a_phone_that_owes_a_pin_signs_with_one_and_stops_without() {
    let city = city();
    let phone = Phone::wang_without_lock(&city, "402871").await;
    assert_eq!(proof(&put(&phone, &terms('a', 1, "sign")).await.ok())["why"], "bad_proof");
    let jws = phone.consent.signed("shebao-mandate+jws", &terms('b', 1, "sign"));
    prove_pin(&phone, &jws).await;
    assert_eq!(proof(&put_text(&phone, &id('b'), &jws).await.ok())["state"], "active");
    assert_eq!(proof(&put(&phone, &terms('b', 2, "change")).await.ok())["why"], "bad_proof");
    assert_eq!(proof(&put(&phone, &terms('b', 3, "revoke")).await.ok())["state"], "revoked");
}

async fn prove_pin(phone: &Phone, jws: &str) {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
    let octets = B64.decode(jws.split('.').nth(1).unwrap()).unwrap();
    let hash = ring::digest::digest(&ring::digest::SHA256, &octets);
    let name: String = hash.as_ref().iter().map(|octet| format!("{octet:02x}")).collect();
    let given = phone.call(Method::POST, "/v1/pin/challenge", json!({"fingerprint": name})).await.ok();
    let challenge = B64.decode(given["challenge"].as_str().unwrap()).unwrap();
    let signature = pin_proof(phone.pin.as_ref().unwrap(), &challenge, hash.as_ref());
    let body = json!({"fingerprint": name, "challenge": given["challenge"], "signature": signature});
    phone.call(Method::PUT, "/v1/pin/proof", body).await.ok();
}

#[tokio::test]
async fn a_month_paid_by_hand_is_not_debited_and_a_month_being_debited_is_not_quoted() {
    let city = city_with(|o| o.timing = Timing { bank: Duration::from_secs(3_600), stages: None });
    let phone = Phone::wang(&city).await;
    put(&phone, &terms('a', 1, "sign")).await.ok();
    let november = phone.pension(&id('1'), "2026-12").await;
    phone.put_order(&id('1'), &november).await.ok();
    on_the_fifth(&city, &phone).await;
    assert_eq!(orders(&phone).await.len(), 1, "the month is held by the order made by hand");
    let ended = terms('a', 2, "revoke");
    assert_eq!(put(&phone, &ended).await.ok()["next"], Value::Null);

    let mother = json!({
        "id": id('b'), "v": 1, "act": "sign", "person": "p-li", "scheme": "medical_resident", "region": "990100",
        "ins": "card", "day": 9, "cap": 40_000, "iat": 1,
    });
    assert_eq!(put(&phone, &mother).await.ok()["next"]["period"], "2027");
    city.clock.advance(4 * DAY);
    city.running.operator().tick();
    phone.renew().await;
    let body = json!({"bill": "b-li-medical", "periods": ["2027"], "instrument": "card"});
    assert_eq!(phone.call(Method::POST, "/v1/quotes", body).await.problem(), "already-being-paid");
    // Revoked before the bank was asked: that debit never happens.
    let stopped = json!({"v": 2, "act": "revoke"});
    let mut revoke = mother.clone();
    for (name, value) in stopped.as_object().unwrap() {
        revoke[name] = value.clone();
    }
    put(&phone, &revoke).await.ok();
    city.running.restart().unwrap();
    city.running.operator().tick();
    let order = orders(&phone).await.into_iter().find(|order| order["id"] != id('1')).unwrap();
    assert_eq!(order["state"], "closed");
    assert_eq!(debits(&city), [95_500]);
}

#[tokio::test]
async fn a_crash_at_any_point_of_a_debit_ends_with_one() {
    for point in [Point::Accepted, Point::DebitSent, Point::BankAnswered] {
        let city = city();
        let phone = Phone::wang(&city).await;
        put(&phone, &terms('a', 1, "sign")).await.ok();
        city.running.operator().die_at(point).unwrap();
        city.clock.advance(11 * DAY);
        city.running.operator().tick();
        for _ in 0..2 {
            city.running.restart().unwrap();
            city.running.operator().tick();
        }
        phone.renew().await;
        assert_eq!(debits(&city), [95_500], "{point:?}");
        assert_eq!(orders(&phone).await[0]["state"], "paid", "{point:?}");
    }
}

#[tokio::test]
async fn too_little_money_is_warned_of_told_and_tried_again_on_the_next_day() {
    let city = city();
    let phone = Phone::wang(&city).await;
    city.running.operator().set_balance("p-wang", 95_499).unwrap();
    assert_eq!(put(&phone, &terms('a', 1, "sign")).await.ok()["next"]["balance"], "short");
    let count = |titles: &[String], part: &str| titles.iter().filter(|title| title.contains(part)).count();
    city.clock.advance(8 * DAY);
    city.running.operator().tick();
    city.running.operator().tick();
    phone.renew().await;
    assert_eq!(count(&titles(&phone).await, "自动扣款：账户余额不足"), 1, "warned once, three days before");
    city.clock.advance(3 * DAY);
    city.running.operator().tick();
    city.running.operator().tick();
    phone.renew().await;
    assert_eq!(count(&titles(&phone).await, "没有自动扣款：余额不足"), 1);
    assert_eq!(debits(&city), [0; 0]);
    let listed = phone.get("/v1/mandates").await.ok();
    assert_eq!(listed["mandates"][0]["next"]["on"], "2026-12-06");
    city.running.operator().set_balance("p-wang", 95_500).unwrap();
    city.clock.advance(DAY);
    city.running.operator().tick();
    assert_eq!(debits(&city), [95_500]);
}

#[tokio::test]
async fn above_the_highest_amount_nothing_is_debited_and_it_is_told_once() {
    let city = city();
    let phone = Phone::wang(&city).await;
    put(&phone, &terms('a', 1, "sign")).await.ok();
    city.pension_goes_up();
    on_the_fifth(&city, &phone).await;
    city.running.operator().tick();
    assert_eq!(debits(&city), [0; 0]);
    assert_eq!(titles(&phone).await.iter().filter(|title| *title == "养老保险没有自动扣款").count(), 1);
    let listed = phone.get("/v1/mandates").await.ok();
    assert_eq!(listed["mandates"][0]["last"]["why"], "over_cap");
    let mut higher = terms('a', 2, "change");
    higher["cap"] = json!(110_000);
    assert_eq!(put(&phone, &higher).await.ok()["next"]["on"], "2026-12-06");
    city.clock.advance(DAY);
    city.running.operator().tick();
    assert_eq!(debits(&city), [100_275], "at the tariff in force that day");
}

#[tokio::test]
async fn the_operator_runs_mandates_once_and_an_old_app_begins_none() {
    let city = city();
    let phone = Phone::wang(&city).await;
    put(&phone, &terms('a', 1, "sign")).await.ok();
    let operator = city.running.operator();
    assert_eq!((operator.run_mandates().unwrap(), operator.run_mandates().unwrap()), (1, 0));
    assert_eq!(debits(&city), [95_500]);
    let update = Update { block_below: "0.2.0".into(), warn_below: None, recommend_below: None };
    operator.set_config(SetConfig { update: Some(update), maintenance: None }).unwrap();
    assert_eq!(put(&phone, &terms('b', 1, "sign")).await.problem(), "outdated");
    assert_eq!(proof(&put(&phone, &terms('a', 2, "revoke")).await.ok())["state"], "revoked");
}
