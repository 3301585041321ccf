//! What a signed answer says. The signatures were checked before; whether it is about this very order is checked here.

use super::order::Order;
use super::state::Reason;
use serde::Deserialize;

/// The claims of a tombstone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tombstone {
    /// The order.
    pub ord: String,
    /// Its fingerprint; absent if only the request to stop it was ever seen.
    #[serde(default)]
    pub fp: Option<String>,
    /// Why.
    pub why: Why,
    /// The tombstone as signed.
    #[serde(skip)]
    pub text: String,
}

/// Why a tombstone was planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The citizen asked to stop.
    Closed,
    /// Refused.
    #[serde(untagged)]
    Refused(Reason),
}

/// The claims of a refund notice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Refund {
    /// The order.
    pub ord: String,
    /// Its fingerprint.
    pub fp: String,
    /// Fen given back.
    pub amt: i64,
    /// How far it is.
    pub state: RefundState,
    /// The notice as signed.
    #[serde(skip)]
    pub text: String,
}

/// How far a refund is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// Begun.
    Refunding,
    /// The money is back.
    Refunded,
}

impl Tombstone {
    /// True if it is about this very order. One without a fingerprint counts only as the answer to a request to stop.
    pub fn matches(&self, order: &Order) -> bool {
        self.ord == order.terms.id
            && match &self.fp {
                Some(fingerprint) => *fingerprint == order.fingerprint,
                None => self.why == Why::Closed,
            }
    }
}

impl Refund {
    /// True if it gives back exactly what this order took.
    pub fn matches(&self, order: &Order) -> bool {
        self.ord == order.terms.id && self.fp == order.fingerprint && self.amt == order.terms.amt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: &str) -> Option<Why> {
        let json = format!(r#"{{"ord":"o","why":{text}}}"#);
        serde_json::from_str::<Tombstone>(&json).ok().map(|tombstone| tombstone.why)
    }

    #[test]
    fn every_reason_of_the_contract_is_read_and_a_new_one_is_unknown() {
        assert_eq!(why(r#""closed""#), Some(Why::Closed));
        for (text, reason) in [
            (r#""tariff_changed""#, Reason::TariffChanged),
            (r#""quote_expired""#, Reason::QuoteExpired),
            (r#""duplicate_obligation""#, Reason::DuplicateObligation),
            (r#""insufficient""#, Reason::Insufficient),
            (r#""risk_denied""#, Reason::RiskDenied),
            (r#""bad_proof""#, Reason::BadProof),
            (r#""moon_in_the_wrong_phase""#, Reason::Unknown),
        ] {
            assert_eq!(why(text), Some(Why::Refused(reason)), "{text}");
        }
        assert_eq!(why("7"), None);
    }
}
