//! The line of six steps, as it is drawn.

use super::progress::{Stage, Step, StepState};
use super::wire::Bank;
use crate::answer::{Field, Line};
use crate::moment::Moment;
use crate::says::{Says, StepView, Tone};

/// Whom to call: the bureau, or the bank where the bank has to act.
pub(super) struct Phones<'a> {
    pub bureau: &'a str,
    pub bank: &'a Field<Bank>,
}

/// The steps as a shell draws them.
pub(super) fn views(states: &[StepState], phones: &Phones<'_>) -> Vec<StepView> {
    states.iter().map(|state| view(state, phones)).collect()
}

fn view(state: &StepState, phones: &Phones<'_>) -> StepView {
    let (tone, word) = look(state.stage);
    let note = match state.stage {
        Stage::Late { usual, days } => {
            Some(Says::word("card_note_late").count("usual", usual).count("days", days))
        }
        Stage::Failed => Some(Says::word("card_note_bank_failed")),
        Stage::Ready => Some(collect_at(phones.bank)),
        _ if state.doubtful => Some(Says::word("card_note_doubtful")),
        _ => None,
    };
    let call = match state.stage {
        Stage::Failed => phones.bank.got().and_then(|bank| dialled(&bank.phone)),
        _ => None,
    };
    let calls = matches!(state.stage, Stage::Failed | Stage::Late { .. }) || state.doubtful;
    StepView {
        name: Says::word(name(state.step)),
        tone,
        state: Says::word(word),
        at: state.at.map(Moment::at),
        note,
        usual: usual(state),
        call: call.or_else(|| calls.then(|| phones.bureau.to_owned())),
    }
}

/// The catalogue's name of a step.
pub(super) fn name(step: Step) -> &'static str {
    match step {
        Step::Collect => "card_step_collect",
        Step::Bank => "card_step_bank",
        Step::Submit => "card_step_submit",
        Step::Account => "card_step_account",
        Step::Make => "card_step_make",
        Step::Issue => "card_step_issue",
    }
}

/// How a stage is drawn, and its one word.
pub(super) fn look(stage: Stage) -> (Tone, &'static str) {
    match stage {
        Stage::Done => (Tone::Done, "card_stage_done"),
        Stage::Now { .. } => (Tone::Now, "card_stage_now"),
        Stage::Late { .. } => (Tone::Waiting, "card_stage_late"),
        Stage::Ready => (Tone::Waiting, "card_stage_ready"),
        Stage::Failed => (Tone::Wrong, "card_stage_failed"),
        Stage::Ahead => (Tone::Idle, "card_stage_todo"),
    }
}

/// Said of what is still to come: behind us it helps nobody.
fn usual(state: &StepState) -> Option<Says> {
    let days = state.usual.filter(|days| *days > 0)?;
    matches!(state.stage, Stage::Now { .. } | Stage::Ahead)
        .then(|| Says::word("card_usual").count("count", days))
}

/// Where the finished card lies, as precisely as the gateway says.
pub(super) fn collect_at(bank: &Field<Bank>) -> Says {
    let name = bank.got().and_then(|bank| bank.name.got());
    let branch = bank.got().and_then(|bank| bank.branch.got());
    match (name, branch) {
        (Some(name), Some(branch)) => {
            Says::word("card_note_collect").text("bank", name.text()).text("branch", branch.text())
        }
        _ => Says::word("card_note_collect_somewhere"),
    }
}

/// A number a phone can dial, or nothing.
fn dialled(phone: &Field<Line<20>>) -> Option<String> {
    let phone = phone.got()?.text();
    let dials = phone.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b' ');
    (dials && phone.bytes().any(|b| b.is_ascii_digit())).then(|| phone.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(stage: Stage) -> StepState {
        StepState { step: Step::Make, stage, at: None, usual: Some(15), doubtful: false }
    }

    fn shown(state: &StepState) -> StepView {
        view(state, &Phones { bureau: "12333", bank: &Field::Absent })
    }

    #[test]
    fn a_late_step_says_both_durations_and_whom_to_call() {
        let view = shown(&state(Stage::Late { usual: 15, days: 24 }));
        assert_eq!(view.tone, Tone::Waiting);
        assert_eq!(view.note, Some(Says::word("card_note_late").count("usual", 15).count("days", 24)));
        assert_eq!(view.call.as_deref(), Some("12333"));
    }

    #[test]
    fn a_failed_account_names_the_bank_to_call_if_it_has_a_number() {
        let bank: Bank = serde_json::from_value(serde_json::json!({"phone": "0990-955 88"})).unwrap();
        let failed = state(Stage::Failed);
        let phones = Phones { bureau: "12333", bank: &Field::Got(bank) };
        assert_eq!(view(&failed, &phones).call.as_deref(), Some("0990-955 88"));
        assert_eq!(shown(&failed).call.as_deref(), Some("12333"));
        let odd: Bank = serde_json::from_value(serde_json::json!({"phone": "javascript:1"})).unwrap();
        assert_eq!(
            view(&failed, &Phones { bureau: "12333", bank: &Field::Got(odd) }).call.as_deref(),
            Some("12333")
        );
    }

    #[test]
    fn a_step_going_as_usual_needs_no_call() {
        let view = shown(&state(Stage::Now { days: Some(3) }));
        assert_eq!((view.call, view.note), (None, None));
        assert_eq!(view.usual, Some(Says::word("card_usual").count("count", 15)));
        assert_eq!(shown(&state(Stage::Done)).usual, None);
    }
}
