//! Words for what the core itself prints: the catalogue's, filled with the core's own values. Screens never see these; they get codes.

use crate::date::{CalendarDate, YearMonth};
use crate::says::{ArgValue, Says};
use shebao_words::{Date, Language, Locale, Month, Run, Value};
use std::time::SystemTime;

/// One language, on paper.
pub(super) struct Words(Locale);

impl Words {
    /// Of a tag such as `zh-CN` or `en`. On paper a moment has its day and year, whenever it is read: nothing is "today".
    pub(super) fn of(tag: &str) -> Self {
        let language = Language::of_tag(tag);
        Self(Locale { language, now: SystemTime::UNIX_EPOCH, offset_minutes: Locale::CHINA })
    }

    /// For the page's own attribute.
    pub(super) fn tag(&self) -> &'static str {
        match self.0.language {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }

    /// A line in runs, bold or not. A key without words stays visible, in braces.
    pub(super) fn runs(&self, says: &Says) -> Vec<Run> {
        let args: Vec<(String, Value)> =
            says.args.iter().map(|arg| (arg.name.clone(), value(&arg.value))).collect();
        let missing = || vec![Run { text: format!("{{{}}}", says.key), bold: false }];
        self.0.say(&says.key, &args).unwrap_or_else(missing)
    }
}

fn value(value: &ArgValue) -> Value {
    match value {
        ArgValue::Text { text } => Value::Text(text.clone()),
        ArgValue::Word { key } => Value::Word(key.clone()),
        ArgValue::Amount { amount } => Value::Amount(amount.fen),
        ArgValue::Count { count } => Value::Count(*count),
        ArgValue::Rate { basis_points } => Value::Rate(*basis_points),
        ArgValue::Day { day } => Value::Day(date(*day)),
        ArgValue::Month { month: of } => Value::Month(month(*of)),
        ArgValue::Months { months } => Value::Months(months.iter().copied().map(month).collect()),
        ArgValue::Moment { at } => Value::Moment(*at),
    }
}

fn date(day: CalendarDate) -> Date {
    Date { year: day.year().into(), month: day.year_month().month(), day: day.day() }
}

fn month(of: YearMonth) -> Month {
    Month { year: of.year().into(), month: of.month() }
}
