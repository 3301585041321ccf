//! The card in one line: what matters most about it, and what to do next.

use super::activation::Activation;
use super::codes::Application;
use super::progress::{Stage, StepState};
use super::steps::{look, name};
use crate::says::{Says, Tone};

/// The line, how it is drawn, its one word, and the advice below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Headline {
    pub says: Says,
    pub tone: Tone,
    pub state: Says,
    pub advice: Option<Says>,
}

/// What the line is chosen from.
pub(super) struct Facts<'a> {
    pub steps: &'a [StepState],
    pub activation: Activation,
    /// The application's status by the region's table; `None` if the code is not in it.
    pub application: Option<Application>,
    /// The application's code as it came, if there is one.
    pub application_code: Option<&'a str>,
    /// Derived from two axes; `None` if the codes do not tell.
    pub not_activated: Option<bool>,
    /// Whether the gateway was ever heard about this card.
    pub heard: bool,
    /// Whether the gateway has any card or application of this citizen.
    pub known: bool,
}

/// A card under way comes first: whoever waits for one looks for that. Then a card that must not or cannot be used, then activation.
pub(super) fn headline(facts: &Facts<'_>) -> Headline {
    if !facts.heard {
        return line("card_headline_unheard", Tone::Idle, "card_state_unheard", None);
    }
    if !facts.known {
        return line("card_headline_none", Tone::Idle, "card_state_none", Some("card_advice_apply"));
    }
    if let Some(open) = facts.steps.iter().find(|state| state.stage != Stage::Done) {
        return under_way(open);
    }
    match facts.application {
        Some(Application::Lost | Application::LostForNow) => {
            return line("card_headline_lost", Tone::Wrong, "card_state_lost", Some("card_advice_lost"));
        }
        Some(Application::Locked) => {
            return line(
                "card_headline_locked",
                Tone::Wrong,
                "card_state_locked",
                Some("card_advice_locked"),
            );
        }
        Some(Application::Cancelled) => {
            return line(
                "card_headline_cancelled",
                Tone::Missing,
                "card_state_cancelled",
                Some("card_advice_apply"),
            );
        }
        _ => {}
    }
    match (facts.activation, facts.not_activated) {
        (Activation::Contradiction, _) => {
            line("card_headline_doubtful", Tone::Wrong, "card_state_doubtful", Some("card_advice_ask"))
        }
        (Activation::Bank, _) => to_activate("card_advice_activate_bank"),
        (Activation::Social, _) => to_activate("card_advice_activate_social"),
        (Activation::BeforeCollecting, Some(true)) => to_activate("card_advice_activate_bank"),
        (_, Some(false)) => line("card_headline_active", Tone::Done, "card_state_active", None),
        // Both moments are there and a code says otherwise, or a code is not in the table: neither is believed over the other.
        (Activation::Done | Activation::BeforeCollecting, _) => unclear(facts.application_code),
    }
}

fn under_way(open: &StepState) -> Headline {
    let (tone, word) = look(open.stage);
    let advice = match open.stage {
        Stage::Failed => Some("card_advice_bank_failed"),
        Stage::Ready => Some("card_advice_collect"),
        Stage::Late { .. } => Some("card_advice_late"),
        _ => None,
    };
    Headline {
        says: Says::word("card_headline_step").named("step", name(open.step)),
        tone,
        state: Says::word(word),
        advice: advice.map(Says::word),
    }
}

fn to_activate(advice: &'static str) -> Headline {
    line("card_headline_activate", Tone::Waiting, "card_state_activate", Some(advice))
}

fn unclear(code: Option<&str>) -> Headline {
    Headline {
        says: Says::word("card_headline_unclear"),
        tone: Tone::Waiting,
        state: code.map_or_else(
            || Says::word("card_state_unclear"),
            |code| Says::word("card_status_unknown").text("code", code),
        ),
        advice: Some(Says::word("card_advice_ask")),
    }
}

fn line(says: &'static str, tone: Tone, state: &'static str, advice: Option<&'static str>) -> Headline {
    Headline { says: Says::word(says), tone, state: Says::word(state), advice: advice.map(Says::word) }
}

#[cfg(test)]
mod tests {
    use super::super::progress::Step;
    use super::*;

    fn facts(activation: Activation, application: Option<Application>) -> Facts<'static> {
        Facts {
            steps: &[],
            activation,
            application,
            application_code: Some("1"),
            not_activated: Some(false),
            heard: true,
            known: true,
        }
    }

    fn key(facts: &Facts<'_>) -> String {
        headline(facts).says.key
    }

    #[test]
    fn a_new_card_under_way_outranks_the_lost_old_one() {
        let steps = [StepState {
            step: Step::Make,
            stage: Stage::Late { usual: 15, days: 24 },
            at: None,
            usual: Some(15),
            doubtful: false,
        }];
        let lost = Facts { steps: &steps, ..facts(Activation::BeforeCollecting, Some(Application::Lost)) };
        let headline = headline(&lost);
        assert_eq!(headline.says, Says::word("card_headline_step").named("step", "card_step_make"));
        assert_eq!((headline.tone, headline.state.key.as_str()), (Tone::Waiting, "card_stage_late"));
    }

    #[test]
    fn a_card_that_must_not_be_used_says_so() {
        assert_eq!(key(&facts(Activation::Done, Some(Application::LostForNow))), "card_headline_lost");
        assert_eq!(key(&facts(Activation::Done, Some(Application::Locked))), "card_headline_locked");
        assert_eq!(key(&facts(Activation::Done, Some(Application::Cancelled))), "card_headline_cancelled");
    }

    #[test]
    fn only_a_card_everything_agrees_on_is_called_normal() {
        let normal = Some(Application::Normal);
        assert_eq!(key(&facts(Activation::Done, normal)), "card_headline_active");
        assert_eq!(key(&facts(Activation::Social, normal)), "card_headline_activate");
        let unknown = Facts { not_activated: None, ..facts(Activation::Done, None) };
        assert_eq!(headline(&unknown).state.key, "card_status_unknown");
        let contrary = Facts { not_activated: Some(true), ..facts(Activation::Done, normal) };
        assert_eq!(key(&contrary), "card_headline_unclear");
    }

    #[test]
    fn whoever_never_applied_is_told_so() {
        let none = Facts { known: false, ..facts(Activation::BeforeCollecting, None) };
        assert_eq!(key(&none), "card_headline_none");
        assert_eq!(
            key(&Facts { heard: false, ..none }),
            "card_headline_unheard",
            "not the same as having none"
        );
    }
}
