//! What one scheme charges, from one day on.

use super::periods::{BackPayment, Lengths, Unit};
use super::window::Window;
use crate::answer::{Amount, Line};
use crate::date::CalendarDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// More common choices or tiers than any scheme has.
const MOST: usize = 50;
/// 100 %, in basis points.
const WHOLE: u32 = 10_000;

/// What one scheme charges. Named by scheme and version: an order says under which it was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tariff {
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// Its version, such as `2026-07`.
    pub version: String,
    /// The first day on which it is in force, where the bureau is.
    pub from: CalendarDate,
    /// The last day; `None`: until a later version of the scheme begins.
    pub until: Option<CalendarDate>,
    /// What it says. `None`: this version of the app cannot read it, and guesses nothing.
    pub terms: Option<Terms>,
}

/// What a tariff says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What one period costs.
    pub charge: Charge,
    /// What a period is.
    pub unit: Unit,
    /// How many periods may be paid at once.
    pub lengths: Lengths,
    /// Whether periods that are over may still be paid.
    pub back_payment: BackPayment,
    /// How long cover waits after a gap, where it does.
    pub waiting: Option<Waiting>,
    /// What the public purse adds to a period.
    pub subsidies: Vec<Subsidy>,
    /// The days on which a year can be paid; `None`: not published.
    pub window: Option<Window>,
    /// The sources it is taken from, by their place in the pack's list; the first is the one shown.
    pub cites: Vec<usize>,
}

/// What one period costs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Charge {
    /// A share of a base that the insured person chooses.
    Rate(Rate),
    /// The same for everyone.
    Fixed {
        /// Fen a period.
        amount_fen: Amount,
    },
    /// One of several fixed amounts.
    Tiers {
        /// What can be chosen, in the order published.
        tiers: Vec<Tier>,
    },
}

/// A share of a base.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Rate {
    /// The lowest base, fen a month. Published, never derived: it is not 60 % of an average everywhere.
    pub floor_fen: Amount,
    /// The highest base, fen a month.
    pub ceiling_fen: Amount,
    /// Common choices, fen a month, each between the two.
    #[serde(default)]
    pub offered_fen: Vec<Amount>,
    /// The share, in basis points of the base.
    pub rate_bp: u32,
    /// The part of it that goes to the personal account, in basis points of the base; `None`: there is none.
    #[serde(default)]
    pub account_rate_bp: Option<u32>,
    /// What becomes of parts of a fen.
    pub rounding: Rounding,
}

/// What becomes of parts of a fen. One this version does not know makes the tariff unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Half a fen and more is a whole one; less is nothing. Applied to each period's amount, not to the sum.
    HalfUpFen,
}

/// A fixed amount that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tier {
    id: Line<64>,
    /// Fen a period.
    pub amount_fen: Amount,
}

/// What the public purse adds to a period.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Subsidy {
    /// For whom chose this tier; `None`: for everyone.
    #[serde(default)]
    tier: Option<Line<64>>,
    /// Fen a period.
    pub amount_fen: Amount,
}

/// How long cover waits after a gap in payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Waiting {
    /// Months without cover after paying again.
    pub months: u8,
    /// A gap of at most so many months makes nobody wait.
    #[serde(default)]
    pub grace_months: u8,
    /// Months more for each year missed.
    #[serde(default)]
    pub more_per_missed_year: u8,
}

impl Tier {
    /// Its id, such as `t300`.
    pub fn id(&self) -> &str {
        self.id.text()
    }
}

impl Subsidy {
    /// The tier it is for.
    pub fn tier(&self) -> Option<&str> {
        self.tier.as_ref().map(Line::text)
    }
}

impl Terms {
    /// What the public purse adds to a period, with this tier or without one.
    pub fn subsidy(&self, tier: Option<&str>) -> Option<Amount> {
        self.subsidies.iter().find(|one| one.tier() == tier).map(|one| one.amount_fen)
    }
}

impl Charge {
    /// Whether these can be its subsidies: one for each tier, or one for everyone where there are no tiers.
    pub(super) fn can_have(&self, subsidies: &[Subsidy]) -> bool {
        let tiers: BTreeSet<Option<&str>> = subsidies.iter().map(Subsidy::tier).collect();
        let offered = |tier: &Option<&str>| match (self, tier) {
            (Self::Tiers { tiers }, Some(id)) => tiers.iter().any(|one| one.id() == *id),
            (Self::Rate(_) | Self::Fixed { .. }, None) => true,
            _ => false,
        };
        tiers.len() == subsidies.len()
            && tiers.iter().all(offered)
            && subsidies.iter().all(|one| one.amount_fen.money().fen > 0)
    }

    /// Whether its figures can be meant.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Self::Rate(rate) => rate.is_sound(),
            Self::Fixed { amount_fen } => amount_fen.money().fen > 0,
            Self::Tiers { tiers } => {
                let ids: BTreeSet<&str> = tiers.iter().map(Tier::id).collect();
                (1..=MOST).contains(&tiers.len())
                    && ids.len() == tiers.len()
                    && tiers.iter().all(|tier| tier.amount_fen.money().fen > 0)
            }
        }
    }
}

impl Rate {
    fn is_sound(&self) -> bool {
        let range = self.floor_fen..=self.ceiling_fen;
        self.floor_fen.money().fen > 0
            && !range.is_empty()
            && (1..=WHOLE).contains(&self.rate_bp)
            && self.account_rate_bp.is_none_or(|share| share <= self.rate_bp)
            && self.offered_fen.len() <= MOST
            && self.offered_fen.iter().all(|base| range.contains(base))
    }
}
