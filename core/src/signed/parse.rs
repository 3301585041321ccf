//! Reading a compact JWS, before anything of it is believed.

use super::encoding::decode;
use super::{NotBelieved, PublicKey, Use, Verified};

/// A well-formed text whose signature has not been checked.
pub(crate) struct Unverified {
    kid: String,
    payload: Vec<u8>,
    signature: Vec<u8>,
    text: String,
    signed_length: usize,
}

/// Exactly these. An unknown or repeated member, `crit` among them, is refused.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl Unverified {
    /// Reads `text` for this use.
    pub(crate) fn parse(text: &str, purpose: Use) -> Result<Self, NotBelieved> {
        if text.len() > purpose.limit() {
            return Err(NotBelieved::TooLong);
        }
        let mut parts = text.split('.');
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotBelieved::Form);
        };
        if header.len() > 512 || signature.len() != 86 {
            return Err(NotBelieved::Form);
        }
        let octets = decode(header)?;
        let Header { alg, typ, kid } = serde_json::from_slice(&octets).map_err(|_| NotBelieved::Header)?;
        if alg != "ES256" || kid.is_empty() || kid.len() > 64 {
            return Err(NotBelieved::Header);
        }
        if typ != purpose.typ() {
            return Err(NotBelieved::OtherUse);
        }
        Ok(Self {
            kid,
            payload: decode(payload)?,
            signature: decode(signature)?,
            signed_length: header.len() + 1 + payload.len(),
            text: text.to_owned(),
        })
    }

    /// Which key claims to have signed it.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// What it claims, unbelieved: only to say why it is not believed.
    pub(crate) fn peek<T: serde::de::DeserializeOwned>(&self) -> Result<T, NotBelieved> {
        serde_json::from_slice(&self.payload).map_err(|_| NotBelieved::Claims)
    }

    /// Checks the signature against one key.
    pub(crate) fn verified_by(self, key: &PublicKey) -> Result<Verified, NotBelieved> {
        let signed = self.text.as_bytes().get(..self.signed_length).ok_or(NotBelieved::Form)?;
        key.check(signed, &self.signature)?;
        Ok(Verified::new(self.payload))
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode;
    use super::*;
    use proptest::prelude::*;

    fn text(header: &str, payload: &[u8]) -> String {
        format!("{}.{}.{}", encode(header.as_bytes()), encode(payload), encode(&[0; 64]))
    }

    fn problem(text: &str) -> Option<NotBelieved> {
        Unverified::parse(text, Use::Close).err()
    }

    const GOOD: &str = r#"{"kid":"k","alg":"ES256","typ":"shebao-close+jws"}"#;

    #[test]
    fn a_header_of_the_three_members_is_read_in_any_order() {
        let read = Unverified::parse(&text(GOOD, b"{}"), Use::Close).unwrap();
        assert_eq!(read.kid(), "k");
    }

    #[test]
    fn any_other_header_is_refused() {
        for header in [
            r#"{"kid":"k","alg":"none","typ":"shebao-close+jws"}"#,
            r#"{"kid":"k","alg":"HS256","typ":"shebao-close+jws"}"#,
            r#"{"kid":"k","alg":"es256","typ":"shebao-close+jws"}"#,
            r#"{"kid":"","alg":"ES256","typ":"shebao-close+jws"}"#,
            r#"{"alg":"ES256","typ":"shebao-close+jws"}"#,
            r#"{"kid":"k","typ":"shebao-close+jws"}"#,
            r#"{"kid":"k","alg":"ES256"}"#,
            r#"{"kid":"k","alg":"ES256","typ":"shebao-close+jws","crit":["b64"],"b64":false}"#,
            r#"{"kid":"k","alg":"ES256","typ":"shebao-close+jws","jwk":{}}"#,
            r#"{"kid":"k","kid":"l","alg":"ES256","typ":"shebao-close+jws"}"#,
            r#"{"kid":"k","alg":"ES256","typ":"shebao-close+jws"} x"#,
            r#"["k"]"#,
        ] {
            assert_eq!(problem(&text(header, b"{}")), Some(NotBelieved::Header), "{header}");
        }
        let long = GOOD.replace('k', &"k".repeat(65));
        assert!(problem(&text(&long, b"{}")).is_some());
    }

    #[test]
    fn a_text_for_one_use_is_not_one_for_another() {
        let header = r#"{"kid":"k","alg":"ES256","typ":"shebao-receipt+jws"}"#;
        assert_eq!(problem(&text(header, b"{}")), Some(NotBelieved::OtherUse));
    }

    #[test]
    fn what_is_too_long_is_not_even_decoded() {
        assert_eq!(problem(&"!".repeat(1025)), Some(NotBelieved::TooLong));
    }

    #[test]
    fn anything_but_three_strict_parts_is_refused() {
        let good = text(GOOD, b"{}");
        for bad in [
            String::new(),
            "..".to_owned(),
            good.replacen('.', "", 1),
            format!("{good}."),
            format!("{good}="),
            format!(" {good}"),
            good.replacen('.', ".=", 1),
            good.get(..good.len() - 1).unwrap().to_owned(),
        ] {
            assert_eq!(problem(&bad), Some(NotBelieved::Form), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[A-Za-z0-9_.{}\\PC-]{0,200}") {
            for purpose in [Use::Close, Use::Enrol] {
                let _ = Unverified::parse(&text, purpose);
            }
        }

        #[test]
        fn no_header_but_the_right_one_passes(header in ".{0,80}") {
            let read = Unverified::parse(&text(&header, b"{}"), Use::Close);
            prop_assert!(read.is_err());
        }
    }
}
