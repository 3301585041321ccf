//! What an order is: its payload, the states it goes through, and the record that is kept for ever.

use super::tariff::{Charge, Choice};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who and what is paid for: the obligation, in every period it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Obligation {
    /// The insured person.
    pub person: String,
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// The region.
    pub region: String,
    /// Months (`2026-11`) or years (`2027`).
    pub period: Vec<String>,
}

impl Obligation {
    /// The key under which each period is held: at most one live or paid order each, whatever region an order names.
    pub fn holds(&self) -> Vec<String> {
        self.period.iter().map(|p| format!("{}/{}/{p}", self.person, self.scheme)).collect()
    }
}

/// The payload of `shebao-order+jws`. Unknown members are ignored; missing ones make the order unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OrderPayload {
    /// The order's id, 32 lower-case hex digits, made on the device.
    pub id: String,
    /// What is paid.
    pub ob: Obligation,
    /// Fen.
    pub amt: i64,
    /// `CNY`.
    pub cur: String,
    /// The tariff version it was confirmed under.
    pub tar: String,
    /// The quote.
    pub quo: String,
    /// Who receives the money.
    pub pye: String,
    /// Where the money comes from.
    pub ins: String,
    /// The channel: `card_debit` or `cashier_qr`, as the instrument has it.
    pub ch: String,
    /// When the citizen confirmed, by the device's clock: evidence only.
    pub iat: i64,
    /// The device's journal sequence.
    #[serde(default)]
    pub jseq: Option<u64>,
    /// The device's journal head.
    #[serde(default)]
    pub jhead: Option<String>,
}

/// The channel an instrument pays by; `None` for one that is not offered.
pub fn channel(instrument: &str) -> Option<&'static str> {
    match instrument {
        "card" => Some("card_debit"),
        "cashier" => Some("cashier_qr"),
        _ => None,
    }
}

/// Why an order will never take money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The tariff in force is not the one confirmed.
    TariffChanged,
    /// The quote is past its time, by the gateway's clock.
    QuoteExpired,
    /// A live or paid order holds one of the periods.
    DuplicateObligation,
    /// The bank said: not enough money.
    Insufficient,
    /// Not what was quoted, or not this citizen's to pay.
    RiskDenied,
    /// Not signed by this device's consent key, or without the PIN proof this device owes.
    BadProof,
    /// The citizen asked to stop.
    Closed,
}

/// Where an order stands at the gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderState {
    /// Held durably; nothing was asked of the bank.
    Accepted,
    /// The bank may have been asked: money may have moved.
    DebitSent,
    /// The cashier may show a code for it: money may have moved. Its attempts say more.
    AtCashier,
    /// The bank or the cashier took the confirmed amount.
    Settled,
    /// Never takes money.
    Dead(Why),
    /// Being given back.
    Refunding,
    /// Given back.
    Refunded,
}

impl OrderState {
    /// True while this order keeps others from paying the same periods.
    pub fn holds(self) -> bool {
        matches!(self, Self::Accepted | Self::DebitSent | Self::AtCashier | Self::Settled | Self::Refunding)
    }

    /// True if it can still become paid.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Accepted | Self::DebitSent | Self::AtCashier)
    }

    /// What the wire calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted | Self::DebitSent | Self::AtCashier => "pending",
            Self::Settled => "paid",
            Self::Dead(Why::Closed) => "closed",
            Self::Dead(_) => "rejected",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
        }
    }
}

/// The four stages after the bank's answer, each with the second it was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stages {
    /// The bank took the money.
    pub paid_at: Option<i64>,
    /// The tax office made out the receipt.
    pub ticketed_at: Option<i64>,
    /// The treasury has it.
    pub treasury_at: Option<i64>,
    /// It counts for the insured person.
    pub credited_at: Option<i64>,
}

/// One try to have an order paid at the cashier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// From 1, without a gap.
    pub number: u32,
    /// It is closed from this second on, by the gateway's clock.
    pub until: i64,
    /// How it stands.
    pub state: AttemptState,
}

/// How an attempt stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttemptState {
    /// The cashier may have opened it.
    Opening,
    /// It can be scanned.
    Open {
        /// What the code holds.
        code: String,
    },
    /// The cashier may have closed it; it may also have been paid.
    Closing,
    /// The cashier said that it is closed, and not paid.
    Closed,
    /// The cashier said that it is paid.
    Paid,
}

impl AttemptState {
    /// What the wire calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Open { .. } => "open",
            Self::Closing => "closing",
            Self::Closed => "ended",
            Self::Paid => "paid",
        }
    }
}

/// An order as the gateway keeps it, for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    /// Its id.
    pub id: String,
    /// Who sent it.
    pub payer: String,
    /// SHA-256 of the payload's octets; `None` if only a close was ever seen.
    pub fingerprint: Option<String>,
    /// What it said; `None` if only a close was ever seen.
    pub payload: Option<OrderPayload>,
    /// The very octets received; `None` if only a close was ever seen.
    pub jws: Option<String>,
    /// The base or tier of its quote, for the contribution record.
    pub choice: Choice,
    /// The rule it was accepted under: the record shows what was charged, whatever is in force later.
    #[serde(default)]
    pub rule: Option<Charge>,
    /// Where it stands.
    pub state: OrderState,
    /// The tries at the cashier, oldest first; none for a debit.
    #[serde(default)]
    pub attempts: Vec<Attempt>,
    /// The citizen asked to stop it while the cashier might show a code for it.
    #[serde(default)]
    pub stop_asked: bool,
    /// The stages after payment.
    pub stages: Stages,
    /// The bank's reference, once paid.
    pub bank_ref: Option<String>,
    /// The tax office's receipt number, once ticketed.
    pub tax_receipt_no: Option<String>,
    /// Signed by the room that makes the record durable; empty until then.
    #[serde(default)]
    pub receipt: Option<String>,
    /// Signed by the room that makes the record durable; empty until then.
    #[serde(default)]
    pub tombstone: Option<String>,
    /// Signed by the room that makes the record durable; empty until then.
    #[serde(default)]
    pub refund: Option<String>,
    /// When it last changed.
    pub changed_at: i64,
}

impl OrderRecord {
    /// One of which nothing is known but its id, whose it is, and where it stands.
    pub fn new(id: &str, payer: &str, state: OrderState, now: i64) -> Self {
        Self {
            id: id.to_owned(),
            payer: payer.to_owned(),
            fingerprint: None,
            payload: None,
            jws: None,
            choice: Choice::default(),
            rule: None,
            state,
            attempts: Vec::new(),
            stop_asked: false,
            stages: Stages::default(),
            bank_ref: None,
            tax_receipt_no: None,
            receipt: None,
            tombstone: None,
            refund: None,
            changed_at: now,
        }
    }

    /// True if it is to be paid at the cashier: the channel was signed with the order and never changes.
    pub fn is_for_cashier(&self) -> bool {
        self.payload.as_ref().is_some_and(|said| said.ch == "cashier_qr")
    }
}

/// An offer with the gateway's own expiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Its id.
    pub id: String,
    /// Who asked.
    pub payer: String,
    /// The bill.
    pub bill: String,
    /// What would be paid.
    pub obligation: Obligation,
    /// What was chosen.
    pub choice: Choice,
    /// Fen.
    pub amount_fen: i64,
    /// The tariff version it was computed from.
    pub tariff: String,
    /// Who receives the money.
    pub payee: String,
    /// Where the money would come from.
    pub instrument: String,
    /// Good until this second, by the gateway's clock.
    pub expires_at: i64,
}
