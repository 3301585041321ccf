//! Words for what the core itself prints: the catalogue's, filled with the core's own values. Screens never see these; they get codes.

use crate::says::Says;
use shebao_words::{Language, Locale, Run, Value};
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
            says.args.iter().map(|arg| (arg.name.clone(), Value::from(&arg.value))).collect();
        let missing = || vec![Run { text: format!("{{{}}}", says.key), bold: false }];
        self.0.say(&says.key, &args).unwrap_or_else(missing)
    }
}
