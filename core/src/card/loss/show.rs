//! The loss screen, out of the gateway's list and the device's own acts. Pure.

use super::flow::{Act, Asked, Function, State, Why};
use super::view::{CardFunction, CounterView, FunctionView, LossDraft, LossDraftView, LossesView};
use super::wire::{Closed, Counter, Losses, Report};
use crate::answer::Field;
use crate::freshness::Freshness;
use crate::moment::Moment;
use crate::says::{ProblemView, Says, Tone};
use std::time::SystemTime;

/// The screen.
pub(super) fn view(
    answer: Option<&Losses>,
    acts: &[Act],
    asks_for_pin: bool,
    freshness: Freshness,
    now: SystemTime,
) -> LossesView {
    let nothing = Losses::default();
    let losses = answer.unwrap_or(&nothing);
    let live: Vec<&Act> = acts.iter().filter(|act| act.state.is_live()).collect();
    let functions =
        [Function::Social, Function::Financial].map(|function| self::function(losses, function, now));
    let closed = functions.iter().filter(|function| function.tone != Tone::Done).count();
    let no_card = losses.has_card == Field::Got(false);
    let (title, tone) = match (answer.is_some(), live.is_empty(), closed) {
        (_, false, _) => ("card_loss_doubtful", Tone::Waiting),
        (false, true, _) => ("card_loss_unheard", Tone::Idle),
        (true, true, _) if no_card => ("card_loss_no_card", Tone::Idle),
        (true, true, 0) => ("card_loss_none", Tone::Done),
        (true, true, 1) => ("card_loss_one", Tone::Wrong),
        (true, true, _) => ("card_loss_both", Tone::Wrong),
    };
    let settled = live.is_empty() && answer.is_some();
    let replacement = losses.replacement.got();
    LossesView {
        freshness,
        title: Says::word(title),
        tone,
        can_report: settled && losses.remote && !no_card && closed < 2,
        asks_for_pin,
        functions: functions.to_vec(),
        in_doubt: live.iter().map(|act| doubt(act)).collect(),
        refused: acts.last().and_then(refused),
        replacement: replacement.map(|one| self::replacement(one.state.text(), one.since)),
        can_replace: settled
            && losses.remote
            && losses.reports.rows.iter().any(|report| report.in_force && report.formal)
            && replacement.is_none_or(|one| one.state.text() == "done"),
        counter: losses.counter.got().map(|counter| self::counter(counter, losses.remote)),
    }
}

fn function(losses: &Losses, function: Function, now: SystemTime) -> FunctionView {
    let (which, name) = match function {
        Function::Social => (CardFunction::Social, "card_function_social"),
        Function::Financial => (CardFunction::Financial, "card_function_financial"),
    };
    let in_force = losses.reports.rows.iter().filter(|report| report.in_force);
    let closed = in_force.filter_map(|report| {
        let of = report.functions.iter().find(|closed| closed.function == function)?;
        // It opens by itself at that moment, also while the gateway cannot be asked.
        let over = of.opens_at.got().is_some_and(|opens| opens.at() <= now) && !report.formal;
        (!over).then_some((report, of))
    });
    let newest: Option<(&Report, &Closed)> = closed.max_by_key(|(report, _)| (report.formal, report.since));
    let Some((report, of)) = newest else {
        let state = Says::word("card_function_open");
        return FunctionView {
            function: which,
            name: Says::word(name),
            state,
            tone: Tone::Done,
            opens_at: None,
            take_back: None,
        };
    };
    let opens_at = of.opens_at.got().filter(|_| !report.formal).map(|opens| opens.at());
    let state = match (report.formal, opens_at) {
        (true, _) => Says::word("card_function_lost"),
        (false, Some(at)) => Says::word("card_function_closed_until").moment("at", at),
        (false, None) => Says::word("card_function_closed"),
    };
    let may = losses.remote && (!report.formal || losses.formal_taken_back);
    FunctionView {
        function: which,
        name: Says::word(name),
        state,
        tone: Tone::Wrong,
        opens_at,
        take_back: may.then(|| report.id.text().to_owned()),
    }
}

fn doubt(act: &Act) -> Says {
    let key = match &act.asked {
        Asked::Report { .. } => "card_loss_doubt_report",
        Asked::TakeBack { .. } => "card_loss_doubt_take_back",
        Asked::Replace => "card_loss_doubt_replace",
    };
    match Moment::from_unix(act.at) {
        Some(at) => Says::word(key).moment("at", at.at()),
        None => Says::word(key).text("at", ""),
    }
}

fn refused(act: &Act) -> Option<Says> {
    let State::Refused { why } = &act.state else { return None };
    Some(Says::word(match why {
        Why::CounterOnly => "card_loss_refused_counter",
        Why::NothingThere => "card_loss_refused_nothing",
        Why::BadProof => "card_loss_refused_proof",
        Why::Other => "card_loss_refused_other",
    }))
}

fn replacement(state: &str, since: Moment) -> Says {
    let known = match state {
        "asked" => "card_replacement_asked",
        "making" => "card_replacement_making",
        "ready" => "card_replacement_ready",
        "done" => "card_replacement_done",
        code => return Says::word("card_status_unknown").text("code", code),
    };
    Says::word(known).moment("at", since.at())
}

fn counter(counter: &Counter, remote: bool) -> CounterView {
    CounterView {
        why: Says::word(if remote { "card_counter_also" } else { "card_counter_only" }),
        name: counter.name.text().to_owned(),
        address: counter.address.text().to_owned(),
        hours: counter.hours.got().map(|hours| hours.text().to_owned()).unwrap_or_default(),
        phone: counter.phone.got().map(|phone| phone.text().to_owned()),
    }
}

/// What is wrong with a draft.
pub(super) fn check(draft: &LossDraft, answer: Option<&Losses>, shown: &LossesView) -> LossDraftView {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, key: &'static str| {
        problems.push(ProblemView { field: field.to_owned(), says: Says::word(key) });
    };
    if draft.functions.is_empty() {
        wrong("functions", "card_loss_problem_functions");
    }
    let formal_already = shown
        .functions
        .iter()
        .any(|one| draft.functions.contains(&one.function) && one.state.key == "card_function_lost");
    if formal_already {
        wrong("functions", "card_loss_problem_lost");
    }
    if draft.formal.is_none() {
        wrong("formal", "card_loss_problem_formal");
    }
    let mut next = Vec::new();
    if let Some(losses) = answer {
        for function in &draft.functions {
            let (days, name) = match function {
                CardFunction::Social => (&losses.social_days, "card_function_social"),
                CardFunction::Financial => (&losses.financial_days, "card_function_financial"),
            };
            match (draft.formal, days.got()) {
                (Some(false), Some(days)) => {
                    next.push(
                        Says::word("card_loss_next_days")
                            .named("function", name)
                            .count("count", u32::from(*days)),
                    );
                }
                (Some(true), _) => next.push(Says::word("card_loss_next_formal").named("function", name)),
                _ => {}
            }
        }
    }
    let can_send = problems.is_empty() && shown.can_report;
    LossDraftView { problems, can_send, next }
}

/// As the wire names them, each once.
pub(super) fn functions(draft: &LossDraft) -> Vec<Function> {
    let mut functions: Vec<Function> = draft
        .functions
        .iter()
        .map(|function| match function {
            CardFunction::Social => Function::Social,
            CardFunction::Financial => Function::Financial,
        })
        .collect();
    functions.sort_unstable();
    functions.dedup();
    functions
}

#[cfg(test)]
#[path = "show_tests.rs"]
mod tests;
