use super::*;
use crate::signed::{NotBelieved, Use, raw_signature, sign_compact};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING as SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::json;
use std::time::{Duration, UNIX_EPOCH};

struct Signer(EcdsaKeyPair);

impl Signer {
    fn new() -> Self {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&SIGNING, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(&SIGNING, pkcs8.as_ref(), &random).unwrap())
    }

    fn coordinates(&self) -> (String, String) {
        PublicKey::from_sec1(self.0.public_key().as_ref()).unwrap().coordinates()
    }

    fn sign(&self, kid: &str, purpose: Use, payload: &serde_json::Value) -> String {
        sign_compact(kid, purpose, payload.to_string().as_bytes(), |octets| {
            Ok(raw_signature(self.0.sign(&SystemRandom::new(), octets).unwrap().as_ref()).unwrap())
        })
        .unwrap()
    }
}

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_795_500_000)
}

fn config(root: &Signer, role: &Signer, version: u64, kid: &str) -> String {
    let (x, y) = role.coordinates();
    let keys = json!([{"kid": kid, "role": "receipts", "x": x, "y": y, "nbf": 0, "exp": 1_900_000_000},
        {"kid": "orders", "role": "orders", "x": x, "y": y, "nbf": 0, "exp": 1_900_000_000},
        {"kid": "rules", "role": "rules", "x": x, "y": y, "nbf": 0, "exp": 1_900_000_000},
        {"kid": "later", "role": "unheard-of", "x": x, "y": y, "nbf": 0, "exp": 1}]);
    root.sign("root", Use::Config, &json!({"v": version, "iat": 1, "keys": keys, "tariff": "2026-07"}))
}

fn bureau(root: &Signer, config: &str) -> serde_json::Value {
    let (x, y) = root.coordinates();
    json!({"name": "测试城市", "fictional": true, "region": "990100", "gateway": "https://localhost:8443",
        "tls_roots": ["-----BEGIN CERTIFICATE-----"], "signing_roots": [{"kid": "root", "x": x, "y": y}],
        "config": config})
}

pub(crate) fn for_tests() -> Bureau {
    signing().0
}

/// The same, and its receipts key `r1`, whose signatures it believes for receipts and refunds, as `rules` for rules, as `orders` for mandates.
pub(crate) fn signing() -> (Bureau, impl Fn(Use, &serde_json::Value) -> String) {
    let (root, role) = (Signer::new(), Signer::new());
    let bureau = Bureau::parse(&bureau(&root, &config(&root, &role, 1, "r1")).to_string(), now()).unwrap();
    (bureau, move |purpose, claims| {
        let kid = match purpose {
            Use::Rules => "rules",
            Use::MandateState | Use::MandateOrder => "orders",
            _ => "r1",
        };
        role.sign(kid, purpose, claims)
    })
}

#[test]
fn a_bureau_is_read_with_its_built_in_configuration() {
    let (root, role) = (Signer::new(), Signer::new());
    let read = Bureau::parse(&bureau(&root, &config(&root, &role, 3, "r1")).to_string(), now()).unwrap();
    assert_eq!((read.help_phone.as_str(), read.keys.configuration().v), ("12333", 3));
    let receipt = role.sign("r1", Use::Receipt, &json!({}));
    assert!(read.keys.verify(&receipt, Use::Receipt, now()).is_ok());
    // The root signs configurations and nothing else.
    let receipt = root.sign("root", Use::Receipt, &json!({}));
    assert_eq!(read.keys.verify(&receipt, Use::Receipt, now()).err(), Some(NotBelieved::UnknownKey));
}

#[test]
fn a_bureau_with_anything_wrong_is_refused_at_its_place() {
    let (root, role) = (Signer::new(), Signer::new());
    let good = bureau(&root, &config(&root, &role, 3, "r1"));
    let place = |member: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        changed[member] = value;
        Bureau::parse(&changed.to_string(), now()).err()
    };
    let internal = |place| Some(CitizenError::internal(place));
    assert_eq!(place("gateway", json!("http://localhost")), internal("bureau gateway"));
    assert_eq!(place("name", json!("")), internal("bureau name"));
    assert_eq!(place("region", json!("99010x")), internal("bureau region"));
    assert_eq!(place("tls_roots", json!([])), internal("bureau roots"));
    assert_eq!(place("signing_roots", json!([])), internal("bureau roots"));
    assert_eq!(place("help_phone", json!("<12333>")), internal("bureau phone"));
    assert_eq!(place("config", json!("x")), internal("bureau configuration"));
    let forged = config(&role, &role, 3, "r1");
    assert_eq!(place("config", json!(forged)), internal("bureau configuration"));
    assert_eq!(Bureau::parse("{", now()).err(), internal("bureau form"));
    assert_eq!(Bureau::parse(&" ".repeat(300_000), now()).err(), internal("bureau length"));
}

#[test]
fn a_newer_configuration_reaches_everyone_and_an_older_one_no_one() {
    let (root, role, next) = (Signer::new(), Signer::new(), Signer::new());
    let read = Bureau::parse(&bureau(&root, &config(&root, &role, 3, "r1")).to_string(), now()).unwrap();
    let elsewhere = read.keys.clone();
    let newer = config(&root, &next, 4, "r2");
    assert_eq!(read.keys.offer(&newer, now()), Ok(true));
    assert_eq!(elsewhere.configuration().v, 4);
    assert!(elsewhere.verify(&next.sign("r2", Use::Receipt, &json!({})), Use::Receipt, now()).is_ok());
    assert!(elsewhere.verify(&role.sign("r1", Use::Receipt, &json!({})), Use::Receipt, now()).is_err());
    assert_eq!(read.keys.offer(&newer, now()), Ok(false));
    assert_eq!(read.keys.offer(&config(&root, &role, 3, "r1"), now()), Err(NotBelieved::Claims));
    assert_eq!(read.keys.offer(&config(&role, &role, 9, "r1"), now()), Err(NotBelieved::Signature));
    assert_eq!(elsewhere.configuration().v, 4);
}
