use super::super::flow::{About, Order, Terms};
use super::*;
use crate::signed::{PublicKey, Unverified, Use, sha256};
use serde_json::{Value, json};

fn claims() -> Value {
    json!({"o": "ASNFZ4mrze8BI0VniavN7w", "f": "AAECAwQFBgcICQoLDA0ODw", "a": 100_000, "t": 1_795_485_910,
        "b": "TB0123456789AB", "s": "pf", "p": "26002", "n": "王*"})
}

fn read(claims: &Value) -> Option<Receipt> {
    serde_json::from_value::<Claims>(claims.clone()).ok()?.written_out("receipt.jws")
}

#[test]
fn short_claims_are_written_out() {
    let receipt = read(&claims()).unwrap();
    assert_eq!(receipt.ord, "0123456789abcdef0123456789abcdef");
    assert_eq!(receipt.fp, "000102030405060708090a0b0c0d0e0f");
    assert_eq!((receipt.scheme.as_str(), receipt.region.as_deref()), ("pension_flexible", None));
    assert_eq!((receipt.period, receipt.person.as_str()), (vec!["2026-11".to_owned()], "王*"));
}

#[test]
fn claims_no_receipt_can_make_are_no_receipt() {
    for (name, value) in [
        ("o", json!("ASNFZ4mrze8BI0VniavN")),
        ("o", json!("0123456789abcdef0123456789abcdef")),
        ("f", json!("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")),
        ("a", json!(0)),
        ("a", json!(-1)),
        ("a", json!("100000")),
        ("t", json!(9_000_000_000u64)),
        ("b", json!("")),
        ("b", json!("B".repeat(65))),
        ("s", json!("")),
        ("p", json!("26000")),
        ("n", json!("王".repeat(30))),
        ("n", json!(null)),
    ] {
        let mut wrong = claims();
        wrong[name] = value;
        assert_eq!(read(&wrong), None, "{wrong}");
    }
}

#[test]
fn every_short_name_of_a_scheme_has_words() {
    for letters in ["pf", "mf", "pr", "mr"] {
        assert_ne!(label::scheme(scheme(letters)), "pay_scheme_other", "{letters}");
    }
    assert_eq!(scheme("pension_of_tomorrow"), "pension_of_tomorrow");
}

#[test]
fn the_committed_receipt_of_the_contract_is_read_and_is_about_its_order() {
    let vector: Value =
        serde_json::from_str(include_str!("../../../tests/sandbox/vectors/receipt.json")).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap().to_owned();
    let link = text("link");
    assert_eq!(Some(link.len() as u64), vector["octets"].as_u64());
    assert!(crate::qr::view(&link).is_ok());
    let jws = link.split_once('#').unwrap().1;
    let coordinate = |name: &str| vector["key"][name].as_str().unwrap();
    let key = PublicKey::from_coordinates(coordinate("x"), coordinate("y")).unwrap();
    let verified = Unverified::parse(jws, Use::Receipt).unwrap().verified_by(&key).ok().unwrap();
    let receipt = verified.claims::<Claims>().ok().and_then(|claims| claims.written_out(jws)).unwrap();
    assert_eq!(recorded(jws), Some(receipt.clone()));

    let terms: Terms = serde_json::from_str(&text("order_payload")).unwrap();
    let order = |fingerprint| Order::prepared(terms.clone(), String::new(), fingerprint, About::default());
    assert_eq!(text("fingerprint"), hex(&sha256(text("order_payload").as_bytes())));
    assert!(receipt.matches(&order(text("fingerprint"))));
    assert!(!receipt.matches(&order(hex(&sha256(b"another body")))));
}
