//! The one signed format: compact JWS, ES256 (RFC 7515, RFC 7518 §3.4), and nothing else.
//!
//! `alg` is fixed and never a choice; `typ` must be the use at hand, so that a receipt can never pass as a configuration; `kid` picks a key
//! *of that role*. What was signed is kept and sent again as the text it is: nothing is canonicalised.

mod claims;
mod ecdsa;
mod encoding;
mod keys;
mod parse;
mod sign;
mod uses;
#[cfg(test)]
mod wycheproof_tests;

pub(crate) use claims::Verified;
pub(crate) use ecdsa::{PublicKey, raw_signature};
pub(crate) use encoding::{decode, encode, hex, sha256};
pub(crate) use keys::{Key, verify, verify_dated};
pub(crate) use parse::Unverified;
#[cfg(test)]
pub(crate) use sign::sign_compact;
pub(crate) use sign::{public_key, sign, sign_octets};
pub(crate) use uses::{Role, Use};

use crate::error::{CitizenError, Refusal};

/// Why a text is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotBelieved {
    /// Longer than this use may be. Nothing of it was decoded.
    TooLong,
    /// Not three parts of canonical, unpadded base64url.
    Form,
    /// The header is not exactly `alg`, `typ` and `kid`, or `alg` is not ES256.
    Header,
    /// Signed for another use.
    OtherUse,
    /// No key of this role has this name.
    UnknownKey,
    /// The key's time has not come yet.
    KeyTooYoung,
    /// The key's time is over.
    KeyTooOld,
    /// The signature does not verify.
    Signature,
    /// Signed, but not the claims this use has.
    Claims,
}

impl From<NotBelieved> for CitizenError {
    fn from(_: NotBelieved) -> Self {
        Self::refused(Refusal::BadAnswer)
    }
}
