//! The second channel: one order, several attempts at the cashier, of which one at most ever takes money.
//!
//! The rooms make each record durable **before** they ask the cashier: `begin` or `next` → Opening on disk → the cashier opens, keyed by order
//! and attempt → Open on disk with its code. An attempt ends by the gateway's clock alone: `expire` → Closing on disk → the cashier closes,
//! and its answer decides: closed, or paid after all. Only then may another attempt begin, or the order die.

use super::cashier::{Ticket, TicketCall, TicketState};
use super::order::{Attempt, AttemptState, OrderRecord, OrderState, Why};
use super::orders::{CashierCall, Decision, Effect};

/// How long a code can be scanned, in seconds.
pub const ATTEMPT_LIFE: i64 = 900;

/// What is to be done about a citizen's wish for another code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Another {
    /// It is there already, or the one before is not over: nothing changes, and the present state is the answer.
    Stands,
    /// Make this durable, then ask the cashier.
    Write(Box<OrderRecord>, Effect),
    /// Not the next number, or not an order for the cashier.
    OutOfTurn,
    /// The order belongs to somebody else: nothing is said about it.
    NotYours,
}

fn with(order: &OrderRecord, state: AttemptState, now: i64) -> OrderRecord {
    let mut record = OrderRecord { changed_at: now, ..order.clone() };
    if let Some(last) = record.attempts.last_mut() {
        last.state = state;
    }
    record
}

fn opening(order: &OrderRecord, number: u32, now: i64) -> Decision {
    let mut record = OrderRecord { state: OrderState::AtCashier, changed_at: now, ..order.clone() };
    record.attempts.push(Attempt { number, until: now + ATTEMPT_LIFE, state: AttemptState::Opening });
    let effect = ask(&record);
    Decision::Write(Box::new(record), effect)
}

/// The gateway turns to the cashier: the first attempt must be durable before the call goes out.
pub fn begin(order: &OrderRecord, now: i64) -> Decision {
    match order.state {
        OrderState::Accepted if order.is_for_cashier() => opening(order, 1, now),
        _ => Decision::Stands,
    }
}

/// True if the newest attempt's time is up and it can still be scanned.
pub fn is_due(order: &OrderRecord, now: i64) -> bool {
    order.state == OrderState::AtCashier
        && order.attempts.last().is_some_and(|last| {
            now >= last.until && matches!(last.state, AttemptState::Opening | AttemptState::Open { .. })
        })
}

/// True if the newest attempt is to end, or is ending: nobody is told of it before the cashier's word about it is on the disk.
pub fn is_ending(order: &OrderRecord, now: i64) -> bool {
    let closing = order.attempts.last().is_some_and(|last| last.state == AttemptState::Closing);
    is_due(order, now) || (order.state == OrderState::AtCashier && closing)
}

/// The newest attempt's time is up, by the gateway's clock: durable before the cashier is asked to close it.
pub fn expire(order: &OrderRecord, now: i64) -> Decision {
    if !is_due(order, now) {
        return Decision::Stands;
    }
    let record = with(order, AttemptState::Closing, now);
    let effect = ask(&record);
    Decision::Write(Box::new(record), effect)
}

/// The citizen asks for attempt `number`.
pub fn next(order: &OrderRecord, payer: &str, number: u32, now: i64) -> Another {
    if order.payer != payer {
        return Another::NotYours;
    }
    let last = order.attempts.last().map_or(0, |last| last.number);
    if !order.is_for_cashier() || number == 0 || number > last.saturating_add(1) {
        return Another::OutOfTurn;
    }
    let over = order.attempts.last().is_some_and(|last| last.state == AttemptState::Closed);
    if order.state != OrderState::AtCashier || number <= last || !over || order.stop_asked {
        return Another::Stands;
    }
    match opening(order, number, now) {
        Decision::Write(record, effect) => Another::Write(record, effect),
        _ => Another::Stands,
    }
}

/// The citizen asks to stop an order that is at the cashier: the open code is closed there first.
pub(super) fn stop(order: &OrderRecord, now: i64) -> Decision {
    let over = order.attempts.last().is_none_or(|last| last.state == AttemptState::Closed);
    if over {
        let record = OrderRecord { state: OrderState::Dead(Why::Closed), changed_at: now, ..order.clone() };
        return Decision::Write(Box::new(record), Effect::None);
    }
    if order.stop_asked {
        return Decision::Stands;
    }
    let record = OrderRecord { stop_asked: true, ..with(order, AttemptState::Closing, now) };
    let effect = ask(&record);
    Decision::Write(Box::new(record), effect)
}

/// What is to be asked of the cashier about an order as it stands; nothing if no attempt is open.
pub fn ask(order: &OrderRecord) -> Effect {
    let (Some(last), Some(said)) = (order.attempts.last(), &order.payload) else { return Effect::None };
    if order.state != OrderState::AtCashier {
        return Effect::None;
    }
    // The confirmed amount, whatever the tariff has become.
    let call = TicketCall { order: order.id.clone(), attempt: last.number, amount_fen: said.amt };
    match last.state {
        AttemptState::Opening => Effect::AskCashier(CashierCall::Open(call)),
        AttemptState::Open { .. } => Effect::AskCashier(CashierCall::Look(call)),
        AttemptState::Closing => Effect::AskCashier(CashierCall::Close(call)),
        AttemptState::Closed | AttemptState::Paid => Effect::None,
    }
}

/// The cashier answered. Its word about money decides.
pub fn told(order: &OrderRecord, ticket: &Ticket, now: i64) -> Decision {
    let Some(last) = order.attempts.last() else { return Decision::Stands };
    let about_it = ticket.call.order == order.id && ticket.call.attempt == last.number;
    if order.state != OrderState::AtCashier || !about_it {
        return Decision::Stands;
    }
    match (&ticket.state, &last.state) {
        (TicketState::Paid(scanned), _) => {
            let mut record = with(order, AttemptState::Paid, now);
            record.state = OrderState::Settled;
            record.stages.paid_at = Some(scanned.at);
            record.bank_ref = Some(scanned.reference.clone());
            Decision::Write(Box::new(record), Effect::TellPaid)
        }
        (TicketState::Open, AttemptState::Opening) => {
            let record = with(order, AttemptState::Open { code: ticket.call.code() }, now);
            Decision::Write(Box::new(record), Effect::None)
        }
        (TicketState::Closed, state) if *state != AttemptState::Closed => {
            let mut record = with(order, AttemptState::Closed, now);
            if record.stop_asked {
                record.state = OrderState::Dead(Why::Closed);
            }
            Decision::Write(Box::new(record), Effect::None)
        }
        _ => Decision::Stands,
    }
}

#[cfg(test)]
#[path = "attempts_tests.rs"]
mod tests;
