//! Proof of possession for each request (RFC 9449), by the device's `auth` key.

use super::AUTH_KEY;
use crate::error::{CitizenError, Outcome};
use crate::moment::seconds;
use crate::platform::KeyStore;
use crate::secrets::random;
use crate::signed::{PublicKey, encode, public_key, sha256, sign_octets};
use serde_json::json;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// The gateway's newest nonce, and the public key, which some key stores take milliseconds to tell.
#[derive(Default)]
pub(super) struct Proofs(Mutex<Known>);

#[derive(Default)]
struct Known {
    nonce: Option<String>,
    key: Option<PublicKey>,
}

impl Proofs {
    pub(super) fn nonce(&self) -> Option<String> {
        self.known().nonce.clone()
    }

    pub(super) fn keep_nonce(&self, nonce: &str) {
        self.known().nonce = Some(nonce.to_owned());
    }

    /// The keys changed: nothing known holds any more.
    pub(super) fn forget(&self) {
        *self.known() = Known::default();
    }

    pub(super) fn key(&self) -> Option<PublicKey> {
        self.known().key
    }

    pub(super) fn keep_key(&self, key: PublicKey) {
        self.known().key = Some(key);
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one proof is about.
pub(super) struct About<'a> {
    pub method: &'a str,
    pub address: &'a str,
    pub access: Option<&'a str>,
    pub nonce: Option<&'a str>,
}

/// The key and the proof. Blocks: the key store signs.
pub(super) fn prove(
    keys: &Arc<dyn KeyStore>,
    known: Option<PublicKey>,
    about: &About<'_>,
) -> Outcome<(PublicKey, String)> {
    let key = match known {
        Some(key) => key,
        None => public_key(keys, AUTH_KEY)?,
    };
    let now = seconds(SystemTime::now()).unwrap_or(0);
    let (header, claims) = parts(&key, about, now, &encode(&random::<16>()?));
    let text = format!("{}.{}", encode(header.to_string().as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = sign_octets(keys, AUTH_KEY, text.as_bytes(), None).map_err(|error| match error {
        // A dialog has no place here: a store that asks and is told no cannot prove possession now.
        CitizenError::Cancelled => CitizenError::internal("proof cancelled"),
        other => other,
    })?;
    Ok((key, format!("{text}.{}", encode(&signature))))
}

fn parts(key: &PublicKey, about: &About<'_>, now: u64, jti: &str) -> (serde_json::Value, serde_json::Value) {
    let (x, y) = key.coordinates();
    let header =
        json!({"typ": "dpop+jwt", "alg": "ES256", "jwk": {"kty": "EC", "crv": "P-256", "x": x, "y": y}});
    let mut claims = json!({"htm": about.method, "htu": about.address, "iat": now, "jti": jti});
    if let Some(claims) = claims.as_object_mut() {
        if let Some(access) = about.access {
            claims.insert("ath".to_owned(), encode(&sha256(access.as_bytes())).into());
        }
        if let Some(nonce) = about.nonce {
            claims.insert("nonce".to_owned(), nonce.into());
        }
    }
    (header, claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_has_the_members_of_the_standard_and_no_others() {
        // The key and the access token's hash of RFC 9449 §7.1.
        let key = PublicKey::from_coordinates(
            "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
            "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
        )
        .unwrap();
        let about = About {
            method: "GET",
            address: "https://resource.example.org/protectedresource",
            access: Some("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"),
            nonce: None,
        };
        let (header, claims) = parts(&key, &about, 1562262618, "e1j3V_bKic8-LAEB");
        assert_eq!(
            claims,
            json!({"jti": "e1j3V_bKic8-LAEB", "htm": "GET", "htu": "https://resource.example.org/protectedresource",
                "iat": 1562262618, "ath": "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"})
        );
        assert_eq!(header["typ"], "dpop+jwt");
        assert_eq!(header["jwk"].as_object().unwrap().len(), 4);
        let (_, claims) = parts(&key, &About { access: None, nonce: Some("n"), ..about }, 1, "j");
        assert_eq!((claims.get("ath"), claims["nonce"].as_str()), (None, Some("n")));
    }
}
