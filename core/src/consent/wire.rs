//! The PIN proof's endpoints.

use super::pin_key::PinKey;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::signed::{decode, encode, hex};
use crate::wire::Wire;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The key a PIN leads to, with the proof that it is there, as an enrolment sends it.
#[derive(Serialize)]
pub(crate) struct PinRegistration {
    public_key: String,
    signature: String,
}

impl PinRegistration {
    /// Registers a key for the enrolment with this challenge.
    pub(crate) fn new(key: &PinKey, challenge: &[u8; 32]) -> Self {
        Self { public_key: encode(key.public()), signature: encode(&key.prove_itself(challenge)) }
    }
}

impl Wire {
    /// Proves the PIN for what this fingerprint names. Wrong, waiting or blocked is `Pin`.
    pub(super) async fn prove_pin(&self, key: &PinKey, fingerprint: &[u8; 32]) -> Outcome<()> {
        #[derive(Deserialize)]
        struct Given {
            challenge: String,
        }
        #[derive(Deserialize)]
        struct Accepted {
            accepted: bool,
        }
        let name = hex(fingerprint);
        let given = self.post("/pin/challenge", &json!({"fingerprint": name})).await;
        let Given { challenge } = given.map_err(unregistered)?;
        let octets: [u8; 32] = decode(&challenge)?.try_into().map_err(|_| bad_answer())?;
        let proof = encode(&key.prove(&octets, fingerprint));
        let body = json!({"fingerprint": name, "challenge": challenge, "signature": proof});
        // The same proof may arrive twice: right, it is right again; wrong, it counts once.
        let Accepted { accepted } = self.put_safely("/pin/proof", &body).await.map_err(overtaken)?;
        if accepted { Ok(()) } else { Err(bad_answer()) }
    }
}

/// The gateway knows no PIN of this device: only signing in again registers one.
fn unregistered(error: CitizenError) -> CitizenError {
    match error {
        CitizenError::Refused { refusal: Refusal::NotFound } => CitizenError::SignedOut,
        other => other,
    }
}

/// The challenge is not in force any more. Nothing was compared, nothing counted.
fn overtaken(error: CitizenError) -> CitizenError {
    match error {
        CitizenError::Refused { refusal: Refusal::NotFound } => {
            CitizenError::Unavailable { retry_after_seconds: None }
        }
        other => other,
    }
}

fn bad_answer() -> CitizenError {
    CitizenError::refused(Refusal::BadAnswer)
}
