//! Sentences as codes. The core decides *what* is said, the catalogue *how*, the shell only formats for the locale.

use crate::date::{CalendarDate, YearMonth};
use crate::money::Money;
use shebao_words::{Date, Month, Value};
use std::time::SystemTime;

/// A line of the catalogue and what goes into its placeholders.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Says {
    /// The catalogue's key. Every key the core can send is in the catalogue (a test compares them).
    pub key: String,
    /// One for each placeholder, by name.
    pub args: Vec<Arg>,
}

/// What goes into one placeholder.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Arg {
    /// The placeholder, `amount` for `{amount}`.
    pub name: String,
    /// Its value.
    pub value: ArgValue,
}

/// A value the shell formats for the locale.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ArgValue {
    /// Shown as it is: a masked name, a phone number.
    Text {
        /// The text.
        text: String,
    },
    /// Another line of the catalogue, such as the name of a scheme.
    Word {
        /// Its key.
        key: String,
    },
    /// `2,000.00`; the unit stands in the sentence.
    Amount {
        /// How much.
        amount: Money,
    },
    /// A count; chooses the plural form in languages that have one.
    Count {
        /// How many.
        count: u32,
    },
    /// `20%` for 2000.
    Rate {
        /// Hundredths of a percent.
        basis_points: u32,
    },
    /// A day.
    Day {
        /// The day.
        day: CalendarDate,
    },
    /// A month.
    Month {
        /// The month.
        month: YearMonth,
    },
    /// Several months, in order, joined as the language joins a list.
    Months {
        /// The months.
        months: Vec<YearMonth>,
    },
    /// A moment, in the device's time zone: the time alone if today, else day and time.
    Moment {
        /// When.
        at: SystemTime,
    },
}

/// As the catalogue fills a line with it, for what the core prints itself and for whoever speaks in a terminal.
impl From<&ArgValue> for Value {
    fn from(value: &ArgValue) -> Self {
        match value {
            ArgValue::Text { text } => Self::Text(text.clone()),
            ArgValue::Word { key } => Self::Word(key.clone()),
            ArgValue::Amount { amount } => Self::Amount(amount.fen),
            ArgValue::Count { count } => Self::Count(*count),
            ArgValue::Rate { basis_points } => Self::Rate(*basis_points),
            ArgValue::Day { day } => Self::Day((*day).into()),
            ArgValue::Month { month } => Self::Month((*month).into()),
            ArgValue::Months { months } => Self::Months(months.iter().copied().map(Month::from).collect()),
            ArgValue::Moment { at } => Self::Moment(*at),
        }
    }
}

impl From<CalendarDate> for Date {
    fn from(day: CalendarDate) -> Self {
        Self { year: day.year().into(), month: day.year_month().month(), day: day.day() }
    }
}

impl From<YearMonth> for Month {
    fn from(of: YearMonth) -> Self {
        Self { year: of.year().into(), month: of.month() }
    }
}

impl Says {
    /// A line without placeholders.
    pub(crate) fn word(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    fn with(mut self, name: &str, value: ArgValue) -> Self {
        self.args.push(Arg { name: name.to_owned(), value });
        self
    }

    /// Fills `{name}` with text that needs no translation.
    pub(crate) fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.with(name, ArgValue::Text { text: text.into() })
    }

    /// Fills `{name}` with another line of the catalogue.
    pub(crate) fn named(self, name: &str, key: impl Into<String>) -> Self {
        self.with(name, ArgValue::Word { key: key.into() })
    }

    /// Fills `{name}` with an amount.
    pub(crate) fn amount(self, name: &str, amount: Money) -> Self {
        self.with(name, ArgValue::Amount { amount })
    }

    /// Fills `{name}` with a count.
    pub(crate) fn count(self, name: &str, count: u32) -> Self {
        self.with(name, ArgValue::Count { count })
    }

    /// Fills `{name}` with a rate.
    pub(crate) fn rate(self, name: &str, basis_points: u32) -> Self {
        self.with(name, ArgValue::Rate { basis_points })
    }

    /// Fills `{name}` with a day.
    pub(crate) fn day(self, name: &str, day: CalendarDate) -> Self {
        self.with(name, ArgValue::Day { day })
    }

    /// Fills `{name}` with a month.
    pub(crate) fn month(self, name: &str, month: YearMonth) -> Self {
        self.with(name, ArgValue::Month { month })
    }

    /// Fills `{name}` with months.
    pub(crate) fn months(self, name: &str, months: Vec<YearMonth>) -> Self {
        self.with(name, ArgValue::Months { months })
    }

    /// Fills `{name}` with a moment.
    pub(crate) fn moment(self, name: &str, at: SystemTime) -> Self {
        self.with(name, ArgValue::Moment { at })
    }
}

/// How a state is drawn. Each has a shape and a word of its own; colour only repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Tone {
    /// Behind us: a disc with a tick.
    Done,
    /// Under way as usual: a ring with a core.
    Now,
    /// Waiting, or later than usual: a clock.
    Waiting,
    /// Wrong, or urgent: a triangle.
    Wrong,
    /// Should be there and is not: a square with a cross.
    Missing,
    /// Not yet: an empty ring.
    Idle,
}

/// One row of facts: what it is, and its value.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FactView {
    /// What it is.
    pub label: Says,
    /// Its value.
    pub value: Says,
}

/// One step of a line of steps: a card's six, an order's four.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StepView {
    /// Its name.
    pub name: Says,
    /// How it stands, drawn.
    pub tone: Tone,
    /// How it stands, in words.
    pub state: Says,
    /// When it was finished, or began.
    pub at: Option<SystemTime>,
    /// What it means and what to do; only at the step that needs it.
    pub note: Option<Says>,
    /// How long it usually takes.
    pub usual: Option<Says>,
    /// The number to call, when one is stuck.
    pub call: Option<String>,
}

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ProblemView {
    /// The field, by its name in the draft.
    pub field: String,
    /// What is wrong and what to do.
    pub says: Says,
}

/// A QR code for a shell to draw: `side` × `side` modules, row by row, without the quiet zone.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct QrView {
    /// Modules in a row.
    pub side: u32,
    /// Dark or not, row by row.
    pub modules: Vec<bool>,
}
