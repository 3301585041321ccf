//! Every line, by key.

use crate::Language;
use crate::parse::{Defect, parse};
use std::collections::BTreeMap;
use std::sync::OnceLock;

macro_rules! rooms {
    ($($room:literal),* $(,)?) => {
        /// The rooms: a file of the catalogue and the prefix of all its keys, with its text.
        pub const ROOMS: &[(&str, &str)] = &[$(($room, include_str!(concat!("../catalogue/", $room, ".toml")))),*];
    };
}

rooms![
    "a11y",
    "action",
    "card",
    "change",
    "common",
    "continuity",
    "enrol",
    "error",
    "estimate",
    "explain",
    "finding",
    "home",
    "inbox",
    "insurance",
    "link",
    "mandate",
    "news",
    "order",
    "pay",
    "project",
    "receipt",
    "rule",
    "screen",
    "session",
    "tour",
    "watch",
];

/// One line in both languages. `{name}` is a placeholder, `[…]` stays on one line, `**…**` is bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its key.
    pub key: String,
    /// Chinese.
    pub zh: String,
    /// English for one, where it differs.
    pub en_one: Option<String>,
    /// English.
    pub en_other: String,
    /// For translators: where it stands and what goes into it.
    pub note: String,
}

impl Line {
    /// The template for a language. `one` asks for the form for one, where the language has it.
    pub fn template(&self, language: Language, one: bool) -> &str {
        match (language, one, &self.en_one) {
            (Language::Zh, _, _) => &self.zh,
            (Language::En, true, Some(text)) => text,
            (Language::En, _, _) => &self.en_other,
        }
    }
}

/// All lines.
#[derive(Debug)]
pub struct Catalogue {
    lines: BTreeMap<String, Line>,
    defects: Vec<Defect>,
}

impl Catalogue {
    /// The catalogue this crate was built with.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<Catalogue> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self::read(ROOMS))
    }

    /// Reads rooms. What is wrong with them is kept, for [`crate::problems`].
    pub fn read(rooms: &[(&str, &str)]) -> Self {
        let (mut lines, mut defects) = (BTreeMap::new(), Vec::new());
        for (room, text) in rooms {
            match parse(room, text) {
                Ok(parsed) => {
                    for line in parsed {
                        if let Some(earlier) = lines.insert(line.key.clone(), line) {
                            defects.push(Defect::Twice { key: earlier.key });
                        }
                    }
                }
                Err(defect) => defects.push(defect),
            }
        }
        Self { lines, defects }
    }

    /// The line of a key.
    pub fn line(&self, key: &str) -> Option<&Line> {
        self.lines.get(key)
    }

    /// Every line, in the order of keys.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values()
    }

    /// Every line that belongs into an app: all but the tour's own.
    pub fn of_apps(&self) -> impl Iterator<Item = &Line> {
        self.lines().filter(|line| !line.key.starts_with("tour_"))
    }

    /// What was wrong while reading.
    pub(crate) fn defects(&self) -> &[Defect] {
        &self.defects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_catalogue_is_a_room() {
        let mut files: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue"))
            .unwrap()
            .map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(files, ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect::<Vec<_>>());
    }

    #[test]
    fn a_key_that_stands_twice_is_noticed() {
        let room = "[card_a]\nzh = \"甲\"\nen = \"A\"\n";
        let catalogue = Catalogue::read(&[("card", room), ("card", room)]);
        assert_eq!(catalogue.defects(), [Defect::Twice { key: "card_a".into() }]);
    }
}
