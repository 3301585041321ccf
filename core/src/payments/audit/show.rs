//! The audit as a screen shows it. Pure.

use super::super::{label, show_order};
use super::compare::{Audit, Found};
use super::says;
use super::view::{FindingKind, FindingView, FindingsView, UncheckedView};
use crate::freshness::Freshness;
use crate::says::Says;
use std::cmp::Reverse;

/// Alarms first, then newest periods first.
pub(super) fn view(mut audit: Audit, own: &str, freshness: Freshness, help_phone: &str) -> FindingsView {
    audit.found.sort_by_cached_key(|found| {
        (
            found.detail.kind() == FindingKind::CreditedNotPaid,
            Reverse(found.periods.last().cloned()),
            id(found),
        )
    });
    let rows: Vec<FindingView> = audit.found.iter().map(|found| row(found, help_phone)).collect();
    let unchecked: Vec<UncheckedView> = audit
        .unchecked
        .iter()
        .map(|what| {
            let (person, title, says) = says::unchecked(what, own);
            UncheckedView { person, title, says }
        })
        .collect();
    let alarms = u32::try_from(rows.iter().filter(|row| row.alarm).count()).unwrap_or(u32::MAX);
    let title = match (alarms, audit.checked, unchecked.is_empty()) {
        (0, 0, true) => Says::word("finding_title_nothing"),
        (0, _, false) => Says::word("finding_title_partly"),
        (0, ..) => Says::word("finding_title_none").count("count", audit.checked),
        _ => Says::word("finding_title_some").count("count", alarms),
    };
    FindingsView { freshness, title, rows, unchecked, checked: audit.checked }
}

fn id(found: &Found) -> String {
    let periods = found.periods.join(",");
    let of = found.order.as_deref().unwrap_or(&found.scheme);
    format!("{:?}/{of}/{periods}", found.detail.kind())
}

fn row(found: &Found, help_phone: &str) -> FindingView {
    let kind = found.detail.kind();
    let (state, tone) = says::state(kind);
    let alarm = kind != FindingKind::CreditedNotPaid;
    FindingView {
        id: id(found),
        kind,
        alarm,
        tone,
        state,
        person: found.person.clone(),
        scheme: found.scheme.clone(),
        title: Says::word(label::scheme(&found.scheme)),
        period: label::periods(&found.periods),
        amount: found.amount,
        says: says::says(found),
        do_says: says::to_do(found, help_phone),
        based_on: says::based_on(found),
        as_of: Some(show_order::at(found.as_of)),
        order: found.order.clone(),
        call: alarm.then(|| says::phone(found, help_phone).to_owned()),
    }
}
