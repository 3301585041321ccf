//! One file of the catalogue.

use crate::Line;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong with the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// A file is not TOML of the right shape.
    Unreadable {
        /// The room.
        room: String,
        /// What the reader says.
        why: String,
    },
    /// A key stands in two places.
    Twice {
        /// The key.
        key: String,
    },
    /// A line breaks a rule.
    Line {
        /// Its key.
        key: String,
        /// Which rule, in words for whoever edits the catalogue.
        why: String,
    },
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { room, why } => write!(f, "{room}.toml: {why}"),
            Self::Twice { key } => write!(f, "{key}: stands twice"),
            Self::Line { key, why } => write!(f, "{key}: {why}"),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    zh: String,
    en: English,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum English {
    Same(String),
    Plural(Plural),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plural {
    one: String,
    other: String,
}

/// The lines of one room. TOML itself refuses a key that stands twice in one file.
pub(crate) fn parse(room: &str, text: &str) -> Result<Vec<Line>, Defect> {
    let entries: BTreeMap<String, Entry> = toml::from_str(text)
        .map_err(|error| Defect::Unreadable { room: room.to_owned(), why: error.to_string() })?;
    if let Some(stray) = entries.keys().find(|key| !in_room(key, room)) {
        let why = format!("belongs into another file than {room}.toml, or is not snake case");
        return Err(Defect::Line { key: stray.clone(), why });
    }
    Ok(entries.into_iter().map(|(key, entry)| line(key, entry)).collect())
}

/// `card_title` is in the room `card`: the room, then words of small letters and digits joined by single underscores.
fn in_room(key: &str, room: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    key.strip_prefix(room)
        .and_then(|rest| rest.strip_prefix('_'))
        .is_some_and(|rest| rest.split('_').all(is_word))
}

fn line(key: String, entry: Entry) -> Line {
    let (en_one, en_other) = match entry.en {
        English::Same(text) => (None, text),
        English::Plural(Plural { one, other }) => (Some(one), other),
    };
    Line { key, zh: entry.zh, en_one, en_other, note: entry.note }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_two_languages_and_plural_forms_where_they_differ() {
        let text = "[home_some]\nzh = \"{count} 件\"\nen = { one = \"{count} thing\", other = \"{count} things\" }\n";
        let lines = parse("home", text).unwrap();
        assert_eq!(lines[0].en_one.as_deref(), Some("{count} thing"));
        assert_eq!(lines[0].en_other, "{count} things");
    }

    #[test]
    fn what_is_not_a_line_is_refused() {
        for text in [
            "[home_a]\nzh = \"甲\"\n",
            "[home_a]\nzh = \"甲\"\nen = \"A\"\nfr = \"A\"\n",
            "[home_a]\nzh = \"甲\"\nen = { one = \"A\" }\n",
            "[home_a]\nzh = \"甲\"\nen = \"A\"\n[home_a]\nzh = \"甲\"\nen = \"A\"\n",
            "[card_a]\nzh = \"甲\"\nen = \"A\"\n",
            "[home_A]\nzh = \"甲\"\nen = \"A\"\n",
            "[home__a]\nzh = \"甲\"\nen = \"A\"\n",
            "[home]\nzh = \"甲\"\nen = \"A\"\n",
        ] {
            assert!(parse("home", text).is_err(), "{text}");
        }
    }
}
