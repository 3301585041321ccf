//! A bill held against the signed rules: what is shown and paid is the tariff's, never the bill's own word.

use super::wire::{Bill, Range};
use crate::date::CalendarDate;
use crate::error::{CitizenError, Refusal};
use crate::rules::{Charge, NoRule, Rulebook, Source, Terms};

/// The tariff a bill names: signed, in force today, and the same as the bill's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ruled {
    /// Its version.
    pub version: String,
    /// The first day on which it is in force.
    pub from: CalendarDate,
    /// What it says.
    pub terms: Terms,
    /// Where that is written.
    pub source: Source,
    /// The day for which it was looked up.
    pub today: CalendarDate,
}

/// Why a bill is not paid by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unruled {
    /// There is no rule to go by.
    No(NoRule),
    /// Its figures are not the tariff's.
    Differs,
}

impl From<Unruled> for CitizenError {
    fn from(why: Unruled) -> Self {
        match why {
            Unruled::No(why) => why.into(),
            Unruled::Differs => Self::refused(Refusal::QuoteMismatch),
        }
    }
}

/// Looks up the tariff a bill names, and compares every figure.
pub(super) fn ruled(book: &Rulebook, bill: &Bill) -> Result<Ruled, Unruled> {
    let rule = book.payable(bill.scheme.text(), bill.tariff.text()).map_err(Unruled::No)?;
    if !agrees(bill, &rule.terms.charge) {
        return Err(Unruled::Differs);
    }
    Ok(Ruled {
        version: rule.tariff.version.clone(),
        from: rule.tariff.from,
        terms: rule.terms.clone(),
        source: rule.source.clone(),
        today: book.today(),
    })
}

fn agrees(bill: &Bill, charge: &Charge) -> bool {
    let tiers = bill.choices.tiers.iter().map(|tier| (tier.id.text(), tier.amount_fen));
    match charge {
        Charge::Rate(rate) => {
            let range = Range {
                floor_fen: rate.floor_fen,
                ceiling_fen: rate.ceiling_fen,
                offered_fen: rate.offered_fen.clone(),
            };
            bill.choices.base.as_ref() == Some(&range)
                && bill.rate_bp == Some(rate.rate_bp)
                && bill.account_rate_bp == rate.account_rate_bp
                && bill.fixed_amount_fen.is_none()
                && tiers.count() == 0
        }
        Charge::Fixed { amount_fen } => {
            bill.fixed_amount_fen == Some(*amount_fen) && !has_rate(bill) && tiers.count() == 0
        }
        Charge::Tiers { tiers: signed } => {
            bill.fixed_amount_fen.is_none()
                && !has_rate(bill)
                && tiers.eq(signed.iter().map(|tier| (tier.id(), tier.amount_fen)))
        }
    }
}

fn has_rate(bill: &Bill) -> bool {
    bill.choices.base.is_some() || bill.rate_bp.is_some() || bill.account_rate_bp.is_some()
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn of(bill: &Bill) -> Result<String, Unruled> {
        ruled(&samples::book(), bill).map(|ruled| ruled.version)
    }

    #[test]
    fn a_bill_is_ruled_by_the_tariff_it_names() {
        let versions: Vec<_> = samples::bills().bills.rows.iter().map(of).collect();
        assert_eq!(versions, [Ok("2026-07".to_owned()), Ok("2027".to_owned()), Ok("2026".to_owned())]);
    }

    #[test]
    fn a_bill_with_any_other_figure_is_not() {
        let wrong = |row: usize, change: fn(&mut Bill)| {
            let mut bill = samples::bills().bills.rows[row].clone();
            change(&mut bill);
            assert_eq!(of(&bill), Err(Unruled::Differs), "{bill:?}");
        };
        wrong(0, |bill| bill.rate_bp = Some(2_001));
        wrong(0, |bill| bill.account_rate_bp = None);
        wrong(0, |bill| bill.choices.base = None);
        wrong(0, |bill| bill.choices.base.as_mut().unwrap().floor_fen = samples::amount(477_499));
        wrong(0, |bill| bill.choices.base.as_mut().unwrap().ceiling_fen = samples::amount(2_754_901));
        wrong(0, |bill| bill.choices.base.as_mut().unwrap().offered_fen.clear());
        wrong(0, |bill| bill.fixed_amount_fen = Some(samples::amount(1)));
        wrong(1, |bill| bill.fixed_amount_fen = Some(samples::amount(40_001)));
        wrong(1, |bill| bill.fixed_amount_fen = None);
        wrong(1, |bill| bill.rate_bp = Some(1));
        wrong(2, |bill| bill.choices.tiers.truncate(1));
        wrong(2, |bill| bill.choices.tiers[0].amount_fen = samples::amount(20_001));
        wrong(2, |bill| bill.choices.tiers.reverse());
        wrong(2, |bill| bill.fixed_amount_fen = Some(samples::amount(20_000)));
    }

    #[test]
    fn a_bill_that_names_another_version_has_no_rule() {
        let mut bill = samples::pension();
        bill.tariff = samples::id("2026-12");
        assert_eq!(of(&bill), Err(Unruled::No(NoRule::Missing)));
        bill.tariff = samples::id("2025-07");
        assert_eq!(of(&bill), Err(Unruled::No(NoRule::NotInForce)));
        bill.scheme = samples::id("maternity");
        assert_eq!(of(&bill), Err(Unruled::No(NoRule::Missing)));
    }
}
