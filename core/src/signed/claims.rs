//! What a verified text says.

use super::NotBelieved;
use serde::de::DeserializeOwned;

/// The octets of a text whose signature was checked, by a key of the right role.
#[derive(Clone)]
pub(crate) struct Verified(Vec<u8>);

impl Verified {
    pub(super) fn new(payload: Vec<u8>) -> Self {
        Self(payload)
    }

    /// The payload as it was signed.
    pub(crate) fn octets(&self) -> &[u8] {
        &self.0
    }

    /// The payload's claims. Claims this version does not know are skipped.
    pub(crate) fn claims<T: DeserializeOwned>(&self) -> Result<T, NotBelieved> {
        serde_json::from_slice(&self.0).map_err(|_| NotBelieved::Claims)
    }
}
