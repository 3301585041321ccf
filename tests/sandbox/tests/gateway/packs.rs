//! Rule packs: signed, numbered, never changed, and the same for bills, quotes and acceptance.

use crate::client::{Phone, city, payload};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use reqwest::Method;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use shebao_sandbox::decide::pack::BackPayment;
use shebao_sandbox::shapes::operate::SetTariff;

/// The pack that the configuration names, read from where it is published.
async fn newest(phone: &Phone) -> (Value, String, Value) {
    let config = phone.plain(Method::GET, "/v1/config", None).await.ok();
    let named = payload(config["jws"].as_str().unwrap())["rules"][0].clone();
    let path = format!("/v1/rules/{}/{}", named["region"].as_str().unwrap(), named["v"]);
    let jws = phone.plain(Method::GET, &path, None).await.ok()["jws"].as_str().unwrap().to_owned();
    (named, path, json!(jws))
}

#[tokio::test]
async fn the_configuration_names_a_pack_with_its_digest_and_anyone_may_read_and_keep_it() {
    let city = city();
    let phone = Phone::new(&city);
    let (named, path, jws) = newest(&phone).await;
    let text = jws.as_str().unwrap();
    let octets = B64.decode(text.split('.').nth(1).unwrap()).unwrap();
    let hex: String = digest(&SHA256, &octets).as_ref().iter().map(|octet| format!("{octet:02x}")).collect();
    assert_eq!(
        (named["region"].as_str(), &named["v"], named["sha256"].as_str()),
        (Some("990100"), &json!(1), Some(&*hex))
    );
    let header: Value =
        serde_json::from_slice(&B64.decode(text.split('.').next().unwrap()).unwrap()).unwrap();
    assert_eq!(header, json!({"alg": "ES256", "typ": "shebao-rules+jws", "kid": "ru1"}));
    let pack = payload(text);
    assert_eq!((&pack["v"], &pack["fictional"]), (&json!(1), &json!(true)));
    for source in pack["sources"].as_array().unwrap() {
        assert!(source["title"].as_str().unwrap().contains("虚构"), "{source}");
    }
    let answer = phone.plain(Method::GET, &path, None).await;
    assert_eq!(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    let again = phone
        .http
        .get(format!("{}{path}", phone.url))
        .header("If-None-Match", answer.headers["etag"].clone());
    assert_eq!(phone.send(again).await.unwrap().status, 304);
    for nothing in ["/v1/rules/990100/2", "/v1/rules/990200/1", "/v1/rules/990100/x", "/v1/rules/990100/-1"] {
        assert_eq!(phone.plain(Method::GET, nothing, None).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_changed_tariff_is_a_pack_of_its_own_and_the_one_before_is_not_touched() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let (_, before_path, before) = newest(&phone).await;
    let changed = SetTariff {
        scheme: "pension_flexible".into(),
        rate_bp: Some(2_100),
        fixed_fen: None,
        version: "2026-11b".into(),
    };
    city.running.operator().set_tariff(&changed).unwrap();
    assert_eq!(phone.plain(Method::GET, &before_path, None).await.ok()["jws"], before);
    let (named, _, jws) = newest(&phone).await;
    assert_eq!(named["v"], 2);
    let pack = payload(jws.as_str().unwrap());
    let of_scheme: Vec<&Value> = pack["tariffs"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["scheme"] == "pension_flexible" && one["version"] != "2025-07")
        .collect();
    let days = |one: &Value| (one["version"].clone(), one["from"].clone(), one["until"].clone());
    assert_eq!(days(of_scheme[0]), (json!("2026-07"), json!("2026-07-01"), json!("2026-11-23")));
    assert_eq!(days(of_scheme[1]), (json!("2026-11b"), json!("2026-11-24"), Value::Null));
    // Bills and quotes go by it at once.
    let bills = phone.get("/v1/bills").await.ok();
    let bill = bills["bills"].as_array().unwrap().iter().find(|bill| bill["id"] == "b-wang-pension").unwrap();
    assert_eq!((&bill["rate_bp"], &bill["tariff"]), (&json!(2_100), &json!("2026-11b")));
    let quote = phone.quote("b-wang-pension", Some(477_500), &["2026-11"]).await;
    assert_eq!((&quote["amount_fen"], &quote["tariff"]), (&json!(100_275), &json!("2026-11b")));
    // The key that follows signs the next.
    city.running.operator().follow_key("rules", 60).unwrap();
    city.running.operator().publish_rules(|_| ()).unwrap();
    let (named, _, jws) = newest(&phone).await;
    let header = B64.decode(jws.as_str().unwrap().split('.').next().unwrap()).unwrap();
    assert_eq!((&named["v"], String::from_utf8(header).unwrap().contains("ru2")), (&json!(3), true));
}

#[tokio::test]
async fn periods_that_the_rule_does_not_allow_are_not_quoted() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let asked = async |periods: &[&str]| {
        let body =
            json!({"bill": "b-wang-pension", "base_fen": 477_500, "periods": periods, "instrument": "card"});
        let answer = phone.call(Method::POST, "/v1/quotes", body).await;
        (answer.status.as_u16(), answer.problem().to_owned())
    };
    assert_eq!(asked(&["2026-12"]).await.0, 200);
    city.running.operator().publish_rules(|pack| pack.tariffs[0].periods.lengths = vec![3]).unwrap();
    assert_eq!(asked(&["2026-12"]).await, (422, "choices-invalid".to_owned()));
    assert_eq!(asked(&["2026-11", "2026-12"]).await.0, 200);
    // A week later November is over.
    city.clock.advance(7 * 86_400);
    phone.renew().await;
    assert_eq!(asked(&["2026-11", "2026-12"]).await, (422, "choices-invalid".to_owned()));
    assert_eq!(asked(&["2026-12"]).await.0, 200);
    city.running
        .operator()
        .publish_rules(|pack| pack.tariffs[0].back_payment = BackPayment::Allowed { periods: 1 })
        .unwrap();
    assert_eq!(asked(&["2026-11", "2026-12"]).await.0, 200);
}

#[tokio::test]
async fn the_operator_reads_the_newest_pack_and_publishes_a_changed_one() {
    let city = city();
    let phone = Phone::new(&city);
    let url = format!("{}/operate/rules", city.running.operator_url());
    let token = city.running.operator_token();
    let read = phone.http.get(&url).bearer_auth(token).send().await.unwrap();
    let mut told: Value = serde_json::from_str(&read.text().await.unwrap()).unwrap();
    assert_eq!(told["pack"]["v"], 1);
    told["pack"]["tariffs"][1]["charge"]["amount_fen"] = json!(40_100);
    let done = phone.http.post(&url).bearer_auth(token).json(&told).send().await.unwrap();
    assert_eq!(done.status(), 200);
    let pack = payload(newest(&phone).await.2.as_str().unwrap());
    assert_eq!((&pack["v"], &pack["tariffs"][1]["charge"]["amount_fen"]), (&json!(2), &json!(40_100)));
    let refused = phone.http.post(&url).bearer_auth(token).json(&json!({"pack": {}})).send().await.unwrap();
    assert_eq!(refused.status(), 400);
}
