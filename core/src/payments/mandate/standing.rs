//! What is in force, read from the gateway's list: each row is believed by the proof in it, or not at all.

use super::answers;
use super::flow::{MandateTerms, Standing};
use super::wire::{LastDebit, MandateStatus, Mandates, NextDebit};
use crate::bureau::Keys;
use crate::signed::{Unverified, Use, decode, hex, sha256};

/// A mandate that is in force, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InForce {
    /// The number of the latest act on it.
    pub v: u32,
    /// False once it ended.
    pub active: bool,
    /// The terms in force, or those it ended with.
    pub terms: MandateTerms,
    /// The next debit, as the gateway told it.
    pub next: Option<NextDebit>,
    /// What came of the latest period, as the gateway told it.
    pub last: Option<LastDebit>,
}

/// The mandates of a list, and whether there are some that nobody can believe now.
pub(super) fn of_list(list: Option<&Mandates>, keys: &Keys) -> (Vec<InForce>, bool) {
    let Some(list) = list else { return (Vec::new(), false) };
    let (mut found, mut doubtful) = (Vec::new(), list.mandates.dropped > 0);
    for row in &list.mandates.rows {
        match of_row(row, keys) {
            Some(Some(mandate)) => found.push(mandate),
            Some(None) => {}
            None => doubtful = true,
        }
    }
    (found, doubtful)
}

/// One row: `Some(None)` for one that never was in force, `None` if it is not to be believed.
fn of_row(row: &MandateStatus, keys: &Keys) -> Option<Option<InForce>> {
    let proof = answers::proof(row, keys)?;
    if proof.state == Standing::None {
        return Some(None);
    }
    let (terms, fingerprint) = terms(row.mandate.as_deref()?)?;
    // The proof names the very terms: nobody can slip others under it.
    let its_own = proof.cur.as_ref() == Some(&fingerprint) && terms.id == row.id;
    its_own.then(|| {
        let active = proof.state == Standing::Active;
        let next = row.next.clone().filter(|_| active);
        Some(InForce { v: proof.v, active, terms, next, last: row.last.clone() })
    })
}

/// An act's own body, read from its text, and its fingerprint. Whose signature it is cannot be known here; the proof tells whether it counts.
fn terms(jws: &str) -> Option<(MandateTerms, String)> {
    Unverified::parse(jws, Use::Mandate).ok()?;
    let payload = decode(jws.split('.').nth(1)?).ok()?;
    let terms: MandateTerms = serde_json::from_slice(&payload).ok()?;
    (terms.cap > 0 && (1..=28).contains(&terms.day)).then(|| (terms, hex(&sha256(&payload))))
}
