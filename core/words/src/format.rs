//! How values look: money, days, months, moments, rates.

use crate::Language;
use crate::typography::MONTHS;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u8,
}

/// A language, the present moment and the time zone: what formatting depends on.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The reference: what lies on its day is shown by its time alone, what lies in its year without the year.
    pub now: SystemTime,
    /// The time zone, minutes east of Greenwich.
    pub offset_minutes: i32,
}

impl Locale {
    /// China's time, 8 hours east.
    pub const CHINA: i32 = 8 * 60;

    /// `2,000.00` for 200000 fen. The unit stands in the sentence.
    pub fn money(&self, fen: i64) -> String {
        let sign = if fen < 0 { "\u{2212}" } else { "" };
        let yuan = (fen.unsigned_abs() / 100).to_string();
        let mut grouped = String::new();
        for (at, digit) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}.{:02}", fen.unsigned_abs() % 100)
    }

    /// `2000` or `2000.50`: what a screen reader says, no comma and no `.00`.
    pub fn spoken_money(&self, fen: i64) -> String {
        let sign = match (fen < 0, self.language) {
            (false, _) => "",
            (true, Language::Zh) => "负",
            (true, Language::En) => "minus ",
        };
        let (yuan, rest) = (fen.unsigned_abs() / 100, fen.unsigned_abs() % 100);
        if rest == 0 { format!("{sign}{yuan}") } else { format!("{sign}{yuan}.{rest:02}") }
    }

    /// `11月30日`, `30 Nov`; with the year if it is another one than now.
    pub fn day(&self, date: Date) -> String {
        let with_year = date.year != self.today().0.year;
        match (self.language, with_year) {
            (Language::Zh, false) => format!("{}月{}日", date.month, date.day),
            (Language::Zh, true) => format!("{}年{}月{}日", date.year, date.month, date.day),
            (Language::En, false) => format!("{} {}", date.day, short(date.month)),
            (Language::En, true) => format!("{} {} {}", date.day, short(date.month), date.year),
        }
    }

    /// `2026年11月`, `Nov 2026`: always with the year.
    pub fn month(&self, month: Month) -> String {
        match self.language {
            Language::Zh => format!("{}年{}月", month.year, month.month),
            Language::En => format!("{} {}", short(month.month), month.year),
        }
    }

    /// `2026年11月、12月`, `Nov and Dec 2026`: the year stands once for the months of one year.
    pub fn months(&self, months: &[Month]) -> String {
        let year_at = |at: usize| months.get(at).map(|month| month.year);
        let item = |(at, month): (usize, &Month)| match self.language {
            Language::Zh if at > 0 && year_at(at - 1) == Some(month.year) => format!("{}月", month.month),
            Language::En if year_at(at + 1) == Some(month.year) => short(month.month).to_owned(),
            _ => self.month(*month),
        };
        let items: Vec<String> = months.iter().enumerate().map(item).collect();
        match (self.language, items.split_last()) {
            (Language::En, Some((last, first))) if !first.is_empty() => {
                format!("{} and {last}", first.join(", "))
            }
            _ => items.join("、"),
        }
    }

    /// `9:36` if it lies on the same day as now, else `11月23日 9:36`, `23 Nov 9:36`.
    pub fn moment(&self, at: SystemTime) -> String {
        let (date, minutes) = self.civil(at);
        let time = format!("{}:{:02}", minutes / 60, minutes % 60);
        if date == self.today().0 { time } else { format!("{} {time}", self.day(date)) }
    }

    /// `20%` for 2000 basis points, `8.5%` for 850.
    pub fn rate(&self, basis_points: u32) -> String {
        let (whole, rest) = (basis_points / 100, basis_points % 100);
        match (rest, rest % 10) {
            (0, _) => format!("{whole}%"),
            (_, 0) => format!("{whole}.{}%", rest / 10),
            _ => format!("{whole}.{rest:02}%"),
        }
    }

    /// `126`, without groups: counts are small, and a year is not grouped.
    pub fn count(&self, count: u32) -> String {
        count.to_string()
    }

    fn today(&self) -> (Date, i64) {
        self.civil(self.now)
    }

    /// The day a moment lies on in this time zone, and the minutes since its midnight.
    fn civil(&self, at: SystemTime) -> (Date, i64) {
        let seconds = match at.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX / 2),
            Err(before) => -seconds_up(before.duration()),
        };
        let minutes = seconds.div_euclid(60) + i64::from(self.offset_minutes);
        (date_of_day(minutes.div_euclid(1_440)), minutes.rem_euclid(1_440))
    }
}

/// Whole seconds, rounded up: half a second before midnight is the second before it.
fn seconds_up(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX / 2 - 1) + i64::from(duration.subsec_nanos() > 0)
}

/// The civil date of a day counted from 1970-01-01, the usual closed form.
fn date_of_day(day: i64) -> Date {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date {
        year: i32::try_from(year).unwrap_or(i32::MAX),
        month: u8::try_from(month).unwrap_or(1),
        day: u8::try_from(of_year - (153 * from_march + 2) / 5 + 1).unwrap_or(1),
    }
}

fn short(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or("?")
}
