//! From what came back over the wire to events of an act. Signatures are checked here; whether they are about this very act, in `flow`.

use super::flow::{ActEvent, ActRequest, MandateProof};
use super::wire::MandateStatus;
use crate::bureau::Keys;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::signed::Use;
use crate::wire::{Delivered, Reply, Undelivered};

/// The gateway's word in a status, if it verifies.
pub(super) fn proof(status: &MandateStatus, keys: &Keys) -> Option<MandateProof> {
    // Proofs stay true: an act from before the bureau's keys were followed by others ends by the word of that time.
    let verified = keys.verify_dated(&status.proof, Use::MandateState).ok()?;
    let proof: MandateProof = verified.claims().ok()?;
    (proof.man == status.id).then(|| MandateProof { text: status.proof.clone(), ..proof })
}

fn of_status(id: &str, status: &MandateStatus, keys: &Keys) -> ActEvent {
    match proof(status, keys) {
        Some(proof) if status.id == id => ActEvent::Proof(proof),
        _ => ActEvent::Unproven,
    }
}

/// What a delivered or lost act means.
pub(super) fn of_delivery(id: &str, answer: Result<Delivered, Undelivered>, keys: &Keys) -> ActEvent {
    let delivered = match answer {
        Ok(delivered) => delivered,
        Err(undelivered) => return of_error(ActRequest::Put, &undelivered.into_error()),
    };
    match delivered.status {
        200..=299 => match serde_json::from_slice::<MandateStatus>(&delivered.body) {
            Ok(status) => of_status(id, &status, keys),
            Err(_) => ActEvent::Unproven,
        },
        400 => ActEvent::Malformed,
        401 | 403 => ActEvent::Unauthorized,
        404 => ActEvent::NotFound { asked: ActRequest::Put },
        422 => ActEvent::Conflict,
        408 | 409 | 425 | 429 | 500.. => ActEvent::Busy { after_seconds: None },
        _ => ActEvent::Unproven,
    }
}

/// What an answered or lost question means.
pub(super) fn of_reply(id: &str, answer: Outcome<Reply<MandateStatus>>, keys: &Keys) -> ActEvent {
    match answer {
        Ok(Reply::New { body, .. }) => of_status(id, &body, keys),
        Ok(Reply::NotModified) => ActEvent::Unproven,
        Err(error) => of_error(ActRequest::Get, &error),
    }
}

fn of_error(asked: ActRequest, error: &CitizenError) -> ActEvent {
    match error {
        CitizenError::SignedOut | CitizenError::Locked => ActEvent::Unauthorized,
        CitizenError::Unavailable { retry_after_seconds } => {
            ActEvent::Busy { after_seconds: *retry_after_seconds }
        }
        CitizenError::Refused { refusal: Refusal::NotFound } => ActEvent::NotFound { asked },
        CitizenError::Refused { refusal: Refusal::BadAnswer } => ActEvent::Unproven,
        _ => ActEvent::Lost,
    }
}
