//! What a region publishes for working out a monthly pension, and from which age there is one. Data of a pack, never constants: the figures of
//! the 2024 decision on the gradual change of the retirement age (in force since 1 January 2025) come in it like any city's.

use super::pack::within;
use crate::answer::Amount;
use crate::date::{CalendarDate, YearMonth};
use serde::Deserialize;
use std::collections::BTreeSet;

/// More ages, years or kinds than any region has.
const MOST: usize = 60;
/// Nobody works longer than a hundred years, or retires after a hundred.
const MOST_MONTHS: u32 = 1_200;

/// How a monthly pension is worked out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PensionRules {
    /// The first day on which it may be used.
    pub from: CalendarDate,
    /// The last day; `None`: until a later pack comes.
    #[serde(default)]
    pub until: Option<CalendarDate>,
    /// The average wage it is worked out by (计发基数), fen a month.
    pub average_wage_fen: Amount,
    /// The year that wage is of.
    pub average_wage_year: u16,
    /// By how many months the personal account is divided, by age.
    pub payout: Vec<Payout>,
    /// What is done with an age between two years.
    pub between_ages: BetweenAges,
    /// How many months of contributions it takes.
    pub minimum: Minimum,
    /// From which age, for whom.
    pub retirement: Vec<Retirement>,
    /// The sources it is taken from, by their place in the pack's list; the first is the one shown.
    pub cites: Vec<usize>,
}

/// 计发月数.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Payout {
    /// Full years.
    pub age: u8,
    /// Months.
    pub months: u16,
}

/// What is done with an age between two years. One this version does not know makes the rules unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BetweenAges {
    /// The row of the full years.
    FullYears,
}

/// How many months of contributions a monthly pension takes: rising, from a year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Minimum {
    /// Months before it rises.
    pub months: u32,
    /// The first year with more.
    pub from_year: u16,
    /// Months more each year.
    pub more_a_year: u32,
    /// Months at most.
    pub most: u32,
}

/// From which age there is a pension, for one kind of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Retirement {
    /// For whom.
    pub who: RetirementGroup,
    /// Full years, before it rises.
    pub age: u8,
    /// Born in this month and later, one retires later.
    pub first_birth: YearMonth,
    /// A month later for each so many months of birth after that, begun ones counted.
    pub month_later_each: u32,
    /// Full years at most.
    pub most_age: u8,
}

/// For whom an age is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum RetirementGroup {
    /// Men.
    Men,
    /// Women whose age was 55.
    #[serde(rename = "women_55")]
    Women55,
    /// Women whose age was 50.
    #[serde(rename = "women_50")]
    Women50,
}

impl PensionRules {
    /// Whether its figures can be meant.
    pub(super) fn is_sound(&self, sources: usize) -> bool {
        let ages: BTreeSet<u8> = self.payout.iter().map(|row| row.age).collect();
        let people: BTreeSet<RetirementGroup> = self.retirement.iter().map(|row| row.who).collect();
        self.until.is_none_or(|last| last >= self.from)
            && self.average_wage_fen.money().fen > 0
            && (1..=MOST).contains(&self.payout.len())
            && ages.len() == self.payout.len()
            && self.payout.iter().all(|row| (1..=600).contains(&row.months))
            && (1..=self.minimum.most).contains(&self.minimum.months)
            && self.minimum.most <= MOST_MONTHS
            && (1..=MOST).contains(&self.retirement.len())
            && people.len() == self.retirement.len()
            && self.retirement.iter().all(Retirement::is_sound)
            && (1..=MOST).contains(&self.cites.len())
            && self.cites.iter().all(|place| *place < sources)
    }

    /// True on the days on which it may be used.
    pub fn is_current(&self, day: CalendarDate) -> bool {
        within(day, self.from, self.until)
    }

    /// The row for an age in months; `None` if the table has none.
    pub fn payout_months(&self, age_months: u32) -> Option<u16> {
        let BetweenAges::FullYears = self.between_ages;
        self.payout.iter().find(|row| u32::from(row.age) == age_months / 12).map(|row| row.months)
    }

    /// The row for one kind of people.
    pub fn retirement(&self, who: RetirementGroup) -> Option<&Retirement> {
        self.retirement.iter().find(|row| row.who == who)
    }
}

impl Minimum {
    /// Months it takes for a pension that begins in this year.
    pub fn months_in(&self, year: u16) -> u32 {
        let years = u32::from(year.saturating_add(1).saturating_sub(self.from_year));
        self.months.saturating_add(years.saturating_mul(self.more_a_year)).min(self.most)
    }
}

impl Retirement {
    fn is_sound(&self) -> bool {
        (1..=100).contains(&self.age)
            && (self.age..=100).contains(&self.most_age)
            && (1..=MOST_MONTHS).contains(&self.month_later_each)
    }

    /// The age, in months, at which somebody born in this month may retire.
    pub fn age_months(&self, born: YearMonth) -> u32 {
        let after = u32::try_from(self.first_birth.months_until(born)).ok();
        let later = after.map_or(0, |after| (after / self.month_later_each.max(1)).saturating_add(1));
        (u32::from(self.age) * 12).saturating_add(later).min(u32::from(self.most_age) * 12)
    }
}

#[cfg(test)]
#[path = "pension_tests.rs"]
mod tests;
