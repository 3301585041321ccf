//! Whom the app talks to, and whose signatures it believes.

mod configuration;
mod keys;
mod origin;
mod renewal;

pub(crate) use configuration::{Configuration, NamedPack};
pub(crate) use keys::Keys;
pub(crate) use origin::Origin;
pub(crate) use renewal::renew;

use crate::error::{CitizenError, Outcome};
use crate::signed::{Key, PublicKey, Role};
use std::time::SystemTime;

/// The most octets a bureau's JSON may have.
const LIMIT: usize = 256 * 1024;

/// A bureau's public configuration, parsed once; its built-in copy of the signed configuration verified.
#[derive(Clone)]
pub(crate) struct Bureau {
    /// Its name, as people know it.
    pub name: String,
    /// True for a fictional bureau: every screen then says so.
    pub fictional: bool,
    /// Its region code, six digits.
    pub region: String,
    /// Where the gateway is.
    pub gateway: Origin,
    /// The only certificates a connection may end in, PEM.
    pub tls_roots: Vec<String>,
    /// The number people call.
    pub help_phone: String,
    /// Whose signatures are believed. Shared: an update while running is seen by everyone.
    pub keys: Keys,
}

#[derive(serde::Deserialize)]
struct Text {
    name: String,
    #[serde(default)]
    fictional: bool,
    region: String,
    gateway: String,
    tls_roots: Vec<String>,
    signing_roots: Vec<Root>,
    config: String,
    #[serde(default)]
    help_phone: Option<String>,
}

#[derive(serde::Deserialize)]
struct Root {
    kid: String,
    x: String,
    y: String,
}

impl Bureau {
    /// Reads a bureau's JSON. It comes with the app, so anything wrong with it is the build's defect: `Internal` with the place.
    pub(crate) fn parse(json: &str, now: SystemTime) -> Outcome<Self> {
        let defect = CitizenError::internal;
        if json.len() > LIMIT {
            return Err(defect("bureau length"));
        }
        let text: Text = serde_json::from_str(json).map_err(|_| defect("bureau form"))?;
        if text.name.is_empty() || text.name.chars().count() > 60 {
            return Err(defect("bureau name"));
        }
        if text.region.len() != 6 || !text.region.bytes().all(|b| b.is_ascii_digit()) {
            return Err(defect("bureau region"));
        }
        let help_phone = text.help_phone.unwrap_or_else(|| "12333".to_owned());
        if help_phone.len() > 20 || !help_phone.bytes().all(|b| b.is_ascii_digit() || b"+- ".contains(&b)) {
            return Err(defect("bureau phone"));
        }
        if !(1..=8).contains(&text.tls_roots.len()) || !(1..=8).contains(&text.signing_roots.len()) {
            return Err(defect("bureau roots"));
        }
        let roots = text.signing_roots.iter().map(Root::key).collect::<Option<_>>();
        let roots = roots.ok_or(defect("bureau signing root"))?;
        Ok(Self {
            gateway: Origin::parse(&text.gateway).ok_or(defect("bureau gateway"))?,
            keys: Keys::new(roots, &text.config, now).map_err(|_| defect("bureau configuration"))?,
            name: text.name,
            fictional: text.fictional,
            region: text.region,
            tls_roots: text.tls_roots,
            help_phone,
        })
    }
}

impl Root {
    fn key(&self) -> Option<Key> {
        let key = PublicKey::from_coordinates(&self.x, &self.y)?;
        Some(Key { kid: self.kid.clone(), role: Role::Root, key, not_before: 0, expires: u64::MAX })
    }
}

#[cfg(test)]
mod tests;

/// A bureau at `https://localhost:8443` whose keys nobody has.
#[cfg(test)]
pub(crate) use tests::{for_tests, signing};
