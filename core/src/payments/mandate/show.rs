//! Mandates in a list: what the gateway's list proves, with what this phone still waits for laid over it.

use super::draft::day_of_month;
use super::flow::{Act, ActKind, ActState, MandateTerms};
use super::standing::{InForce, of_list};
use super::view::{MandateView, MandatesView, StopView};
use super::wire::Mandates;
use super::words::{self, Mood};
use crate::bureau::Keys;
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::money::Money;
use crate::payments::flow::{About, Books};
use crate::payments::ruling::ruled;
use crate::payments::wire::{Bill, Bills};
use crate::payments::{label, show_bills};
use crate::rules::Rulebook;
use crate::says::{FactView, Says, Tone};
use std::collections::BTreeMap;

/// What a list is made of.
pub(super) struct Sources<'a> {
    pub list: Option<&'a Mandates>,
    pub bills: Option<&'a Bills>,
    pub books: &'a Books,
    pub rules: &'a Rulebook,
    pub keys: &'a Keys,
    pub help_phone: &'a str,
}

impl Sources<'_> {
    /// The bill a mandate pays.
    pub fn bill(&self, terms: &MandateTerms) -> Option<&Bill> {
        let pays = |bill: &&Bill| bill.person.id.text() == terms.person && bill.scheme.text() == terms.scheme;
        self.bills.and_then(|bills| bills.bills.rows.iter().find(pays))
    }

    fn about(&self, terms: &MandateTerms, act: Option<&Act>) -> About {
        let bills = self.bills.into_iter().flat_map(|bills| &bills.bills.rows);
        let known = bills.map(|bill| &bill.person).find(|person| person.id.text() == terms.person);
        let mut about = match (known, act) {
            (Some(person), _) => label::about_person(person),
            (None, Some(act)) => act.about.clone(),
            (None, None) => About { person: mask_name(""), ..About::default() },
        };
        let instruments = self.bills.into_iter().flat_map(|bills| &bills.instruments.rows);
        let card = instruments.into_iter().find(|card| card.id.text() == terms.ins);
        if let Some((Some(bank), Some(tail))) = card.map(|card| (&card.bank, &card.tail)) {
            (about.bank, about.tail) = (bank.text().to_owned(), tail.text().to_owned());
        }
        about
    }

    /// By id; and whether there are some that nobody can believe now.
    fn mandates(&self) -> (Vec<Row<'_>>, bool) {
        let (in_force, doubtful) = of_list(self.list, self.keys);
        let mut found: BTreeMap<String, (Option<InForce>, Option<&Act>)> = BTreeMap::new();
        for mandate in in_force {
            found.insert(mandate.terms.id.clone(), (Some(mandate), None));
        }
        for act in self.books.acts() {
            let (_, latest) = found.entry(act.terms.id.clone()).or_default();
            if latest.is_none_or(|other| other.terms.v < act.terms.v) {
                *latest = Some(act);
            }
        }
        (found.into_values().filter_map(|(mandate, act)| Row::of(mandate, act)).collect(), doubtful)
    }

    /// The mandate of this id, if it is in force or was: for the next act on it.
    pub fn standing(&self, id: &str) -> Option<InForce> {
        let row = self.mandates().0.into_iter().find(|row| row.terms.id == id)?;
        row.mandate
    }

    /// True if a mandate for this bill is in force, or an act on one has no end.
    pub fn is_taken(&self, bill: &Bill) -> bool {
        self.mandates().0.iter().any(|row| row.holds(bill))
    }
}

/// One mandate: what the list proves, and the latest act of this phone.
struct Row<'a> {
    terms: MandateTerms,
    mandate: Option<InForce>,
    act: Option<&'a Act>,
    /// False if the list is older than what is shown.
    told: bool,
}

impl<'a> Row<'a> {
    /// `None` if there is nothing to show: an act that changed nothing, of a mandate that never was in force.
    fn of(mandate: Option<InForce>, act: Option<&'a Act>) -> Option<Self> {
        let newer = act.filter(|act| {
            let v = mandate.as_ref().map_or(0, |mandate| mandate.v);
            act.state == ActState::Holds && v < act.terms.v
        });
        let Some(newer) = newer else {
            let shown = act.filter(|act| act.state.is_live()).map(|act| &act.terms);
            let terms = mandate.as_ref().map(|mandate| &mandate.terms).or(shown).cloned()?;
            return Some(Self { terms, mandate, act, told: true });
        };
        // An act that holds by a word newer than the list.
        let terms = match mandate {
            Some(mandate) if newer.terms.act == ActKind::Revoke => mandate.terms,
            _ => newer.terms.clone(),
        };
        let active = newer.terms.act != ActKind::Revoke;
        let mandate = InForce { v: newer.terms.v, active, terms: terms.clone(), next: None, last: None };
        Some(Self { terms, mandate: Some(mandate), act, told: false })
    }

    fn holds(&self, bill: &Bill) -> bool {
        let same = bill.person.id.text() == self.terms.person && bill.scheme.text() == self.terms.scheme;
        same && !self.is_over()
    }

    fn live(&self) -> Option<&Act> {
        self.act.filter(|act| act.state.is_live())
    }

    fn is_over(&self) -> bool {
        self.live().is_none() && !self.mandate.as_ref().is_some_and(|mandate| mandate.active)
    }
}

/// The whole list.
pub(super) fn overview(sources: &Sources<'_>, freshness: Freshness) -> MandatesView {
    let (mandates, doubtful) = sources.mandates();
    let over = |row: &Row<'_>| {
        let replaced = |other: &&Row<'_>| {
            let (mine, theirs) = (&row.terms, &other.terms);
            theirs.pays_for_the_same(mine) && (theirs.iat, &theirs.id) > (mine.iat, &mine.id)
        };
        row.is_over() && mandates.iter().any(|other| replaced(&other))
    };
    let mut rows: Vec<MandateView> =
        mandates.iter().filter(|row| !over(row)).map(|row| view(row, sources)).collect();
    rows.sort_by_key(|row| {
        let ended = !row.in_doubt && !row.can_change;
        (!row.in_doubt, ended, row.next_on.is_none(), row.next_on, row.id.clone())
    });
    let free =
        |bill: &&Bill| !mandates.iter().any(|row| row.holds(bill)) && ruled(sources.rules, bill).is_ok();
    let bills = sources.bills.into_iter().flat_map(|bills| &bills.bills.rows);
    let offers = bills
        .filter(free)
        .map(|bill| show_bills::bill(bill, sources.books, &ruled(sources.rules, bill)))
        .collect();
    let says = match (doubtful, rows.is_empty(), freshness.as_of) {
        (true, ..) => "mandate_list_unproven",
        (_, true, None) => "mandate_list_unknown",
        (_, true, _) => "mandate_list_none",
        _ => "mandate_list_some",
    };
    MandatesView { freshness, rows, offers, says: Says::word(says) }
}

fn view(row: &Row<'_>, sources: &Sources<'_>) -> MandateView {
    let terms = &row.terms;
    let about = sources.about(terms, row.act);
    let person = about.person.as_str();
    let live = row.live();
    let mandate = row.mandate.as_ref();
    let active = mandate.filter(|mandate| mandate.active);
    let order = mandate.and_then(|mandate| mandate.last.as_ref()?.order.as_ref());
    let order = order.and_then(|id| sources.books.order(id.text())).map(|order| order.state);
    let mood = active.map(|mandate| if row.told { words::mood(mandate, order) } else { Mood::Fresh });
    let says = match (live, active, mood) {
        (Some(act), ..) => words::act(act, person, sources.help_phone),
        (None, Some(mandate), Some(mood)) => words::in_force(mandate, mood, person),
        _ => words::ended(person),
    };
    let next = active.and_then(|mandate| mandate.next.as_ref());
    let short = matches!(mood, Some(Mood::Uncovered | Mood::Retry)) && live.is_none();
    let attention = live.is_some_and(|act| act.state == ActState::Attention);
    let failed = matches!(mood, Some(Mood::Retry | Mood::Short | Mood::OverCap | Mood::NotOffered));
    let (tone, state) = match live {
        Some(act) => (words::tone(act.state), words::answer(act)),
        None if failed => (Tone::Waiting, Says::word("mandate_state_not_debited")),
        None if short => (Tone::Waiting, Says::word("mandate_state_short")),
        None if active.is_some() => (Tone::Done, Says::word("mandate_state_active")),
        None => (Tone::Missing, Says::word("mandate_state_ended")),
    };
    let note = row.act.filter(|act| {
        let latest = mandate.is_none_or(|mandate| mandate.v <= act.terms.v);
        matches!(act.state, ActState::Refused(_)) && latest
    });
    MandateView {
        id: terms.id.clone(),
        relation: label::relation(&about.relation),
        title: Says::word(label::scheme(&terms.scheme)),
        tone,
        state,
        says,
        short,
        note: note.map(|act| words::act(act, person, sources.help_phone)),
        next_on: next.map(|next| next.on),
        expected: next.and_then(|next| next.amount_fen).map(|fen| fen.money()),
        lines: lines(terms, &about),
        in_doubt: live.is_some(),
        can_change: live.is_none() && active.is_some(),
        stop: match live.map(|act| act.state) {
            Some(ActState::Prepared) => {
                Some(StopView { verb: Says::word("action_take_back"), question: None })
            }
            None if active.is_some() => Some(StopView {
                verb: Says::word("action_stop_mandate"),
                question: Some(Says::word("mandate_stop_question").text("person", person)),
            }),
            _ => None,
        },
        call: attention.then(|| sources.help_phone.to_owned()),
        bill: sources.bill(terms).map(|bill| bill.id.text().to_owned()),
        person: about.person,
    }
}

/// Who, what, base or tier, day, highest amount, account.
pub(super) fn lines(terms: &MandateTerms, about: &About) -> Vec<FactView> {
    let fact = |label: &str, value: Says| FactView { label: Says::word(label), value };
    let amount = |fen: i64| Says::word("pay_value_amount").amount("amount", Money::fen(fen));
    let mut lines = vec![
        fact("pay_line_person", label::insured(&about.person, &about.relation)),
        fact("pay_line_scheme", Says::word(label::scheme(&terms.scheme))),
    ];
    if let Some(base) = terms.base_fen {
        lines.push(fact("pay_line_base", amount(base)));
    }
    lines.push(fact("mandate_line_day", day_of_month(u32::from(terms.day))));
    lines.push(fact("mandate_line_cap", amount(terms.cap)));
    if !about.tail.is_empty() {
        lines.push(fact("pay_line_from", label::account(&about.bank, &about.tail)));
    }
    lines
}

#[cfg(test)]
#[path = "show_tests.rs"]
mod tests;
