//! The invariants, checked after every step of every life.

use super::bureau::Bureau;
use super::phone::Phone;
use shebao_core::simulation::{Order, Stage, State};
use shebao_sandbox::decide::cashier::TicketState;
use shebao_sandbox::decide::order::{AttemptState, OrderRecord, OrderState};
use std::collections::BTreeMap;

/// The first invariant that does not hold, if any.
pub fn broken(bureau: &Bureau, phones: &[Phone], opening: i64) -> Option<String> {
    at_the_bank(bureau, phones, opening)
        .or_else(|| at_the_cashier(bureau))
        .or_else(|| at_the_gateway(bureau))
        .or_else(|| phones.iter().find_map(|phone| on_phone(bureau, phone)))
}

fn at_the_bank(bureau: &Bureau, phones: &[Phone], opening: i64) -> Option<String> {
    let mut paid: BTreeMap<&str, &str> = BTreeMap::new();
    let mut taken = 0;
    for debit in bureau.taken() {
        taken += debit.call.amount_fen;
        let Some(payload) = bureau.payload(&debit.call.order) else {
            return Some("I13: the bank took money for an order the gateway no longer knows".to_owned());
        };
        for period in &payload.ob.period {
            if paid.insert(period, &debit.call.order).is_some() {
                return Some(format!("I1: {period} was debited twice"));
            }
        }
        let reviewed = phones.iter().find_map(|phone| phone.watch.reviewed.get(&debit.call.order));
        if debit.call.amount_fen != payload.amt || reviewed.is_some_and(|fen| *fen != payload.amt) {
            return Some("I2: another amount was debited than confirmed".to_owned());
        }
    }
    for ticket in bureau.takings() {
        let Some(payload) = bureau.payload(&ticket.call.order) else {
            return Some("I13: the cashier took money for an order the gateway no longer knows".to_owned());
        };
        for period in &payload.ob.period {
            if paid.insert(period, &ticket.call.order).is_some() {
                return Some(format!("I1: {period} was paid twice"));
            }
        }
        if ticket.call.amount_fen != payload.amt {
            return Some("I2: another amount was scanned than confirmed".to_owned());
        }
    }
    (bureau.balance != opening - taken).then(|| "I2: the account does not add up".to_owned())
}

/// One order has one code at a time that can be paid, none once it has an end, and none that the gateway had not recorded before.
fn at_the_cashier(bureau: &Bureau) -> Option<String> {
    let mut payable: BTreeMap<&str, u32> = BTreeMap::new();
    for ticket in bureau.tickets.values() {
        let id = ticket.call.order.as_str();
        let Some(order) = bureau.orders.get(id) else { continue };
        if !order.attempts.iter().any(|attempt| attempt.number == ticket.call.attempt) {
            return Some(format!("I3: the cashier was asked about an attempt of {id} without a record"));
        }
        if ticket.state != TicketState::Open {
            continue;
        }
        if payable.insert(id, ticket.call.attempt).is_some() {
            return Some(format!("I1: two codes of {id} can be paid"));
        }
        if !order.state.is_open() {
            return Some(format!("I5: {id} is {}, and its code can be paid", order.state.name()));
        }
    }
    None
}

/// I4: what the gateway holds for paid has been paid, by one channel or the other.
fn paid_for(bureau: &Bureau, order: &OrderRecord) -> bool {
    bureau.debits.values().any(|debit| debit.taken && debit.call.order == order.id)
        || bureau
            .tickets
            .values()
            .any(|ticket| matches!(ticket.state, TicketState::Paid(_)) && ticket.call.order == order.id)
}

fn at_the_gateway(bureau: &Bureau) -> Option<String> {
    for (id, due) in &bureau.due_at_acceptance {
        if bureau.payload(id).is_some_and(|payload| payload.amt != *due) {
            return Some("I11: accepted with another amount than the tariff in force".to_owned());
        }
    }
    let settled = |order: &&OrderRecord| order.state == OrderState::Settled;
    if let Some(order) = bureau.orders.values().filter(settled).find(|order| !paid_for(bureau, order)) {
        return Some(format!("I4: {} is settled, and nobody paid", order.id));
    }
    let mut held: BTreeMap<&str, &str> = BTreeMap::new();
    for order in bureau.orders.values().filter(|order| order.state.holds()) {
        for period in order.payload.iter().flat_map(|payload| &payload.ob.period) {
            if held.insert(period, &order.id).is_some() {
                return Some(format!("I7: two orders hold {period} at the gateway"));
            }
        }
    }
    bureau.ever.iter().find_map(|(id, died)| match (bureau.orders.get(id), died) {
        (None, _) => Some(format!("I13: the gateway forgot {id}")),
        (Some(order), Some(died)) if order.state != *died => {
            Some(format!("I6: {id} came back from the dead"))
        }
        _ => None,
    })
}

fn on_phone(bureau: &Bureau, phone: &Phone) -> Option<String> {
    if let Some(wrong) = phone.watch.wrong.first() {
        return Some(wrong.clone());
    }
    if phone.disk.salt_was_used_twice() {
        return Some("nonce: two frames were sealed with the same key and nonce".to_owned());
    }
    let books = phone.books()?;
    let mut live: BTreeMap<&str, &str> = BTreeMap::new();
    for order in books.orders() {
        if let Some(wrong) = end(bureau, phone, order) {
            return Some(wrong);
        }
        if let Some(wrong) = code(bureau, order) {
            return Some(wrong);
        }
        if order.state.is_live() && !order.adopted {
            for period in &order.terms.ob.period {
                if live.insert(period, order.id()).is_some() {
                    return Some(format!("I7: two live orders for {period} on one phone"));
                }
            }
        }
    }
    None
}

/// I10: a code is over on a phone only once the gateway has closed it at the cashier.
fn code(bureau: &Bureau, order: &Order) -> Option<String> {
    let here = order.cashier.as_ref().filter(|attempt| attempt.stage == Stage::Ended)?;
    let there = bureau.orders.get(order.id())?.attempts.iter().find(|there| there.number == here.number);
    let closed = there.is_some_and(|there| there.state == AttemptState::Closed);
    (!closed).then(|| format!("I10: code {} of {} is over on the phone alone", here.number, order.id()))
}

/// What an end on a phone needs at the gateway, and in the journal.
fn end(bureau: &Bureau, phone: &Phone, order: &Order) -> Option<String> {
    let there = bureau.orders.get(order.id()).map(|there| there.state);
    let wrong =
        |text: &str| Some(format!("{text}: {:?} on the phone, {there:?} at the gateway", order.state));
    match order.state {
        State::Paid | State::Refunding | State::Refunded => {
            let agrees = match order.state {
                State::Paid => {
                    matches!(there, Some(OrderState::Settled | OrderState::Refunding | OrderState::Refunded))
                }
                State::Refunding => matches!(there, Some(OrderState::Refunding | OrderState::Refunded)),
                _ => there == Some(OrderState::Refunded),
            };
            if !agrees {
                return wrong("I4");
            }
            match &order.receipt {
                // A simulated phone has a journal and no store: that its second copy follows, campaigns of the real stack look at.
                None => wrong("I15: no receipt in the journal"),
                Some(text) if *text != format!("receipt-{}", order.id()) => {
                    wrong("I4: another order's receipt")
                }
                _ => None,
            }
        }
        State::Rejected(_) | State::Cancelled => {
            let debited = bureau.taken().any(|debit| debit.call.order == order.id())
                || bureau.takings().any(|ticket| ticket.call.order == order.id());
            let dead = matches!(there, Some(OrderState::Dead(_)));
            // Stopped before anything was sent, it needs nobody's word.
            let unsent = order.state == State::Cancelled && order.tombstone.is_none() && !order.adopted;
            if debited {
                wrong("I5: debited although rejected or stopped")
            } else if !dead && (!unsent || phone.watch.has_sent(order.id())) {
                wrong("I5: an end without a tombstone")
            } else {
                None
            }
        }
        _ => None,
    }
}

/// At the end of a life every phone knows every order of the citizen's, and how it ended.
pub fn disagree(bureau: &Bureau, phones: &[Phone]) -> Option<String> {
    let bodies = bureau.orders.values().filter(|order| order.payload.is_some());
    bodies.flat_map(|there| phones.iter().map(move |phone| (there, phone))).find_map(|(there, phone)| {
        let Some(here) = phone.order(&there.id) else {
            return Some(format!("L1: a phone never heard of {}", there.id));
        };
        let agree = match there.state {
            OrderState::Accepted | OrderState::DebitSent | OrderState::AtCashier => false,
            OrderState::Settled => here.state == State::Paid,
            OrderState::Dead(_) => here.state.never_takes_money(),
            OrderState::Refunding => here.state == State::Refunding,
            OrderState::Refunded => here.state == State::Refunded,
        };
        (!agree).then(|| format!("L1: {:?} on the phone, {:?} at the gateway", here.state, there.state))
    })
}
