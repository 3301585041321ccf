//! The days on which a yearly fee can be paid.

use crate::date::CalendarDate;
use serde::Deserialize;

/// From one day of the year to another, for the same year or for the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Window {
    /// The first day, month and day.
    pub from: DayOfYear,
    /// The last day, not before the first: a window over New Year is published as two.
    pub until: DayOfYear,
    /// True if these are days of the year before the one that is paid.
    #[serde(default)]
    pub year_before: bool,
}

/// `09-01`: a month and a day that exist in every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct DayOfYear {
    month: u8,
    day: u8,
}

impl TryFrom<String> for DayOfYear {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        // 2023 is no leap year: a day that exists in it exists in every year.
        let day: CalendarDate = format!("2023-{text}").parse().map_err(|_| "no day of the year")?;
        Ok(Self { month: day.year_month().month(), day: day.day() })
    }
}

impl Window {
    /// Whether it can be meant.
    pub(super) fn is_sound(&self) -> bool {
        self.from <= self.until
    }

    /// The first and the last day on which `year` can be paid.
    pub fn days(&self, year: u16) -> Option<(CalendarDate, CalendarDate)> {
        let in_year = if self.year_before { year.checked_sub(1)? } else { year };
        let day = |of: DayOfYear| CalendarDate::new(in_year, of.month, of.day).ok();
        Some((day(self.from)?, day(self.until)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_years_fee_is_paid_in_autumn() {
        let window: Window =
            serde_json::from_str(r#"{"from": "09-01", "until": "12-31", "year_before": true}"#).unwrap();
        let (from, until) = window.days(2027).unwrap();
        assert_eq!((from.to_string(), until.to_string()), ("2026-09-01".to_owned(), "2026-12-31".to_owned()));
        assert!(window.is_sound());
    }

    #[test]
    fn days_that_are_not_in_every_year_are_not_read() {
        for wrong in ["02-29", "13-01", "1-1", "", "2026-01-01"] {
            assert!(DayOfYear::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
        let backwards = r#"{"from": "12-01", "until": "02-28"}"#;
        assert!(!serde_json::from_str::<Window>(backwards).unwrap().is_sound());
    }
}
