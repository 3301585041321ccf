//! One step of an act on a mandate.

use super::act::{Act, ActChange, ActState};
use super::event::{ActEvent, ActRequest};
use super::proof::MandateProof;
use crate::payments::flow::Pace;

/// What comes after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActNext {
    /// Nothing.
    Nothing,
    /// Send this, once the change is durable.
    Send(ActRequest),
    /// Ask again, with [`ActEvent::Ask`].
    Again(Pace),
}

/// The outcome of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActStep {
    /// What to record first; `None` if nothing changed.
    pub change: Option<ActChange>,
    /// What to do then.
    pub next: ActNext,
}

impl ActStep {
    fn stay(next: ActNext) -> Self {
        Self { change: None, next }
    }

    fn go(to: ActState, next: ActNext) -> Self {
        Self { change: Some(ActChange::to(to)), next }
    }
}

const AGAIN: ActNext = ActNext::Again(Pace::Backoff);

/// Decides. Pure: the same act and event always give the same step.
pub fn step(act: &Act, event: &ActEvent) -> ActStep {
    match act.state {
        ActState::Prepared => prepared(act, event),
        ActState::Submitting | ActState::Attention => in_doubt(act, event),
        // What has an end absorbs everything.
        ActState::Holds | ActState::Refused(_) | ActState::Overtaken | ActState::Withdrawn => {
            ActStep::stay(ActNext::Nothing)
        }
    }
}

fn prepared(act: &Act, event: &ActEvent) -> ActStep {
    match event {
        // Journal first, then the first octet.
        ActEvent::Ask => ActStep::go(ActState::Submitting, ActNext::Send(ActRequest::Put)),
        ActEvent::Withdraw => ActStep::go(ActState::Withdrawn, ActNext::Nothing),
        // What was forgotten may be that it was sent.
        ActEvent::Forgotten => ActStep::go(ActState::Submitting, AGAIN),
        ActEvent::Proof(proof) => believe(act, proof, ActNext::Nothing),
        ActEvent::Lost
        | ActEvent::Unproven
        | ActEvent::NotFound { .. }
        | ActEvent::Conflict
        | ActEvent::Unauthorized
        | ActEvent::Busy { .. }
        | ActEvent::Malformed
        | ActEvent::TooLong => ActStep::stay(ActNext::Nothing),
    }
}

fn in_doubt(act: &Act, event: &ActEvent) -> ActStep {
    match event {
        // The act itself is the best question: it needs no knowledge of whether it ever arrived.
        ActEvent::Ask => ActStep::stay(ActNext::Send(ActRequest::Put)),
        ActEvent::Proof(proof) => believe(act, proof, AGAIN),
        // Another body has this number: the gateway's signed word about it is asked for.
        ActEvent::Conflict => ActStep::stay(ActNext::Send(ActRequest::Get)),
        ActEvent::NotFound { asked: ActRequest::Get } => ActStep::stay(ActNext::Send(ActRequest::Put)),
        ActEvent::Malformed | ActEvent::TooLong if act.state != ActState::Attention => {
            ActStep::go(ActState::Attention, AGAIN)
        }
        ActEvent::Busy { after_seconds: Some(seconds) } => {
            ActStep::stay(ActNext::Again(Pace::NotBefore { seconds: *seconds }))
        }
        // No fault of transport, token or gateway ends an act, and nobody can take back what may have been sent.
        ActEvent::Withdraw
        | ActEvent::Lost
        | ActEvent::Unproven
        | ActEvent::NotFound { .. }
        | ActEvent::Unauthorized
        | ActEvent::Busy { after_seconds: None }
        | ActEvent::Malformed
        | ActEvent::TooLong
        | ActEvent::Forgotten => ActStep::stay(AGAIN),
    }
}

fn believe(act: &Act, proof: &MandateProof, otherwise: ActNext) -> ActStep {
    match proof.end_of(act) {
        Some(to) => ActStep {
            change: Some(ActChange { proof: Some(proof.text.clone()), ..ActChange::to(to) }),
            next: ActNext::Nothing,
        },
        None => ActStep::stay(otherwise),
    }
}
