//! The core's own arithmetic. A quote that does not come out the same is refused.

use super::wire::{Bill, Quote, Rule, Wish};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::money::{BasisPoints, Money};

/// The price of a wish, from the bill alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    /// For one period.
    pub each: Money,
    /// For all of them.
    pub total: Money,
    /// The part of one period that goes to the personal account, where there is one.
    pub account_share: Option<Money>,
}

/// What a wish costs by the bill's own figures: base × rate rounded half up to whole fen, or a fixed sum, times the periods.
/// `None` if the bill does not offer it or it does not fit.
pub(super) fn price(bill: &Bill, wish: &Wish) -> Option<Price> {
    let each = if let Some(range) = &bill.choices.base {
        let base = Money::fen(wish.base_fen?);
        if base < range.floor_fen.money() || base > range.ceiling_fen.money() {
            return None;
        }
        base.share_half_up(BasisPoints(bill.rate_bp?))?
    } else if bill.choices.tiers.is_empty() {
        bill.fixed_amount_fen?.money()
    } else {
        let tier = bill.choices.tiers.iter().find(|tier| Some(tier.id.text()) == wish.tier.as_deref())?;
        tier.amount_fen.money()
    };
    let account_share = match (wish.base_fen, bill.account_rate_bp) {
        (Some(base), Some(rate)) => Some(Money::fen(base).share_half_up(BasisPoints(rate))?),
        _ => None,
    };
    let total = each.times(u32::try_from(wish.periods.len()).ok()?)?;
    (total.fen > 0).then_some(Price { each, total, account_share })
}

/// Refuses with `QuoteMismatch` a quote whose bill, tariff, rule or amounts are not what the core computes itself.
pub(super) fn check(bill: &Bill, wish: &Wish, quote: &Quote) -> Outcome<Price> {
    let mismatch = CitizenError::refused(Refusal::QuoteMismatch);
    let price = price(bill, wish).ok_or(mismatch.clone())?;
    let same_rule = match &quote.rule {
        Rule::Rate { base_fen, rate_bp, .. } => {
            bill.choices.base.is_some()
                && Some(base_fen.money().fen) == wish.base_fen
                && Some(*rate_bp) == bill.rate_bp
        }
        Rule::Fixed { amount_fen } => bill.choices.base.is_none() && amount_fen.money() == price.each,
    };
    let same = same_rule
        && quote.bill == bill.id
        && quote.tariff == bill.tariff
        && quote.per_period_fen.money() == price.each
        && quote.amount_fen.money() == price.total
        && quote.account_share_fen.is_none_or(|share| Some(share.money()) == price.account_share);
    if same { Ok(price) } else { Err(mismatch) }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_right_quote_is_taken() {
        let (bill, wish) = (samples::pension(), samples::wish(477_501, &["2026-11", "2026-12"]));
        let price = check(&bill, &wish, &samples::quote(&bill, &wish)).unwrap();
        // 4 775.01 × 20 % = 955.002, half up to 955.00; twice that.
        assert_eq!((price.each, price.total), (Money::fen(95_500), Money::fen(191_000)));
        assert_eq!(price.account_share, Some(Money::fen(38_200)));
    }

    #[test]
    fn a_quote_that_is_wrong_anywhere_is_refused() {
        let (bill, wish) = (samples::pension(), samples::wish(500_000, &["2026-11"]));
        let right = samples::quote(&bill, &wish);
        assert!(check(&bill, &wish, &right).is_ok());
        let wrong = |change: fn(&mut Quote)| {
            let mut quote = right.clone();
            change(&mut quote);
            check(&bill, &wish, &quote)
        };
        let mismatch = Err(CitizenError::refused(Refusal::QuoteMismatch));
        assert_eq!(wrong(|quote| quote.amount_fen = samples::amount(100_001)), mismatch);
        assert_eq!(wrong(|quote| quote.per_period_fen = samples::amount(99_999)), mismatch);
        assert_eq!(wrong(|quote| quote.tariff = samples::id("2027-07")), mismatch);
        assert_eq!(wrong(|quote| quote.bill = samples::id("another")), mismatch);
        assert_eq!(wrong(|quote| quote.account_share_fen = Some(samples::amount(1))), mismatch);
        assert_eq!(
            wrong(|quote| quote.rule = Rule::Fixed { amount_fen: samples::amount(100_000) }),
            mismatch
        );
        assert_eq!(
            wrong(|quote| if let Rule::Rate { rate_bp, .. } = &mut quote.rule {
                *rate_bp += 1
            }),
            mismatch
        );
    }

    proptest! {
        #[test]
        fn a_total_is_its_periods_added_up(base in 477_500i64..=2_754_900, months in 1usize..=12) {
            let bill = samples::pension();
            let names: Vec<String> = (1..=months).map(|month| format!("2026-{month:02}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let price = price(&bill, &samples::wish(base, &names)).unwrap();
            prop_assert_eq!(Money::total(vec![price.each; months]), Some(price.total));
            // Half up: never more than half a fen away.
            prop_assert!((price.each.fen * 10_000 - base * 2_000).abs() <= 5_000);
        }
    }
}
