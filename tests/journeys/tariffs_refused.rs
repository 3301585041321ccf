//! A gateway whose quote, bill or rules disagree is refused before anything is sent, with the reason that helps.

use crate::paying::{begin, signed_in};
use crate::tariffs::bill;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::{Value, json};
use shebao_core::{CitizenError, Refusal};
use shebao_sandbox::decide::tariff::Charge;
use support::{App, City};

fn refused(refusal: Refusal) -> Option<CitizenError> {
    Some(CitizenError::Refused { refusal })
}

/// No order was sent, no money moved.
fn nothing_sent(city: &City) {
    let sent = |path: &str| path.starts_with("/v1/orders");
    assert!(!city.requests().iter().any(|asked| asked.method != "GET" && sent(&asked.path)));
    assert_eq!(city.operator().ledger().unwrap().debits.len(), 0);
}

/// A phone that could not take in the rules: a refresh says so, the bill names the rule and shows no amount, and paying is refused.
async fn cannot_pay(city: &City, app: &App, scheme: &str, refusal: Refusal, says: &str) {
    let shown = bill(app, scheme).await;
    assert_eq!((shown.says.key.as_str(), shown.can_pay, shown.amount), (says, false, None), "{refusal:?}");
    let names: Vec<&str> = shown.says.args.iter().map(|arg| arg.name.as_str()).collect();
    assert_eq!(names, ["scheme", "version"]);
    assert_eq!(app.citizen.payments().pay(shown.id).await.err(), refused(refusal));
    let quotes = city.requests().iter().filter(|asked| asked.path == "/v1/quotes").count();
    assert_eq!(quotes, 0);
    nothing_sent(city);
}

fn texts(jws: &str) -> (Value, Value, String) {
    let mut parts = jws.split('.');
    let mut json =
        || serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts.next().unwrap()).unwrap()).unwrap();
    let (header, payload) = (json(), json());
    (header, payload, parts.next().unwrap().to_owned())
}

fn joined(header: &Value, payload: &Value, signature: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{signature}", part(header), part(payload))
}

/// The same text by a key nobody pinned.
fn by_a_stranger(header: &Value, payload: &Value) -> String {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let signed = joined(header, payload, "");
    let signature = key.sign(&random, signed.trim_end_matches('.').as_bytes()).unwrap();
    format!("{signed}{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
}

async fn refreshed(app: &App, refusal: Refusal) {
    let failed = app.citizen.clone().refresh().await.unwrap().failed;
    assert_eq!(failed.into_iter().next().map(|failure| failure.error), refused(refusal));
}

#[tokio::test]
async fn a_quote_that_is_wrong_anywhere_is_refused_and_nothing_is_sent() {
    let city = City::start(320);
    let app = signed_in(&city).await;
    for (pointer, value, refusal) in [
        ("/amount_fen", json!(95_501), Refusal::QuoteMismatch),
        ("/amount_fen", json!(95_400), Refusal::QuoteMismatch),
        ("/per_period_fen", json!(95_501), Refusal::QuoteMismatch),
        ("/account_share_fen", json!(1), Refusal::QuoteMismatch),
        ("/rule/rate_bp", json!(2_001), Refusal::QuoteMismatch),
        ("/rule/base_fen", json!(477_501), Refusal::QuoteMismatch),
        ("/rule", json!({"kind": "fixed", "amount_fen": 95_500}), Refusal::QuoteMismatch),
        ("/tariff", json!("another"), Refusal::QuoteMismatch),
        ("/bill", json!("another"), Refusal::QuoteMismatch),
        // What this version cannot read is not guessed.
        ("/rule/rounding", json!("bankers_fen"), Refusal::BadAnswer),
        ("/amount_fen", json!(955.0), Refusal::BadAnswer),
        ("/amount_fen", json!(-95_500), Refusal::BadAnswer),
    ] {
        let payment = begin(&app, '王', true).await;
        city.operator().rewrite("POST /v1/quotes", pointer, value.clone());
        assert_eq!(payment.clone().quote().await.err(), refused(refusal), "{pointer} {value}");
        assert!(payment.confirm().await.is_err(), "{pointer}: what was not reviewed cannot be confirmed");
        city.operator().clear_rewrites();
    }
    nothing_sent(&city);
    assert!(begin(&app, '王', true).await.quote().await.is_ok());
}

#[tokio::test]
async fn a_bill_with_other_figures_than_the_signed_rule_is_not_shown_or_paid() {
    for (pointer, value) in [
        ("/bills/2/rate_bp", json!(1_900)),
        ("/bills/2/account_rate_bp", json!(900)),
        ("/bills/2/choices/base/floor_fen", json!(100)),
        ("/bills/2/choices/base/ceiling_fen", json!(2_754_901)),
        ("/bills/2/choices/base/offered_fen", json!([2_754_900])),
    ] {
        let city = City::start(321);
        city.operator().rewrite("GET /v1/bills", pointer, value);
        let app = signed_in(&city).await;
        cannot_pay(&city, &app, "pension_flexible", Refusal::QuoteMismatch, "pay_bill_rule_differs").await;
        assert!(bill(&app, "medical_resident").await.can_pay, "{pointer}: the others are not hidden by it");
    }
}

#[tokio::test]
async fn rules_that_are_not_believed_are_not_used() {
    let honest = |city: &City| texts(&city.operator().newest_rules().unwrap().jws);
    type Forged = fn(Value, Value, String) -> String;
    let forged: [(&str, Forged); 5] = [
        ("changed after it was signed", |header, mut payload, signature| {
            payload["tariffs"][0]["charge"]["rate_bp"] = json!(100);
            joined(&header, &payload, &signature)
        }),
        ("by a key nobody pinned", |header, payload, _| by_a_stranger(&header, &payload)),
        ("under a name nobody has", |mut header, payload, signature| {
            header["kid"] = json!("ru9");
            joined(&header, &payload, &signature)
        }),
        ("by the key of another role", |mut header, payload, signature| {
            header["kid"] = json!("re1");
            joined(&header, &payload, &signature)
        }),
        ("no signed text at all", |_, payload, _| payload.to_string()),
    ];
    for (what, forge) in forged {
        let city = City::start(322);
        let (header, payload, signature) = honest(&city);
        // The root names even its digest: only the signature and the key's role stand between it and the citizen.
        city.operator().forge_rules(1, &forge(header, payload, signature), true).unwrap();
        let app = city.phone_of("p-wang").await;
        println!("{what}");
        refreshed(&app, Refusal::RulesUnreadable).await;
        cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_missing").await;
    }
}

#[tokio::test]
async fn a_pack_that_the_configuration_does_not_mean_is_not_used() {
    let city = City::start(323);
    city.operator().publish_rules(|pack| pack.v = 5).unwrap();
    let signed = city.operator().newest_rules().unwrap().jws;
    // Number 5 is named with another digest; the well-signed one with that number comes all the same.
    city.operator().forge_rules(5, "e30.e30.e30", true).unwrap();
    city.operator().rewrite("GET /v1/rules/990100/5", "/jws", json!(signed));
    let app = city.phone_of("p-wang").await;
    refreshed(&app, Refusal::RulesUnreadable).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_missing").await;
}

#[tokio::test]
async fn another_regions_rules_are_not_used() {
    let city = City::start(324);
    let operator = city.operator();
    operator
        .publish_rules(|pack| {
            pack.region = "990200".to_owned();
            pack.v = 4;
        })
        .unwrap();
    let elsewhere = operator.newest_rules().unwrap().jws;
    operator.publish_rules(|pack| pack.region = "990100".to_owned()).unwrap();
    operator.forge_rules(4, &elsewhere, true).unwrap();
    let app = city.phone_of("p-wang").await;
    refreshed(&app, Refusal::RulesUnreadable).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_missing").await;
}

#[tokio::test]
async fn rules_never_go_back() {
    let city = City::start(325);
    let operator = city.operator();
    let first = operator.newest_rules().unwrap().jws;
    operator.publish_rules(|_| ()).unwrap();
    let app = signed_in(&city).await;
    // An older one named as the newest changes nothing: what is at hand stays.
    operator.forge_rules(1, &first, true).unwrap();
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    assert!(bill(&app, "pension_flexible").await.can_pay);
    // An older one under a new number is not what was named, and nothing is paid by what is left behind.
    operator.forge_rules(3, &first, true).unwrap();
    refreshed(&app, Refusal::RulesUnreadable).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_missing").await;
}

#[tokio::test]
async fn a_pack_that_begins_before_the_one_at_hand_is_not_taken() {
    let city = City::start(326);
    let app = signed_in(&city).await;
    city.operator().publish_rules(|pack| pack.from = "2000-01-01".to_owned()).unwrap();
    refreshed(&app, Refusal::RulesUnreadable).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_missing").await;
}

#[tokio::test]
async fn rules_that_are_not_in_force_today_are_not_paid_by() {
    for (from, until) in [("2000-01-01", Some("2000-12-31")), ("2199-01-01", None)] {
        let city = City::start(327);
        city.operator()
            .publish_rules(|pack| {
                pack.from = from.to_owned();
                pack.until = until.map(str::to_owned);
            })
            .unwrap();
        let app = signed_in(&city).await;
        cannot_pay(&city, &app, "pension_flexible", Refusal::RulesExpired, "pay_bill_rule_expired").await;
    }
}

#[tokio::test]
async fn rules_the_gateway_does_not_have_are_said_to_be_missing_and_asked_for_again() {
    let city = City::start(328);
    let operator = city.operator();
    let signed = operator.newest_rules().unwrap().jws;
    operator.forge_rules(1, "", false).unwrap();
    let app = city.phone_of("p-wang").await;
    refreshed(&app, Refusal::RulesMissing).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesMissing, "pay_bill_rule_missing").await;
    operator.forge_rules(1, &signed, false).unwrap();
    assert!(begin_after_refresh(&app).await, "a refresh mends it");
}

async fn begin_after_refresh(app: &App) -> bool {
    app.citizen.clone().refresh().await.unwrap();
    begin(app, '王', true).await.quote().await.is_ok()
}

#[tokio::test]
async fn a_rounding_this_version_does_not_know_is_not_guessed() {
    let city = City::start(329);
    city.operator()
        .publish_rules(|pack| {
            if let Charge::Rate { rounding, .. } = &mut pack.tariffs[0].charge {
                *rounding = "bankers_fen".to_owned();
            }
        })
        .unwrap();
    let app = signed_in(&city).await;
    cannot_pay(&city, &app, "pension_flexible", Refusal::RulesUnreadable, "pay_bill_rule_unreadable").await;
    assert!(bill(&app, "medical_resident").await.can_pay, "the other rules are not hidden by it");
}
