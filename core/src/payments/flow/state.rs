//! The states of an order.

use serde::{Deserialize, Serialize};

/// Where an order stands, as far as this device knows for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Confirmed and journalled; no octet was sent.
    Prepared,
    /// May have been sent: in doubt.
    Submitting,
    /// The gateway holds it; money may move. In doubt.
    Accepted,
    /// The user asked to stop it while in doubt. Still in doubt.
    CancelAsked,
    /// In doubt for long, or contradicted; asking goes on.
    Attention,
    /// A signed receipt of this very order is here.
    Paid,
    /// A signed tombstone: it never takes money.
    Rejected(Reason),
    /// Stopped before anything was sent, or by a signed tombstone.
    Cancelled,
    /// Paid, and being given back.
    Refunding,
    /// Paid, and given back.
    Refunded,
}

/// Why an order never takes money, from its tombstone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The tariff in force was not the one confirmed.
    TariffChanged,
    /// The quote was past its time, by the gateway's clock.
    QuoteExpired,
    /// Another order holds one of the periods.
    DuplicateObligation,
    /// Not enough money in the account.
    Insufficient,
    /// Not what was quoted, or not this citizen's to pay.
    RiskDenied,
    /// The signature was not accepted.
    BadProof,
    /// A reason this version does not know. No money either.
    #[serde(other)]
    Unknown,
}

impl State {
    /// How far it has come. It never falls, whatever arrives, also across restarts.
    pub fn rank(self) -> u8 {
        match self {
            Self::Prepared => 0,
            Self::Submitting => 1,
            Self::Accepted => 2,
            Self::CancelAsked => 3,
            Self::Attention => 4,
            Self::Paid | Self::Rejected(_) | Self::Cancelled => 5,
            Self::Refunding => 6,
            Self::Refunded => 7,
        }
    }

    /// True while nobody here knows whether money moved.
    pub fn in_doubt(self) -> bool {
        matches!(self, Self::Submitting | Self::Accepted | Self::CancelAsked | Self::Attention)
    }

    /// True until it has an end: prepared, or in doubt.
    pub fn is_live(self) -> bool {
        self == Self::Prepared || self.in_doubt()
    }

    /// True while no other order may be made for the same periods.
    pub fn holds_its_periods(self) -> bool {
        self.is_live() || matches!(self, Self::Paid | Self::Refunding)
    }

    /// True if it is known that no money was taken, and none will be.
    pub fn never_takes_money(self) -> bool {
        matches!(self, Self::Rejected(_) | Self::Cancelled)
    }
}
