//! Orders at the gateway: accept, debit, settle, close. The rules of exactly-once payment, without any I/O.
//!
//! The rooms make each record durable **before** they run the effect that comes with it:
//! `accept` → Accepted on disk → `begin_debit` → DebitSent on disk → the bank, keyed by order id → `settle` → Settled on disk.

use super::bank::{Debit, DebitCall};
use super::tariff::{self, Choice, Tariff, TariffRule};
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
    /// The channel: `card_debit`.
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
    /// Not signed by this device's consent key.
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
    /// The bank took the confirmed amount.
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
        matches!(self, Self::Accepted | Self::DebitSent | Self::Settled | Self::Refunding)
    }

    /// True if it can still become paid.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Accepted | Self::DebitSent)
    }

    /// What the wire calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted | Self::DebitSent => "pending",
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
    pub rule: Option<TariffRule>,
    /// Where it stands.
    pub state: OrderState,
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

/// An order as it arrived, its signature already checked.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Who sent it: the citizen of the token.
    pub payer: String,
    /// What it says.
    pub payload: OrderPayload,
    /// SHA-256 of the payload's octets.
    pub fingerprint: String,
    /// The octets.
    pub jws: String,
    /// True if the device's registered consent key signed it.
    pub proved: bool,
}

/// What the gateway knows when an order arrives.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// The order of this id.
    pub existing: Option<&'a OrderRecord>,
    /// True if another order holds one of the periods.
    pub held: bool,
    /// The quote it names.
    pub quote: Option<&'a Quote>,
    /// The tariff in force for its scheme.
    pub tariff: Option<&'a Tariff>,
    /// True if the bill can still be paid.
    pub window_open: bool,
}

/// What is to be done about an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing changes; this is how it stands.
    Stands,
    /// Make this durable (taking or leaving its periods as `state.holds()` says), then run the effect.
    Write(Box<OrderRecord>, Effect),
    /// The id is known with another body: 422, and nothing changes.
    Conflict,
    /// The id belongs to somebody else: nothing is said about it.
    NotYours,
}

/// What follows once the record is durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Go on with [`begin_debit`].
    BeginDebit,
    /// Ask the bank; its answer goes to [`settle`].
    CallBank(DebitCall),
    /// Tell the citizen, and enter the contribution as being confirmed.
    TellPaid,
}

/// An order arrives.
pub fn accept(order: &Arrived, known: &Known<'_>, now: i64) -> Decision {
    if let Some(existing) = known.existing {
        if existing.payer != order.payer {
            return Decision::NotYours;
        }
        return match &existing.fingerprint {
            Some(fingerprint) if *fingerprint != order.fingerprint => Decision::Conflict,
            // Same body, or an id that was closed before its order came: the tombstone stands.
            _ => Decision::Stands,
        };
    }
    let (state, effect) = match refusal(order, known, now) {
        Some(why) => (OrderState::Dead(why), Effect::None),
        None => (OrderState::Accepted, Effect::BeginDebit),
    };
    let record = OrderRecord {
        id: order.payload.id.clone(),
        payer: order.payer.clone(),
        fingerprint: Some(order.fingerprint.clone()),
        payload: Some(order.payload.clone()),
        jws: Some(order.jws.clone()),
        choice: known.quote.map(|q| q.choice.clone()).unwrap_or_default(),
        rule: known.tariff.map(|t| t.rule.clone()),
        state,
        stages: Stages::default(),
        bank_ref: None,
        tax_receipt_no: None,
        receipt: None,
        tombstone: None,
        refund: None,
        changed_at: now,
    };
    Decision::Write(Box::new(record), effect)
}

fn refusal(order: &Arrived, known: &Known<'_>, now: i64) -> Option<Why> {
    let said = &order.payload;
    if !order.proved {
        return Some(Why::BadProof);
    }
    if known.held {
        return Some(Why::DuplicateObligation);
    }
    let Some(quote) = known.quote.filter(|q| q.payer == order.payer) else { return Some(Why::QuoteExpired) };
    let as_quoted = quote.obligation == said.ob
        && quote.instrument == said.ins
        && quote.payee == said.pye
        && said.cur == "CNY"
        && said.ch == "card_debit";
    if !as_quoted || !known.window_open {
        return Some(Why::RiskDenied);
    }
    if now >= quote.expires_at {
        return Some(Why::QuoteExpired);
    }
    let Some(tariff) = known.tariff.filter(|t| t.version == said.tar) else {
        return Some(Why::TariffChanged);
    };
    let due = tariff::total(&tariff.rule, &quote.choice, said.ob.period.len());
    (due != Some(said.amt)).then_some(Why::TariffChanged)
}

/// The gateway turns to the bank: DebitSent must be durable before the call goes out.
pub fn begin_debit(order: &OrderRecord, now: i64) -> Decision {
    match (order.state, debit_call(order)) {
        (OrderState::Accepted, Some(call)) => {
            let record = OrderRecord { state: OrderState::DebitSent, changed_at: now, ..order.clone() };
            Decision::Write(Box::new(record), Effect::CallBank(call))
        }
        _ => Decision::Stands,
    }
}

/// The call for an order: the confirmed amount, never today's.
pub fn debit_call(order: &OrderRecord) -> Option<DebitCall> {
    let said = order.payload.as_ref()?;
    Some(DebitCall {
        order: order.id.clone(),
        account: format!("{}/{}", order.payer, said.ins),
        amount_fen: said.amt,
    })
}

/// What an order that a crash left behind needs: the same effect again, harmless because keyed by its id.
pub fn resume(order: &OrderRecord) -> Effect {
    match (order.state, debit_call(order)) {
        (OrderState::Accepted, _) => Effect::BeginDebit,
        (OrderState::DebitSent, Some(call)) => Effect::CallBank(call),
        _ => Effect::None,
    }
}

/// The bank answered.
pub fn settle(order: &OrderRecord, debit: &Debit, now: i64) -> Decision {
    if order.state != OrderState::DebitSent || debit.call.order != order.id {
        return Decision::Stands;
    }
    let mut record = OrderRecord { changed_at: now, ..order.clone() };
    if debit.taken {
        record.state = OrderState::Settled;
        record.stages.paid_at = Some(debit.at);
        record.bank_ref = Some(debit.bank_ref.clone());
        Decision::Write(Box::new(record), Effect::TellPaid)
    } else {
        record.state = OrderState::Dead(Why::Insufficient);
        Decision::Write(Box::new(record), Effect::None)
    }
}

/// The citizen asks to stop. An id never seen is closed for ever; while the bank may have been asked, the answer is pending.
pub fn close(id: &str, payer: &str, existing: Option<&OrderRecord>, now: i64) -> Decision {
    match existing {
        Some(order) if order.payer != payer => Decision::NotYours,
        Some(order) if order.state == OrderState::Accepted => {
            let record =
                OrderRecord { state: OrderState::Dead(Why::Closed), changed_at: now, ..order.clone() };
            Decision::Write(Box::new(record), Effect::None)
        }
        Some(_) => Decision::Stands,
        None => Decision::Write(
            Box::new(OrderRecord {
                id: id.to_owned(),
                payer: payer.to_owned(),
                fingerprint: None,
                payload: None,
                jws: None,
                choice: Choice::default(),
                rule: None,
                state: OrderState::Dead(Why::Closed),
                stages: Stages::default(),
                bank_ref: None,
                tax_receipt_no: None,
                receipt: None,
                tombstone: None,
                refund: None,
                changed_at: now,
            }),
            Effect::None,
        ),
    }
}

#[cfg(test)]
#[path = "orders_tests.rs"]
mod tests;
