//! Signing or changing as its screen shows it: choosing, reviewing, or how the act stands.

use super::draft::{self, expected};
use super::flow::{Act, ActKind, ActState, MandateTerms};
use super::show::lines;
use super::standing::InForce;
use super::view::{MandateDraft, MandateFormView, MandateStep};
use super::words;
use crate::identity::mask_name;
use crate::money::Money;
use crate::payments::flow::{About, Books};
use crate::payments::label;
use crate::payments::ruling::Ruled;
use crate::payments::wire::{Bill, Instrument};
use crate::rules::Unit;
use crate::says::{Says, Tone};

/// What the screen is made of.
pub(super) struct Page<'a> {
    pub bill: &'a Bill,
    pub ruled: &'a Ruled,
    pub instruments: &'a [Instrument],
    pub books: &'a Books,
    /// What is in force, for a change.
    pub before: Option<&'a InForce>,
    pub draft: &'a MandateDraft,
    pub reviewed: bool,
    pub act: Option<&'a Act>,
    pub busy: bool,
    /// True on a phone without a secure lock.
    pub by_pin: bool,
    pub help_phone: &'a str,
}

/// The terms a draft without problems comes to; who signs when is filled in later.
pub(super) fn terms(draft: &MandateDraft, bill: &Bill, region: &str) -> Option<MandateTerms> {
    Some(MandateTerms {
        id: String::new(),
        v: 0,
        act: ActKind::Sign,
        person: bill.person.id.text().to_owned(),
        scheme: bill.scheme.text().to_owned(),
        region: region.to_owned(),
        base_fen: draft.base.map(|base| base.fen),
        tier: draft.tier.clone(),
        ins: draft.instrument.clone()?,
        day: u8::try_from(draft.day?).ok()?,
        cap: draft.cap?.fen,
        iat: 0,
    })
}

/// What is kept with an act for its screens.
pub(super) fn about(bill: &Bill, instruments: &[Instrument], draft: &MandateDraft) -> About {
    let chosen = instruments.iter().find(|known| Some(known.id.text()) == draft.instrument.as_deref());
    match chosen {
        Some(instrument) => label::about(bill, instrument, draft.base.map(|base| base.fen)),
        None => About { bill: bill.id.text().to_owned(), ..label::about_person(&bill.person) },
    }
}

/// Where it stands.
pub(super) fn page(page: &Page<'_>) -> MandateFormView {
    let Page { bill, ruled, instruments, books, draft, .. } = *page;
    let changes = page.before.is_some();
    let person = mask_name(bill.person.name.text());
    let expected = expected(draft, ruled);
    let problems = draft::problems(draft, bill, ruled, instruments, books);
    let good = problems.is_empty();
    let not_yet = if changes { "mandate_not_yet_changed" } else { "mandate_not_yet" };
    let mut view = MandateFormView {
        step: MandateStep::Choose,
        tone: Tone::Idle,
        changes,
        scheme: Says::word(label::scheme(bill.scheme.text())),
        title: Says::word(if changes { "mandate_title_change" } else { "mandate_title_sign" }),
        choices: draft::choices(bill, ruled, instruments, books, draft),
        draft: draft.clone(),
        problems,
        can_go_on: good && !page.busy,
        verb: Says::word("action_check"),
        asks_for_pin: false,
        busy: page.busy,
        expected,
        next_on: draft.day.and_then(|day| draft::first_day(day, bill, ruled, books)),
        lines: Vec::new(),
        next: Vec::new(),
        says: Says::word(not_yet).text("person", person.as_str()),
        call: None,
        person,
    };
    let shown = terms(draft, bill, "").filter(|_| good && page.reviewed || page.act.is_some());
    if let Some(terms) = &shown {
        view.lines = lines(terms, &about(bill, instruments, draft));
    }
    if let Some(act) = page.act {
        return signed(view, act, page);
    }
    if let (true, true, Some(expected)) = (page.reviewed, good, expected) {
        view.step = MandateStep::Review;
        view.asks_for_pin = page.by_pin;
        view.verb = Says::word(if changes { "action_confirm_change" } else { "action_confirm_mandate" });
        view.title = Says::word("mandate_title_review");
        view.next = next(&view, ruled.terms.unit, expected);
    }
    view
}

fn next(view: &MandateFormView, unit: Unit, expected: Money) -> Vec<Says> {
    let mut next = vec![Says::word("pay_next_presence")];
    if let Some(day) = view.next_on {
        next.push(Says::word("mandate_next_first").day("day", day).amount("amount", expected));
    }
    let every = match unit {
        Unit::Month => "mandate_next_monthly",
        Unit::Year => "mandate_next_yearly",
    };
    let cap = view.draft.cap.unwrap_or_default();
    next.push(Says::word(every).amount("cap", cap));
    next.push(Says::word("mandate_next_by_hand"));
    next
}

fn signed(view: MandateFormView, act: &Act, page: &Page<'_>) -> MandateFormView {
    let step = match act.state {
        ActState::Prepared | ActState::Submitting => MandateStep::Confirming,
        ActState::Attention => MandateStep::Attention,
        ActState::Holds => MandateStep::Done,
        ActState::Refused(_) | ActState::Overtaken | ActState::Withdrawn => MandateStep::NotDone,
    };
    let call = (step == MandateStep::Attention).then(|| page.help_phone.to_owned());
    MandateFormView {
        step,
        tone: words::tone(act.state),
        title: words::answer(act),
        says: words::act(act, &view.person, page.help_phone),
        problems: Vec::new(),
        can_go_on: false,
        call,
        ..view
    }
}
