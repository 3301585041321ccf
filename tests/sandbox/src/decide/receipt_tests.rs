use super::*;
use crate::decide::order::{OrderPayload, OrderState, Stages};
use crate::jws::{Coordinates, Signer, parse};
use proptest::prelude::*;
use serde_json::Value;

/// The longest authority for which a receipt always fits a code.
const AUTHORITY: &str = "shebao.test-city.example.cn:8443";

fn vector() -> Value {
    serde_json::from_str(include_str!("../../vectors/receipt.json")).unwrap()
}

fn settled(payload: OrderPayload, fingerprint: &str, bank_ref: &str, paid_at: i64) -> OrderRecord {
    let id = payload.id.clone();
    OrderRecord {
        fingerprint: Some(fingerprint.to_owned()),
        payload: Some(payload),
        stages: Stages { paid_at: Some(paid_at), ..Stages::default() },
        bank_ref: Some(bank_ref.to_owned()),
        ..OrderRecord::new(&id, "p-wang", OrderState::Settled, paid_at)
    }
}

fn of_vector(vector: &Value) -> OrderRecord {
    let payload = serde_json::from_str(vector["order_payload"].as_str().unwrap()).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap();
    settled(payload, text("fingerprint"), text("bank_ref"), vector["paid_at"].as_i64().unwrap())
}

#[test]
fn the_committed_receipt_is_what_this_gateway_would_sign() {
    let vector = vector();
    let said = of(&of_vector(&vector), vector["insured"].as_str().unwrap(), "990100").unwrap();
    assert_eq!(serde_json::to_string(&said).unwrap(), vector["receipt_payload"].as_str().unwrap());
    let key: Coordinates = serde_json::from_value(vector["key"].clone()).unwrap();
    let (_, text) = vector["link"].as_str().unwrap().split_once('#').unwrap();
    let signed = parse(text, "shebao-receipt+jws").unwrap();
    assert!(signed.verifies(&key));
    assert_eq!(signed.payload, vector["receipt_payload"].as_str().unwrap().as_bytes());
}

/// The longest of everything the payload's doc allows, for these periods.
fn longest(periods: &[String]) -> ReceiptPayload {
    let mut record = of_vector(&vector());
    record.bank_ref = Some("B".repeat(16));
    if let Some(payload) = &mut record.payload {
        payload.amt = 9_999_999;
        payload.ob.period = periods.to_vec();
    }
    of(&record, "欧阳娜娜", "990100").unwrap()
}

/// Octets of its code.
fn code(said: &ReceiptPayload) -> usize {
    let signer = Signer::from_pkcs8("re1", &Signer::generate().unwrap()).unwrap();
    format!("https://{AUTHORITY}/q#{}", signer.sign("shebao-receipt+jws", said)).len()
}

#[test]
fn the_longest_receipt_of_one_year_fits_a_code() {
    assert_eq!(AUTHORITY.len(), 32);
    let months: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
    let alternating: Vec<String> = months.iter().step_by(2).cloned().collect();
    for periods in [&months[..], &months[..1], &alternating] {
        assert_eq!(code(&longest(periods)), 395, "{periods:?}");
    }
    assert!(code(&longest(&["2027".to_owned()])) < 395);
}

#[test]
fn with_the_whole_fingerprint_it_would_not() {
    let half = longest(&["2026-11".to_owned()]);
    let whole = ReceiptPayload { f: b64u(&[7; 32]), ..half };
    assert!(code(&whole) > 400);
}

#[test]
fn a_name_shows_neither_its_middle_nor_its_length() {
    assert_eq!(masked_name("王芳"), "王*");
    assert_eq!(masked_name("李秀英"), "李*英");
    assert_eq!(masked_name("欧阳娜娜"), "欧*娜");
}

#[test]
fn a_region_is_said_only_where_it_is_another() {
    let record = of_vector(&vector());
    assert_eq!(of(&record, "王芳", "990100").unwrap().g, None);
    assert_eq!(of(&record, "王芳", "990200").unwrap().g.as_deref(), Some("990100"));
}

proptest! {
    #[test]
    fn any_months_of_a_year_take_five_octets(bits in 1u16..4096) {
        let months: Vec<String> =
            (1..=12).filter(|m| bits >> (12 - m) & 1 == 1).map(|m| format!("2026-{m:02}")).rev().collect();
        prop_assert_eq!(periods(&months), Some(format!("26{bits:03x}")));
    }
}
