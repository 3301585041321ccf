//! What a period costs: the tariff in force applied to a choice.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is in force for one scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tariff {
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// The version, such as `2026-07`; an order names the version it was confirmed under.
    pub version: String,
    /// How an amount comes about.
    pub rule: Charge,
}

/// What one period costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Charge {
    /// A share of a base that the insured person chooses.
    Rate {
        /// Lowest base, fen a month: published, never derived from an average.
        floor_fen: i64,
        /// Highest base, fen a month.
        ceiling_fen: i64,
        /// Common choices, fen a month.
        offered_fen: Vec<i64>,
        /// The share, basis points of the base.
        rate_bp: i64,
        /// The part of it that goes to the personal account, basis points of the base.
        account_rate_bp: Option<i64>,
        /// What becomes of parts of a fen, of each period: `half_up_fen`.
        rounding: String,
    },
    /// The same for everyone.
    Fixed {
        /// Fen a period.
        amount_fen: i64,
    },
    /// One of several fixed amounts.
    Tiers {
        /// What can be chosen.
        tiers: Vec<Tier>,
    },
}

/// A fixed amount that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tier {
    /// Its id.
    pub id: String,
    /// Fen a period.
    pub amount_fen: i64,
}

/// What the citizen chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The base in fen a month, where the tariff has one.
    pub base_fen: Option<i64>,
    /// The tier's id, where the tariff has tiers.
    pub tier: Option<String>,
}

/// What one period costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// Fen for one period.
    pub per_period_fen: i64,
    /// The part that goes to the personal account.
    pub account_share_fen: Option<i64>,
}

/// Half a fen is rounded up: `half_up_fen`, the rule a quote names.
pub fn share_half_up(base_fen: i64, rate_bp: i64) -> i64 {
    let exact = i128::from(base_fen) * i128::from(rate_bp);
    i64::try_from((exact + 5_000).div_euclid(10_000)).unwrap_or(i64::MAX)
}

/// The price of one period, or `None` if the tariff does not offer this choice.
pub fn price(rule: &Charge, choice: &Choice) -> Option<Price> {
    match rule {
        Charge::Rate { floor_fen, ceiling_fen, rate_bp, account_rate_bp, .. } => {
            let base = choice.base_fen.filter(|b| (*floor_fen..=*ceiling_fen).contains(b))?;
            if choice.tier.is_some() {
                return None;
            }
            Some(Price {
                per_period_fen: share_half_up(base, *rate_bp),
                account_share_fen: account_rate_bp.map(|r| share_half_up(base, r)),
            })
        }
        Charge::Fixed { amount_fen } => (choice.base_fen.is_none() && choice.tier.is_none())
            .then_some(Price { per_period_fen: *amount_fen, account_share_fen: None }),
        Charge::Tiers { tiers } => {
            let tier = tiers.iter().find(|t| Some(&t.id) == choice.tier.as_ref())?;
            choice
                .base_fen
                .is_none()
                .then_some(Price { per_period_fen: tier.amount_fen, account_share_fen: None })
        }
    }
}

/// The price of `periods` periods, or `None` if not offered or out of range.
pub fn total(rule: &Charge, choice: &Choice, periods: usize) -> Option<i64> {
    let one = price(rule, choice)?.per_period_fen;
    one.checked_mul(i64::try_from(periods).ok()?).filter(|t| *t > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pension() -> Charge {
        Charge::Rate {
            floor_fen: 477_500,
            ceiling_fen: 2_754_900,
            offered_fen: vec![477_500],
            rate_bp: 2_000,
            account_rate_bp: Some(800),
            rounding: "half_up_fen".into(),
        }
    }

    #[test]
    fn the_lowest_base_costs_955_yuan_of_which_382_go_to_the_account() {
        let choice = Choice { base_fen: Some(477_500), tier: None };
        let price = price(&pension(), &choice).unwrap();
        assert_eq!((price.per_period_fen, price.account_share_fen), (95_500, Some(38_200)));
        assert_eq!(total(&pension(), &choice, 2), Some(191_000));
    }

    #[test]
    fn a_choice_that_is_not_offered_has_no_price() {
        for base_fen in [None, Some(477_499), Some(2_754_901), Some(-1)] {
            assert!(price(&pension(), &Choice { base_fen, tier: None }).is_none());
        }
        let fixed = Charge::Fixed { amount_fen: 40_000 };
        assert!(price(&fixed, &Choice { base_fen: Some(1), tier: None }).is_none());
        assert!(total(&fixed, &Choice::default(), 0).is_none());
        assert!(total(&fixed, &Choice::default(), usize::MAX).is_none());
        let tiers = Charge::Tiers { tiers: vec![Tier { id: "a".into(), amount_fen: 5 }] };
        assert!(price(&tiers, &Choice::default()).is_none());
        assert_eq!(total(&tiers, &Choice { base_fen: None, tier: Some("a".into()) }, 2), Some(10));
    }

    #[test]
    fn half_a_fen_is_rounded_up() {
        assert_eq!(share_half_up(1, 5_000), 1);
        assert_eq!(share_half_up(1, 4_999), 0);
        assert_eq!(share_half_up(i64::MAX, 20_000), i64::MAX);
    }
}
