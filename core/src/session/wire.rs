//! The session's endpoints.

use super::draft::Identity;
use super::flow::Sent;
use crate::answer::{Field, Line, Records};
use crate::consent::PinRegistration;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::Moment;
use crate::person::Person;
use crate::push_key::PushKey;
use crate::signed::{PublicKey, decode, encode};
use crate::wire::{Wire, segment};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::Duration;
use zeroize::Zeroizing;

/// `GET` this: the citizen's devices.
pub(super) const DEVICES: &str = "/devices";

/// The answer to [`DEVICES`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct DevicesAnswer {
    pub devices: Records<Device>,
}

/// One device. Without an id it cannot be removed, so it is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Device {
    pub id: Line<64>,
    /// What it called itself: `<platform>/<version>`.
    #[serde(default)]
    pub name: Field<Line<60>>,
    #[serde(default)]
    pub since: Field<Moment>,
    pub this: bool,
}

/// An enrolment the gateway opened.
pub(super) struct Opened {
    pub id: String,
    pub challenge: [u8; 32],
}

/// What both keys' proofs are worth: a grant for the first tokens, and whose they are.
#[derive(Clone, Deserialize)]
pub(super) struct Granted {
    pub grant: Zeroizing<String>,
    pub person: Person,
}

#[derive(Deserialize)]
struct SentWire {
    sent_to: String,
    #[serde(default)]
    resend_after_seconds: u64,
}

impl Wire {
    /// The signed code behind eight digits typed by hand.
    pub(super) async fn look_up(&self, typed: &str) -> Outcome<String> {
        #[derive(Deserialize)]
        struct Found {
            code: String,
        }
        let found = self.post_public("/enrolment-codes/lookup", &json!({"typed": typed})).await;
        found.map(|found: Found| found.code).map_err(|error| match error {
            CitizenError::Refused { refusal: Refusal::NotFound } => CitizenError::refused(Refusal::BadCode),
            other => other,
        })
    }

    pub(super) async fn open_enrolment(
        &self,
        code: &str,
        auth: &PublicKey,
        consent: &PublicKey,
    ) -> Outcome<Opened> {
        #[derive(Deserialize)]
        struct OpenedWire {
            id: String,
            challenge: String,
        }
        let key = |key: &PublicKey| {
            let (x, y) = key.coordinates();
            json!({"x": x, "y": y})
        };
        let body = json!({"code": code, "auth": key(auth), "consent": key(consent)});
        let OpenedWire { id, challenge } = self.post_public("/enrolments", &body).await?;
        segment(&id)?;
        let challenge = decode(&challenge)?.try_into().map_err(|_| bad_answer())?;
        Ok(Opened { id, challenge })
    }

    pub(super) async fn send_identity(&self, id: &str, identity: &Identity) -> Outcome<Sent> {
        let body =
            json!({"name": identity.name, "number": identity.number.reveal(), "phone": identity.phone});
        sent(self.put_public(&format!("/enrolments/{id}/identity"), &body).await?)
    }

    pub(super) async fn send_code(&self, id: &str, code: &str) -> Outcome<()> {
        #[derive(Deserialize)]
        struct Proved {
            proved: bool,
        }
        let proved = self.put_public(&format!("/enrolments/{id}/code"), &json!({"code": code})).await?;
        let Proved { proved } = proved;
        if proved { Ok(()) } else { Err(CitizenError::refused(Refusal::NotMatched)) }
    }

    pub(super) async fn resend_code(&self, id: &str) -> Outcome<Sent> {
        sent(self.post_public(&format!("/enrolments/{id}/resend"), &json!({})).await?)
    }

    /// Shows that both keys are here. Each signature is r‖s over the challenge. `pin` where the second cannot ask for the user.
    pub(super) async fn prove_keys(
        &self,
        id: &str,
        auth: &[u8; 64],
        consent: &[u8; 64],
        pin: Option<PinRegistration>,
    ) -> Outcome<Granted> {
        let body = json!({"signature": encode(auth), "consent_signature": encode(consent), "pin": pin});
        let granted: Granted = self.put_public(&format!("/enrolments/{id}/proof"), &body).await?;
        let person = &granted.person;
        let lengths = [(&person.id, 128), (&person.name, 200), (&person.number, 40)];
        if lengths.iter().any(|(text, most)| text.is_empty() || text.len() > *most) {
            return Err(bad_answer());
        }
        Ok(granted)
    }

    /// Removes another device, as the user agreed.
    pub(super) async fn remove_device(&self, id: &str, jws: String) -> Outcome<()> {
        self.delete_agreed(&format!("{DEVICES}/{}", segment(id)?), jws).await
    }

    /// Registers this device for pushes. The key changes at each sign-in.
    pub(super) async fn register_for_push(&self, vendor: &str, token: &str) -> Outcome<PushKey> {
        self.put("/push", &json!({"vendor": vendor, "token": token})).await
    }
}

/// The gateway masks the number; what it says is shown as it is, within limits.
fn sent(wire: SentWire) -> Outcome<Sent> {
    let plain = |c: char| c.is_ascii_digit() || "*+- ".contains(c);
    if wire.sent_to.len() > 40 || !wire.sent_to.chars().all(plain) {
        return Err(bad_answer());
    }
    Ok(Sent { to: wire.sent_to, resend_after: Duration::from_secs(wire.resend_after_seconds) })
}

fn bad_answer() -> CitizenError {
    CitizenError::refused(Refusal::BadAnswer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_something_like_a_masked_number_is_shown_as_one() {
        let sent_to = |text: &str| sent(SentWire { sent_to: text.to_owned(), resend_after_seconds: 60 });
        assert_eq!(sent_to("138 **** 5678").unwrap().to, "138 **** 5678");
        for text in ["<b>138</b>", "打开 example.com", &"1".repeat(41)] {
            assert!(sent_to(text).is_err(), "{text}");
        }
    }
}
