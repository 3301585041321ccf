//! The bureau's signing keys: one root and one key for each role, made at the first start and kept.

use crate::jws::{Coordinates, Signer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the roles of the signed configuration are called.
pub(crate) const ROLES: [&str; 5] = ["enrolment", "orders", "receipts", "messages", "rules"];

/// The keys as they are kept: name → PKCS#8, base64url.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct KeptKeys(BTreeMap<String, String>);

impl KeptKeys {
    /// Makes one key for the root and each role; `None` without system randomness.
    pub(crate) fn make() -> Option<Self> {
        let mut kept = BTreeMap::new();
        for name in ["root"].iter().chain(&ROLES) {
            kept.insert((*name).to_owned(), crate::jws::b64u(&Signer::generate()?));
        }
        Some(Self(kept))
    }
}

/// The name a key signs under: `en1` … three letters, because it is in every QR code.
fn kid(name: &str) -> String {
    format!("{}1", name.get(..2).unwrap_or(name))
}

/// The keys ready to sign.
pub(crate) struct Keys {
    signers: BTreeMap<String, Signer>,
}

/// A public key as the configuration lists it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ListedKey {
    pub(crate) kid: String,
    pub(crate) role: String,
    #[serde(flatten)]
    pub(crate) key: Coordinates,
    pub(crate) nbf: i64,
    pub(crate) exp: i64,
}

impl Keys {
    /// Reads what was kept; `None` if a key is missing or damaged.
    pub(crate) fn read(kept: &KeptKeys) -> Option<Self> {
        let mut signers = BTreeMap::new();
        for (name, pkcs8) in &kept.0 {
            let signer = Signer::from_pkcs8(&kid(name), &crate::jws::from_b64u(pkcs8)?)?;
            signers.insert(name.clone(), signer);
        }
        ["root"].iter().chain(&ROLES).all(|n| signers.contains_key(*n)).then_some(Self { signers })
    }

    /// Signs `payload` for the use `typ` with the key of `role`.
    pub(crate) fn sign<T: Serialize>(&self, role: &str, typ: &str, payload: &T) -> String {
        self.signers.get(role).map(|s| s.sign(typ, payload)).unwrap_or_default()
    }

    /// The public key of `role`, and the name it signs under.
    pub(crate) fn public(&self, role: &str) -> Option<(String, Coordinates)> {
        self.signers.get(role).map(|s| (s.kid.clone(), s.public()))
    }

    /// The role keys as the configuration lists them: good from a year before `now` to five years after.
    pub(crate) fn listed(&self, now: i64) -> Vec<ListedKey> {
        let year = 365 * crate::moment::DAY;
        ROLES
            .iter()
            .filter_map(|role| {
                let (kid, key) = self.public(role)?;
                Some(ListedKey { kid, role: (*role).to_owned(), key, nbf: now - year, exp: now + 5 * year })
            })
            .collect()
    }
}
