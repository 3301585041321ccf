//! Filling a line's placeholders.

use crate::template::{Piece, What, pieces};
use crate::typography::{plain, tidy_marked};
use crate::{Catalogue, Date, Line, Locale, Month};
use std::time::SystemTime;

/// What goes into a placeholder, as the core sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Shown as it is, never read as markup: a masked number has asterisks too.
    Text(String),
    /// Another line of the catalogue.
    Word(String),
    /// Fen.
    Amount(i64),
    /// A count. The one named `count` chooses the plural form.
    Count(u32),
    /// Basis points.
    Rate(u32),
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
    /// Months, in order.
    Months(Vec<Month>),
    /// A moment.
    Moment(SystemTime),
}

/// A run of text that is bold or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text, with its typographic marks.
    pub text: String,
    /// Bold.
    pub bold: bool,
}

impl Locale {
    /// The sentence of a key, or `None` if the catalogue has no such line. A placeholder without an argument stays visible as
    /// `{name}`, so that nobody overlooks it.
    pub fn say(&self, key: &str, args: &[(String, Value)]) -> Option<Vec<Run>> {
        Catalogue::built_in().line(key).map(|line| self.fill(line, args))
    }

    /// The same for a terminal: no marks, nothing bold.
    pub fn say_plain(&self, key: &str, args: &[(String, Value)]) -> Option<String> {
        let text: String = self.say(key, args)?.into_iter().map(|run| run.text).collect();
        Some(plain(&text))
    }

    /// Fills one line.
    pub fn fill(&self, line: &Line, args: &[(String, Value)]) -> Vec<Run> {
        let one = args.iter().any(|(name, value)| name == "count" && *value == Value::Count(1));
        let mut chars: Vec<(char, bool)> = Vec::new();
        let mut kept_before = None;
        for Piece { what, bold, kept } in pieces(line.template(self.language, one)) {
            let text = match what {
                What::Text(text) => text,
                What::Slot(name) => self.slot(&name, args),
            };
            for c in text.chars() {
                if kept.is_some() && kept_before == kept {
                    chars.push(('\u{2060}', bold));
                }
                chars.push((c, bold));
                kept_before = kept;
            }
        }
        runs(tidy_marked(chars))
    }

    fn slot(&self, name: &str, args: &[(String, Value)]) -> String {
        match args.iter().find(|(arg, _)| arg == name) {
            Some((_, value)) => self.value(value),
            None => format!("{{{name}}}"),
        }
    }

    /// One value as it looks inside a sentence.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Word(key) => self.say_plain(key, &[]).unwrap_or_else(|| format!("{{{key}}}")),
            Value::Amount(fen) => self.money(*fen),
            Value::Count(count) => self.count(*count),
            Value::Rate(basis_points) => self.rate(*basis_points),
            Value::Day(date) => self.day(*date),
            Value::Month(month) => self.month(*month),
            Value::Months(months) => self.months(months),
            Value::Moment(at) => self.moment(*at),
        }
    }
}

fn runs(chars: Vec<(char, bool)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (c, bold) in chars {
        match runs.last_mut() {
            Some(run) if run.bold == bold => run.text.push(c),
            _ => runs.push(Run { text: c.into(), bold }),
        }
    }
    runs
}
