//! Phones without a secure lock prove the PIN before they move money or rights.

use super::devices::device_key;
use super::{Gateway, Session};
use crate::decide::pin::{self, No, PinRecord};
use crate::jws::from_b64u;
use crate::problem::Problem;
use crate::records::Device;
use crate::shapes::pin::{PinAsked, PinChallenge, PinKey, PinProof};
use crate::store::{Batch, StoreError, Table};

/// 32 octets from 64 lower-case hex digits.
fn digest(hex: &str) -> Option<Vec<u8>> {
    let fine = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    if fine { (0..32).map(|n| pair(2 * n)).collect() } else { None }
}

impl From<No> for Problem {
    fn from(no: No) -> Self {
        match no {
            No::Wrong { tries_left } => Self::WrongPin { tries_left },
            No::Wait { seconds } => Self::PinWait { retry_after: u64::try_from(seconds).unwrap_or(1) },
            No::Blocked => Self::PinBlocked,
            No::NotAsked => Self::NotFound,
        }
    }
}

/// The key to register, if its owner signed the enrolment's challenge with it.
pub(super) fn registered(asked: &PinKey, challenge: &[u8]) -> Option<String> {
    let (key, signature) = (from_b64u(&asked.public_key)?, from_b64u(&asked.signature)?);
    let own = ring::digest::digest(&ring::digest::SHA256, &key);
    pin::verifies(&key, challenge, own.as_ref(), &signature).then(|| asked.public_key.clone())
}

impl Gateway {
    fn pin_record(&self, device: &Device) -> Result<PinRecord, StoreError> {
        Ok(self.store.get(Table::Pins, &device_key(device))?.unwrap_or_default())
    }

    /// `POST /pin/challenge`. A device that can ask for its user's presence has no PIN to prove.
    pub(crate) fn pin_challenge(&self, session: &Session, asked: &PinAsked) -> Result<PinChallenge, Problem> {
        if session.device.pin.is_none() {
            return Err(Problem::NotFound);
        }
        digest(&asked.fingerprint).ok_or(Problem::BadRequest)?;
        let _writing = self.writing();
        let text = self.chance.token();
        let record = self.pin_record(&session.device)?;
        let record = pin::challenge(&record, &text, &asked.fingerprint, self.clock.now())?;
        let mut batch = Batch::default();
        batch.put(Table::Pins, &device_key(&session.device), &record)?;
        self.store.commit(batch)?;
        Ok(PinChallenge { challenge: text })
    }

    /// `PUT /pin/proof`: counted on the disk before it is answered.
    pub(crate) fn prove_pin(&self, session: &Session, proof: &PinProof) -> Result<(), Problem> {
        let key = session.device.pin.as_deref().and_then(from_b64u).ok_or(Problem::NotFound)?;
        let fingerprint = digest(&proof.fingerprint).ok_or(Problem::BadRequest)?;
        let challenge = from_b64u(&proof.challenge).ok_or(Problem::BadRequest)?;
        let signature = from_b64u(&proof.signature).filter(|s| s.len() == 64).ok_or(Problem::BadRequest)?;
        let _writing = self.writing();
        if self.has_consented(&session.device, &proof.fingerprint)? {
            return Ok(());
        }
        let (record, answer) = pin::attempt(
            &self.pin_record(&session.device)?,
            &proof.challenge,
            &proof.fingerprint,
            &proof.signature,
            self.clock.now(),
            || pin::verifies(&key, &challenge, &fingerprint, &signature),
        );
        let mut batch = Batch::default();
        batch.put(Table::Pins, &device_key(&session.device), &record)?;
        if answer.is_ok() {
            batch.put(
                Table::Consents,
                &consent_key(&session.device, &proof.fingerprint),
                &self.clock.now(),
            )?;
        }
        self.store.commit(batch)?;
        Ok(answer?)
    }

    /// Whether the user of this device agreed to the payload of this fingerprint, as far as it is not told by the consent key's own
    /// signature: always on a phone that asks for presence, by an accepted PIN proof on one that cannot.
    pub(super) fn has_consented(&self, device: &Device, fingerprint: &str) -> Result<bool, StoreError> {
        if device.pin.is_none() {
            return Ok(true);
        }
        Ok(self.store.get::<i64>(Table::Consents, &consent_key(device, fingerprint))?.is_some())
    }
}

fn consent_key(device: &Device, fingerprint: &str) -> String {
    format!("{}/{fingerprint}", device_key(device))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_64_lower_case_hex_digits_are_a_digest() {
        assert_eq!(digest(&"0f".repeat(32)), Some(vec![15; 32]));
        for text in ["", "0f", &"0F".repeat(32), &"é".repeat(32), &"0f".repeat(33)] {
            assert_eq!(digest(text), None, "{text}");
        }
    }
}
