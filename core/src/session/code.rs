//! The bureau's enrolment code: scanned, opened as a link, or typed by hand.

use crate::bureau::Bureau;
use crate::digits::half_width;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::seconds;
use crate::signed::{NotBelieved, Unverified, Use};
use serde::Deserialize;
use std::time::SystemTime;

/// What a text may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scanned {
    /// A signed code.
    Signed(String),
    /// Eight digits, to be looked up.
    Typed(String),
}

/// Reads what was scanned or typed. Nothing is opened and nowhere is gone to: a link of another host is another bureau's.
pub(super) fn read(text: &str, bureau: &Bureau) -> Outcome<Scanned> {
    let text = text.trim();
    if text.len() > 2048 {
        return Err(CitizenError::refused(Refusal::BadCode));
    }
    if let Some(rest) = text.strip_prefix("https://") {
        let (place, jws) = rest.split_once('#').ok_or(CitizenError::refused(Refusal::BadCode))?;
        if place.split_once('/') != Some((bureau.gateway.authority(), "q")) {
            return Err(CitizenError::refused(Refusal::OtherBureau));
        }
        return Ok(Scanned::Signed(jws.to_owned()));
    }
    let digits: String =
        text.chars().filter(|c| !c.is_whitespace() && !"-－—".contains(*c)).map(half_width).collect();
    if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Scanned::Typed(digits));
    }
    if text.split('.').count() == 3 {
        return Ok(Scanned::Signed(text.to_owned()));
    }
    Err(CitizenError::refused(Refusal::BadCode))
}

#[derive(Deserialize)]
struct Claims {
    b: String,
    e: u64,
    #[serde(default)]
    n: Option<String>,
}

/// Verifies a signed code. Returns the bureau's name as the code says it, or as its configuration does.
pub(super) fn verify(jws: &str, bureau: &Bureau, now: SystemTime) -> Outcome<String> {
    let verified = bureau.keys.verify(jws, Use::Enrol, now).map_err(|problem| {
        // Only to say why: nothing else of what is not verified is looked at.
        let claims = Unverified::parse(jws, Use::Enrol).and_then(|unverified| unverified.peek::<Claims>());
        let elsewhere = claims.is_ok_and(|claims| claims.b != bureau.region);
        CitizenError::refused(match problem {
            NotBelieved::UnknownKey if elsewhere => Refusal::OtherBureau,
            NotBelieved::KeyTooOld => Refusal::ExpiredCode,
            _ => Refusal::BadCode,
        })
    })?;
    let claims: Claims = verified.claims().map_err(|_| CitizenError::refused(Refusal::BadCode))?;
    if claims.b != bureau.region {
        return Err(CitizenError::refused(Refusal::OtherBureau));
    }
    if seconds(now).unwrap_or(0) >= claims.e {
        return Err(CitizenError::refused(Refusal::ExpiredCode));
    }
    let name = claims.n.filter(|name| !name.is_empty() && name.chars().count() <= 60);
    Ok(name.unwrap_or_else(|| bureau.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bureau::for_tests;
    use proptest::prelude::*;

    fn text(text: &str) -> Outcome<Scanned> {
        read(text, &for_tests())
    }

    #[test]
    fn eight_digits_are_read_however_they_are_typed() {
        for typed in ["48217730", "4821-7730", " 4821 7730 ", "４８２１－７７３０"] {
            assert_eq!(text(typed), Ok(Scanned::Typed("48217730".to_owned())), "{typed}");
        }
    }

    #[test]
    fn only_this_bureaus_link_is_looked_into() {
        assert_eq!(text("https://localhost:8443/q#a.b.c"), Ok(Scanned::Signed("a.b.c".to_owned())));
        assert_eq!(text("a.b.c"), Ok(Scanned::Signed("a.b.c".to_owned())));
        for other in [
            "https://localhost:8444/q#a.b.c",
            "https://localhost:8443@elsewhere.example/q#a.b.c",
            "https://localhost:8443.elsewhere.example/q#a.b.c",
            "https://localhost:8443/q/../x#a.b.c",
            "https://LOCALHOST:8443/q#a.b.c",
        ] {
            assert_eq!(text(other), Err(CitizenError::refused(Refusal::OtherBureau)), "{other}");
        }
        for bad in
            ["", "https://localhost:8443/q", "http://localhost:8443/q#a", "4821773", "482177300", "上海"]
        {
            assert_eq!(text(bad), Err(CitizenError::refused(Refusal::BadCode)), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic_or_is_taken_for_ours(scanned in "\\PC{0,80}") {
            let bureau = for_tests();
            if let Ok(Scanned::Signed(jws)) = read(&scanned, &bureau) {
                prop_assert!(verify(&jws, &bureau, SystemTime::now()).is_err());
            }
        }
    }
}
