//! Days and months of the civil calendar, without a clock and without a time zone.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::SystemTime;

/// A day that exists, `2026-11-30`. A `LocalDate` in Kotlin, ISO text in Swift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CalendarDate {
    year: u16,
    month: u8,
    day: u8,
}

/// A month, `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearMonth {
    year: u16,
    month: u8,
}

uniffi::custom_type!(CalendarDate, String, {
    try_lift: |text| Ok(text.parse()?),
    lower: |date| date.to_string(),
});
uniffi::custom_type!(YearMonth, String, {
    try_lift: |text| Ok(text.parse()?),
    lower: |month| month.to_string(),
});

/// The text is not a day or month that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADate;

impl CalendarDate {
    /// The day, if it exists. Years from 1900 to 2199.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        let valid = (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day);
        valid.then_some(Self { year, month, day }).ok_or(NotADate)
    }

    /// The day it is at `at` where the bureaus are: all of the mainland keeps UTC+8, without summer time.
    /// A clock outside 1900–2199 gives the nearest day that can be written.
    pub fn at(at: SystemTime) -> Self {
        let seconds = match at.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
        };
        Self::from_day_number(seconds.saturating_add(8 * 3600).div_euclid(86_400).saturating_add(719_468))
    }

    /// The inverse of `day_number`, the usual closed form over 400-year eras.
    fn from_day_number(number: i64) -> Self {
        const FIRST: CalendarDate = CalendarDate { year: 1900, month: 1, day: 1 };
        const LAST: CalendarDate = CalendarDate { year: 2199, month: 12, day: 31 };
        let number = number.clamp(i64::from(FIRST.day_number()), i64::from(LAST.day_number()));
        let (era, of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as u16, month: month as u8, day: (of_year - (153 * shifted + 2) / 5 + 1) as u8 }
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month it lies in.
    pub fn year_month(self) -> YearMonth {
        YearMonth { year: self.year, month: self.month }
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day before this one; the first of 1900 stays.
    pub fn day_before(self) -> Self {
        Self::from_day_number(i64::from(self.day_number()) - 1)
    }

    /// The day after this one; the last of 2199 stays.
    pub fn day_after(self) -> Self {
        Self::from_day_number(i64::from(self.day_number()) + 1)
    }

    /// Days from this day to `other`; negative if `other` is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        other.day_number() - self.day_number()
    }

    /// Days since 1 March 0000 of the proleptic Gregorian calendar, the usual closed form.
    fn day_number(self) -> i32 {
        let shift = i32::from(self.month <= 2);
        let (year, month) = (i32::from(self.year) - shift, (i32::from(self.month) + 9) % 12);
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + i32::from(self.day)
            - 1
    }
}

impl YearMonth {
    /// The month, if it exists.
    pub fn new(year: u16, month: u8) -> Result<Self, NotADate> {
        CalendarDate::new(year, month, 1).map(CalendarDate::year_month)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month of the year, from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The month after this one; the last month of 2199 stays.
    pub fn next(self) -> Self {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Self::new(year, month).unwrap_or(self)
    }

    /// Months from this month to `other`; negative if `other` is earlier.
    pub fn months_until(self, other: Self) -> i32 {
        other.number() - self.number()
    }

    /// The month so many months later, or earlier; the nearest from 1900 to 2199.
    pub fn plus(self, months: i32) -> Self {
        const FIRST: YearMonth = YearMonth { year: 1900, month: 1 };
        const LAST: YearMonth = YearMonth { year: 2199, month: 12 };
        let number = self.number().saturating_add(months).clamp(FIRST.number(), LAST.number());
        Self { year: number.div_euclid(12) as u16, month: number.rem_euclid(12) as u8 + 1 }
    }

    /// Months since January of the year 0.
    fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// Its last day.
    pub fn last_day(self) -> CalendarDate {
        CalendarDate { year: self.year, month: self.month, day: month_length(self.year, self.month) }
    }
}

fn month_length(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::str::FromStr for CalendarDate {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        match digits(text, &[4, 2, 2])?.as_slice() {
            &[year, month, day] => Self::new(year, month as u8, day as u8),
            _ => Err(NotADate),
        }
    }
}

impl std::str::FromStr for YearMonth {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        match digits(text, &[4, 2])?.as_slice() {
            &[year, month] => Self::new(year, month as u8),
            _ => Err(NotADate),
        }
    }
}

/// Groups of exactly so many ASCII digits, joined by hyphens.
fn digits(text: &str, lengths: &[usize]) -> Result<Vec<u16>, NotADate> {
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != lengths.len() {
        return Err(NotADate);
    }
    let well_formed = |(group, length): (&&str, &usize)| {
        group.len() == *length && group.bytes().all(|b| b.is_ascii_digit())
    };
    if !groups.iter().zip(lengths).all(well_formed) {
        return Err(NotADate);
    }
    groups.iter().map(|group| group.parse().map_err(|_| NotADate)).collect()
}

macro_rules! as_text {
    ($($name:ty),*) => {$(
        impl TryFrom<String> for $name {
            type Error = NotADate;
            fn try_from(text: String) -> Result<Self, NotADate> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.to_string()
            }
        }
    )*};
}
as_text!(CalendarDate, YearMonth);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_days() {
        assert!("2024-02-29".parse::<CalendarDate>().is_ok());
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-01",
            "20261101",
            "2026-11-31",
            "２０２６-11-01",
            "",
            "0000-01-01",
        ] {
            assert!(text.parse::<CalendarDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_across_months_and_years() {
        let day = |text: &str| text.parse::<CalendarDate>().unwrap();
        assert_eq!(day("2026-11-23").days_until(day("2026-11-30")), 7);
        assert_eq!(day("2023-12-31").days_until(day("2024-03-01")), 61);
        assert_eq!(day("2026-03-01").days_until(day("2026-02-28")), -1);
        assert_eq!(day("2024-03-01").day_before(), day("2024-02-29"));
        assert_eq!(day("2026-12-31").day_after(), day("2027-01-01"));
        assert_eq!(day("2199-12-31").day_after(), day("2199-12-31"));
    }

    #[test]
    fn the_day_is_the_bureaus_day() {
        let at = |seconds: u64| {
            CalendarDate::at(SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds)).to_string()
        };
        assert_eq!(at(0), "1970-01-01");
        // 2026-11-24 15:59:59 and 16:00:00 UTC: midnight in China lies between.
        assert_eq!(
            (at(1_795_535_999), at(1_795_536_000)),
            ("2026-11-24".to_owned(), "2026-11-25".to_owned())
        );
        assert_eq!(at(1_709_164_800), "2024-02-29");
        assert_eq!(at(u64::MAX / 4), "2199-12-31");
    }

    #[test]
    fn a_day_and_its_number_agree() {
        let mut day = CalendarDate::new(1900, 1, 1).unwrap();
        for number in i64::from(day.day_number()).. {
            let again = CalendarDate::from_day_number(number);
            assert_eq!(i64::from(again.day_number()), number);
            assert!(again >= day && CalendarDate::new(again.year, again.month, again.day).is_ok());
            day = again;
            if day.to_string() == "2199-12-31" {
                break;
            }
        }
    }

    #[test]
    fn months_follow_each_other() {
        let month: YearMonth = "2026-12".parse().unwrap();
        assert_eq!(month.next().to_string(), "2027-01");
        for (months, other) in
            [(1, "2027-01"), (-12, "2025-12"), (25, "2029-01"), (i32::MAX, "2199-12"), (i32::MIN, "1900-01")]
        {
            assert_eq!(month.plus(months).to_string(), other);
        }
        assert_eq!(month.months_until("2027-02".parse().unwrap()), 2);
        assert_eq!(month.months_until("2025-12".parse().unwrap()), -12);
        assert_eq!(YearMonth::new(2024, 2).unwrap().last_day().to_string(), "2024-02-29");
    }
}
