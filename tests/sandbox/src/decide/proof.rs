//! What a DPoP proof (RFC 9449) must say for the request it came with. The signature is checked before.

use serde::Deserialize;

/// The claims of a proof. Unknown ones are ignored, as RFC 9449 says.
#[derive(Clone, Debug, Deserialize)]
pub struct Claims {
    /// The method.
    pub htm: String,
    /// The URL without query and fragment.
    pub htu: String,
    /// When it was made, by the device's clock. A device's clock may be wrong by days: the nonce is what makes it fresh.
    pub iat: i64,
    /// Its own id.
    pub jti: String,
    /// SHA-256 of the access token, base64url.
    #[serde(default)]
    pub ath: Option<String>,
    /// The gateway's nonce.
    #[serde(default)]
    pub nonce: Option<String>,
}

/// What the request really was.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// Its method.
    pub method: &'a str,
    /// Its authority, `localhost:8443`.
    pub authority: &'a str,
    /// Its path.
    pub path: &'a str,
    /// SHA-256 of the access token that came along, base64url.
    pub token_hash: Option<&'a str>,
}

/// What is wrong with a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It is for another request, or for another token.
    Other,
    /// It carries no nonce of ours, or an old one.
    Nonce,
}

/// Checks the claims; `nonce_good` says whether a nonce is ours and fresh.
pub fn check(claims: &Claims, asked: &Asked<'_>, nonce_good: impl Fn(&str) -> bool) -> Result<(), Flaw> {
    let rest = claims.htu.strip_prefix("https://").ok_or(Flaw::Other)?;
    let bare = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = bare.find('/').map_or((bare, "/"), |at| bare.split_at(at));
    let same = claims.htm == asked.method
        && authority.eq_ignore_ascii_case(asked.authority)
        && path == asked.path
        && claims.ath.as_deref() == asked.token_hash
        && (1..=128).contains(&claims.jti.len());
    if !same {
        return Err(Flaw::Other);
    }
    match &claims.nonce {
        Some(nonce) if nonce_good(nonce) => Ok(()),
        _ => Err(Flaw::Nonce),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            htm: "GET".into(),
            htu: "https://localhost:8443/v1/card".into(),
            iat: 0,
            jti: "1".into(),
            ath: Some("hash".into()),
            nonce: Some("n".into()),
        }
    }

    fn checked(claims: &Claims) -> Result<(), Flaw> {
        let asked =
            Asked { method: "GET", authority: "localhost:8443", path: "/v1/card", token_hash: Some("hash") };
        check(claims, &asked, |n| n == "n")
    }

    #[test]
    fn a_proof_is_good_for_its_own_request_only() {
        assert_eq!(checked(&claims()), Ok(()));
        assert_eq!(checked(&Claims { htu: "https://localhost:8443/v1/card?x#y".into(), ..claims() }), Ok(()));
        for wrong in [
            Claims { htm: "PUT".into(), ..claims() },
            Claims { htu: "https://localhost:8443/v1/cards".into(), ..claims() },
            Claims { htu: "http://localhost:8443/v1/card".into(), ..claims() },
            Claims { htu: "https://evil/v1/card".into(), ..claims() },
            Claims { ath: None, ..claims() },
            Claims { ath: Some("other".into()), ..claims() },
            Claims { jti: String::new(), ..claims() },
        ] {
            assert_eq!(checked(&wrong), Err(Flaw::Other), "{wrong:?}");
        }
    }

    #[test]
    fn without_a_fresh_nonce_the_answer_asks_for_one() {
        assert_eq!(checked(&Claims { nonce: None, ..claims() }), Err(Flaw::Nonce));
        assert_eq!(checked(&Claims { nonce: Some("old".into()), ..claims() }), Err(Flaw::Nonce));
    }
}
