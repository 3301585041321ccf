//! What a receipt says, as short as a QR code wants it.

use super::order::OrderRecord;
use crate::jws::b64u;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The payload of `shebao-receipt+jws`. `https://<authority>/q#<receipt>` is at most 400 octets, for an authority of up to 32: so the `kid`
/// has at most three letters, and every claim is as short as it says here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptPayload {
    /// The order's id: its 16 octets, base64url.
    pub o: String,
    /// The first 16 octets of the SHA-256 of the order's payload, base64url. Half is enough because a gateway holds one body per id.
    pub f: String,
    /// Fen taken.
    pub a: i64,
    /// When it was taken, seconds since 1970. The key that signs must be valid at this moment.
    pub t: i64,
    /// The bank's reference, at most 16 characters.
    pub b: String,
    /// `pf` pension_flexible, `mf` medical_flexible, `pr` pension_resident, `mr` medical_resident; a scheme without short name in full.
    pub s: String,
    /// The periods, ascending, groups between commas: `27` is the year 2027, `26c00` January and February 2026 (one bit a month in three
    /// lower-case hex digits, January the highest). Years are 20YY.
    pub p: String,
    /// The region, only where it is not the bureau's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub g: Option<String>,
    /// The insured person's name: first character, a star, and the last of three and more.
    pub n: String,
}

/// The receipt of a settled order, for this insured person, by the bureau of `region`.
pub fn of(order: &OrderRecord, name: &str, region: &str) -> Option<ReceiptPayload> {
    let said = order.payload.as_ref()?;
    let fingerprint = octets(order.fingerprint.as_deref()?)?;
    Some(ReceiptPayload {
        o: b64u(&octets(&order.id)?),
        f: b64u(fingerprint.get(..16)?),
        a: said.amt,
        t: order.stages.paid_at?,
        b: order.bank_ref.clone()?,
        s: scheme(&said.ob.scheme).to_owned(),
        p: periods(&said.ob.period)?,
        g: (said.ob.region != region).then(|| said.ob.region.clone()),
        n: masked_name(name),
    })
}

fn octets(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

fn scheme(name: &str) -> &str {
    match name {
        "pension_flexible" => "pf",
        "medical_flexible" => "mf",
        "pension_resident" => "pr",
        "medical_resident" => "mr",
        other => other,
    }
}

/// `2026-11` and `2026-12` → `26003`; `2027` → `27`.
fn periods(periods: &[String]) -> Option<String> {
    let mut sorted: Vec<&str> = periods.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut groups: Vec<(&str, Option<u16>)> = Vec::new();
    for period in sorted {
        let (year, month) = (period.strip_prefix("20")?.get(..2)?, period.get(5..7));
        let bit = match month {
            Some(month) => Some(1u16 << 12u32.checked_sub(month.parse().ok()?)?),
            None => None,
        };
        match (groups.last_mut(), bit) {
            (Some((last, Some(bits))), Some(bit)) if *last == year => *bits |= bit,
            _ => groups.push((year, bit)),
        }
    }
    let texts = groups
        .iter()
        .map(|(year, bits)| bits.map_or_else(|| (*year).to_owned(), |b| format!("{year}{b:03x}")));
    Some(texts.collect::<Vec<_>>().join(","))
}

/// `王*`, `李*英`: short for a name of any length, and without its length.
pub(crate) fn masked_name(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    match letters.as_slice() {
        [] => String::new(),
        [only] => only.to_string(),
        [first, _] => format!("{first}*"),
        [first, .., last] => format!("{first}*{last}"),
    }
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
