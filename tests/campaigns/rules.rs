//! The invariants, checked after every step of every life.

use crate::bureau::Bureau;
use crate::device::Device;
use shebao_core::simulation::State;
use shebao_sandbox::decide::order::OrderState;
use std::collections::BTreeMap;

/// The first invariant that does not hold, if any.
pub fn broken(bureau: &Bureau, devices: &[Device]) -> Option<String> {
    let mut paid: BTreeMap<&str, &str> = BTreeMap::new();
    for debit in bureau.taken() {
        let Some(payload) = bureau.payload(&debit.call.order) else { continue };
        for period in &payload.ob.period {
            if paid.insert(period, &debit.call.order).is_some() {
                return Some(format!("I1: {period} was debited twice"));
            }
        }
        if debit.call.amount_fen != payload.amt {
            return Some("I2: another amount was debited than confirmed".to_owned());
        }
    }
    for (id, due) in &bureau.due_at_acceptance {
        if bureau.payload(id).is_some_and(|payload| payload.amt != *due) {
            return Some("I11: accepted with another amount than the tariff in force".to_owned());
        }
    }
    let mut held: BTreeMap<&str, &str> = BTreeMap::new();
    for order in bureau.orders.values().filter(|order| order.state.holds()) {
        for period in order.payload.iter().flat_map(|payload| &payload.ob.period) {
            if held.insert(period, &order.id).is_some() {
                return Some(format!("I7: two orders hold {period} at the gateway"));
            }
        }
    }
    devices.iter().find_map(|device| on_device(bureau, device))
}

fn on_device(bureau: &Bureau, device: &Device) -> Option<String> {
    if let Some(wrong) = device.wrong.first() {
        return Some(wrong.clone());
    }
    let books = device.books()?;
    let mut live: BTreeMap<&str, &str> = BTreeMap::new();
    for order in books.orders() {
        let there = bureau.orders.get(order.id());
        let debited = bureau.debits.values().any(|debit| debit.taken && debit.call.order == order.id());
        match order.state {
            State::Paid | State::Refunding | State::Refunded => {
                let settled = there.is_some_and(|there| {
                    matches!(there.state, OrderState::Settled | OrderState::Refunding | OrderState::Refunded)
                });
                if !settled || order.receipt.is_none() {
                    return Some("I4: paid on the device, not at the gateway".to_owned());
                }
                if order.receipt.as_deref() != Some(&format!("receipt-{}", order.id())) {
                    return Some("I4: paid by another order's receipt".to_owned());
                }
            }
            State::Rejected(_) | State::Cancelled if debited => {
                return Some("I5: debited although rejected or stopped".to_owned());
            }
            _ => {}
        }
        if order.state.is_live() && !order.adopted {
            for period in &order.terms.ob.period {
                if live.insert(period, order.id()).is_some() {
                    return Some(format!("I7: two live orders for {period} on one device"));
                }
            }
        }
    }
    None
}
