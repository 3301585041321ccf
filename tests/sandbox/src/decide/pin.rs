//! The PIN proof of phones without a secure lock: what is signed, how wrong ones are counted, and who has to wait.
//!
//! Six digits are found quickly by whoever may try; so the gateway counts, and only the gateway can tell a right PIN from a wrong one.

use ring::signature::{ED25519, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

/// Wrong PINs before a wait, each time.
pub const TRIES: u32 = 4;
/// The waits after 4, 8 and 12 wrong PINs in a row, in seconds. After 16 the device is blocked: it has to enrol again.
pub const WAITS: [i64; 3] = [60, 300, 3_600];
/// How long a challenge is good, in seconds.
pub const CHALLENGE_LIFE: i64 = 120;

const LABEL: &[u8] = b"shebao pin proof v1";

/// What is known of one device's PIN proofs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinRecord {
    /// Wrong PINs in a row.
    pub wrong: u32,
    /// Nothing is compared before this instant.
    pub not_before: i64,
    /// The challenge in force: one at a time.
    pub challenge: Option<Challenge>,
    /// The signature that was wrong last, for the challenge in force: the network may deliver it twice, and it counts once.
    pub last_wrong: Option<String>,
}

/// A challenge that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// 32 octets, base64url.
    pub text: String,
    /// SHA-256, lower-case hex, of the payload that is to be agreed to.
    pub fingerprint: String,
    /// When it was given out.
    pub given_at: i64,
}

/// Why a PIN is not compared, or what came of comparing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    /// Wrong; so many more before the next wait.
    Wrong {
        /// At least one.
        tries_left: u32,
    },
    /// Wrong too often: nothing is compared for so many seconds.
    Wait {
        /// Seconds.
        seconds: i64,
    },
    /// Wrong for ever.
    Blocked,
    /// The challenge is not the one in force, or past its time.
    NotAsked,
}

/// The octets an Ed25519 proof signs: a label, the challenge, and SHA-256 of what is agreed to.
pub fn message(challenge: &[u8], fingerprint: &[u8]) -> Vec<u8> {
    [LABEL, &[0], challenge, fingerprint].concat()
}

/// True if the key, 32 octets, signed the message.
pub fn verifies(key: &[u8], challenge: &[u8], fingerprint: &[u8], signature: &[u8]) -> bool {
    let lengths = challenge.len() == 32 && fingerprint.len() == 32;
    lengths
        && UnparsedPublicKey::new(&ED25519, key).verify(&message(challenge, fingerprint), signature).is_ok()
}

/// Whether anything would be compared now.
pub fn may_try(record: &PinRecord, now: i64) -> Result<(), No> {
    if record.wrong >= TRIES * (WAITS.len() as u32 + 1) {
        return Err(No::Blocked);
    }
    if now < record.not_before {
        return Err(No::Wait { seconds: record.not_before - now });
    }
    Ok(())
}

/// Gives out a challenge for one fingerprint; the one before is worth nothing any more.
pub fn challenge(record: &PinRecord, text: &str, fingerprint: &str, now: i64) -> Result<PinRecord, No> {
    may_try(record, now)?;
    let challenge = Challenge { text: text.to_owned(), fingerprint: fingerprint.to_owned(), given_at: now };
    Ok(PinRecord { challenge: Some(challenge), last_wrong: None, ..record.clone() })
}

/// A proof arrives for the challenge in force. The record is to be made durable **before** anything is answered.
/// `good` compares; it is not asked where nothing may be compared.
pub fn attempt(
    record: &PinRecord,
    challenge: &str,
    fingerprint: &str,
    signature: &str,
    now: i64,
    good: impl FnOnce() -> bool,
) -> (PinRecord, Result<(), No>) {
    let same = |known: &&Challenge| known.text == challenge && known.fingerprint == fingerprint;
    let in_force =
        record.challenge.as_ref().filter(same).is_some_and(|known| now - known.given_at <= CHALLENGE_LIFE);
    if in_force && record.last_wrong.as_deref() == Some(signature) {
        return (record.clone(), Err(after(record, now)));
    }
    if let Err(no) = may_try(record, now) {
        return (record.clone(), Err(no));
    }
    if !in_force {
        return (record.clone(), Err(No::NotAsked));
    }
    if good() {
        return (PinRecord::default(), Ok(()));
    }
    let wrong = record.wrong + 1;
    let wait =
        if wrong.is_multiple_of(TRIES) { WAITS.get((wrong / TRIES - 1) as usize).copied() } else { None };
    let counted = PinRecord {
        wrong,
        not_before: wait.map_or(record.not_before, |seconds| now + seconds),
        last_wrong: Some(signature.to_owned()),
        ..record.clone()
    };
    let no = after(&counted, now);
    (counted, Err(no))
}

/// What a wrong PIN that was counted is answered.
fn after(record: &PinRecord, now: i64) -> No {
    may_try(record, now).err().unwrap_or(No::Wrong { tries_left: TRIES - record.wrong % TRIES })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One try with a fresh challenge.
    fn tried(record: &PinRecord, now: i64, good: bool) -> (PinRecord, Result<(), No>) {
        match challenge(record, "c", "f", now) {
            Ok(given) => attempt(&given, "c", "f", &format!("s{}", record.wrong), now, || good),
            Err(no) => (record.clone(), Err(no)),
        }
    }

    #[test]
    fn sixteen_wrong_pins_with_longer_and_longer_waits_and_then_never_again() {
        let (mut record, mut now) = (PinRecord::default(), 1_000);
        let mut waited = Vec::new();
        for number in 1..=16u32 {
            let (next, answer) = tried(&record, now, false);
            assert_eq!(next.wrong, number);
            record = next;
            match answer {
                Err(No::Wrong { tries_left }) => assert_eq!(tries_left, 4 - number % 4, "{number}"),
                Err(No::Wait { seconds }) => {
                    waited.push((number, seconds));
                    let early = tried(&record, now + seconds - 1, true);
                    assert_eq!(
                        early,
                        (record.clone(), Err(No::Wait { seconds: 1 })),
                        "the right one waits too"
                    );
                    now += seconds;
                }
                Err(No::Blocked) => assert_eq!(number, 16),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waited, [(4, 60), (8, 300), (12, 3_600)]);
        assert_eq!(tried(&record, now + 1_000_000_000, true).1, Err(No::Blocked));
    }

    #[test]
    fn the_right_pin_forgives_the_wrong_ones_before_it() {
        let (record, _) = tried(&PinRecord::default(), 0, false);
        assert_eq!(tried(&record, 0, true), (PinRecord::default(), Ok(())));
    }

    #[test]
    fn a_wrong_proof_that_is_delivered_twice_counts_once() {
        let given = challenge(&PinRecord::default(), "c", "f", 0).unwrap();
        let (once, first) = attempt(&given, "c", "f", "s", 0, || false);
        let (twice, second) = attempt(&once, "c", "f", "s", 0, || panic!("compared again"));
        assert_eq!((first, once.wrong), (second, 1));
        assert_eq!(twice, once);
        assert_eq!(attempt(&once, "c", "f", "another", 0, || false).0.wrong, 2);
    }

    #[test]
    fn a_proof_is_for_its_challenge_its_payload_and_two_minutes() {
        let given = challenge(&PinRecord::default(), "c", "f", 0).unwrap();
        for (challenge, fingerprint, now) in [("x", "f", 0), ("c", "g", 0), ("c", "f", 121)] {
            let (after, answer) = attempt(&given, challenge, fingerprint, "s", now, || panic!("compared"));
            assert_eq!((after.wrong, answer), (0, Err(No::NotAsked)));
        }
        let (spent, _) = attempt(&given, "c", "f", "s", 120, || true);
        assert_eq!(attempt(&spent, "c", "f", "s", 120, || panic!("compared")).1, Err(No::NotAsked));
    }
}
