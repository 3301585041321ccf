//! What is left to do after collecting: the bank's function first, then social security's.

use super::TaskView;
use super::wire::CardAnswer;
use crate::answer::Field;
use crate::says::{Says, Tone};

/// How far the two activations are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Activation {
    /// The card is not in the holder's hands yet.
    BeforeCollecting,
    /// Nothing is activated.
    Bank,
    /// The bank's function is on, social security's is not: normal for a while.
    Social,
    /// Both are on.
    Done,
    /// Social security on and the bank off: cannot be; the bureau must look.
    Contradiction,
}

/// Out of the two moments, and whether the card was collected.
pub(super) fn activation(card: &CardAnswer, collected: bool) -> Activation {
    match (card.bank_active_at != Field::Absent, card.social_active_at != Field::Absent) {
        (true, true) => Activation::Done,
        (true, false) => Activation::Social,
        (false, true) => Activation::Contradiction,
        (false, false) if collected => Activation::Bank,
        (false, false) => Activation::BeforeCollecting,
    }
}

/// The checklist, in the order it must be done.
pub(super) fn tasks(activation: Activation) -> Vec<TaskView> {
    const DONE: (Tone, &str) = (Tone::Done, "card_stage_done");
    const NOW: (Tone, &str) = (Tone::Now, "card_activate_now");
    const AHEAD: (Tone, &str) = (Tone::Idle, "card_stage_todo");
    const AFTER_BANK: (Tone, &str) = (Tone::Idle, "card_activate_wait");
    const DOUBTFUL: (Tone, &str) = (Tone::Wrong, "card_stage_doubtful");
    let (bank, social) = match activation {
        Activation::BeforeCollecting => (AHEAD, AFTER_BANK),
        Activation::Bank => (NOW, AFTER_BANK),
        Activation::Social => (DONE, NOW),
        Activation::Done => (DONE, DONE),
        Activation::Contradiction => (DOUBTFUL, DONE),
    };
    vec![
        task("card_activate_bank", "card_activate_bank_note", bank),
        task("card_activate_social", "card_activate_social_note", social),
    ]
}

fn task(name: &'static str, note: &'static str, (tone, state): (Tone, &'static str)) -> TaskView {
    TaskView { name: Says::word(name), note: Says::word(note), tone, state: Says::word(state) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn card(bank: Option<&str>, social: Option<&str>) -> CardAnswer {
        serde_json::from_value(json!({"bank_active_at": bank, "social_active_at": social})).unwrap()
    }

    #[test]
    fn the_bank_comes_first() {
        const AT: Option<&str> = Some("2026-11-01T09:00:00+08:00");
        let tones = |card: CardAnswer, collected| -> Vec<Tone> {
            tasks(activation(&card, collected)).iter().map(|task| task.tone).collect()
        };
        assert_eq!(tones(card(None, None), false), [Tone::Idle, Tone::Idle]);
        assert_eq!(tones(card(None, None), true), [Tone::Now, Tone::Idle]);
        assert_eq!(tones(card(AT, None), true), [Tone::Done, Tone::Now]);
        assert_eq!(tones(card(AT, AT), true), [Tone::Done, Tone::Done]);
        assert_eq!(tones(card(None, AT), true), [Tone::Wrong, Tone::Done], "cannot be, and is said");
    }
}
