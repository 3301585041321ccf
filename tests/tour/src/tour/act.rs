//! The steps of the tour, in order.

use super::stage::Stage;
use super::{card, doubt, enrol, home, insurance, leave, mother, offline, pay, push, scan};
use crate::broken::Held;

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// News without signing in; the bureau's code is scanned.
    Scan,
    /// Enrolling, and signing in.
    Enrol,
    /// Home: does anything need me?
    Home,
    /// The card.
    Card,
    /// The five insurances.
    Insurance,
    /// A month's pension contribution, to the receipt and to being credited.
    Pay,
    /// The mother's yearly fee.
    Mother,
    /// Three sealed pushes.
    Push,
    /// The gateway is gone.
    Offline,
    /// A lost reply in the middle of a payment.
    Doubt,
    /// Signing out.
    Leave,
}

impl Act {
    /// All, in order.
    pub const ALL: [Self; 11] = [
        Self::Scan,
        Self::Enrol,
        Self::Home,
        Self::Card,
        Self::Insurance,
        Self::Pay,
        Self::Mother,
        Self::Push,
        Self::Offline,
        Self::Doubt,
        Self::Leave,
    ];

    /// The key of its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Scan => "tour_scan",
            Self::Enrol => "tour_enrol",
            Self::Home => "tour_home",
            Self::Card => "tour_card",
            Self::Insurance => "tour_insurance",
            Self::Pay => "tour_pay",
            Self::Mother => "tour_mother",
            Self::Push => "tour_push",
            Self::Offline => "tour_offline",
            Self::Doubt => "tour_doubt",
            Self::Leave => "tour_leave",
        }
    }

    /// Plays it.
    pub async fn play(self, stage: &mut Stage) -> Held {
        match self {
            Self::Scan => scan::play(stage).await,
            Self::Enrol => enrol::play(stage).await,
            Self::Home => home::play(stage).await,
            Self::Card => card::play(stage).await,
            Self::Insurance => insurance::play(stage).await,
            Self::Pay => pay::play(stage).await,
            Self::Mother => mother::play(stage).await,
            Self::Push => push::play(stage).await,
            Self::Offline => offline::play(stage).await,
            Self::Doubt => doubt::play(stage).await,
            Self::Leave => leave::play(stage).await,
        }
    }
}
