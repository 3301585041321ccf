//! The five lines, and one insurance's page.

use super::wire::{self, Item, Overview};
use super::{AccountView, InsuranceDetailView, InsuranceKind, InsuranceLineView, InsuranceView, rules};
use crate::answer::Field;
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::says::{FactView, Says, Tone};

/// Always five lines, in this order.
pub(super) const KINDS: [InsuranceKind; 5] = [
    InsuranceKind::Pension,
    InsuranceKind::Medical,
    InsuranceKind::Maternity,
    InsuranceKind::Unemployment,
    InsuranceKind::Injury,
];

/// The kind that paths and kept names call so.
pub(super) fn kind_of(segment: &str) -> Option<InsuranceKind> {
    KINDS.into_iter().find(|kind| wire::segment(*kind) == segment)
}

/// All five, whatever the gateway sent.
pub(super) fn view(overview: Option<&Overview>, freshness: Freshness) -> InsuranceView {
    InsuranceView {
        freshness,
        person: person(overview),
        lines: KINDS.into_iter().map(|kind| line(kind, item(overview, kind))).collect(),
        dropped: dropped(overview.map_or(0, |overview| {
            let repeated = overview.items.rows.len().saturating_sub(distinct(overview));
            overview.items.dropped.saturating_add(u32::try_from(repeated).unwrap_or(u32::MAX))
        })),
    }
}

/// One insurance's page.
pub(super) fn detail(
    overview: Option<&Overview>,
    kind: InsuranceKind,
    freshness: Freshness,
) -> InsuranceDetailView {
    let item = item(overview, kind);
    InsuranceDetailView {
        freshness,
        person: person(overview),
        line: line(kind, item),
        months: item.map(|item| months(kind, item)).unwrap_or_default(),
        account: item.and_then(account),
        years: years(overview, kind),
        rule: item.and_then(|item| rules::cited(kind, scheme_code(item))),
    }
}

/// The years with records, newest first, each once.
pub(super) fn years(overview: Option<&Overview>, kind: InsuranceKind) -> Vec<u16> {
    let mut years: Vec<u16> = item(overview, kind)
        .map(|item| item.years.rows.iter().map(|year| (*year).into()).collect())
        .unwrap_or_default();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// Says that something was left out, if anything was.
pub(super) fn dropped(count: u32) -> Option<Says> {
    (count > 0).then(|| Says::word("insurance_dropped").count("count", count))
}

/// In words: a scheme's name, or its code.
pub(super) fn scheme(code: &str) -> Says {
    let known = match code {
        "employee" => "insurance_scheme_employee",
        "resident" => "insurance_scheme_resident",
        "civil" => "insurance_scheme_civil",
        "flexible" | "pension_flexible" | "medical_flexible" => "insurance_scheme_flexible",
        "employee_medical" => "insurance_scheme_employee_medical",
        "resident_medical" | "medical_resident" => "insurance_scheme_resident_medical",
        "pension_resident" => "insurance_scheme_resident",
        _ => return Says::word("insurance_scheme_unknown").text("code", code),
    };
    Says::word(known)
}

/// In words: a benefit's name, or its code.
pub(super) fn benefit_name(code: Option<&str>) -> Says {
    let known = match code {
        Some("pension_monthly") => "insurance_benefit_pension",
        Some("unemployment_monthly") => "insurance_benefit_unemployment",
        Some("injury_monthly") => "insurance_benefit_injury",
        Some("medical_account") => "insurance_benefit_medical_account",
        Some(code) => return Says::word("insurance_benefit_unknown").text("code", code),
        None => "insurance_benefit_unnamed",
    };
    Says::word(known)
}

/// The first record of a kind counts; a second one is told as left out.
fn item(overview: Option<&Overview>, kind: InsuranceKind) -> Option<&Item> {
    overview?.items.rows.iter().find(|item| InsuranceKind::from(item.kind) == kind)
}

fn distinct(overview: &Overview) -> usize {
    KINDS.into_iter().filter(|kind| item(Some(overview), *kind).is_some()).count()
}

/// Whose it is, masked.
pub(super) fn person(overview: Option<&Overview>) -> String {
    overview
        .and_then(|overview| overview.person.name.got())
        .map(|name| mask_name(name.text()))
        .unwrap_or_default()
}

fn scheme_code(item: &Item) -> Option<&str> {
    item.scheme.got().map(|scheme| scheme.text())
}

fn line(kind: InsuranceKind, item: Option<&Item>) -> InsuranceLineView {
    let (status, tone) = status(item);
    InsuranceLineView {
        kind,
        name: Says::word(name(kind)),
        scheme: item.and_then(scheme_code).map(scheme),
        status,
        tone,
        detail: item.map_or_else(|| Says::word("insurance_detail_none"), |item| stands_out(kind, item)),
    }
}

/// A kind's name.
pub(super) fn name(kind: InsuranceKind) -> &'static str {
    match kind {
        InsuranceKind::Pension => "insurance_pension",
        InsuranceKind::Medical => "insurance_medical",
        InsuranceKind::Maternity => "insurance_maternity",
        InsuranceKind::Unemployment => "insurance_unemployment",
        InsuranceKind::Injury => "insurance_injury",
    }
}

fn status(item: Option<&Item>) -> (Says, Tone) {
    let Some(item) = item else { return (Says::word("insurance_status_no_record"), Tone::Idle) };
    let (word, tone) = match &item.status {
        Field::Got(status) => match status.text() {
            "insured" => ("insurance_status_insured", Tone::Done),
            "paused" => ("insurance_status_paused", Tone::Waiting),
            "not_insured" => ("insurance_status_not_insured", Tone::Idle),
            "receiving" => ("insurance_status_receiving", Tone::Done),
            code => return (Says::word("insurance_status_unknown").text("code", code), Tone::Waiting),
        },
        Field::Absent => ("insurance_status_no_record", Tone::Idle),
        Field::Unreadable => ("insurance_unreadable", Tone::Waiting),
    };
    (Says::word(word), tone)
}

/// What a person looks for first: what comes in, then what is in the account, then how long.
fn stands_out(kind: InsuranceKind, item: &Item) -> Says {
    if let Some(amount) = item.benefit_fen.got() {
        // A name within a sentence has no room for a code of its own.
        let name = benefit_name(item.benefit_name.got().map(|name| name.text()));
        let name = if name.args.is_empty() { name.key } else { "insurance_benefit_unnamed".to_owned() };
        return Says::word("insurance_detail_benefit")
            .named("benefit", name)
            .amount("amount", amount.money());
    }
    let account = item.account_fen.got().filter(|_| kind == InsuranceKind::Medical);
    if let Some(amount) = account {
        return Says::word("insurance_detail_account").amount("amount", amount.money());
    }
    if let Some(months) = item.months.got() {
        return Says::word("insurance_detail_months").count("count", (*months).into());
    }
    if let Some(unit) = item.unit.got() {
        return Says::word("insurance_detail_unit").text("unit", unit.text());
    }
    Says::word("insurance_detail_none")
}

fn months(kind: InsuranceKind, item: &Item) -> Vec<FactView> {
    let fact = |label: &'static str, value: Says| FactView { label: Says::word(label), value };
    let mut facts = Vec::new();
    match &item.months {
        Field::Got(months) => {
            let count = (*months).into();
            facts.push(fact("insurance_months_total", Says::word("insurance_months").count("count", count)));
            if count >= 12 {
                facts.push(fact("insurance_months_equal", rules::in_years(count)));
            }
            let receiving = item.status.got().is_some_and(|status| status.text() == "receiving");
            if kind == InsuranceKind::Pension && !receiving {
                facts.push(fact("insurance_months_minimum", rules::to_minimum(count)));
            }
        }
        Field::Unreadable => facts.push(fact("insurance_months_total", Says::word("insurance_unreadable"))),
        Field::Absent => {}
    }
    match &item.since {
        Field::Got(month) => {
            facts.push(fact("insurance_since", Says::word("insurance_value_month").month("month", *month)));
        }
        Field::Unreadable => facts.push(fact("insurance_since", Says::word("insurance_unreadable"))),
        Field::Absent => {}
    }
    if let Some(unit) = item.unit.got() {
        facts.push(fact("insurance_unit", Says::word("insurance_value_text").text("value", unit.text())));
    }
    facts
}

/// A balance without its day says nothing; both or none.
fn account(item: &Item) -> Option<AccountView> {
    Some(AccountView {
        balance: item.account_fen.got()?.money(),
        day: *item.account_day.got()?,
        interest: item.interest_fen.got().map(|fen| fen.money()),
    })
}

#[cfg(test)]
#[path = "overview_tests.rs"]
mod tests;
