//! The core's own arithmetic, from the signed tariff alone. A quote that does not come out the same is refused.

use super::ruling::Ruled;
use super::wire::{Bill, Quote, Rule, Wish};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::money::Money;
use crate::rules::Charge;

/// The price of a wish, from the tariff alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    /// For one period.
    pub each: Money,
    /// For all of them.
    pub total: Money,
    /// The part of one period that goes to the personal account, where there is one.
    pub account_share: Option<Money>,
}

/// What a wish costs: each period by the tariff's rule, times the periods. `None` if the tariff does not offer it or it does not fit.
pub(super) fn price(ruled: &Ruled, wish: &Wish) -> Option<Price> {
    let one = ruled.terms.one_period(wish.base_fen, wish.tier.as_deref())?;
    let total = one.amount.times(u32::try_from(wish.periods.len()).ok()?)?;
    (total.fen > 0).then_some(Price { each: one.amount, total, account_share: one.account_share })
}

/// Refuses with `QuoteMismatch` a quote whose bill, tariff, rule or amounts are not what the core computes itself.
pub(super) fn check(bill: &Bill, ruled: &Ruled, wish: &Wish, quote: &Quote) -> Outcome<Price> {
    let mismatch = CitizenError::refused(Refusal::QuoteMismatch);
    let price = price(ruled, wish).ok_or(mismatch.clone())?;
    let same_rule = match (&quote.rule, &ruled.terms.charge) {
        (Rule::Rate { base_fen, rate_bp, rounding }, Charge::Rate(rate)) => {
            Some(base_fen.money().fen) == wish.base_fen
                && *rate_bp == rate.rate_bp
                && *rounding == rate.rounding
        }
        (Rule::Fixed { amount_fen }, Charge::Fixed { .. } | Charge::Tiers { .. }) => {
            amount_fen.money() == price.each
        }
        _ => false,
    };
    let same = same_rule
        && quote.bill == bill.id
        && quote.tariff.text() == ruled.version
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
        let price = check(&bill, &samples::ruled(&bill), &wish, &samples::quote(&bill, &wish)).unwrap();
        // 4 775.01 × 20 % = 955.002, half up to 955.00; twice that.
        assert_eq!((price.each, price.total), (Money::fen(95_500), Money::fen(191_000)));
        assert_eq!(price.account_share, Some(Money::fen(38_200)));
    }

    #[test]
    fn a_quote_that_is_wrong_anywhere_is_refused() {
        let (bill, wish) = (samples::pension(), samples::wish(500_000, &["2026-11"]));
        let (ruled, right) = (samples::ruled(&bill), samples::quote(&bill, &wish));
        assert!(check(&bill, &ruled, &wish, &right).is_ok());
        let wrong = |change: fn(&mut Quote)| {
            let mut quote = right.clone();
            change(&mut quote);
            check(&bill, &ruled, &wish, &quote)
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
        for change in [|base: &mut i64, _: &mut u32| *base += 100, |_: &mut i64, rate: &mut u32| *rate += 1] {
            let mut quote = right.clone();
            if let Rule::Rate { base_fen, rate_bp, .. } = &mut quote.rule {
                let mut base = base_fen.money().fen;
                change(&mut base, rate_bp);
                *base_fen = samples::amount(base);
            }
            assert_eq!(check(&bill, &ruled, &wish, &quote), mismatch);
        }
    }

    #[test]
    fn a_quote_that_agrees_with_a_wrong_bill_is_refused_by_the_signed_tariff() {
        let (mut bill, wish) = (samples::pension(), samples::wish(500_000, &["2026-11"]));
        let ruled = samples::ruled(&bill);
        bill.rate_bp = Some(2_400);
        let mut quote = samples::quote(&bill, &wish);
        quote.per_period_fen = samples::amount(120_000);
        quote.amount_fen = samples::amount(120_000);
        if let Rule::Rate { rate_bp, .. } = &mut quote.rule {
            *rate_bp = 2_400;
        }
        let mismatch = Err(CitizenError::refused(Refusal::QuoteMismatch));
        assert_eq!(check(&bill, &ruled, &wish, &quote), mismatch);
    }

    #[test]
    fn a_wish_the_tariff_does_not_offer_has_no_price() {
        let bill = samples::pension();
        let ruled = samples::ruled(&bill);
        let wish = samples::wish(500_000, &["2026-11"]);
        assert!(price(&ruled, &wish).is_some());
        assert_eq!(price(&ruled, &Wish { base_fen: Some(477_499), ..wish.clone() }), None);
        assert_eq!(price(&ruled, &Wish { base_fen: None, ..wish.clone() }), None);
        assert_eq!(price(&ruled, &Wish { tier: Some("t1".to_owned()), ..wish.clone() }), None);
        assert_eq!(price(&ruled, &Wish { periods: Vec::new(), ..wish }), None);
    }

    proptest! {
        #[test]
        fn a_total_is_its_periods_added_up(base in 477_500i64..=2_754_900, months in 1usize..=12) {
            let bill = samples::pension();
            let names: Vec<String> = (1..=months).map(|month| format!("2026-{month:02}")).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let price = price(&samples::ruled(&bill), &samples::wish(base, &names)).unwrap();
            prop_assert_eq!(Money::total(vec![price.each; months]), Some(price.total));
            // Half up: never more than half a fen away.
            prop_assert!((price.each.fen * 10_000 - base * 2_000).abs() <= 5_000);
        }
    }
}
