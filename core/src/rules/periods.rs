//! Which months or years may be paid at once, and which not any more.

use crate::date::{CalendarDate, YearMonth};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// `2026-11`.
    Month,
    /// `2027`.
    Year,
}

/// How many months are paid at once: 1 (monthly), 3 (quarterly), 6 (half-yearly), 12 (yearly); any of those listed. Quarters, half-years and
/// years are the calendar's. Of years, always one at a time: `[1]`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<u8>")]
pub struct Lengths(BTreeSet<u8>);

impl TryFrom<Vec<u8>> for Lengths {
    type Error = &'static str;

    fn try_from(lengths: Vec<u8>) -> Result<Self, Self::Error> {
        let known = lengths.iter().all(|length| [1, 3, 6, 12].contains(length));
        if lengths.is_empty() || lengths.len() > 4 || !known {
            return Err("not lengths");
        }
        Ok(Self(lengths.into_iter().collect()))
    }
}

impl Lengths {
    /// Whether they can be meant for this unit.
    pub(super) fn fit(&self, unit: Unit) -> bool {
        unit == Unit::Month || self.0.iter().eq([&1])
    }

    /// They, ascending.
    pub fn months(&self) -> impl Iterator<Item = u8> {
        self.0.iter().copied()
    }

    /// Whether `chosen` is made of whole blocks of an allowed length. A block is whole if everything of it is chosen that can still be paid:
    /// nobody who joined in the middle of a quarter is kept out of it.
    pub fn allow(&self, chosen: &[YearMonth], payable: &[YearMonth]) -> bool {
        chosen.iter().all(|month| {
            self.0.iter().any(|length| {
                let block = |other: &&YearMonth| same_block(*month, **other, *length);
                payable.iter().filter(block).all(|other| chosen.contains(other))
            })
        })
    }
}

fn same_block(one: YearMonth, other: YearMonth, length: u8) -> bool {
    let block = |month: YearMonth| month.month().saturating_sub(1).checked_div(length);
    one.year() == other.year() && block(one) == block(other)
}

/// Whether periods that are over may still be paid. Absent: they may not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BackPayment {
    /// They may not.
    #[default]
    None,
    /// The last so many may.
    Allowed {
        /// Months or years, as the tariff's unit says.
        periods: u8,
    },
}

/// Where a period lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The present one or a later one.
    Current,
    /// It is over, and may still be paid.
    Late,
    /// It is over, and may not be paid any more.
    Over,
    /// Not what this tariff calls a period.
    Unknown,
}

/// Where `period` (`2026-11` or `2027`) lies on `day`.
pub fn standing(unit: Unit, back: BackPayment, period: &str, day: CalendarDate) -> Standing {
    let behind = match unit {
        Unit::Month => period.parse::<YearMonth>().ok().map(|month| {
            let count = |month: YearMonth| i32::from(month.year()) * 12 + i32::from(month.month());
            count(day.year_month()) - count(month)
        }),
        Unit::Year => year(period).map(|year| i32::from(day.year()) - i32::from(year)),
    };
    match (behind, back) {
        (None, _) => Standing::Unknown,
        (Some(..=0), _) => Standing::Current,
        (Some(behind), BackPayment::Allowed { periods }) if behind <= i32::from(periods) => Standing::Late,
        (Some(_), _) => Standing::Over,
    }
}

fn year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(text: &str) -> YearMonth {
        text.parse().unwrap()
    }

    fn months(texts: &[&str]) -> Vec<YearMonth> {
        texts.iter().map(|text| month(text)).collect()
    }

    fn lengths(of: &[u8]) -> Lengths {
        Lengths::try_from(of.to_vec()).unwrap()
    }

    #[test]
    fn a_quarter_is_paid_whole_or_as_far_as_it_can_still_be_paid() {
        let payable = months(&["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]);
        let quarterly = lengths(&[3]);
        assert!(
            quarterly.allow(&months(&["2026-11", "2026-12"]), &payable),
            "October cannot be paid any more"
        );
        assert!(quarterly.allow(&months(&["2027-01", "2027-02", "2027-03"]), &payable));
        assert!(!quarterly.allow(&months(&["2026-11"]), &payable));
        assert!(!quarterly.allow(&months(&["2026-11", "2026-12", "2027-01"]), &payable));
        assert!(!lengths(&[12]).allow(&months(&["2027-01", "2027-02"]), &payable));
        assert!(lengths(&[12]).allow(&payable, &payable));
        assert!(lengths(&[6]).allow(&months(&["2027-01", "2027-02", "2027-03"]), &payable));
    }

    #[test]
    fn any_allowed_length_will_do() {
        let payable = months(&["2026-10", "2026-11", "2026-12"]);
        assert!(lengths(&[1, 3]).allow(&months(&["2026-11"]), &payable));
        assert!(lengths(&[1]).allow(&months(&["2026-10", "2026-12"]), &payable));
    }

    #[test]
    fn lengths_that_cannot_be_meant_are_not_read() {
        for wrong in [&[][..], &[2], &[0], &[1, 24], &[1, 1, 1, 1, 1]] {
            assert!(Lengths::try_from(wrong.to_vec()).is_err(), "{wrong:?}");
        }
        assert!(
            lengths(&[1]).fit(Unit::Year)
                && !lengths(&[12]).fit(Unit::Year)
                && lengths(&[12]).fit(Unit::Month)
        );
    }

    #[test]
    fn what_is_over_may_be_paid_only_where_the_rule_says_so() {
        let day = CalendarDate::new(2026, 11, 24).unwrap();
        let at = |unit, back, period| standing(unit, back, period, day);
        let (no, three) = (BackPayment::default(), BackPayment::Allowed { periods: 3 });
        assert_eq!(at(Unit::Month, no, "2026-11"), Standing::Current);
        assert_eq!(at(Unit::Month, no, "2027-01"), Standing::Current);
        assert_eq!(at(Unit::Month, no, "2026-10"), Standing::Over);
        assert_eq!(at(Unit::Month, three, "2026-08"), Standing::Late);
        assert_eq!(at(Unit::Month, three, "2026-07"), Standing::Over);
        assert_eq!(at(Unit::Year, no, "2026"), Standing::Current);
        assert_eq!(at(Unit::Year, no, "2025"), Standing::Over);
        assert_eq!(at(Unit::Year, three, "2023"), Standing::Late);
        for unknown in ["2026", "26-11", "", "2026-13"] {
            assert_eq!(at(Unit::Month, no, unknown), Standing::Unknown, "{unknown}");
        }
        assert_eq!(at(Unit::Year, no, "2026-11"), Standing::Unknown);
    }

    proptest! {
        #[test]
        fn everything_that_can_be_paid_may_be_paid_at_once(
            years in proptest::collection::vec((2026u16..2029, 1u8..=12), 1..20), length in 0usize..4,
        ) {
            let payable: Vec<YearMonth> = years.into_iter().map(|(year, month)| YearMonth::new(year, month).unwrap()).collect();
            prop_assert!(lengths(&[[1, 3, 6, 12][length]]).allow(&payable, &payable));
        }
    }
}
