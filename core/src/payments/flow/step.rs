//! One step of an order.

use super::cashier::Attempt;
use super::change::Change;
use super::event::{Event, Request};
use super::order::Order;
use super::proof::{Refund, RefundState, Tombstone, Why};
use super::receipt::Receipt;
use super::state::State;
use std::time::Duration;

/// When to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// After the usual pause, which grows.
    Backoff,
    /// Not before so many seconds: the gateway said so.
    NotBefore {
        /// Seconds.
        seconds: u32,
    },
}

/// The longest a gateway can send this device away for, in seconds: nobody is left in doubt because it asked for more.
const MOST_PAUSE: u32 = 120;

impl Pace {
    /// The shortest pause before the next question.
    pub fn least(self) -> Duration {
        match self {
            Self::Backoff => Duration::ZERO,
            Self::NotBefore { seconds } => Duration::from_secs(u64::from(seconds.min(MOST_PAUSE))),
        }
    }
}

/// What comes after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Nothing,
    /// Send this, once the change is durable.
    Send(Request),
    /// Ask again, with [`Event::Ask`].
    Again(Pace),
}

/// The outcome of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to record first; `None` if nothing changed.
    pub change: Option<Change>,
    /// What to do then.
    pub next: Next,
}

impl Step {
    fn stay(next: Next) -> Self {
        Self { change: None, next }
    }

    fn go(change: Change, next: Next) -> Self {
        Self { change: Some(change), next }
    }
}

const AGAIN: Next = Next::Again(Pace::Backoff);

/// Decides. Pure: the same order and event always give the same step.
pub fn step(order: &Order, event: &Event) -> Step {
    match order.state {
        State::Prepared => prepared(order, event),
        State::Submitting | State::Accepted | State::CancelAsked | State::Attention => in_doubt(order, event),
        State::Paid | State::Refunding => paid(order, event),
        // What ended without money, or was given back, absorbs everything.
        State::Rejected(_) | State::Cancelled | State::Refunded => Step::stay(Next::Nothing),
    }
}

fn prepared(order: &Order, event: &Event) -> Step {
    match event {
        // Journal first, then the first octet.
        Event::Ask => Step::go(Change::to(State::Submitting), Next::Send(Request::Put)),
        Event::Cancel { .. } => Step::go(Change::to(State::Cancelled), Next::Nothing),
        // What was forgotten may be that it was sent.
        Event::Forgotten => Step::go(Change::to(State::Submitting), AGAIN),
        // The gateway knows it after all: believed as in doubt.
        Event::Pending | Event::Receipt(_) | Event::Tombstone(_) | Event::Conflict => in_doubt(order, event),
        Event::Lost
        | Event::Refund(_)
        | Event::Unproven
        | Event::NotFound { .. }
        | Event::Unauthorized
        | Event::Busy { .. }
        | Event::Malformed
        | Event::TooLong
        | Event::Stages(_)
        | Event::Cashier(_)
        | Event::Another => Step::stay(Next::Nothing),
    }
}

fn in_doubt(order: &Order, event: &Event) -> Step {
    match event {
        Event::Ask => Step::stay(Next::Send(question(order))),
        Event::Cancel { close } => cancel(order, close.as_ref()),
        Event::Pending => pending(order),
        Event::Receipt(receipt) => believe_receipt(order, receipt),
        Event::Tombstone(tombstone) => believe_tombstone(order, tombstone),
        // The same order again: only what had been asked with a question, or the answers would chase each other.
        Event::NotFound { asked: Request::Get } if order.close.is_some() => {
            Step::stay(Next::Send(Request::Close))
        }
        Event::NotFound { asked: Request::Get } if !order.adopted && !order.contradicted => {
            Step::stay(Next::Send(Request::Put))
        }
        Event::Conflict => {
            Step::go(Change { contradicted: true, ..Change::to(State::Attention) }, AGAIN).unless_known(order)
        }
        Event::Cashier(attempt) => at_cashier(order, attempt),
        // Only after the gateway's own word that the one before is over; without it, how the order stands is asked instead.
        Event::Another if order.next_attempt().is_some() => Step::stay(Next::Send(Request::Attempt)),
        Event::Another => Step::stay(Next::Send(question(order))),
        // Waiting for somebody to scan takes as long as it takes.
        Event::TooLong if order.at_cashier().is_some() => Step::stay(AGAIN),
        Event::Malformed | Event::TooLong => {
            Step::go(Change::to(State::Attention), AGAIN).unless_known(order)
        }
        Event::Busy { after_seconds: Some(seconds) } => {
            Step::stay(Next::Again(Pace::NotBefore { seconds: *seconds }))
        }
        // No fault of transport, token or gateway ends an order.
        Event::Lost
        | Event::Unproven
        | Event::NotFound { .. }
        | Event::Unauthorized
        | Event::Busy { after_seconds: None }
        | Event::Refund(_)
        | Event::Forgotten
        | Event::Stages(_) => Step::stay(AGAIN),
    }
}

fn paid(order: &Order, event: &Event) -> Step {
    match event {
        // Until it counts for the insured person there is something to follow.
        Event::Ask if order.stages.credited_at.is_none() || order.state == State::Refunding => {
            Step::stay(Next::Send(Request::Get))
        }
        Event::Refund(refund) if refund.matches(order) => believe_refund(order, refund),
        Event::Stages(stages) if *stages != order.stages => {
            Step::go(Change { stages: Some(stages.clone()), ..Change::to(order.state) }, Next::Nothing)
        }
        _ => Step::stay(Next::Nothing),
    }
}

/// What to ask while in doubt. The order itself is the best question: it needs no knowledge of whether it ever arrived.
fn question(order: &Order) -> Request {
    if order.close.is_some() {
        Request::Close
    } else if order.held || order.adopted || order.contradicted {
        Request::Get
    } else {
        Request::Put
    }
}

fn cancel(order: &Order, close: Option<&String>) -> Step {
    match (&order.close, close) {
        (Some(_), _) => Step::stay(Next::Send(Request::Close)),
        (None, None) => Step::stay(AGAIN),
        (None, Some(close)) => {
            let to = if order.state == State::Attention { State::Attention } else { State::CancelAsked };
            Step::go(Change { close: Some(close.clone()), ..Change::to(to) }, Next::Send(Request::Close))
        }
    }
}

fn pending(order: &Order) -> Step {
    if order.held {
        return Step::stay(AGAIN);
    }
    let to = match order.state {
        State::Prepared | State::Submitting => State::Accepted,
        later => later,
    };
    Step::go(Change { held: true, ..Change::to(to) }, AGAIN)
}

fn at_cashier(order: &Order, attempt: &Attempt) -> Step {
    if !order.is_for_cashier() || !attempt.is_news(order.cashier.as_ref()) {
        return Step::stay(AGAIN);
    }
    Step::go(Change { cashier: Some(attempt.clone()), ..Change::to(order.state) }, AGAIN)
}

fn believe_receipt(order: &Order, receipt: &Receipt) -> Step {
    if !receipt.matches(order) {
        return Step::stay(AGAIN);
    }
    let change = Change { receipt: Some(receipt.text.clone()), held: true, ..Change::to(State::Paid) };
    Step::go(change, Next::Nothing)
}

fn believe_tombstone(order: &Order, tombstone: &Tombstone) -> Step {
    if !tombstone.matches(order) {
        return Step::stay(AGAIN);
    }
    let to = match tombstone.why {
        Why::Closed => State::Cancelled,
        Why::Refused(reason) => State::Rejected(reason),
    };
    Step::go(Change { tombstone: Some(tombstone.text.clone()), ..Change::to(to) }, Next::Nothing)
}

fn believe_refund(order: &Order, refund: &Refund) -> Step {
    let to = match refund.state {
        RefundState::Refunding => State::Refunding,
        RefundState::Refunded => State::Refunded,
    };
    if to == order.state {
        return Step::stay(Next::Nothing);
    }
    Step::go(Change { refund: Some(refund.text.clone()), ..Change::to(to) }, Next::Nothing)
}

impl Step {
    /// Nothing is recorded twice.
    fn unless_known(self, order: &Order) -> Self {
        match &self.change {
            Some(change) if change.to == order.state && (!change.contradicted || order.contradicted) => {
                Self::stay(self.next)
            }
            _ => self,
        }
    }
}
