//! Orders at the gateway: accept, debit, settle, close. The rules of exactly-once payment, without any I/O.
//!
//! The rooms make each record durable **before** they run the effect that comes with it:
//! `accept` → Accepted on disk → `begin_debit` → DebitSent on disk → the bank, keyed by order id → `settle` → Settled on disk.

use super::attempts;
use super::bank::{Debit, DebitCall};
use super::cashier::TicketCall;
use super::order::{OrderPayload, OrderRecord, OrderState, Quote, Why, channel};
use super::tariff::{self, Tariff};

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
    /// True if the device's registered consent key signed it and, where that key cannot ask for presence, the PIN was proved for it.
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
    /// Go on with [`attempts::begin`].
    BeginAttempt,
    /// Ask the cashier; its answer goes to [`attempts::told`].
    AskCashier(CashierCall),
    /// Tell the citizen, and enter the contribution as being confirmed.
    TellPaid,
}

/// What the cashier is asked about one attempt of one order. Each may be asked twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CashierCall {
    /// Show a code for it.
    Open(TicketCall),
    /// Was it paid?
    Look(TicketCall),
    /// Let nobody pay it any more, unless somebody has.
    Close(TicketCall),
}

/// How money begins to move for an accepted order: by the channel that was signed with it, never by both.
fn begin(order: &OrderRecord) -> Effect {
    if order.is_for_cashier() { Effect::BeginAttempt } else { Effect::BeginDebit }
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
    let state = refusal(order, known, now).map_or(OrderState::Accepted, OrderState::Dead);
    let record = OrderRecord {
        fingerprint: Some(order.fingerprint.clone()),
        payload: Some(order.payload.clone()),
        jws: Some(order.jws.clone()),
        choice: known.quote.map(|q| q.choice.clone()).unwrap_or_default(),
        rule: known.tariff.map(|t| t.rule.clone()),
        ..OrderRecord::new(&order.payload.id, &order.payer, state, now)
    };
    let effect = if state == OrderState::Accepted { begin(&record) } else { Effect::None };
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
        && channel(&said.ins) == Some(said.ch.as_str());
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
        (OrderState::Accepted, Some(call)) if !order.is_for_cashier() => {
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
        (OrderState::Accepted, _) => begin(order),
        (OrderState::AtCashier, _) => attempts::ask(order),
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

/// The citizen asks to stop. An id never seen is closed for ever; while the bank may have been asked, the answer is pending; what is at
/// the cashier is closed there first, and the cashier's answer decides.
pub fn close(id: &str, payer: &str, existing: Option<&OrderRecord>, now: i64) -> Decision {
    match existing {
        Some(order) if order.payer != payer => Decision::NotYours,
        Some(order) if order.state == OrderState::Accepted => {
            let record =
                OrderRecord { state: OrderState::Dead(Why::Closed), changed_at: now, ..order.clone() };
            Decision::Write(Box::new(record), Effect::None)
        }
        Some(order) if order.state == OrderState::AtCashier => attempts::stop(order, now),
        Some(_) => Decision::Stands,
        None => {
            let record = OrderRecord::new(id, payer, OrderState::Dead(Why::Closed), now);
            Decision::Write(Box::new(record), Effect::None)
        }
    }
}

#[cfg(test)]
#[path = "orders_tests.rs"]
mod tests;
