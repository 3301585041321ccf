//! What is said about a mandate. Every sentence says whether it is in force and whether money moves, for whom, and what to do.

use super::flow::{Act, ActKind, ActState, ActWhy, MandateTerms};
use super::standing::InForce;
use super::wire::Balance;
use crate::money::Money;
use crate::payments::flow::{Reason, State};
use crate::says::{Says, Tone};

/// How an act is drawn. In doubt is never drawn as wrong.
pub(super) fn tone(state: ActState) -> Tone {
    match state {
        ActState::Prepared => Tone::Idle,
        ActState::Submitting => Tone::Now,
        ActState::Attention => Tone::Waiting,
        ActState::Holds => Tone::Done,
        ActState::Refused(_) | ActState::Overtaken | ActState::Withdrawn => Tone::Missing,
    }
}

/// How a mandate in force is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// The next debit's day and amount are known.
    Next,
    /// The same, and by the gateway's word the account does not hold it.
    Uncovered,
    /// No debit is to come now.
    Idle,
    /// Just signed: the gateway's list is older.
    Fresh,
    /// The latest debit failed for too little money, and is tried again.
    Retry,
    /// The latest debit failed for too little money for good.
    Short,
    /// The latest period cost more than the highest amount.
    OverCap,
    /// The base or tier is not offered any more.
    NotOffered,
}

/// How a mandate in force is told. `order` is the state of the latest debit's order, if this device knows it.
pub(super) fn mood(mandate: &InForce, order: Option<State>) -> Mood {
    let (next, last) = (mandate.next.as_ref(), mandate.last.as_ref());
    let retries = next.is_some_and(|next| last.is_some_and(|last| last.period == next.period));
    let why = last.and_then(|last| last.why.as_ref()).map(|why| why.text());
    match (order, why) {
        (Some(State::Rejected(Reason::Insufficient)), _) if retries => Mood::Retry,
        (Some(State::Rejected(Reason::Insufficient)), _) => Mood::Short,
        (_, Some("over_cap")) if !retries => Mood::OverCap,
        (_, Some("not_offered")) if !retries => Mood::NotOffered,
        _ if next.is_some_and(|next| next.amount_fen.is_none()) => Mood::NotOffered,
        _ if next.is_some_and(|next| next.balance == Balance::Short) => Mood::Uncovered,
        _ if next.is_some() => Mood::Next,
        _ => Mood::Idle,
    }
}

/// The sentence of a mandate in force.
pub(super) fn in_force(mandate: &InForce, mood: Mood, person: &str) -> Says {
    let cap = Money::fen(mandate.terms.cap);
    let key = match mood {
        Mood::Next => "mandate_says_next",
        Mood::Uncovered => "mandate_says_uncovered",
        Mood::Idle => "mandate_says_idle",
        Mood::Fresh => "mandate_says_fresh",
        Mood::Retry => "mandate_says_retry",
        Mood::Short => "mandate_says_short",
        Mood::OverCap => "mandate_says_over_cap",
        Mood::NotOffered => "mandate_says_not_offered",
    };
    let says = Says::word(key).text("person", person);
    match (mood, &mandate.next) {
        (Mood::Next, Some(next)) => {
            let amount = next.amount_fen.map(|fen| fen.money()).unwrap_or_default();
            says.day("day", next.on).amount("amount", amount).amount("cap", cap)
        }
        (Mood::Uncovered, Some(next)) => {
            let amount = next.amount_fen.map(|fen| fen.money()).unwrap_or_default();
            says.day("day", next.on).amount("amount", amount)
        }
        (Mood::Retry, Some(next)) => says.day("day", next.on),
        (Mood::Fresh, _) => says.count("day", u32::from(mandate.terms.day)).amount("cap", cap),
        (Mood::Idle | Mood::OverCap, _) => says.amount("cap", cap),
        _ => says,
    }
}

/// The sentence of one that ended.
pub(super) fn ended(person: &str) -> Says {
    Says::word("mandate_says_ended").text("person", person)
}

/// The sentence of an act, while it has no end and when it changed nothing. One that holds is told by what is in force.
pub(super) fn act(act: &Act, person: &str, help_phone: &str) -> Says {
    let key = match (act.state, act.terms.act) {
        (ActState::Prepared, _) => "mandate_says_prepared",
        (ActState::Submitting, ActKind::Sign) => "mandate_says_signing",
        (ActState::Submitting, ActKind::Change) => "mandate_says_changing",
        (ActState::Submitting, ActKind::Revoke) => "mandate_says_stopping",
        (ActState::Attention, _) => "mandate_says_attention",
        (ActState::Holds, ActKind::Revoke) => "mandate_says_ended",
        (ActState::Holds, _) => "mandate_says_fresh",
        (ActState::Refused(_), ActKind::Sign) => "mandate_says_not_signed",
        (ActState::Refused(_), ActKind::Change) => "mandate_says_not_changed",
        (ActState::Refused(_), ActKind::Revoke) => "mandate_says_not_stopped",
        (ActState::Overtaken, _) => "mandate_says_overtaken",
        (ActState::Withdrawn, _) => "mandate_says_withdrawn",
    };
    let says = Says::word(key).text("person", person);
    match (act.state, act.terms.act) {
        (ActState::Attention, _) => says.text("phone", help_phone),
        (ActState::Holds, ActKind::Sign | ActKind::Change) => {
            let MandateTerms { day, cap, .. } = act.terms;
            says.count("day", u32::from(day)).amount("cap", Money::fen(cap))
        }
        (ActState::Refused(why), _) => says.named("why", reason(why)),
        _ => says,
    }
}

fn reason(why: ActWhy) -> &'static str {
    match why {
        ActWhy::BadProof => "mandate_why_bad_proof",
        ActWhy::Duplicate => "mandate_why_duplicate",
        ActWhy::NotOffered => "mandate_why_not_offered",
        ActWhy::CapTooLow => "mandate_why_cap_too_low",
        ActWhy::NotActive => "mandate_why_not_active",
        ActWhy::Unknown => "mandate_why_unknown",
    }
}

/// The chip and the page's title of an act: the answer, short.
pub(super) fn answer(act: &Act) -> Says {
    Says::word(match (act.state, act.terms.act) {
        (ActState::Prepared, _) => "mandate_state_prepared",
        (ActState::Submitting, ActKind::Sign) => "mandate_state_signing",
        (ActState::Submitting, ActKind::Change) => "mandate_state_changing",
        (ActState::Submitting, ActKind::Revoke) => "mandate_state_stopping",
        (ActState::Attention, _) => "mandate_state_attention",
        (ActState::Holds, ActKind::Revoke) => "mandate_state_ended",
        (ActState::Holds, _) => "mandate_state_active",
        (ActState::Refused(_) | ActState::Overtaken | ActState::Withdrawn, _) => "mandate_state_unchanged",
    })
}
