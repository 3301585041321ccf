//! A rule as a screen cites it: which document says so, since when, and whether it is a real one.

use super::no_rule::NoRule;
use super::pack::{Pack, Source};
use super::shelf::Rule;
use crate::contributions::scheme_word;
use crate::date::CalendarDate;
use crate::says::Says;

/// Where something that was computed is written.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RuleView {
    /// The document, its issuer and its day, as one line.
    pub says: Says,
    /// The document's title, as published.
    pub title: String,
    /// Who issued it.
    pub issued_by: String,
    /// The day of issue.
    pub date: CalendarDate,
    /// Where it can be read, `https` only.
    pub url: Option<String>,
    /// Since when it is in force, with its version where it has one.
    pub in_force: Says,
    /// True if nothing of it is a real rule.
    pub fictional: bool,
}

/// A tariff, cited.
pub(crate) fn cited(rule: &Rule<'_>) -> RuleView {
    let in_force =
        Says::word("pay_value_tariff").text("version", &rule.tariff.version).day("from", rule.tariff.from);
    view(rule.source, rule.pack, in_force)
}

/// A document of a pack, in force since `from`.
pub(crate) fn document(source: &Source, pack: &Pack, from: CalendarDate) -> RuleView {
    view(source, pack, Says::word("rule_in_force").day("from", from))
}

fn view(source: &Source, pack: &Pack, in_force: Says) -> RuleView {
    RuleView {
        says: Says::word("pay_value_rule")
            .text("title", &source.title)
            .text("issuer", &source.issued_by)
            .day("day", source.date),
        title: source.title.clone(),
        issued_by: source.issued_by.clone(),
        date: source.date,
        url: source.url.clone(),
        in_force,
        fictional: pack.fictional,
    }
}

/// Why nothing can be said about a scheme: which rule is missing, over or unreadable.
pub(crate) fn refused(why: NoRule, scheme: &str) -> Says {
    let key = match why {
        NoRule::Missing => "rule_missing",
        NoRule::NotInForce => "rule_not_in_force",
        NoRule::Unreadable => "rule_unreadable",
    };
    Says::word(key).named("scheme", scheme_word(scheme))
}
