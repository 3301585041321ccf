//! What a gateway's answer is made of, read once and with limits: one bad field or record is marked and never hides the others.

use crate::money::Money;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::marker::PhantomData;

/// One optional field: absent, read, or there but not what the contract says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Field<T> {
    /// Absent or null.
    #[default]
    Absent,
    /// Read.
    Got(T),
    /// There, and not readable: said as such, never guessed.
    Unreadable,
}

impl<T> Field<T> {
    /// The value, if it could be read.
    pub(crate) fn got(&self) -> Option<&T> {
        match self {
            Self::Got(value) => Some(value),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// Whether it is there and not readable.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Unreadable)
    }
}

/// How an unreadable field is kept: no type of ours reads this text.
const UNREADABLE: &str = "\u{0}unreadable";

impl<'de, T: DeserializeOwned> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(from)?;
        if value.is_null() {
            return Ok(Self::Absent);
        }
        Ok(serde_json::from_value(value).map_or(Self::Unreadable, Self::Got))
    }
}

impl<T: Serialize> Serialize for Field<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => to.serialize_none(),
            Self::Got(value) => value.serialize(to),
            Self::Unreadable => to.serialize_str(UNREADABLE),
        }
    }
}

/// A list of records. Those that cannot be read are left out and counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Records<T> {
    /// The records that could be read, in the order sent.
    pub(crate) rows: Vec<T>,
    /// How many could not be read, or were more than a list may hold.
    pub(crate) dropped: u32,
}

/// More records than any list of the contract holds.
const MOST_RECORDS: usize = 2_000;

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), dropped: 0 }
    }
}

impl<T: Serialize> Serialize for Records<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Kept<'a, T> {
            rows: &'a [T],
            dropped: u32,
        }
        Kept { rows: &self.rows, dropped: self.dropped }.serialize(to)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Records<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader(PhantomData))
    }
}

/// Reads a list as sent (an array) or as kept (rows and the count).
struct Reader<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for Reader<T> {
    type Value = Records<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Records<T>, A::Error> {
        let mut records = Records::default();
        while records.rows.len() < MOST_RECORDS {
            let Some(value) = list.next_element::<serde_json::Value>()? else { return Ok(records) };
            match serde_json::from_value(value) {
                Ok(row) => records.rows.push(row),
                Err(_) => records.dropped = records.dropped.saturating_add(1),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {
            records.dropped = records.dropped.saturating_add(1);
        }
        Ok(records)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut kept: A) -> Result<Records<T>, A::Error> {
        let mut records = Records::default();
        while let Some(key) = kept.next_key::<String>()? {
            match key.as_str() {
                "rows" => records.rows = kept.next_value()?,
                "dropped" => records.dropped = kept.next_value()?,
                _ => {
                    kept.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(records)
    }
}

/// An amount a record may hold: not negative, and below ten thousand million yuan. Anything else is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Amount(i64);

const ABSURD_FEN: i64 = 1_000_000_000_000;

impl Amount {
    /// As money.
    pub fn money(self) -> Money {
        Money::fen(self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let fen = i64::deserialize(from)?;
        if (0..ABSURD_FEN).contains(&fen) { Ok(Self(fen)) } else { Err(de::Error::custom("absurd amount")) }
    }
}

/// One line of text for people: at most `MOST` characters, without control characters or marks that turn the direction of writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Line<const MOST: usize>(String);

impl<const MOST: usize> Line<MOST> {
    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for Line<MOST> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let text = plain(&text);
        let text = text.trim();
        if text.is_empty() || text.chars().count() > MOST {
            return Err(de::Error::custom("not a line of text"));
        }
        Ok(Self(text.to_owned()))
    }
}

/// `text` without what a person cannot see: control characters (a line break becomes a space) and bidirectional overrides.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\t' => Some(' '),
            c if c.is_control() => None,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;
    use serde_json::{from_str, from_value, json, to_value};

    #[test]
    fn one_bad_record_never_hides_the_others() {
        let records: Records<Amount> =
            from_value(json!([1, -1, "x", 2, 1e30, null, i64::MAX, [], 3])).unwrap();
        assert_eq!(records.rows, [Amount(1), Amount(2), Amount(3)]);
        assert_eq!(records.dropped, 6);
        let again: Records<Amount> = from_value(to_value(&records).unwrap()).unwrap();
        assert_eq!(again, records, "what was dropped stays known when kept");
    }

    #[test]
    fn a_list_has_an_end() {
        let long = serde_json::Value::from(vec![1; MOST_RECORDS + 5]);
        let records: Records<Amount> = from_value(long).unwrap();
        assert_eq!((records.rows.len(), records.dropped), (MOST_RECORDS, 5));
    }

    #[test]
    fn a_bad_field_is_marked_and_stays_marked() {
        #[derive(Serialize, Deserialize, PartialEq, Debug)]
        struct Row {
            #[serde(default)]
            at: Field<Moment>,
            #[serde(default)]
            fen: Field<Amount>,
            #[serde(default)]
            name: Field<Line<4>>,
        }
        let row: Row = from_str(r#"{"at":"2026-13-01T00:00:00Z","fen":-5}"#).unwrap();
        assert!(row.at.is_unreadable() && row.fen.is_unreadable());
        assert_eq!(row.name, Field::Absent);
        let named: Row = from_str(r#"{"name":"abcde","fen":7}"#).unwrap();
        assert!(named.name.is_unreadable() && named.fen.got() == Some(&Amount(7)));
        for row in [row, named] {
            assert_eq!(from_value::<Row>(to_value(&row).unwrap()).unwrap(), row);
        }
    }

    #[test]
    fn text_holds_nothing_a_person_cannot_see() {
        assert_eq!(plain("a\u{0}b\u{202e}c\nd\u{7f}"), "abc d");
        assert!(from_value::<Line<9>>(json!("\u{0}\u{202e} ")).is_err());
        assert_eq!(from_value::<Line<9>>(json!(" 王芳\u{0} ")).unwrap().text(), "王芳");
    }
}
