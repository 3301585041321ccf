//! What one period costs. The only place where a rule becomes an amount.

use super::tariff::{Charge, Rate, Rounding, Terms, Tier};
use crate::money::{BasisPoints, Money};

/// What one period costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnePeriod {
    /// What is paid.
    pub amount: Money,
    /// The part of it that goes to the personal account, where there is one.
    pub account_share: Option<Money>,
}

impl Terms {
    /// What one period costs with this base (fen a month) or this tier; `None` if that is not what the tariff offers.
    pub fn one_period(&self, base_fen: Option<i64>, tier: Option<&str>) -> Option<OnePeriod> {
        match (&self.charge, base_fen, tier) {
            (Charge::Rate(rate), Some(base), None) => rate.one_period(Money::fen(base)),
            (Charge::Fixed { amount_fen }, None, None) => {
                Some(OnePeriod { amount: amount_fen.money(), account_share: None })
            }
            (Charge::Tiers { tiers }, None, Some(id)) => {
                let tier: &Tier = tiers.iter().find(|tier| tier.id() == id)?;
                Some(OnePeriod { amount: tier.amount_fen.money(), account_share: None })
            }
            _ => None,
        }
    }
}

impl Rate {
    fn one_period(&self, base: Money) -> Option<OnePeriod> {
        if base < self.floor_fen.money() || base > self.ceiling_fen.money() {
            return None;
        }
        let amount = self.rounding.share(base, self.rate_bp)?;
        let account_share = match self.account_rate_bp {
            Some(part) => Some(self.rounding.share(base, part)?),
            None => None,
        };
        Some(OnePeriod { amount, account_share })
    }
}

impl Rounding {
    /// `base` × `basis_points`, computed in 128 bits and rounded by this rule; `None` if it does not fit.
    pub fn share(self, base: Money, basis_points: u32) -> Option<Money> {
        match self {
            Self::HalfUpFen => base.share_half_up(BasisPoints(basis_points)),
        }
    }
}
