//! What can happen to an order.

use super::cashier::Attempt;
use super::order::Stages;
use super::proof::{Refund, Tombstone};
use super::receipt::Receipt;

/// What to send for an order. The octets are in the order; nothing is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Request {
    /// The order itself: idempotent by its id.
    Put,
    /// How it stands.
    Get,
    /// The request to stop it: idempotent by its id.
    Close,
    /// Another code, after the one that ended: idempotent by its number, `Order::next_attempt`.
    Attempt,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is time to send or to ask: just confirmed, started, resumed, or the pause is over.
    Ask,
    /// The user asks to stop it. `close` is the signed request; not needed before anything was sent.
    Cancel {
        /// The request as signed.
        close: Option<String>,
    },
    /// Nothing was learnt: timeout, reset, no name, no TLS.
    Lost,
    /// The gateway holds it, without an end yet.
    Pending,
    /// A receipt whose signature verifies.
    Receipt(Receipt),
    /// A tombstone whose signature verifies.
    Tombstone(Tombstone),
    /// A refund notice whose signature verifies.
    Refund(Refund),
    /// The gateway named an end without proof that verifies.
    Unproven,
    /// The gateway does not know the id.
    NotFound {
        /// What had been asked.
        asked: Request,
    },
    /// The gateway knows the id with another body.
    Conflict,
    /// The token was not accepted.
    Unauthorized,
    /// Too many requests, or a fault of the gateway's own.
    Busy {
        /// When to ask again, if it said so.
        after_seconds: Option<u32>,
    },
    /// The gateway cannot read what was sent.
    Malformed,
    /// It has been in doubt for longer than a person should wait without being told.
    TooLong,
    /// The journal may have forgotten what came after its last record of this order.
    Forgotten,
    /// How far the money is.
    Stages(Stages),
    /// The gateway's newest attempt at the cashier.
    Cashier(Attempt),
    /// The user asks for another code, the one before being over.
    Another,
}

/// The kinds of [`Event`], for tables.
#[cfg(any(test, feature = "simulation"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each is described at `Event`.
pub enum EventKind {
    Ask,
    Cancel,
    Lost,
    Pending,
    Receipt,
    Closed,
    Refused,
    Refunding,
    Refunded,
    Unproven,
    NotFound,
    Conflict,
    Unauthorized,
    Busy,
    Malformed,
    TooLong,
    Forgotten,
    Stages,
    Cashier,
    Another,
}

#[cfg(any(test, feature = "simulation"))]
impl EventKind {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Ask,
        Self::Cancel,
        Self::Lost,
        Self::Pending,
        Self::Receipt,
        Self::Closed,
        Self::Refused,
        Self::Refunding,
        Self::Refunded,
        Self::Unproven,
        Self::NotFound,
        Self::Conflict,
        Self::Unauthorized,
        Self::Busy,
        Self::Malformed,
        Self::TooLong,
        Self::Forgotten,
        Self::Stages,
        Self::Cashier,
        Self::Another,
    ];
}
