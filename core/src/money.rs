//! Money, in fen, never a float.

use serde::{Deserialize, Serialize};

/// An amount of Chinese yuan in fen (1/100 yuan). May be negative.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, uniffi::Record,
)]
#[serde(transparent)]
pub struct Money {
    /// Whole fen.
    pub fen: i64,
}

/// Hundredths of a percent: 2000 is 20 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub u32);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self { fen: 0 };

    /// So many fen.
    pub const fn fen(fen: i64) -> Self {
        Self { fen }
    }

    /// The sum, or `None` if it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.fen.checked_add(other.fen).map(Self::fen)
    }

    /// `self` taken `count` times, or `None` if it does not fit.
    pub fn times(self, count: u32) -> Option<Self> {
        self.fen.checked_mul(i64::from(count)).map(Self::fen)
    }

    /// The sum of many, or `None` if it does not fit.
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// `self` × `rate`, rounded half up to whole fen: the rule the sandbox's tariffs name `half_up_fen`.
    pub fn share_half_up(self, rate: BasisPoints) -> Option<Self> {
        let exact = i128::from(self.fen) * i128::from(rate.0);
        let rounded = (exact + 5_000).div_euclid(10_000);
        i64::try_from(rounded).ok().map(Self::fen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(Money::fen(500_000).share_half_up(BasisPoints(2_000)), Some(Money::fen(100_000)));
        assert_eq!(Money::fen(1).share_half_up(BasisPoints(5_000)), Some(Money::fen(1)));
        assert_eq!(Money::fen(1).share_half_up(BasisPoints(4_999)), Some(Money::fen(0)));
        assert_eq!(Money::fen(-1).share_half_up(BasisPoints(5_000)), Some(Money::fen(0)));
    }

    #[test]
    fn what_does_not_fit_is_noticed() {
        assert_eq!(Money::fen(i64::MAX).plus(Money::fen(1)), None);
        assert_eq!(Money::fen(i64::MAX).times(2), None);
        assert_eq!(Money::fen(i64::MAX).share_half_up(BasisPoints(20_000)), None);
        assert_eq!(Money::total([Money::fen(2), Money::fen(3)]), Some(Money::fen(5)));
    }
}
