//! What a verified text says.

use super::NotBelieved;
use super::encoding::sha256;
use serde::de::DeserializeOwned;

/// A text whose signature was checked, by a key of the right role.
#[derive(Clone)]
pub(crate) struct Verified {
    text: String,
    kid: String,
    payload: Vec<u8>,
}

impl Verified {
    pub(super) fn new(text: String, kid: String, payload: Vec<u8>) -> Self {
        Self { text, kid, payload }
    }

    /// The text as it came, to be kept and sent again as it is.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The key that signed it.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// The octets that were signed.
    pub(crate) fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// SHA-256 of the payload's octets: what receipts and tombstones name an order by.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        sha256(&self.payload)
    }

    /// The payload's claims. Claims this version does not know are skipped.
    pub(crate) fn claims<T: DeserializeOwned>(&self) -> Result<T, NotBelieved> {
        serde_json::from_slice(&self.payload).map_err(|_| NotBelieved::Claims)
    }
}
