//! Moments, days and months as the wire writes them, in the bureau's time (UTC+8, no summer time).

use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime, UtcOffset};

/// One day in seconds.
pub(crate) const DAY: i64 = 86_400;

fn local(unix: i64) -> OffsetDateTime {
    let utc = OffsetDateTime::from_unix_timestamp(unix).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    UtcOffset::from_hms(8, 0, 0).map_or(utc, |offset| utc.to_offset(offset))
}

/// `2026-11-24T10:05:00+08:00`.
pub(crate) fn instant(unix: i64) -> String {
    local(unix).format(&Rfc3339).unwrap_or_default()
}

/// `2026-11-24`.
pub(crate) fn day(unix: i64) -> String {
    let d = local(unix).date();
    format!("{:04}-{:02}-{:02}", d.year(), u8::from(d.month()), d.day())
}

/// A month of the bureau's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct YearMonth {
    /// The year, such as 2026.
    pub(crate) year: i32,
    /// 1 to 12.
    pub(crate) month: u8,
}

impl YearMonth {
    /// The month in which `unix` falls.
    pub(crate) fn of(unix: i64) -> Self {
        let d = local(unix).date();
        Self { year: d.year(), month: u8::from(d.month()) }
    }

    /// `months` later (or earlier, if negative).
    pub(crate) fn plus(self, months: i32) -> Self {
        let all = self.year.saturating_mul(12) + i32::from(self.month) - 1 + months;
        Self { year: all.div_euclid(12), month: u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1) }
    }

    /// `2026-11`; the year alone is [`YearMonth::year`].
    pub(crate) fn text(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// Ten in the morning on the given day of this month, in seconds since 1970.
    pub(crate) fn at_ten(self, day: u8) -> i64 {
        Month::try_from(self.month)
            .ok()
            .and_then(|m| Date::from_calendar_date(self.year, m, day).ok())
            .map_or(0, |d| d.midnight().assume_utc().unix_timestamp() + 2 * 3_600)
    }
}

/// True for `2026-11` and for `2027`: the two forms a period has.
pub(crate) fn is_period(text: &str) -> bool {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        None => text.len() == 4 && digits(text),
        Some((y, m)) => {
            y.len() == 4 && digits(y) && m.len() == 2 && digits(m) && matches!(m.parse(), Ok(1..=12u8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_the_bureau_s_time() {
        assert_eq!(instant(1_795_485_900), "2026-11-24T10:05:00+08:00");
        assert_eq!(day(1_795_485_900), "2026-11-24");
        assert_eq!(YearMonth { year: 2026, month: 11 }.at_ten(24), 1_795_485_600);
    }

    #[test]
    fn months_are_counted_across_years() {
        let november = YearMonth::of(1_795_485_900);
        assert_eq!(november.plus(2).text(), "2027-01");
        assert_eq!(november.plus(-11).text(), "2025-12");
    }

    #[test]
    fn only_months_and_years_are_periods() {
        assert!(is_period("2026-11") && is_period("2027"));
        for wrong in ["2026-13", "2026-00", "26-11", "2026-1", "2026-11-01", "", "20270", "٢٠٢٧"] {
            assert!(!is_period(wrong), "{wrong}");
        }
    }
}
