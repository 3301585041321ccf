//! What an answer of the gateway's means to the core's `flow`.

use super::bureau::Said;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shebao_core::simulation::{
    Attempt, Event, Reason, Receipt, Refund, RefundState, Request, Stage, Stages, Tombstone, Why, left_half,
};
use shebao_sandbox::decide::order::{AttemptState, OrderRecord, OrderState};

/// The events, in the order in which they can have happened.
pub fn events(said: &Said, asked: Request) -> Vec<Event> {
    let order = match said {
        Said::Status(order) => order,
        Said::NotFound => return vec![Event::NotFound { asked }],
        Said::Conflict => return vec![Event::Conflict],
        Said::Unauthorized => return vec![Event::Unauthorized],
        Said::Busy => return vec![Event::Busy { after_seconds: None }],
    };
    let receipt = receipt(order).map(Event::Receipt);
    match order.state {
        OrderState::Accepted | OrderState::DebitSent | OrderState::AtCashier => {
            [Event::Pending].into_iter().chain(attempt(order).map(Event::Cashier)).collect()
        }
        OrderState::Settled => receipt.into_iter().chain([Event::Stages(stages(order))]).collect(),
        OrderState::Refunding => receipt.into_iter().chain([refund(order, RefundState::Refunding)]).collect(),
        OrderState::Refunded => receipt.into_iter().chain([refund(order, RefundState::Refunded)]).collect(),
        OrderState::Dead(why) => vec![Event::Tombstone(Tombstone {
            ord: order.id.clone(),
            fp: order.fingerprint.clone(),
            why: as_wire(&why).unwrap_or(Why::Refused(Reason::Unknown)),
            text: format!("tombstone-{}", order.id),
        })],
    }
}

/// From the gateway's type to the core's, by what goes over the wire.
pub fn as_wire<T: DeserializeOwned>(said: &impl Serialize) -> Option<T> {
    serde_json::from_value(serde_json::to_value(said).ok()?).ok()
}

fn receipt(order: &OrderRecord) -> Option<Receipt> {
    let payload = order.payload.as_ref()?;
    Some(Receipt {
        ord: order.id.clone(),
        fp: left_half(order.fingerprint.as_deref()?).to_owned(),
        amt: payload.amt,
        paid_at: 0,
        bank_ref: order.bank_ref.clone().unwrap_or_default(),
        scheme: payload.ob.scheme.clone(),
        region: Some(payload.ob.region.clone()),
        period: payload.ob.period.clone(),
        person: String::new(),
        text: format!("receipt-{}", order.id),
    })
}

/// The newest attempt at the cashier, as the gateway's status shows it.
pub fn attempt(order: &OrderRecord) -> Option<Attempt> {
    let last = order.attempts.last()?;
    let (stage, code) = match &last.state {
        AttemptState::Opening => (Stage::Opening, None),
        AttemptState::Open { code } => (Stage::Open, Some(code.clone())),
        AttemptState::Closing => (Stage::Closing, None),
        AttemptState::Closed => (Stage::Ended, None),
        AttemptState::Paid => return None,
    };
    let until = u64::try_from(last.until).unwrap_or_default();
    Some(Attempt { number: last.number, stage, code, until })
}

fn refund(order: &OrderRecord, state: RefundState) -> Event {
    Event::Refund(Refund {
        ord: order.id.clone(),
        fp: order.fingerprint.clone().unwrap_or_default(),
        amt: order.payload.as_ref().map_or(0, |payload| payload.amt),
        state,
        text: format!("refund-{}", order.id),
    })
}

fn stages(order: &OrderRecord) -> Stages {
    let at = |moment: Option<i64>| moment.and_then(|at| u64::try_from(at).ok());
    Stages {
        paid_at: at(order.stages.paid_at),
        ticketed_at: at(order.stages.ticketed_at),
        treasury_at: at(order.stages.treasury_at),
        credited_at: at(order.stages.credited_at),
        tax_receipt_no: order.tax_receipt_no.clone(),
        as_of: None,
    }
}
