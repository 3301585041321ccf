use super::samples::{pack_json, read, shelf};
use super::*;
use crate::bureau::signing;
use serde_json::{Value, json};

fn day() -> CalendarDate {
    "2026-11-24".parse().unwrap()
}

fn named(v: u64, digest: &str) -> NamedPack {
    NamedPack::for_tests("990100", v, digest)
}

#[test]
fn a_pack_is_believed_by_a_rules_key_of_its_time_and_by_no_other() {
    let (bureau, sign) = signing();
    let text = sign(Use::Rules, &pack_json());
    assert_eq!(believed(&text, &bureau), Some(read(&pack_json())));
    let (_, stranger) = signing();
    assert_eq!(believed(&stranger(Use::Rules, &pack_json()), &bureau), None, "by another bureau's key");
    assert_eq!(believed(&sign(Use::Refund, &pack_json()), &bureau), None, "signed for another use");
    for at in [json!(1_900_000_000), Value::Null] {
        let mut pack = pack_json();
        pack["at"] = at.clone();
        assert_eq!(believed(&sign(Use::Rules, &pack), &bureau), None, "signed {at}");
    }
    let mut tampered = text.clone().into_bytes();
    let place = tampered.len() / 2;
    tampered[place] = if tampered[place] == b'A' { b'B' } else { b'A' };
    assert_eq!(believed(&String::from_utf8(tampered).unwrap(), &bureau), None, "changed on its way");
}

#[test]
fn what_was_kept_is_looked_at_again_and_left_out_if_it_is_not_believed() {
    let (bureau, sign) = signing();
    let next = |v: u64| {
        let mut pack = pack_json();
        pack["v"] = json!(v);
        sign(Use::Rules, &pack)
    };
    let (shelf, texts) = shelved(vec![next(3), "spoiled".to_owned(), next(5), next(4)], &bureau);
    assert_eq!(shelf.packs().iter().map(|pack| pack.v).collect::<Vec<_>>(), [3, 5]);
    assert_eq!(texts.iter().map(|(v, _)| *v).collect::<Vec<_>>(), [3, 5]);
}

#[test]
fn nothing_is_paid_by_a_pack_that_the_configuration_has_left_behind_or_does_not_mean() {
    let mut book = Rulebook::for_tests(shelf(), day());
    let payable = |book: &Rulebook| book.payable("medical_resident", "2027").map(|rule| rule.pack.v);
    assert_eq!(payable(&book), Ok(3));
    let digest = read(&pack_json()).digest;
    for (newest, says) in [
        (named(3, &digest), Ok(3)),
        (named(2, "older"), Ok(3)),
        (named(4, &digest), Err(NoRule::Missing)),
        (named(3, "another"), Err(NoRule::Unreadable)),
    ] {
        book.newest = Some(newest);
        assert_eq!(payable(&book), says);
    }
    book.newest = None;
    assert_eq!(payable(&book), Err(NoRule::Missing), "withdrawn");
}
