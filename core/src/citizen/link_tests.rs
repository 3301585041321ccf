use super::*;
use crate::bureau::{for_tests, signing};
use crate::signed::{decode, encode};
use serde_json::{Value, json};
use std::time::{Duration, UNIX_EPOCH};

const AT: u64 = 1_795_485_910;

fn claims() -> Value {
    json!({"o": "ASNFZ4mrze8BI0VniavN7w", "f": "AAECAwQFBgcICQoLDA0ODw", "a": 100_000, "t": AT,
        "b": "TB0123456789AB", "s": "pf", "p": "26002", "n": "王*"})
}

fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(AT + 60)
}

fn problem(link: Link) -> String {
    match link {
        Link::Unknown { problem } => problem.key,
        other => panic!("believed: {other:?}"),
    }
}

#[test]
fn a_receipt_says_who_paid_what_for_which_months_and_when() {
    let (bureau, sign) = signing();
    let jws = sign(Use::Receipt, &claims());
    for text in [jws.clone(), format!(" https://localhost:8443/q#{jws}\n")] {
        let Link::Receipt { order, amount, person, title, paid_at, bank_ref } = read(&text, &bureau, now())
        else {
            panic!("not a receipt: {text}")
        };
        assert_eq!((order.as_str(), amount), ("0123456789abcdef0123456789abcdef", Money::fen(100_000)));
        assert_eq!((person.as_str(), bank_ref.as_str()), ("王*", "TB0123456789AB"));
        assert_eq!(title.key, "order_title_months");
        assert_eq!(paid_at, UNIX_EPOCH + Duration::from_secs(AT));
    }
}

#[test]
fn no_clock_of_a_phone_makes_a_receipt_untrue() {
    let (bureau, sign) = signing();
    let jws = sign(Use::Receipt, &claims());
    for seconds in [0, AT - 86_400, AT + 90 * 365 * 86_400] {
        let link = read(&jws, &bureau, UNIX_EPOCH + Duration::from_secs(seconds));
        assert!(matches!(link, Link::Receipt { .. }), "{seconds}");
    }
}

#[test]
fn a_changed_amount_is_not_genuine() {
    let (bureau, sign) = signing();
    let jws = sign(Use::Receipt, &claims());
    let parts: Vec<&str> = jws.split('.').collect();
    let mut said: Value = serde_json::from_slice(&decode(parts[1]).unwrap()).unwrap();
    said["a"] = json!(1_000_000);
    let changed = format!("{}.{}.{}", parts[0], encode(said.to_string().as_bytes()), parts[2]);
    assert_eq!(problem(read(&changed, &bureau, now())), "link_not_genuine");
}

#[test]
fn what_the_same_key_signed_for_another_use_is_no_receipt() {
    let (bureau, sign) = signing();
    assert_eq!(problem(read(&sign(Use::Refund, &claims()), &bureau, now())), "link_unknown");
    // Nor is a receipt that claims to be something else.
    let receipt = sign(Use::Receipt, &claims());
    let (header, rest) = receipt.split_once('.').unwrap();
    let header = String::from_utf8(decode(header).unwrap()).unwrap();
    let enrol = header.replace("shebao-receipt+jws", "shebao-enrol+jws");
    let relabelled = format!("{}.{rest}", encode(enrol.as_bytes()));
    assert_eq!(problem(read(&relabelled, &bureau, now())), "link_not_genuine");
}

#[test]
fn another_bureaus_receipt_is_refused_by_its_address_and_by_its_key() {
    let (_, sign) = signing();
    let jws = sign(Use::Receipt, &claims());
    let ours = for_tests();
    assert_eq!(problem(read(&jws, &ours, now())), "link_not_genuine");
    let there = format!("https://elsewhere.example/q#{jws}");
    assert_eq!(problem(read(&there, &ours, now())), "link_other_bureau");
    let here = format!("https://localhost:8443/q#{jws}");
    assert_eq!(problem(read(&here, &ours, now())), "link_not_genuine");
}

#[test]
fn signed_claims_that_no_receipt_can_make_are_not_shown() {
    let (bureau, sign) = signing();
    for (name, value) in [("p", json!("26000")), ("t", json!(9_000_000_000u64)), ("a", json!(-5))] {
        let mut said = claims();
        said[name] = value;
        assert_eq!(problem(read(&sign(Use::Receipt, &said), &bureau, now())), "link_not_genuine", "{name}");
    }
}
