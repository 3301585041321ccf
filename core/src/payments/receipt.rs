//! A receipt's claims, as short as a QR code wants them.
//!
//! What a code holds is `https://<authority>/q#<header>.<payload>.<signature>`, 400 octets at most. Counted: 11 octets of address around the
//! authority, 72 of header under a `kid` of three letters, 86 of signature, 2 dots. That leaves 229 for authority and payload: with an
//! authority of 32 octets 197, which are 147 octets of claims. The claims' names and quotes take 53; the order's id 22 (128 bits, base64url),
//! half of the fingerprint 22 (a whole one would take 43 and break the limit even for one month), the moment 10, the scheme 2; 38 are
//! left for the amount (7: 99,999.99 yuan), the bank's reference (16), the months (5) and the masked name (7).

use super::flow::{Obligation, Receipt, Refund};
use super::{label, periods};
use crate::moment::Moment;
use crate::says::Says;
use crate::signed::{decode, hex};
use serde::Deserialize;

/// As they are signed.
#[derive(Deserialize)]
pub(crate) struct Claims {
    /// The order's id: 16 octets, base64url.
    o: String,
    /// The first 16 octets of the SHA-256 of the order's payload, base64url.
    f: String,
    /// Fen.
    a: i64,
    /// When the money was taken, seconds since 1970.
    t: u64,
    /// The bank's reference.
    b: String,
    /// The scheme: two letters, or its whole name if it has no short one.
    s: String,
    /// The periods, [`periods`].
    p: String,
    /// The region, where it is not the bureau's own.
    #[serde(default)]
    g: Option<String>,
    /// The insured person's name, masked.
    n: String,
}

/// Longer ones are in no receipt.
const LONGEST: usize = 64;

impl Claims {
    /// When the money was taken, as claimed.
    pub(crate) fn at(&self) -> Option<Moment> {
        Moment::from_unix(self.t)
    }

    /// Written out; `text` is the receipt they come from. `None` for what no receipt can say.
    pub(crate) fn written_out(self, text: &str) -> Option<Receipt> {
        self.at()?;
        let short = |text: &str| (1..=LONGEST).contains(&text.len());
        let sound = self.a > 0 && short(&self.b) && short(&self.s) && self.n.len() <= LONGEST;
        sound.then_some(())?;
        Some(Receipt {
            ord: octets(&self.o)?,
            fp: octets(&self.f)?,
            amt: self.a,
            paid_at: self.t,
            bank_ref: self.b,
            scheme: scheme(&self.s).to_owned(),
            region: self.g,
            period: periods::read(&self.p)?,
            person: self.n,
            text: text.to_owned(),
        })
    }
}

/// 16 octets of base64url, as hex.
fn octets(text: &str) -> Option<String> {
    let octets = decode(text).ok()?;
    (octets.len() == 16).then(|| hex(&octets))
}

/// A scheme's name from its two letters.
fn scheme(letters: &str) -> &str {
    match letters {
        "pf" => "pension_flexible",
        "mf" => "medical_flexible",
        "pr" => "pension_resident",
        "mr" => "medical_resident",
        whole => whole,
    }
}

/// A receipt from the text the journal keeps: it was verified when it was recorded, and the journal is sealed.
/// Keys that have expired since then make it no less true.
pub(super) fn recorded(text: &str) -> Option<Receipt> {
    let payload = decode(text.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Claims>(&payload).ok()?.written_out(text)
}

/// A refund notice from the text the journal keeps, as [`recorded`].
pub(super) fn recorded_refund(text: &str) -> Option<Refund> {
    let payload = decode(text.split('.').nth(1)?).ok()?;
    let refund = serde_json::from_slice::<Refund>(&payload).ok()?;
    Some(Refund { text: text.to_owned(), ..refund })
}

/// When a refund notice was signed, seconds since 1970.
pub(super) fn refunded_at(text: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Dated {
        at: u64,
    }
    let payload = decode(text.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Dated>(&payload).ok().map(|dated| dated.at)
}

/// What a receipt was for, for somebody who has nothing but the receipt.
pub(crate) fn title(receipt: &Receipt) -> Says {
    label::title(&Obligation {
        person: String::new(),
        scheme: receipt.scheme.clone(),
        region: String::new(),
        period: receipt.period.clone(),
    })
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
