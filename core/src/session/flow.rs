//! The steps of an enrolment, decided without doing anything: (step, what was heard) → step.

use super::draft::problem;
use super::view::{EnrolmentStep, EnrolmentView};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::says::{ProblemView, Says};
use std::time::{Duration, Instant};

/// Where an enrolment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Identity,
    Code { sent_to: String, resend_at: Instant },
    Pin,
    Done,
    Left,
}

/// What the user asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Identity,
    Code,
    Resend,
    Pin,
    Cancel,
}

/// What the gateway says about a sent one-time code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    /// Where to, masked.
    pub to: String,
    /// Until another may be asked for.
    pub resend_after: Duration,
}

/// What was heard about what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The form is wrong; nothing was sent.
    Wrong(Vec<ProblemView>),
    /// A one-time code was sent, or was not.
    Sent(Outcome<Sent>),
    /// The code was right, or was not.
    Code(Outcome<()>),
    /// Signed in, or not.
    SignedIn(Outcome<()>),
    /// Left.
    Left,
}

/// An enrolment's place and what is wrong at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    step: Step,
    problems: Vec<ProblemView>,
    busy: bool,
}

impl Flow {
    pub(super) fn new() -> Self {
        Self { step: Step::Identity, problems: Vec::new(), busy: false }
    }

    /// Begins what the user asks for, if this step has it and nothing else is under way.
    pub(super) fn begin(&mut self, verb: Verb, now: Instant) -> Outcome<()> {
        let allowed = match (&self.step, verb) {
            (Step::Done | Step::Left, _) => false,
            (_, Verb::Cancel) => true,
            // Going back to correct a field is the same as beginning with the fields.
            (Step::Identity | Step::Code { .. }, Verb::Identity) => true,
            (Step::Code { resend_at, .. }, Verb::Resend) => now >= *resend_at,
            (Step::Code { .. }, Verb::Code) => true,
            (Step::Pin, Verb::Pin) => true,
            _ => false,
        };
        if self.busy || !allowed {
            return Err(CitizenError::refused(Refusal::NotNow));
        }
        self.busy = true;
        self.problems.clear();
        Ok(())
    }

    /// Goes on after what was heard. What the user can mend here is a problem of the form; anything else is the error.
    pub(super) fn heard(&mut self, heard: Heard, now: Instant) -> Outcome<()> {
        self.busy = false;
        match heard {
            Heard::Wrong(problems) => self.problems = problems,
            Heard::Sent(Ok(sent)) => {
                // A gateway's slip must not keep anyone waiting for a day.
                let pause = sent.resend_after.min(Duration::from_secs(600));
                self.step = Step::Code { sent_to: sent.to, resend_at: now + pause };
            }
            Heard::Code(Ok(())) => self.step = Step::Pin,
            Heard::SignedIn(Ok(())) => self.step = Step::Done,
            Heard::Left => self.step = Step::Left,
            Heard::Sent(Err(error)) => return self.refused(error, "number"),
            Heard::Code(Err(error)) => return self.refused(error, "code"),
            Heard::SignedIn(Err(error)) => return Err(error),
        }
        Ok(())
    }

    fn refused(&mut self, error: CitizenError, field: &str) -> Outcome<()> {
        let CitizenError::Refused { refusal } = error else { return Err(error) };
        let key = match refusal {
            Refusal::NotMatched if field == "code" => "enrol_problem_code_wrong",
            Refusal::NotMatched => "enrol_problem_identity",
            Refusal::ExpiredCode if field == "code" => "enrol_problem_code_expired",
            Refusal::TooManyTries => {
                // This code will never be right any more: begin with the fields again.
                self.step = Step::Identity;
                "enrol_problem_too_many_tries"
            }
            _ => return Err(error),
        };
        self.problems = vec![problem(if self.step == Step::Identity { "number" } else { field }, key)];
        Ok(())
    }

    /// What the screen shows.
    pub(super) fn view(&self, bureau: &str, now: Instant) -> EnrolmentView {
        let (step, says) = match &self.step {
            Step::Identity => (EnrolmentStep::Identity, Says::word("enrol_identity")),
            Step::Code { sent_to, resend_at } => {
                let left = resend_at.saturating_duration_since(now);
                let resend_in_seconds = left.as_millis().div_ceil(1000) as u32;
                let says = Says::word("enrol_one_time_code").text("phone", sent_to);
                (EnrolmentStep::OneTimeCode { sent_to: sent_to.clone(), resend_in_seconds }, says)
            }
            Step::Pin => (EnrolmentStep::ChoosePin, Says::word("enrol_choose_pin")),
            Step::Done => (EnrolmentStep::Done, Says::word("enrol_done")),
            Step::Left => (EnrolmentStep::Identity, Says::word("enrol_left")),
        };
        let problems = self.problems.clone();
        EnrolmentView { step, bureau: bureau.to_owned(), says, problems, busy: self.busy }
    }

    /// Whether the session began.
    pub(super) fn is_done(&self) -> bool {
        self.step == Step::Done
    }
}

#[cfg(test)]
#[path = "flow_tests.rs"]
mod tests;
