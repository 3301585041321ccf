//! What a bureau has published of a region's rules: one signed, numbered, dated text. Read once, with limits.

use super::no_rule::NoRule;
use super::pension::PensionRules;
use super::periods::{BackPayment, Lengths, Unit};
use super::tariff::{Charge, Subsidy, Tariff, Terms, Waiting};
use super::window::Window;
use crate::answer::Line;
use crate::date::CalendarDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// More tariffs, sources or tiers than any region has.
const MOST: usize = 200;

/// One region's rules, as published under one number. There is no late fee in them: none is ever computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The region, six digits.
    pub region: String,
    /// Its number. A later pack of the region has a higher one, and is never changed.
    pub v: u64,
    /// The first day on which it may be acted on, where the bureau is.
    pub from: CalendarDate,
    /// The last day; `None`: until a later one comes.
    pub until: Option<CalendarDate>,
    /// True if nothing of it is a real rule.
    pub fictional: bool,
    /// Where its rules are written. A tariff cites them by their place in this list, from 0.
    pub sources: Vec<Source>,
    /// What is charged.
    pub tariffs: Vec<Tariff>,
    /// How a monthly pension is worked out. `Missing` if the pack does not say, `Unreadable` if this version of the app cannot read it.
    pub pension: Result<PensionRules, NoRule>,
    /// SHA-256 of the signed octets, lower-case hex: two packs with one number are compared by it.
    pub digest: String,
}

/// A document of the bureau's, the state's or the city's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title, with its number if it has one.
    pub title: String,
    /// Who issued it.
    pub issued_by: String,
    /// The day of issue.
    pub date: CalendarDate,
    /// Where it can be read, `https` only.
    pub url: Option<String>,
}

/// Why a text is no pack. Nothing of it is used then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPack {
    /// Not the members a pack has, or not in their form.
    #[error("form")]
    Form,
    /// More of something than any region has.
    #[error("too much")]
    TooMuch,
    /// It ends before it begins.
    #[error("days")]
    Days,
    /// Two of its tariffs have one name, or are in force for one scheme on one day.
    #[error("ambiguous")]
    Ambiguous,
}

#[derive(Deserialize)]
struct Text {
    region: Line<6>,
    v: u64,
    from: CalendarDate,
    #[serde(default)]
    until: Option<CalendarDate>,
    #[serde(default)]
    fictional: bool,
    sources: Vec<SourceText>,
    tariffs: Vec<serde_json::Value>,
    #[serde(default)]
    pension: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct SourceText {
    title: Line<120>,
    issued_by: Line<60>,
    date: CalendarDate,
    #[serde(default)]
    url: Option<Line<300>>,
}

/// What must be readable of every tariff: otherwise nobody knows what the pack says, and what it does not.
#[derive(Deserialize)]
struct Head {
    scheme: Line<64>,
    version: Line<64>,
    from: CalendarDate,
    #[serde(default)]
    until: Option<CalendarDate>,
}

/// What a version of the app may be too old to read: that one tariff is then unreadable, and the others are not.
#[derive(Deserialize)]
struct Body {
    charge: Charge,
    periods: PeriodsText,
    #[serde(default)]
    back_payment: BackPayment,
    #[serde(default)]
    waiting: Option<Waiting>,
    #[serde(default)]
    subsidies: Vec<Subsidy>,
    #[serde(default)]
    window: Option<Window>,
    cites: Vec<usize>,
}

#[derive(Deserialize)]
struct PeriodsText {
    unit: Unit,
    lengths: Lengths,
}

impl Pack {
    /// Reads the octets of a pack whose signature was checked, or a pack's JSON in a test.
    pub fn read(octets: &[u8]) -> Result<Self, NotAPack> {
        let text: Text = serde_json::from_slice(octets).map_err(|_| NotAPack::Form)?;
        let region = text.region.text();
        if region.len() != 6 || !region.bytes().all(|b| b.is_ascii_digit()) || text.v == 0 {
            return Err(NotAPack::Form);
        }
        if text.sources.len() > MOST || text.tariffs.len() > MOST {
            return Err(NotAPack::TooMuch);
        }
        ordered(text.from, text.until)?;
        let sources: Option<Vec<Source>> = text.sources.iter().map(SourceText::source).collect();
        let sources = sources.ok_or(NotAPack::Form)?;
        let tariffs: Result<Vec<Tariff>, NotAPack> =
            text.tariffs.into_iter().map(|value| tariff(value, sources.len())).collect();
        let pack = Self {
            region: region.to_owned(),
            v: text.v,
            from: text.from,
            until: text.until,
            fictional: text.fictional,
            pension: pension(text.pension, sources.len()),
            sources,
            tariffs: tariffs?,
            digest: crate::signed::hex(&crate::signed::sha256(octets)),
        };
        if pack.is_ambiguous() { Err(NotAPack::Ambiguous) } else { Ok(pack) }
    }

    /// True on the days on which it may be acted on.
    pub fn is_current(&self, day: CalendarDate) -> bool {
        within(day, self.from, self.until)
    }

    /// The document a tariff cites first.
    pub fn source(&self, tariff: &Tariff) -> Option<&Source> {
        let first = tariff.terms.as_ref().and_then(|terms| terms.cites.first());
        first.and_then(|place| self.sources.get(*place))
    }

    fn is_ambiguous(&self) -> bool {
        let mut names = BTreeSet::new();
        let mut days: Vec<_> = self.tariffs.iter().map(|one| (&one.scheme, one.from, one.until)).collect();
        days.sort();
        let overlaps = |pair: &[(&String, CalendarDate, Option<CalendarDate>)]| match pair {
            [(scheme, _, until), (next, from, _)] => scheme == next && until.is_none_or(|day| day >= *from),
            _ => false,
        };
        self.tariffs.iter().any(|one| !names.insert((&one.scheme, &one.version)))
            || days.windows(2).any(overlaps)
    }
}

impl SourceText {
    fn source(&self) -> Option<Source> {
        let url = self.url.as_ref().map(|url| url.text().to_owned());
        if url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
            return None;
        }
        let (title, issued_by) = (self.title.text().to_owned(), self.issued_by.text().to_owned());
        Some(Source { title, issued_by, date: self.date, url })
    }
}

fn tariff(value: serde_json::Value, sources: usize) -> Result<Tariff, NotAPack> {
    let head = Head::deserialize(&value).map_err(|_| NotAPack::Form)?;
    ordered(head.from, head.until)?;
    let body = serde_json::from_value::<Body>(value).ok();
    let terms = body.filter(|body| body.is_sound(sources)).map(|body| Terms {
        charge: body.charge,
        unit: body.periods.unit,
        lengths: body.periods.lengths,
        back_payment: body.back_payment,
        waiting: body.waiting,
        subsidies: body.subsidies,
        window: body.window,
        cites: body.cites,
    });
    Ok(Tariff {
        scheme: head.scheme.text().to_owned(),
        version: head.version.text().to_owned(),
        from: head.from,
        until: head.until,
        terms,
    })
}

fn pension(value: Option<serde_json::Value>, sources: usize) -> Result<PensionRules, NoRule> {
    let read = PensionRules::deserialize(value.ok_or(NoRule::Missing)?).map_err(|_| NoRule::Unreadable)?;
    if read.is_sound(sources) { Ok(read) } else { Err(NoRule::Unreadable) }
}

impl Body {
    fn is_sound(&self, sources: usize) -> bool {
        let cited = (1..=MOST).contains(&self.cites.len()) && self.cites.iter().all(|place| *place < sources);
        cited
            && self.charge.is_sound()
            && self.charge.can_have(&self.subsidies)
            && self.window.is_none_or(|window| self.periods.unit == Unit::Year && window.is_sound())
            && self.periods.lengths.fit(self.periods.unit)
    }
}

/// True on the days from `from` to `until`, both included.
pub(super) fn within(day: CalendarDate, from: CalendarDate, until: Option<CalendarDate>) -> bool {
    day >= from && until.is_none_or(|last| day <= last)
}

fn ordered(from: CalendarDate, until: Option<CalendarDate>) -> Result<(), NotAPack> {
    if until.is_some_and(|last| last < from) { Err(NotAPack::Days) } else { Ok(()) }
}

#[cfg(test)]
#[path = "pack_tests.rs"]
mod tests;
