//! Configuration, enrolment, tokens, devices, push.

use super::pin::PinKey;
use crate::jws::Coordinates;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The signed configuration.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ConfigAnswer {
    /// A `shebao-config+jws` signed by a root of the bureau.
    pub jws: String,
}

/// A code as a person types it from paper.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct TypedCode {
    /// Eight digits; a hyphen in the middle is allowed.
    pub typed: String,
}

/// The signed code behind a typed one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CodeAnswer {
    /// A `shebao-enrol+jws` by the role `enrolment`.
    pub code: String,
}

/// A device begins to enrol.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BeginEnrolment {
    /// The enrolment code.
    pub code: String,
    /// The key that will prove requests.
    pub auth: Coordinates,
    /// The key that will sign orders.
    pub consent: Coordinates,
}

/// An enrolment has begun.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct EnrolmentBegun {
    /// Its id.
    pub id: String,
    /// 32 octets, base64url: both keys sign them at the end.
    pub challenge: String,
}

/// Who it is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The identity number (GB 11643).
    pub number: String,
    /// The phone registered with the bureau.
    pub phone: String,
}

/// A one-time code is on its way. The same for a person who does not exist.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CodeSent {
    /// Where it went, its middle hidden.
    pub sent_to: String,
    /// When another one may be asked for.
    pub resend_after_seconds: i64,
    /// How long it is good.
    pub expires_in_seconds: i64,
}

/// A one-time code.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct OneTimeCode {
    /// Six digits.
    pub code: String,
}

/// The one-time code matched.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Proved {
    /// Always true.
    pub proved: bool,
}

/// Both keys sign the challenge.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Proof {
    /// By the auth key: DER or r‖s, base64url.
    pub signature: String,
    /// By the consent key: DER or r‖s, base64url.
    pub consent_signature: String,
    /// By a phone without a secure lock, whose consent key cannot ask for its user's presence.
    #[serde(default)]
    pub pin: Option<PinKey>,
}

/// The device belongs to this person now.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Enrolled {
    /// Good once, for `POST /tokens`.
    pub grant: String,
    /// Whose device it is.
    pub person: EnrolledPerson,
}

/// Whose device it is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct EnrolledPerson {
    /// The person's id at this bureau.
    pub id: String,
    /// The name.
    pub name: String,
    /// The identity number.
    pub number: String,
}

/// What tokens are asked for with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "grant_type", rename_all = "snake_case")]
pub enum TokenRequest {
    /// At the end of an enrolment.
    Enrolment {
        /// The grant.
        grant: String,
    },
    /// With a refresh token.
    Refresh {
        /// The token.
        refresh: String,
    },
}

/// Tokens bound to the device's auth key.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Tokens {
    /// For `Authorization: DPoP …`.
    pub access: String,
    /// Seconds.
    pub expires_in: i64,
    /// For the next `POST /tokens`.
    pub refresh: String,
    /// Seconds without use.
    pub refresh_expires_in: i64,
}

/// This citizen's devices.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Devices {
    /// Each signed-in device.
    pub devices: Vec<DeviceLine>,
}

/// A device.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct DeviceLine {
    /// Its id.
    pub id: String,
    /// What it called itself.
    pub name: String,
    /// Since when.
    pub since: String,
    /// True for the device that asks.
    pub this: bool,
}

/// Where pushes go.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PushRegistration {
    /// `none` in the sandbox: the operator hands pushes over.
    pub vendor: String,
    /// The vendor's token.
    pub token: String,
}

/// The key pushes are sealed under; a new one at each call.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PushKey {
    /// 8 octets, base64url: the `keyid` of RFC 8188.
    pub key_id: String,
    /// 32 octets, base64url.
    pub key: String,
}
