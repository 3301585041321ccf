//! Steps as a wrong design would take them.

use super::Mistake;
use shebao_core::simulation::{
    Attempt, Change, Event, Next, Order, Reason, Record, RefundState, Request, Stage, State,
};

/// What is done instead of the core's own step.
pub struct Spoiled {
    /// Recorded first, if anything is.
    pub record: Option<Record>,
    /// Done then.
    pub next: Next,
}

/// `None` where this mistake leaves the step as it is.
pub fn spoiled(mistake: Option<Mistake>, order: &Order, event: &Event) -> Option<Spoiled> {
    let changed = |change: Change| {
        let record = Record::Changed { id: order.id().to_owned(), change: Box::new(change) };
        Some(Spoiled { record: Some(record), next: Next::Nothing })
    };
    let end = |state: State| changed(Change::to(state));
    let failed = || end(State::Rejected(Reason::Unknown));
    let silence = || Some(Spoiled { record: None, next: Next::Nothing });
    let doubt = order.state.in_doubt();
    match (mistake?, event) {
        (Mistake::LostIsFailed, Event::Lost) if doubt => failed(),
        (Mistake::NotFoundIsFailed, Event::NotFound { .. }) if doubt => failed(),
        (Mistake::UnauthorizedIsFailed, Event::Unauthorized) if doubt => failed(),
        (Mistake::BusyIsFailed, Event::Busy { .. }) if doubt => failed(),
        (Mistake::ClientClockExpires, Event::TooLong) if doubt => failed(),
        (Mistake::PendingIsPaid, Event::Pending) if doubt => end(State::Paid),
        (Mistake::CancelWithoutTombstone, Event::Cancel { .. }) if doubt => end(State::Cancelled),
        (Mistake::CloseNotRecorded, Event::Cancel { .. }) if doubt && order.close.is_none() => {
            Some(Spoiled { record: None, next: Next::Send(Request::Close) })
        }
        (Mistake::AskingStopsAtNotFound, Event::NotFound { .. } | Event::Ask) if doubt => silence(),
        (Mistake::ReceiptNotKept, Event::Receipt(receipt)) if doubt && receipt.matches(order) => {
            end(State::Paid)
        }
        (Mistake::ReceiptNotMatched, Event::Receipt(receipt)) if doubt => {
            changed(Change { receipt: Some(receipt.text.clone()), ..Change::to(State::Paid) })
        }
        (Mistake::RefundNotMatched, Event::Refund(refund)) if order.state == State::Paid => {
            let to = match refund.state {
                RefundState::Refunding => State::Refunding,
                RefundState::Refunded => State::Refunded,
            };
            changed(Change { refund: Some(refund.text.clone()), ..Change::to(to) })
        }
        (Mistake::PendingReopens, Event::Pending) if !order.state.is_live() => {
            let reopened = Order { state: State::Accepted, ..order.clone() };
            Some(Spoiled { record: Some(Record::Order(Box::new(reopened))), next: Next::Nothing })
        }
        (Mistake::CodeEndsByPhoneClock, Event::TooLong) if order.at_cashier().is_some() => {
            let over = order.cashier.clone().map(|known| Attempt { stage: Stage::Ended, ..known });
            changed(Change { cashier: over, ..Change::to(order.state) })
        }
        (Mistake::OldCodeShown, Event::Cashier(attempt)) if doubt => {
            let shown = Order { cashier: Some(attempt.clone()), ..order.clone() };
            Some(Spoiled { record: Some(Record::Order(Box::new(shown))), next: Next::Nothing })
        }
        (Mistake::CodeNotRecorded, Event::Cashier(_)) => silence(),
        _ => None,
    }
}
