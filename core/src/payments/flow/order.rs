//! An order and its terms.

use super::cashier::{Attempt, Stage};
use super::change::Change;
use super::state::State;
use serde::{Deserialize, Serialize};

/// The channel of an order that is paid from the card's own account.
pub const DEBIT: &str = "card_debit";
/// The channel of an order that is paid by whoever scans its code.
pub const CASHIER: &str = "cashier_qr";
/// The channel of an order that the gateway makes under an auto-debit mandate.
pub const MANDATE: &str = "mandate_debit";

/// What is paid for: one person's scheme, in each of these periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// The insured person's id.
    pub person: String,
    /// `pension_flexible`, `medical_flexible`, `medical_resident`, `pension_resident`.
    pub scheme: String,
    /// The region, six digits.
    pub region: String,
    /// Months (`2026-11`) or years (`2027`).
    pub period: Vec<String>,
}

impl Obligation {
    /// True if both are the same person's scheme and share a period.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.person == other.person
            && self.scheme == other.scheme
            && self.period.iter().any(|period| other.period.contains(period))
    }
}

/// The payload of an order, as it is signed. Its octets are kept in the order's JWS and never written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The order's id: 128 random bits made on the device, 32 lower-case hex digits.
    pub id: String,
    /// What is paid for.
    pub ob: Obligation,
    /// Fen.
    pub amt: i64,
    /// `CNY`.
    pub cur: String,
    /// The tariff version it was computed from.
    pub tar: String,
    /// The quote.
    pub quo: String,
    /// Who receives the money.
    pub pye: String,
    /// Where the money comes from.
    pub ins: String,
    /// The channel: `card_debit`, `cashier_qr` or `mandate_debit`.
    pub ch: String,
    /// When the user confirmed, seconds since 1970 by this device: evidence only.
    pub iat: u64,
    /// The journal's newest sequence when it was confirmed.
    #[serde(default)]
    pub jseq: u64,
    /// The journal's newest hash when it was confirmed, hex.
    #[serde(default)]
    pub jhead: String,
}

/// What screens say about an order that its terms do not hold. Nothing is decided by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The bill it was made from; empty for an adopted order.
    pub bill: String,
    /// The insured person, masked.
    pub person: String,
    /// `self`, `mother`, …
    pub relation: String,
    /// The bank of the account that pays.
    pub bank: String,
    /// The account's last four digits.
    pub tail: String,
    /// The base per month in fen, where the scheme has one.
    pub base_fen: Option<i64>,
}

/// The four stages after payment, seconds since 1970 by the gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// The bank took the money.
    pub paid_at: Option<u64>,
    /// The tax authority made out its receipt.
    pub ticketed_at: Option<u64>,
    /// The treasury has it.
    pub treasury_at: Option<u64>,
    /// It counts for the insured person.
    pub credited_at: Option<u64>,
    /// The tax authority's receipt number.
    pub tax_receipt_no: Option<String>,
    /// When the gateway said so.
    pub as_of: Option<u64>,
}

/// One attempt to settle an obligation, with everything that proves what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What was confirmed, read from `jws`.
    pub terms: Terms,
    /// The order as signed: every attempt sends these very octets.
    pub jws: String,
    /// SHA-256 of the payload's octets, lower-case hex.
    pub fingerprint: String,
    /// For screens.
    pub about: About,
    /// True if another device (or this one before it was set up anew) made it: it is followed, and never sent from here.
    pub adopted: bool,
    /// Where it stands.
    pub state: State,
    /// True once the gateway said that it holds it.
    pub held: bool,
    /// True once the gateway said that it knows this id with another body.
    pub contradicted: bool,
    /// The signed request to stop it, once there is one: every attempt sends these very octets.
    pub close: Option<String>,
    /// The receipt, as signed.
    pub receipt: Option<String>,
    /// The tombstone, as signed.
    pub tombstone: Option<String>,
    /// The newest refund notice, as signed.
    pub refund: Option<String>,
    /// The stages after payment.
    pub stages: Stages,
    /// The newest attempt at the cashier that the gateway told of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Attempt>,
}

impl Order {
    /// What lists are ordered by: when it was confirmed, then which of that second came later in the journal.
    pub fn place(&self) -> String {
        format!("{:012}-{:012}-{}", self.terms.iat, self.terms.jseq, self.terms.id)
    }

    /// A new order, prepared.
    pub fn prepared(terms: Terms, jws: String, fingerprint: String, about: About) -> Self {
        Self {
            terms,
            jws,
            fingerprint,
            about,
            adopted: false,
            state: State::Prepared,
            held: false,
            contradicted: false,
            close: None,
            receipt: None,
            tombstone: None,
            refund: None,
            stages: Stages::default(),
            cashier: None,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.terms.id
    }

    /// True if it is to be paid at the cashier.
    pub fn is_for_cashier(&self) -> bool {
        self.terms.ch == CASHIER
    }

    /// The newest attempt at the cashier, while it may still matter: in doubt, not being stopped, and nothing said against it.
    pub fn at_cashier(&self) -> Option<&Attempt> {
        let follows = self.is_for_cashier() && self.state.in_doubt();
        self.cashier.as_ref().filter(|_| follows && self.close.is_none() && !self.contradicted)
    }

    /// The number of the attempt that may be asked for now: the one after the newest, once the gateway said that that one has ended.
    pub fn next_attempt(&self) -> Option<u32> {
        let ended = self.at_cashier().filter(|attempt| attempt.stage == Stage::Ended)?;
        ended.number.checked_add(1)
    }

    /// The order after a recorded change.
    pub fn after(mut self, change: &Change) -> Self {
        // A journal that was put together from damaged parts could hold a change twice; a rank never falls.
        if change.to.rank() >= self.state.rank() {
            self.state = change.to;
        }
        self.held |= change.held;
        self.contradicted |= change.contradicted;
        let keep_first = |old: &mut Option<String>, new: &Option<String>| {
            if old.is_none() {
                old.clone_from(new);
            }
        };
        keep_first(&mut self.close, &change.close);
        keep_first(&mut self.receipt, &change.receipt);
        keep_first(&mut self.tombstone, &change.tombstone);
        if change.refund.is_some() {
            self.refund.clone_from(&change.refund);
        }
        if let Some(stages) = &change.stages {
            self.stages = stages.clone();
        }
        if let Some(attempt) = change.cashier.as_ref().filter(|new| new.is_news(self.cashier.as_ref())) {
            self.cashier = Some(attempt.clone());
        }
        self
    }
}
