//! The keys of each role, from the newest configuration a root has signed.

use super::Configuration;
use crate::signed::{Key, NotBelieved, PublicKey, Role, Use, Verified, verify, verify_dated};
use serde::Deserialize;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// Whose signatures are believed. Cheap to clone; all clones see an update.
#[derive(Clone)]
pub(crate) struct Keys(Arc<Pinned>);

struct Pinned {
    roots: Vec<Key>,
    settled: RwLock<Arc<Settled>>,
}

struct Settled {
    keys: Vec<Key>,
    configuration: Arc<Configuration>,
}

#[derive(Deserialize)]
struct RoleKeys {
    keys: Vec<RoleKey>,
}

#[derive(Deserialize)]
struct RoleKey {
    kid: String,
    role: String,
    x: String,
    y: String,
    nbf: u64,
    exp: u64,
}

impl Keys {
    /// The roots of the build, and the copy of the configuration that came with it.
    pub(crate) fn new(roots: Vec<Key>, built_in: &str, now: SystemTime) -> Result<Self, NotBelieved> {
        let settled = settle(&roots, built_in, now)?;
        Ok(Self(Arc::new(Pinned { roots, settled: RwLock::new(Arc::new(settled)) })))
    }

    /// Takes a newer configuration. Says true if it is one, and is then to be kept; false for the version already in force.
    /// A lower version is refused.
    pub(crate) fn offer(&self, text: &str, now: SystemTime) -> Result<bool, NotBelieved> {
        let offered = settle(&self.0.roots, text, now)?;
        let mut settled = self.0.settled.write().unwrap_or_else(PoisonError::into_inner);
        if offered.configuration.v > settled.configuration.v {
            *settled = Arc::new(offered);
            return Ok(true);
        }
        if offered.configuration.v < settled.configuration.v {
            return Err(NotBelieved::Claims);
        }
        Ok(false)
    }

    /// Verifies `text` for this use by a role key that is valid at `at`, the moment it was received.
    pub(crate) fn verify(&self, text: &str, purpose: Use, at: SystemTime) -> Result<Verified, NotBelieved> {
        verify(text, purpose, &self.now().keys, at)
    }

    /// Verifies `text` for this use by a role key that was valid when it was signed, by its own claim: for what stays true.
    pub(crate) fn verify_dated(&self, text: &str, purpose: Use) -> Result<Verified, NotBelieved> {
        verify_dated(text, purpose, &self.now().keys)
    }

    /// The configuration in force.
    pub(crate) fn configuration(&self) -> Arc<Configuration> {
        self.now().configuration.clone()
    }

    fn now(&self) -> Arc<Settled> {
        self.0.settled.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn settle(roots: &[Key], text: &str, now: SystemTime) -> Result<Settled, NotBelieved> {
    let verified = verify(text, Use::Config, roots, now)?;
    let RoleKeys { keys } = verified.claims()?;
    if keys.len() > 64 {
        return Err(NotBelieved::Claims);
    }
    Ok(Settled {
        // A role or a key this version cannot read is skipped: it signs nothing this version would have to believe.
        keys: keys.iter().filter_map(RoleKey::key).collect(),
        configuration: Arc::new(verified.claims()?),
    })
}

impl RoleKey {
    fn key(&self) -> Option<Key> {
        let role = match self.role.as_str() {
            "enrolment" => Role::Enrolment,
            "orders" => Role::Orders,
            "receipts" => Role::Receipts,
            "messages" => Role::Messages,
            "rules" => Role::Rules,
            _ => return None,
        };
        let key = PublicKey::from_coordinates(&self.x, &self.y)?;
        Some(Key { kid: self.kid.clone(), role, key, not_before: self.nbf, expires: self.exp })
    }
}
