//! What can happen to an act on a mandate.

use super::proof::MandateProof;

/// What to send for an act. The octets are in the act; nothing is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActRequest {
    /// The act itself: idempotent by its number and body.
    Put,
    /// How its mandate stands.
    Get,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActEvent {
    /// It is time to send or to ask: just signed, started, resumed, or the pause is over.
    Ask,
    /// The user takes it back.
    Withdraw,
    /// Nothing was learnt: timeout, reset, no name, no TLS.
    Lost,
    /// The gateway's word, its signature verified.
    Proof(MandateProof),
    /// The gateway answered without proof that verifies.
    Unproven,
    /// The gateway does not know the mandate.
    NotFound {
        /// What had been asked.
        asked: ActRequest,
    },
    /// The gateway knows this number with another body.
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
    /// The journal may have forgotten what came after its last record of this act.
    Forgotten,
}

/// The kinds of [`ActEvent`], for tables.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Each is described at `ActEvent`.
pub enum ActEventKind {
    Ask,
    Withdraw,
    Lost,
    Holds,
    Refused,
    Later,
    Other,
    Older,
    Unproven,
    NotFound,
    Conflict,
    Unauthorized,
    Busy,
    Malformed,
    TooLong,
    Forgotten,
}

#[cfg(test)]
impl ActEventKind {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Ask,
        Self::Withdraw,
        Self::Lost,
        Self::Holds,
        Self::Refused,
        Self::Later,
        Self::Other,
        Self::Older,
        Self::Unproven,
        Self::NotFound,
        Self::Conflict,
        Self::Unauthorized,
        Self::Busy,
        Self::Malformed,
        Self::TooLong,
        Self::Forgotten,
    ];
}
