//! From what came back over the wire to events of an order. Signatures are checked here; whether they are about this very order, in `flow`.

use super::flow::{Event, Refund, Request, Stages, Terms, Tombstone};
use super::receipt::Claims;
use super::wire::{CashierAttempt, OrderStatus};
use crate::bureau::Keys;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::{self, Moment};
use crate::signed::{Unverified, Use, Verified, decode, hex, sha256};
use crate::wire::{Delivered, Reply, Undelivered};
use serde::de::DeserializeOwned;

/// What a status says, in the order in which it can have happened. Never empty.
pub(super) fn of_status(status: &OrderStatus, keys: &Keys) -> Vec<Event> {
    let mut events = Vec::new();
    let claims = Reader { keys };
    if let Some(text) = &status.receipt {
        events.push(claims.read(text, Use::Receipt, |claims: Claims, text| {
            claims.written_out(&text).map_or(Event::Unproven, Event::Receipt)
        }));
    }
    if let Some(text) = &status.refund {
        let refund = |refund: Refund, text| Event::Refund(Refund { text, ..refund });
        events.push(claims.read(text, Use::Refund, refund));
    }
    if let Some(text) = &status.tombstone {
        events.push(claims.read(text, Use::Tombstone, |tombstone: Tombstone, text| {
            Event::Tombstone(Tombstone { text, ..tombstone })
        }));
    }
    match status.state.as_str() {
        "pending" => {
            events.push(Event::Pending);
            // After it: an attempt is known only of an order that the gateway holds.
            events.extend(status.cashier.got().and_then(CashierAttempt::read).map(Event::Cashier));
        }
        // An end that nobody signed is no end.
        _ if events.is_empty() => events.push(Event::Unproven),
        _ => events.push(Event::Stages(stages(status))),
    }
    events
}

struct Reader<'a> {
    keys: &'a Keys,
}

impl Reader<'_> {
    fn read<T: DeserializeOwned>(
        &self,
        text: &str,
        purpose: Use,
        event: impl FnOnce(T, String) -> Event,
    ) -> Event {
        // Proofs stay true: an order from before the bureau's keys were followed by others is adopted with its end.
        let verified: Option<Verified> = self.keys.verify_dated(text, purpose).ok();
        match verified.and_then(|verified| verified.claims().ok()) {
            Some(claims) => event(claims, text.to_owned()),
            None => Event::Unproven,
        }
    }
}

fn stages(status: &OrderStatus) -> Stages {
    let at = |moment: Option<Moment>| moment.and_then(seconds);
    Stages {
        paid_at: at(status.stages.paid_at),
        ticketed_at: at(status.stages.ticketed_at),
        treasury_at: at(status.stages.treasury_at),
        credited_at: at(status.stages.credited_at),
        tax_receipt_no: status.tax_receipt_no.as_ref().map(|number| number.text().to_owned()),
        as_of: seconds(status.as_of),
    }
}

fn seconds(of: Moment) -> Option<u64> {
    moment::seconds(of.at())
}

/// What a delivered or lost request to send or to stop means.
pub(super) fn of_delivery(
    id: &str,
    asked: Request,
    answer: Result<Delivered, Undelivered>,
    keys: &Keys,
) -> Vec<Event> {
    let delivered = match answer {
        Ok(delivered) => delivered,
        Err(undelivered) => return vec![of_error(asked, &undelivered.into_error())],
    };
    match delivered.status {
        200..=299 => match serde_json::from_slice::<OrderStatus>(&delivered.body) {
            Ok(status) if status.id == id => of_status(&status, keys),
            _ => vec![Event::Unproven],
        },
        400 => vec![Event::Malformed],
        401 | 403 => vec![Event::Unauthorized],
        404 => vec![Event::NotFound { asked }],
        422 => vec![Event::Conflict],
        408 | 409 | 425 | 429 | 500.. => vec![Event::Busy { after_seconds: None }],
        _ => vec![Event::Unproven],
    }
}

/// What an answered or lost question means.
pub(super) fn of_reply(id: &str, answer: Outcome<Reply<OrderStatus>>, keys: &Keys) -> Vec<Event> {
    match answer {
        Ok(Reply::New { body, .. }) if body.id == id => of_status(&body, keys),
        Ok(_) => vec![Event::Unproven],
        Err(error) => vec![of_error(Request::Get, &error)],
    }
}

fn of_error(asked: Request, error: &CitizenError) -> Event {
    match error {
        CitizenError::SignedOut | CitizenError::Locked => Event::Unauthorized,
        CitizenError::Unavailable { retry_after_seconds } => {
            Event::Busy { after_seconds: *retry_after_seconds }
        }
        CitizenError::Refused { refusal: Refusal::NotFound } => Event::NotFound { asked },
        CitizenError::Refused { refusal: Refusal::BadAnswer } => Event::Unproven,
        _ => Event::Lost,
    }
}

/// An order's own body, read from its text: the terms, the fingerprint, and whether whoever must have signed it is in doubt.
///
/// A citizen's order is not verified: the keys of other devices are not known here, and nothing is believed by it; only the bureau's own
/// signatures end an order. An order in the name of a mandate is the bureau's, and its signature is looked at. One that does not verify is
/// followed all the same, in doubt: money may move by it.
pub(super) fn terms(jws: &str, keys: &Keys) -> Option<(Terms, String, bool)> {
    let doubtful = if is_by_mandate(jws) {
        keys.verify_dated(jws, Use::MandateOrder).is_err()
    } else {
        Unverified::parse(jws, Use::Order).ok()?;
        false
    };
    let payload = decode(jws.split('.').nth(1)?).ok()?;
    let terms: Terms = serde_json::from_slice(&payload).ok()?;
    let is_id =
        terms.id.len() == 32 && terms.id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (is_id && terms.amt > 0 && !terms.ob.period.is_empty()).then(|| (terms, hex(&sha256(&payload)), doubtful))
}

/// True for an order that the gateway made in the name of a mandate.
pub(super) fn is_by_mandate(jws: &str) -> bool {
    Unverified::parse(jws, Use::MandateOrder).is_ok()
}
