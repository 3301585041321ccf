//! Moments as the wire writes them: RFC 3339 with an offset.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::time::{Duration, SystemTime};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A moment between 1970 and 2199, `2026-11-24T10:05:00+08:00`. Anything else is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Moment(SystemTime);

/// 1 January 2200, in seconds: what no screen of ours can mean.
const END: u64 = 7_258_118_400;

/// Longer than any RFC 3339 text with nanoseconds and an offset.
const LONGEST: usize = 40;

/// Seconds since 1970; `None` before.
pub(crate) fn seconds(at: SystemTime) -> Option<u64> {
    at.duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs())
}

impl Moment {
    /// Reads RFC 3339; parts of a second are dropped.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let seconds = OffsetDateTime::parse(text, &Rfc3339).ok()?.unix_timestamp();
        u64::try_from(seconds).ok().and_then(Self::from_unix)
    }

    /// So many seconds after 1 January 1970, UTC.
    pub(crate) fn from_unix(seconds: u64) -> Option<Self> {
        (seconds < END).then(|| Self(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)))
    }

    /// As the shells get it.
    pub(crate) fn at(self) -> SystemTime {
        self.0
    }

    fn text(self) -> Option<String> {
        OffsetDateTime::from(self.0).format(&Rfc3339).ok()
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not a moment"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let text = self.text().ok_or_else(|| ser::Error::custom("not a moment"))?;
        to.serialize_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_taken_into_account() {
        let china = Moment::parse("2026-11-24T10:05:00+08:00").unwrap();
        assert_eq!(china, Moment::parse("2026-11-24T02:05:00Z").unwrap());
        let kept = serde_json::to_string(&china).unwrap();
        assert_eq!(serde_json::from_str::<Moment>(&kept).unwrap(), china);
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "2026-11-24",
            "2026-11-24T10:05:00",
            "1969-12-31T23:59:59Z",
            "2200-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2026-02-30T00:00:00Z",
            "2026-11-24T10:05:00.0000000000000000000000000000000000Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
