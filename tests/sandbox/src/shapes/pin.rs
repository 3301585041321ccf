//! The PIN proof of phones without a secure lock.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The key a PIN leads to, registered while enrolling by a phone that cannot ask for its user's presence.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PinKey {
    /// Ed25519, 32 octets, base64url. Its seed is HKDF-SHA256 of the PIN with 32 random octets that never leave the phone.
    pub public_key: String,
    /// By that key over `shebao pin proof v1`, a zero octet, the enrolment's challenge and SHA-256 of the public key; base64url.
    pub signature: String,
}

/// What is going to be agreed to.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PinAsked {
    /// SHA-256 of the payload of the order, or of the request to remove a device: 64 lower-case hex digits.
    pub fingerprint: String,
}

/// What a PIN proof has to sign.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PinChallenge {
    /// 32 octets, base64url. Good for two minutes, and until the next one is asked for.
    pub challenge: String,
}

/// A PIN proof. Accepted, the payload of this fingerprint is agreed to, however often it is sent afterwards.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PinProof {
    /// As asked for.
    pub fingerprint: String,
    /// As given.
    pub challenge: String,
    /// Ed25519 over `shebao pin proof v1`, a zero octet, the challenge's octets and the fingerprint's 32 octets; base64url.
    pub signature: String,
}

/// The PIN was right.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PinAccepted {
    /// Always true.
    pub accepted: bool,
}
