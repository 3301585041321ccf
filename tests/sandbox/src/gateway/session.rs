//! Who is asking: DPoP proofs with a nonce of ours, and the token they are bound to.

use super::{Gateway, lock};
use crate::decide::proof::{self, Asked, Claims, Flaw};
use crate::decide::tokens::Family;
use crate::jws::{Coordinates, b64u, from_b64u, sha256_b64u};
use crate::problem::Problem;
use crate::records::{Access, Device};
use crate::store::Table;
use serde::Deserialize;

/// How long a nonce is good, in seconds.
const NONCE_LIFE: i64 = 300;

/// What a request brought along to prove who sends it.
#[derive(Clone, Debug)]
pub(crate) struct Credentials {
    /// The method.
    pub(crate) method: String,
    /// The authority it was sent to.
    pub(crate) authority: String,
    /// The path.
    pub(crate) path: String,
    /// `Authorization`.
    pub(crate) authorization: Option<String>,
    /// `Shebao-Client`: what the app calls itself.
    pub(crate) client: String,
    /// `DPoP`.
    pub(crate) proof: Option<String>,
    /// True for the second pass of an injected duplicate: the network's doing, past the check of repeated proofs.
    pub(crate) replayed: bool,
}

/// A signed-in device.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The citizen.
    pub(crate) person: String,
    /// The device.
    pub(crate) device: Device,
    /// What the app calls itself: `android/1.2.3`.
    pub(crate) client: String,
}

#[derive(Deserialize)]
struct ProofHeader {
    typ: String,
    alg: String,
    jwk: Jwk,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

impl Gateway {
    /// A nonce that this run of the gateway will know again for five minutes.
    pub(crate) fn nonce(&self) -> String {
        let time = self.clock.now().to_be_bytes();
        let tag = ring::hmac::sign(&self.nonce_key, &time);
        b64u(&[&time[..], tag.as_ref().get(..16).unwrap_or_default()].concat())
    }

    fn nonce_is_good(&self, nonce: &str) -> bool {
        let Some(octets) = from_b64u(nonce).filter(|o| o.len() == 24) else { return false };
        let (time, tag) = octets.split_at(8);
        let expected = ring::hmac::sign(&self.nonce_key, time);
        let mut eight = [0; 8];
        eight.copy_from_slice(time);
        let age = self.clock.now().saturating_sub(i64::from_be_bytes(eight));
        expected.as_ref().get(..16) == Some(tag) && (0..=NONCE_LIFE).contains(&age)
    }

    /// Checks a proof without recording it; the key that made it and the name under which it would be recorded.
    fn read_proof(
        &self,
        with: &Credentials,
        token_hash: Option<&str>,
    ) -> Result<(Coordinates, String), Problem> {
        let text = with.proof.as_deref().filter(|p| p.len() <= 4_096).ok_or(Problem::InvalidToken)?;
        let read = || {
            let (signed, signature) = text.rsplit_once('.')?;
            let (header, payload) = signed.split_once('.')?;
            let header: ProofHeader = serde_json::from_slice(&from_b64u(header)?).ok()?;
            let claims: Claims = serde_json::from_slice(&from_b64u(payload)?).ok()?;
            let jwk = header.jwk;
            if header.typ != "dpop+jwt" || header.alg != "ES256" || jwk.kty != "EC" || jwk.crv != "P-256" {
                return None;
            }
            let key = Coordinates { x: jwk.x, y: jwk.y };
            let signature = from_b64u(signature).filter(|s| s.len() == 64)?;
            key.verifies(signed.as_bytes(), &signature).then_some((key, claims))
        };
        let (key, claims) = read().ok_or(Problem::InvalidToken)?;
        let asked = Asked { method: &with.method, authority: &with.authority, path: &with.path, token_hash };
        proof::check(&claims, &asked, |nonce| self.nonce_is_good(nonce)).map_err(|flaw| match flaw {
            Flaw::Nonce => Problem::UseNonce,
            Flaw::Other => Problem::InvalidToken,
        })?;
        let name = format!("{}/{}", key.thumbprint(), claims.jti);
        Ok((key, name))
    }

    /// Records a proof; a second time is refused. In memory: a proof cannot outlive the nonce of this run.
    fn record_proof(&self, name: String, replayed: bool) -> Result<(), Problem> {
        let now = self.clock.now();
        let mut seen = lock(&self.seen_proofs);
        if seen.len() > 20_000 {
            seen.retain(|_, at| now - *at <= NONCE_LIFE);
        }
        match seen.insert(name, now) {
            Some(_) if !replayed => Err(Problem::InvalidToken),
            _ => Ok(()),
        }
    }

    /// The key behind a proof that came without a token (`POST /tokens`).
    pub(crate) fn prove_key(&self, with: &Credentials) -> Result<Coordinates, Problem> {
        let (key, name) = self.read_proof(with, None)?;
        self.record_proof(name, with.replayed)?;
        Ok(key)
    }

    /// The signed-in device behind a request. Refusals leave no trace.
    pub(crate) fn authenticate(&self, with: &Credentials) -> Result<Session, Problem> {
        let token = with.authorization.as_deref().and_then(|a| a.strip_prefix("DPoP "));
        let token_hash = sha256_b64u(token.ok_or(Problem::InvalidToken)?.as_bytes());
        let (key, name) = self.read_proof(with, Some(&token_hash))?;
        let access = self.store.get::<Access>(Table::Access, &token_hash)?;
        let access = access.filter(|a| a.expires_at >= self.clock.now()).ok_or(Problem::InvalidToken)?;
        let family = self.store.get::<Family>(Table::Families, &access.family)?;
        let device = self.store.get::<Device>(Table::Devices, &access.device)?;
        let Some(device) = device.filter(|d| d.auth == key) else {
            return Err(self.gone(&access.device, &key)?);
        };
        if family.is_none_or(|f| f.revoked) {
            return Err(Problem::InvalidToken);
        }
        self.record_proof(name, with.replayed)?;
        Ok(Session { person: device.person.clone(), device, client: with.client.clone() })
    }
}
