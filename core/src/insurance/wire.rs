//! What the gateway says about the five insurances.

use super::InsuranceKind;
use crate::answer::{Amount, Field, Line, Records};
use crate::contributions::Months;
use crate::date::{CalendarDate, YearMonth};
use serde::{Deserialize, Serialize};

/// `GET` this: all five, a record each.
pub(super) const OVERVIEW: &str = "/insurance";

/// `GET` this: one year's contributions.
pub(super) fn contributions(kind: InsuranceKind, year: u16) -> String {
    format!("{OVERVIEW}/{}/contributions?year={year}", segment(kind))
}

/// `GET` this: benefits paid, from `cursor` on. A cursor is the gateway's own text, so it is escaped.
pub(super) fn benefits(kind: InsuranceKind, cursor: Option<&str>) -> String {
    let path = format!("{OVERVIEW}/{}/benefits", segment(kind));
    match cursor {
        Some(cursor) => format!("{path}?cursor={}", escaped(cursor)),
        None => path,
    }
}

/// How a kind is called in paths and in kept names.
pub(super) fn segment(kind: InsuranceKind) -> &'static str {
    match kind {
        InsuranceKind::Pension => "pension",
        InsuranceKind::Medical => "medical",
        InsuranceKind::Maternity => "maternity",
        InsuranceKind::Unemployment => "unemployment",
        InsuranceKind::Injury => "injury",
    }
}

/// Percent-encoded but for what RFC 3986 calls unreserved.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The answer to [`OVERVIEW`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Overview {
    pub person: Person,
    pub items: Records<Item>,
}

/// Whose records they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    pub name: Field<Line<60>>,
}

/// One insurance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    /// One of the five names; a sixth is left out and counted.
    pub kind: Kind,
    #[serde(default)]
    pub scheme: Field<Line<30>>,
    #[serde(default)]
    pub status: Field<Line<30>>,
    #[serde(default)]
    pub months: Field<Months>,
    #[serde(default)]
    pub since: Field<YearMonth>,
    #[serde(default)]
    pub account_fen: Field<Amount>,
    #[serde(default)]
    pub account_day: Field<CalendarDate>,
    #[serde(default)]
    pub interest_fen: Field<Amount>,
    #[serde(default)]
    pub benefit_name: Field<Line<30>>,
    #[serde(default)]
    pub benefit_fen: Field<Amount>,
    #[serde(default)]
    pub unit: Field<Line<80>>,
    #[serde(default)]
    pub years: Records<Year>,
}

/// A kind as the wire names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Pension,
    Medical,
    Maternity,
    Unemployment,
    Injury,
}

impl From<Kind> for InsuranceKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Pension => Self::Pension,
            Kind::Medical => Self::Medical,
            Kind::Maternity => Self::Maternity,
            Kind::Unemployment => Self::Unemployment,
            Kind::Injury => Self::Injury,
        }
    }
}

/// A year there can be records of: the funds began in the 1950s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub(super) struct Year(u16);

impl TryFrom<u16> for Year {
    type Error = &'static str;
    fn try_from(year: u16) -> Result<Self, Self::Error> {
        if (1950..2200).contains(&year) { Ok(Self(year)) } else { Err("absurd year") }
    }
}

impl From<Year> for u16 {
    fn from(year: Year) -> Self {
        year.0
    }
}

/// The answer to [`benefits`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Benefits {
    pub rows: Records<Benefit>,
    pub next: Field<Line<200>>,
}

/// One benefit paid. Without a day or an amount it says nothing, and is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Benefit {
    pub id: Line<80>,
    pub day: CalendarDate,
    pub amount_fen: Amount,
    #[serde(default)]
    pub name: Field<Line<40>>,
    #[serde(default)]
    pub account: Field<Line<40>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_cannot_change_the_path() {
        let path = benefits(InsuranceKind::Pension, Some("a&b=../c#d é"));
        assert_eq!(path, "/insurance/pension/benefits?cursor=a%26b%3D..%2Fc%23d%20%C3%A9");
        assert_eq!(contributions(InsuranceKind::Injury, 2026), "/insurance/injury/contributions?year=2026");
    }
}
