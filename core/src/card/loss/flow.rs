//! How an act goes on: (state, event) → the next state. Pure; the rooms around do what it says.

use serde::{Deserialize, Serialize};

/// What is asked of the bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum Asked {
    /// These functions are to be closed.
    Report { functions: Vec<Function>, formal: bool },
    /// A report is taken back.
    TakeBack { report: String },
    /// Another card is to be made.
    Replace,
}

/// A function of the card, by the bureau's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Function {
    Social,
    Financial,
}

/// An act that was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Act {
    /// 32 lower-case hex digits, made on the device.
    pub id: String,
    pub asked: Asked,
    /// As it was signed: every attempt sends these octets.
    pub jws: String,
    /// Seconds since 1970, by this device's clock.
    pub at: u64,
    pub state: State,
}

/// How far an act is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum State {
    /// Kept; nothing was sent.
    Prepared,
    /// May have been sent: nobody knows what came of it.
    Doubtful,
    /// The bureau has done it, now or before.
    Done { already: bool },
    /// The bureau will not.
    Refused { why: Why },
}

/// Why the bureau will not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Why {
    /// The region takes this at a counter only.
    CounterOnly,
    /// There is nothing to report, take back or replace.
    NothingThere,
    /// The signature does not prove consent.
    BadProof,
    /// Another reason.
    Other,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// It is about to be sent.
    Sending,
    /// The bureau did it, or had done it already.
    Accepted { already: bool },
    /// The bureau said no, for good.
    Refused(Why),
    /// Nothing was sent, for certain.
    NotSent,
    /// Anything else: a lost reply, a busy gateway, an answer nobody understands.
    Unknown,
}

impl State {
    /// Whether the bureau is still to be asked.
    pub(super) fn is_live(&self) -> bool {
        matches!(self, Self::Prepared | Self::Doubtful)
    }

    /// The next state. An end absorbs everything; doubt ends only by the bureau's word.
    pub(super) fn after(&self, event: Event) -> Self {
        match (self, event) {
            (Self::Done { .. } | Self::Refused { .. }, _) => self.clone(),
            (_, Event::Accepted { already }) => Self::Done { already },
            (_, Event::Refused(why)) => Self::Refused { why },
            (Self::Prepared, Event::NotSent) => Self::Prepared,
            (Self::Prepared | Self::Doubtful, Event::Sending | Event::Unknown | Event::NotSent) => {
                Self::Doubtful
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn events() -> Vec<Event> {
        vec![
            Event::Sending,
            Event::Accepted { already: false },
            Event::Accepted { already: true },
            Event::Refused(Why::CounterOnly),
            Event::NotSent,
            Event::Unknown,
        ]
    }

    #[test]
    fn doubt_ends_only_by_the_bureaus_word() {
        for event in [Event::Sending, Event::NotSent, Event::Unknown] {
            assert_eq!(State::Doubtful.after(event), State::Doubtful, "{event:?}");
        }
        assert_eq!(State::Doubtful.after(Event::Accepted { already: true }), State::Done { already: true });
        assert_eq!(State::Doubtful.after(Event::Refused(Why::Other)), State::Refused { why: Why::Other });
        assert_eq!(State::Prepared.after(Event::NotSent), State::Prepared);
        assert_eq!(State::Prepared.after(Event::Sending), State::Doubtful);
    }

    proptest! {
        #[test]
        fn an_end_absorbs_everything_that_comes_late(path in proptest::collection::vec(0usize..6, 0..40)) {
            let mut state = State::Prepared;
            let mut end: Option<State> = None;
            for step in path {
                state = state.after(events()[step]);
                if let Some(end) = &end {
                    prop_assert_eq!(end, &state);
                } else if !state.is_live() {
                    end = Some(state.clone());
                }
            }
        }
    }
}
