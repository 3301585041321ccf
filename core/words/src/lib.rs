//! The one catalogue of words: its lines, how their placeholders are filled, and how values look in a language.
//!
//! The core sends codes; the shells have the words, generated from here by this crate's binary; the tour fills them with
//! [`Locale::say`]. `formats.json` holds what Rust, Kotlin and Swift must all answer.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs))]

mod catalogue;
mod check;
mod fill;
mod format;
mod generate;
mod parse;
mod template;
mod typography;

pub use catalogue::{Catalogue, Line, ROOMS};
pub use check::problems;
pub use fill::{Run, Value};
pub use format::{Date, Locale, Month};
pub use generate::{android, apple, kotlin, swift};
pub use parse::Defect;
pub use typography::{keep, plain, tidy};

/// The languages there are words in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese, the first language.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of a tag such as `zh-CN` or `en`; everything that is not English is Chinese.
    pub fn of_tag(tag: &str) -> Self {
        if tag == "en" || tag.starts_with("en-") { Self::En } else { Self::Zh }
    }
}
