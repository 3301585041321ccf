//! The one signed format: compact JWS, ES256, with `typ` and `kid` and nothing else in the header.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{self, EcdsaKeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest signed text accepted: an order is under 1 KB.
const LONGEST: usize = 16 * 1024;

/// A P-256 public key: its coordinates, base64url without padding, 32 octets each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Coordinates {
    /// The x coordinate.
    pub x: String,
    /// The y coordinate.
    pub y: String,
}

/// Base64url without padding.
pub(crate) fn b64u(octets: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(octets)
}

/// Reads base64url without padding; `None` if it is anything else.
pub(crate) fn from_b64u(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// SHA-256 in lower-case hex.
pub(crate) fn sha256_hex(octets: &[u8]) -> String {
    ring::digest::digest(&ring::digest::SHA256, octets).as_ref().iter().map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 in base64url, as `ath` and thumbprints write it.
pub(crate) fn sha256_b64u(octets: &[u8]) -> String {
    b64u(ring::digest::digest(&ring::digest::SHA256, octets).as_ref())
}

impl Coordinates {
    /// The uncompressed point, if both coordinates are 32 octets.
    pub(crate) fn point(&self) -> Option<Vec<u8>> {
        let (x, y) = (from_b64u(&self.x)?, from_b64u(&self.y)?);
        (x.len() == 32 && y.len() == 32).then(|| [&[4u8][..], &x, &y].concat())
    }

    /// RFC 7638 thumbprint, base64url.
    pub(crate) fn thumbprint(&self) -> String {
        let text = format!(r#"{{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}}"#, self.x, self.y);
        sha256_b64u(text.as_bytes())
    }

    /// True if `signature` (r‖s of 64 octets, or DER) is this key's over `message`.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let Some(point) = self.point() else { return false };
        let form: &dyn signature::VerificationAlgorithm = if signature.len() == 64 {
            &signature::ECDSA_P256_SHA256_FIXED
        } else {
            &signature::ECDSA_P256_SHA256_ASN1
        };
        UnparsedPublicKey::new(form, point).verify(message, signature).is_ok()
    }
}

/// A private key with the name it signs under.
pub(crate) struct Signer {
    /// The `kid` written into headers.
    pub(crate) kid: String,
    pair: EcdsaKeyPair,
}

impl Signer {
    /// A fresh key as PKCS#8, to be kept.
    pub(crate) fn generate() -> Option<Vec<u8>> {
        EcdsaKeyPair::generate_pkcs8(&signature::ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .ok()
            .map(|d| d.as_ref().to_vec())
    }

    /// Reads a kept key.
    pub(crate) fn from_pkcs8(kid: &str, pkcs8: &[u8]) -> Option<Self> {
        let pair = EcdsaKeyPair::from_pkcs8(
            &signature::ECDSA_P256_SHA256_FIXED_SIGNING,
            pkcs8,
            &SystemRandom::new(),
        )
        .ok()?;
        Some(Self { kid: kid.to_owned(), pair })
    }

    /// Its public half.
    pub(crate) fn public(&self) -> Coordinates {
        let point = self.pair.public_key().as_ref();
        let part = |range: std::ops::Range<usize>| b64u(point.get(range).unwrap_or_default());
        Coordinates { x: part(1..33), y: part(33..65) }
    }

    /// Signs `payload` for the use `typ`. An empty text if the system has no randomness left.
    pub(crate) fn sign<T: Serialize>(&self, typ: &str, payload: &T) -> String {
        let header = format!(r#"{{"alg":"ES256","typ":"{typ}","kid":"{}"}}"#, self.kid);
        let body = serde_json::to_vec(payload).unwrap_or_default();
        let signed = format!("{}.{}", b64u(header.as_bytes()), b64u(&body));
        match self.pair.sign(&SystemRandom::new(), signed.as_bytes()) {
            Ok(signature) => format!("{signed}.{}", b64u(signature.as_ref())),
            Err(_) => String::new(),
        }
    }
}

/// A signed text taken apart; nothing in it is believed until [`Parsed::signed_by`] said so.
#[derive(Clone, Debug)]
pub(crate) struct Parsed {
    /// Which key says it signed.
    pub(crate) kid: String,
    /// The payload's octets as they were signed.
    pub(crate) payload: Vec<u8>,
    signed: String,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// Takes a compact JWS of the use `typ` apart; `None` for anything that is not exactly that.
pub(crate) fn parse(text: &str, typ: &str) -> Option<Parsed> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parts = text.split('.');
    let (header, payload, signature) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let said: Header = serde_json::from_slice(&from_b64u(header)?).ok()?;
    if said.alg != "ES256" || said.typ != typ {
        return None;
    }
    Some(Parsed {
        kid: said.kid,
        payload: from_b64u(payload)?,
        signed: format!("{header}.{payload}"),
        signature: from_b64u(signature)?,
    })
}

impl Parsed {
    /// True if `key` signed it and is the key its header names.
    pub(crate) fn signed_by(&self, key: &Coordinates) -> bool {
        self.kid == key.thumbprint() && self.verifies(key)
    }

    /// True if `key` signed it, whatever the header names it.
    pub(crate) fn verifies(&self, key: &Coordinates) -> bool {
        self.signature.len() == 64 && key.verifies(self.signed.as_bytes(), &self.signature)
    }

    /// SHA-256 of the payload's octets, lower-case hex.
    pub(crate) fn fingerprint(&self) -> String {
        sha256_hex(&self.payload)
    }

    /// Reads the payload.
    pub(crate) fn read<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        serde_json::from_slice(&self.payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        let pkcs8 = Signer::generate().unwrap();
        let kid = Signer::from_pkcs8("", &pkcs8).unwrap().public().thumbprint();
        Signer::from_pkcs8(&kid, &pkcs8).unwrap()
    }

    #[test]
    fn what_a_key_signed_verifies_and_nothing_else_does() {
        let (mine, other) = (signer(), signer());
        let text = mine.sign("shebao-order+jws", &serde_json::json!({"id": "1"}));
        let parsed = parse(&text, "shebao-order+jws").unwrap();
        assert!(parsed.signed_by(&mine.public()));
        assert!(!parsed.signed_by(&other.public()));
        assert!(parse(&text, "shebao-close+jws").is_none());
        let altered = text.replacen('.', ".e30", 1);
        assert!(parse(&altered, "shebao-order+jws").is_none_or(|p| !p.signed_by(&mine.public())));
    }

    #[test]
    fn headers_with_anything_more_are_refused() {
        for header in [
            r#"{"alg":"ES256","typ":"t","kid":"k","crit":["b64"]}"#,
            r#"{"alg":"none","typ":"t","kid":"k"}"#,
            r#"{"alg":"ES256","typ":"t"}"#,
        ] {
            let text = format!("{}.{}.{}", b64u(header.as_bytes()), b64u(b"{}"), b64u(&[0; 64]));
            assert!(parse(&text, "t").is_none(), "{header}");
        }
        assert!(parse(&"a".repeat(LONGEST + 1), "t").is_none());
    }

    #[test]
    fn the_thumbprint_is_rfc_7638_s() {
        // RFC 9449's example key (section 6.1) and its thumbprint.
        let key = Coordinates {
            x: "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs".into(),
            y: "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA".into(),
        };
        assert_eq!(key.thumbprint(), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    }
}
