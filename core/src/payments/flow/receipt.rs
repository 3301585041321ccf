//! What a receipt says, and whether it is about this very order.

use super::order::Order;

/// A receipt, its short claims written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The order, 32 lower-case hex digits.
    pub ord: String,
    /// The left half of its fingerprint, hex: [`left_half`].
    pub fp: String,
    /// Fen taken.
    pub amt: i64,
    /// When, seconds since 1970.
    pub paid_at: u64,
    /// The bank's reference.
    pub bank_ref: String,
    /// The scheme that was paid.
    pub scheme: String,
    /// The region, where it is not the bureau's own.
    pub region: Option<String>,
    /// The months or years that were paid, ascending.
    pub period: Vec<String>,
    /// The insured person, masked by the gateway.
    pub person: String,
    /// The receipt as signed.
    pub text: String,
}

/// The first 128 bits of a fingerprint in hex: what a receipt has room for, as OpenID Connect Core §3.1.3.6 halves its hashes.
///
/// It is enough: the gateway holds one body per order id by its whole fingerprint, so that nobody can choose two bodies of one id to make
/// halves meet (2^64 tries); and to find a second body for somebody else's half takes 2^128.
pub fn left_half(fingerprint: &str) -> &str {
    fingerprint.get(..32).unwrap_or(fingerprint)
}

impl Receipt {
    /// True if it is about this very order: id, body, amount and what was paid. Who is insured is in the body, and so in the fingerprint.
    pub fn matches(&self, order: &Order) -> bool {
        let obligation = &order.terms.ob;
        let mut period = obligation.period.clone();
        period.sort();
        self.ord == order.terms.id
            && self.fp == left_half(&order.fingerprint)
            && self.amt == order.terms.amt
            && self.scheme == obligation.scheme
            && self.region.as_ref().is_none_or(|region| *region == obligation.region)
            && self.period == period
    }
}
