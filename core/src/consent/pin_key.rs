//! From a PIN to a key: Ed25519 with the seed HKDF-SHA256(salt, PIN).
//!
//! The salt stays on the phone and the public key at the gateway, so neither alone tells anything about the PIN; only the gateway can tell
//! whether one is right, and it counts.

use crate::error::{CitizenError, Outcome};
use crate::secrets::{Length, random};
use crate::signed::{decode, encode, sha256};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::signature::{Ed25519KeyPair, KeyPair};
use zeroize::Zeroizing;

const SEED: &[u8] = b"shebao pin key v1";
const PROOF: &[u8] = b"shebao pin proof v1";

/// What makes this phone's PIN lead to another key than the same PIN elsewhere. No `Debug`: it is worth a million guesses.
#[derive(Clone)]
pub(crate) struct PinSalt(Zeroizing<[u8; 32]>);

/// The key a PIN leads to.
pub(crate) struct PinKey(Ed25519KeyPair);

impl PinSalt {
    /// A fresh one, for each enrolment.
    pub(crate) fn random() -> Outcome<Self> {
        Ok(Self(Zeroizing::new(random::<32>()?)))
    }

    pub(super) fn from_text(text: &str) -> Option<Self> {
        let octets: [u8; 32] = decode(text).ok()?.try_into().ok()?;
        Some(Self(Zeroizing::new(octets)))
    }

    pub(super) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(encode(self.0.as_slice()))
    }

    /// The key this PIN, six digits, leads to.
    pub(crate) fn key(&self, pin: &str) -> Outcome<PinKey> {
        let mut seed = Zeroizing::new([0; 32]);
        Salt::new(HKDF_SHA256, self.0.as_slice())
            .extract(pin.as_bytes())
            .expand(&[SEED], Length(32))
            .and_then(|okm| okm.fill(seed.as_mut_slice()))
            .map_err(|_| CitizenError::internal("pin seed"))?;
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice());
        Ok(PinKey(pair.map_err(|_| CitizenError::internal("pin key"))?))
    }
}

impl PinKey {
    /// The public half, 32 octets.
    pub(crate) fn public(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// The proof for what a fingerprint names: over a label, the challenge and the fingerprint.
    pub(crate) fn prove(&self, challenge: &[u8; 32], fingerprint: &[u8; 32]) -> Vec<u8> {
        let message = [PROOF, &[0], challenge, fingerprint].concat();
        self.0.sign(&message).as_ref().to_vec()
    }

    /// The proof that whoever registers this key has it.
    pub(crate) fn prove_itself(&self, challenge: &[u8; 32]) -> Vec<u8> {
        self.prove(challenge, &sha256(self.public()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ED25519, UnparsedPublicKey};

    fn salt(octet: u8) -> PinSalt {
        PinSalt(Zeroizing::new([octet; 32]))
    }

    #[test]
    fn the_same_pin_and_salt_lead_to_the_same_key_and_any_other_to_another() {
        let key = salt(1).key("402871").unwrap().public().to_vec();
        // Computed apart from this code, by HKDF (RFC 5869) and Ed25519 (RFC 8032): it must never change, or no PIN is right any more.
        assert_eq!(crate::signed::hex(&key), EXPECTED);
        assert_eq!(salt(1).key("402871").unwrap().public(), key);
        assert_ne!(salt(1).key("402872").unwrap().public(), key);
        assert_ne!(salt(2).key("402871").unwrap().public(), key);
    }

    const EXPECTED: &str = "0d4a8557aa5e72d987bfcf1b41caa77cfa6f6f91e139bc3157f1d4c0b12d6413";

    #[test]
    fn a_proof_is_for_its_challenge_and_its_fingerprint() {
        let key = salt(1).key("402871").unwrap();
        let proof = key.prove(&[3; 32], &[4; 32]);
        let good = |challenge: u8, fingerprint: u8| {
            let message = [PROOF, &[0], &[challenge; 32], &[fingerprint; 32]].concat();
            UnparsedPublicKey::new(&ED25519, key.public()).verify(&message, &proof).is_ok()
        };
        assert!(good(3, 4));
        assert!(!good(4, 4) && !good(3, 3) && !good(4, 3));
    }

    #[test]
    fn a_salt_is_read_back_as_it_was_written_and_nothing_else_is_one() {
        let read = PinSalt::from_text(&salt(9).to_text()).unwrap();
        assert_eq!(*read.0, [9; 32]);
        assert!(PinSalt::from_text("").is_none() && PinSalt::from_text(&encode(&[9; 31])).is_none());
    }
}
