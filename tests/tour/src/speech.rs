//! The core's codes and the tour's own sentences, in words.

use shebao_core::{ArgValue, CalendarDate, FactView, Freshness, Money, Says, Source, YearMonth};
use shebao_words::{Language, Locale, Value};
use std::sync::Mutex;
use std::time::SystemTime;

/// Says things in one language, and remembers the codes it had no words for.
pub struct Speech {
    language: Language,
    unknown: Mutex<Vec<String>>,
}

/// One argument of a sentence.
pub type Arg = (String, Value);

/// Text as it is.
pub fn text(name: &str, text: impl Into<String>) -> Arg {
    (name.to_owned(), Value::Text(text.into()))
}

/// A count.
pub fn count(name: &str, count: usize) -> Arg {
    (name.to_owned(), Value::Count(u32::try_from(count).unwrap_or(u32::MAX)))
}

/// An amount.
pub fn amount(name: &str, amount: Money) -> Arg {
    (name.to_owned(), Value::Amount(amount.fen))
}

/// A moment.
pub fn moment(name: &str, at: SystemTime) -> Arg {
    (name.to_owned(), Value::Moment(at))
}

impl Speech {
    /// Speaks a language.
    pub fn new(language: Language) -> Self {
        Self { language, unknown: Mutex::default() }
    }

    fn locale(&self) -> Locale {
        Locale { language: self.language, now: SystemTime::now(), offset_minutes: Locale::CHINA }
    }

    /// A line of the catalogue.
    pub fn line(&self, key: &str, args: &[Arg]) -> String {
        self.locale().say_plain(key, args).unwrap_or_else(|| {
            self.unknown.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(key.to_owned());
            format!("{{{key}}}")
        })
    }

    /// A line without arguments.
    pub fn word(&self, key: &str) -> String {
        self.line(key, &[])
    }

    /// What the core says.
    pub fn says(&self, says: &Says) -> String {
        let args: Vec<Arg> = says.args.iter().map(|arg| (arg.name.clone(), self.value(&arg.value))).collect();
        self.line(&says.key, &args)
    }

    /// A fact on one line: what it is, and its value.
    pub fn fact(&self, fact: &FactView) -> (String, String) {
        (self.says(&fact.label), self.says(&fact.value))
    }

    /// How old something is, as a screen says it under its title.
    pub fn freshness(&self, freshness: &Freshness) -> String {
        let key = match freshness.source {
            Source::Fresh => "common_updated",
            Source::Stored => "common_updated_stored",
            Source::StoredOffline => "common_updated_offline",
            Source::StoredExpired => "common_updated_expired",
        };
        match freshness.as_of {
            Some(at) => self.line(key, &[moment("time", at)]),
            None => self.word("common_updated_never"),
        }
    }

    /// `2,000.00`.
    pub fn money(&self, amount: Money) -> String {
        self.locale().money(amount.fen)
    }

    /// A moment, as a sentence has it.
    pub fn moment(&self, at: SystemTime) -> String {
        self.locale().moment(at)
    }

    /// A day.
    pub fn day(&self, day: CalendarDate) -> String {
        self.locale().value(&Value::Day(day.into()))
    }

    /// A month.
    pub fn month(&self, month: YearMonth) -> String {
        self.locale().month(month.into())
    }

    /// The codes there were no words for.
    pub fn unknown(&self) -> Vec<String> {
        let mut unknown = self.unknown.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        unknown.sort();
        unknown.dedup();
        unknown
    }

    fn value(&self, value: &ArgValue) -> Value {
        match value {
            // Looked up here, so that a code without words is remembered.
            ArgValue::Word { key } => Value::Text(self.word(key)),
            other => other.into(),
        }
    }
}
