//! What the sign-in screens show.

use crate::bureau::Bureau;
use crate::identity::mask_name;
use crate::person::Person;
use crate::says::{ProblemView, Says};

/// Where the session stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SessionState {
    /// Nobody is signed in on this device.
    SignedOut,
    /// Someone is, and the app is locked.
    Locked {
        /// Tries left before the kept data is shredded.
        tries_left: u32,
        /// Seconds until the next try is allowed.
        wait_seconds: u32,
    },
    /// Open.
    Open,
    /// The gateway ended the session. What was delivered stays readable; paying needs signing in again.
    Expired,
}

/// The session, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SessionView {
    /// Where it stands.
    pub state: SessionState,
    /// Whose it is, masked. `None` when signed out or locked.
    pub person: Option<String>,
    /// What to say about the state.
    pub says: Says,
    /// The bureau's name, from its configuration.
    pub bureau: String,
    /// True when the bureau is a fictional one: every screen then says so.
    pub fictional: bool,
}

/// Why what was kept is gone, if it was not by signing out.
#[derive(Clone, Copy)]
pub(super) enum Gone {
    /// The PIN was wrong too often.
    WrongPins,
    /// The citizen removed this device from another one.
    Removed,
}

pub(super) fn compose(
    state: SessionState,
    person: Option<&Person>,
    bureau: &Bureau,
    gone: Option<Gone>,
) -> SessionView {
    let says = match state {
        SessionState::SignedOut => match gone {
            None => Says::word("session_signed_out"),
            Some(Gone::WrongPins) => Says::word("session_shredded"),
            Some(Gone::Removed) => Says::word("session_removed"),
        },
        SessionState::Locked { wait_seconds, .. } if wait_seconds > 0 => {
            Says::word("session_locked_wait").count("count", wait_seconds)
        }
        SessionState::Locked { tries_left, .. } if tries_left < super::vault::LIMIT => {
            Says::word("session_locked_tries").count("count", tries_left)
        }
        SessionState::Locked { .. } => Says::word("session_locked"),
        SessionState::Open => Says::word("session_open"),
        SessionState::Expired => Says::word("session_expired"),
    };
    SessionView {
        state,
        person: person.map(|person| mask_name(&person.name)),
        says,
        bureau: bureau.name.clone(),
        fictional: bureau.fictional,
    }
}

/// How the user opens the app.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Unlock {
    /// By the six-digit PIN.
    Pin {
        /// What was typed.
        pin: String,
    },
}

/// Where an enrolment stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum EnrolmentStep {
    /// Who it is.
    Identity,
    /// The one-time code that was sent by text message.
    OneTimeCode {
        /// Where to, masked.
        sent_to: String,
        /// Seconds until another may be asked for.
        resend_in_seconds: u32,
    },
    /// Choosing the PIN.
    ChoosePin,
    /// Signed in.
    Done,
}

/// An enrolment under way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EnrolmentView {
    /// Where it stands.
    pub step: EnrolmentStep,
    /// The bureau's name, as its verified code says.
    pub bureau: String,
    /// What this step asks, in words.
    pub says: Says,
    /// What is wrong with what was entered last.
    pub problems: Vec<ProblemView>,
    /// True while an answer is awaited.
    pub busy: bool,
}

/// Who wants to enrol. Fields: `name`, `number`, `phone`.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct IdentityDraft {
    /// The name as on the identity card.
    pub name: String,
    /// The identity number as typed.
    pub number: String,
    /// The mobile number as typed.
    pub phone: String,
}

/// What is wrong with a form, and whether it can be sent.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DraftView {
    /// One for each field that is wrong.
    pub problems: Vec<ProblemView>,
    /// True if it can be sent.
    pub can_send: bool,
}
