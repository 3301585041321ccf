//! A region's rules as they are published: the payload of `shebao-rules+jws`. Everything in the fictional city's is invented.

use super::tariff::{Charge, Tariff};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One region's rules under one number. There is no late fee in them: none is ever computed. Unknown members are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pack {
    /// The region, six digits.
    pub region: String,
    /// Its number, from 1. A later one is higher, and one number is never published twice.
    pub v: u64,
    /// When it was signed, in seconds since 1970: it is believed by the key that was valid then.
    pub at: i64,
    /// The first day on which it may be acted on, never before that of the pack with the number before.
    pub from: String,
    /// The last day; null: until a later one comes.
    pub until: Option<String>,
    /// True if nothing of it is a real rule.
    #[serde(default)]
    pub fictional: bool,
    /// Where its rules are written. A tariff cites them by their place in this list, from 0.
    pub sources: Vec<PackSource>,
    /// What is charged. No two are in force for one scheme on one day, and none shares scheme and version with another.
    pub tariffs: Vec<PackTariff>,
    /// How a monthly pension is worked out, where it is published.
    #[serde(default)]
    pub pension: Option<PackPension>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackSource {
    /// Its title, with its number if it has one; 120 characters at most.
    pub title: String,
    /// Who issued it; 60 characters at most.
    pub issued_by: String,
    /// The day of issue.
    pub date: String,
    /// Where it can be read, `https` only.
    pub url: Option<String>,
}

/// What one scheme charges from one day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackTariff {
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// Its version, such as `2026-07`: bills, quotes and orders name it.
    pub version: String,
    /// The first day on which it is in force.
    pub from: String,
    /// The last day; null: until a later version begins.
    pub until: Option<String>,
    /// What one period costs.
    pub charge: Charge,
    /// What a period is, and how many may be paid at once.
    pub periods: Periods,
    /// Whether periods that are over may still be paid.
    pub back_payment: BackPayment,
    /// How long cover waits after a gap, where it does.
    pub waiting: Option<Waiting>,
    /// What the public purse adds to a period: one for each tier, or one for everyone where there are no tiers.
    #[serde(default)]
    pub subsidies: Vec<Subsidy>,
    /// The days on which a year can be paid; only where years are paid.
    #[serde(default)]
    pub window: Option<Window>,
    /// The sources it is taken from; at least one, the one to show first.
    pub cites: Vec<usize>,
}

/// What a period is, and how many may be paid at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Periods {
    /// `month` (`2026-11`) or `year` (`2027`).
    pub unit: String,
    /// Months paid at once: 1, 3 (a quarter of the calendar), 6 (half a year), 12 (a year), any of those listed. Of years `[1]`.
    /// What cannot be paid any more is not asked for.
    pub lengths: Vec<u8>,
}

/// Whether periods that are over may still be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BackPayment {
    /// They may not.
    None,
    /// The last so many may.
    Allowed {
        /// Months or years.
        periods: u8,
    },
}

/// How long cover waits after a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Waiting {
    /// Months without cover after paying again.
    pub months: u8,
    /// A gap of at most so many months makes nobody wait.
    pub grace_months: u8,
    /// Months more for each year missed.
    pub more_per_missed_year: u8,
}

/// What the public purse adds to a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Subsidy {
    /// For whom chose this tier; null: for everyone.
    #[serde(default)]
    pub tier: Option<String>,
    /// Fen a period.
    pub amount_fen: i64,
}

/// The days on which a year can be paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// The first day, such as `09-01`.
    pub from: String,
    /// The last day, not before the first.
    pub until: String,
    /// True if these are days of the year before the one that is paid.
    #[serde(default)]
    pub year_before: bool,
}

/// How a monthly pension is worked out, and from which age there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackPension {
    /// The first day on which it may be used.
    pub from: String,
    /// The last day; null: until a later pack comes.
    pub until: Option<String>,
    /// The average wage it is worked out by, fen a month.
    pub average_wage_fen: i64,
    /// The year that wage is of.
    pub average_wage_year: u16,
    /// By how many months the personal account is divided, by full years of age.
    pub payout: Vec<PackPayout>,
    /// What is done with an age between two years: `full_years`.
    pub between_ages: String,
    /// How many months of contributions it takes.
    pub minimum: PackMinimum,
    /// From which age, for whom.
    pub retirement: Vec<PackRetirement>,
    /// The sources it is taken from; at least one.
    pub cites: Vec<usize>,
}

/// One row of the table of payout months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackPayout {
    /// Full years.
    pub age: u8,
    /// Months.
    pub months: u16,
}

/// How many months of contributions a monthly pension takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackMinimum {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PackRetirement {
    /// `men`, `women_55` or `women_50`, by the age before it rises.
    pub who: String,
    /// Full years, before it rises.
    pub age: u8,
    /// Born in this month and later, one retires later.
    pub first_birth: String,
    /// A month later for each so many months of birth after that, begun ones counted.
    pub month_later_each: u32,
    /// Full years at most.
    pub most_age: u8,
}

/// A pack as it was signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Published {
    /// What it says.
    pub pack: Pack,
    /// The text of it.
    pub jws: String,
}

impl Pack {
    /// What a scheme charges on a day.
    pub fn in_force(&self, scheme: &str, day: &str) -> Option<&PackTariff> {
        self.tariffs.iter().find(|one| {
            one.scheme == scheme && *one.from <= *day && one.until.as_deref().is_none_or(|last| day <= last)
        })
    }

    /// The pack that follows when a scheme charges something else from `day` on: the version before ends the day before.
    /// `None` if there is nothing to change.
    pub fn changed(
        &self,
        scheme: &str,
        day: &str,
        before: &str,
        change: impl FnOnce(&mut PackTariff) -> Option<()>,
    ) -> Option<Self> {
        let mut next = self.clone();
        next.v += 1;
        day.clone_into(&mut next.from);
        let old = self.in_force(scheme, day)?;
        let mut new = old.clone();
        change(&mut new)?;
        day.clone_into(&mut new.from);
        new.until = None;
        next.tariffs.retain(|one| one.scheme != scheme || one.from.as_str() < day);
        for one in next.tariffs.iter_mut().filter(|one| one.scheme == scheme) {
            if one.until.as_deref().is_none_or(|last| last >= day) {
                one.until = Some(before.to_owned());
            }
        }
        // A version named anew replaces the one of that name.
        next.tariffs.retain(|one| one.scheme != scheme || one.version != new.version);
        next.tariffs.push(new);
        Some(next)
    }
}

impl PackTariff {
    /// As decisions about money take it.
    pub fn tariff(&self) -> Tariff {
        Tariff { scheme: self.scheme.clone(), version: self.version.clone(), rule: self.charge.clone() }
    }

    /// True if `period` is not over on `day`, or may still be paid.
    pub fn is_in_time(&self, period: &str, day: &str) -> bool {
        let behind = if self.periods.unit == "year" {
            number(day, 0..4)
                .zip(number(period, 0..4).filter(|_| period.len() == 4))
                .map(|(now, year)| now - year)
        } else {
            months(day).zip(months(period).filter(|_| period.len() == 7)).map(|(now, month)| now - month)
        };
        match (behind, self.back_payment) {
            (None, _) => false,
            (Some(..=0), _) => true,
            (Some(behind), BackPayment::Allowed { periods }) => behind <= i64::from(periods),
            (Some(_), BackPayment::None) => false,
        }
    }

    /// True if `chosen` is made of whole quarters, half-years or years where that is the rule, as far as they can still be paid (`payable`).
    pub fn allows(&self, chosen: &[String], payable: &[String]) -> bool {
        self.periods.unit == "year"
            || chosen.iter().all(|one| {
                self.periods.lengths.iter().any(|length| {
                    let block =
                        |text: &str| months(text).map(|month| month.div_euclid(i64::from((*length).max(1))));
                    payable
                        .iter()
                        .filter(|other| block(other) == block(one))
                        .all(|other| chosen.contains(other))
                })
            })
    }
}

fn number(text: &str, digits: std::ops::Range<usize>) -> Option<i64> {
    text.get(digits)?.parse().ok()
}

/// Months since the year 0, January being 0 of its year: blocks of 3, 6 and 12 begin where the calendar's do.
fn months(text: &str) -> Option<i64> {
    Some(number(text, 0..4)? * 12 + number(text, 5..7)? - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tariff(unit: &str, lengths: &[u8], back_payment: BackPayment) -> PackTariff {
        PackTariff {
            scheme: "s".into(),
            version: "2026-07".into(),
            from: "2026-07-01".into(),
            until: None,
            charge: Charge::Fixed { amount_fen: 1 },
            periods: Periods { unit: unit.into(), lengths: lengths.to_vec() },
            back_payment,
            waiting: None,
            subsidies: Vec::new(),
            window: None,
            cites: vec![0],
        }
    }

    fn pack() -> Pack {
        Pack {
            region: "990100".into(),
            v: 1,
            at: 0,
            from: "2026-07-01".into(),
            until: None,
            fictional: true,
            sources: Vec::new(),
            tariffs: vec![tariff("month", &[1], BackPayment::None)],
            pension: None,
        }
    }

    fn named(version: &'static str) -> impl FnOnce(&mut PackTariff) -> Option<()> {
        move |one| {
            version.clone_into(&mut one.version);
            Some(())
        }
    }

    #[test]
    fn a_changed_tariff_ends_the_one_before_and_both_stay_listed() {
        let next = pack().changed("s", "2026-11-24", "2026-11-23", named("2026-11")).unwrap();
        assert_eq!((next.v, next.from.as_str()), (2, "2026-11-24"));
        let on = |pack: &Pack, day| pack.in_force("s", day).map(|one| one.version.clone());
        assert_eq!(on(&next, "2026-11-23").as_deref(), Some("2026-07"));
        assert_eq!(on(&next, "2026-11-24").as_deref(), Some("2026-11"));
        // Changed twice in a day: only the last one is ever in force.
        let again = next.changed("s", "2026-11-24", "2026-11-23", named("2026-11b")).unwrap();
        assert_eq!((again.v, again.tariffs.len()), (3, 2));
        assert_eq!(on(&again, "2026-11-24").as_deref(), Some("2026-11b"));
        assert!(pack().changed("other", "2026-11-24", "2026-11-23", named("x")).is_none());
        assert!(pack().changed("s", "2026-11-24", "2026-11-23", |_| None).is_none());
    }

    #[test]
    fn what_is_over_is_in_time_only_where_the_rule_says_so() {
        let months = |back| move |period: &str| tariff("month", &[1], back).is_in_time(period, "2026-11-24");
        let (no, three) = (months(BackPayment::None), months(BackPayment::Allowed { periods: 3 }));
        assert!(no("2026-11") && no("2027-01") && !no("2026-10"));
        assert!(three("2026-08") && !three("2026-07") && !three("2026"));
        let years = tariff("year", &[1], BackPayment::None);
        assert!(years.is_in_time("2026", "2026-11-24") && !years.is_in_time("2025", "2026-11-24"));
        assert!(!years.is_in_time("2026-11", "2026-11-24"));
    }

    #[test]
    fn a_quarter_is_paid_whole_or_as_far_as_it_can_still_be_paid() {
        let texts = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let payable = texts(&["2026-11", "2026-12", "2027-01"]);
        let quarterly = tariff("month", &[3], BackPayment::None);
        assert!(quarterly.allows(&texts(&["2026-11", "2026-12"]), &payable));
        assert!(!quarterly.allows(&texts(&["2026-11"]), &payable));
        assert!(tariff("month", &[1, 3], BackPayment::None).allows(&texts(&["2026-11"]), &payable));
    }
}
