//! Enrolling, signing in, locking, signing out.

mod keeper;
mod store;
mod view;

pub(crate) use keeper::Keeper;
pub(crate) use store::Person;
pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// Who is signed in on this device, and whether the app is open.
#[derive(uniffi::Object)]
pub struct Session {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Session {
    /// Where the session stands. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<SessionView> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Begins an enrolment with the bureau's code: the QR code's text, or the short code typed by hand.
    pub async fn enrol(self: Arc<Self>, code: String) -> Outcome<Arc<Enrolment>> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Opens the app. A wrong PIN is `Refused { WrongPin }`, and `view` then says how many tries are left.
    pub async fn unlock(self: Arc<Self>, how: Unlock) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Closes the app: keys leave memory at once.
    pub fn lock(&self) {}
}

impl Session {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }
}

/// An enrolment under way. Leaving it is `cancel`; nothing personal is kept before `Done`.
#[derive(uniffi::Object)]
pub struct Enrolment {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Enrolment {
    /// Where it stands.
    pub fn view(&self) -> EnrolmentView {
        EnrolmentView {
            step: EnrolmentStep::Identity,
            bureau: String::new(),
            says: crate::says::Says::word("enrol_identity"),
            problems: vec![],
            busy: false,
        }
    }

    /// What is wrong with these fields, without sending anything.
    pub fn check(&self, draft: IdentityDraft) -> DraftView {
        DraftView { problems: vec![], can_send: false }
    }

    /// Sends the identity fields; a one-time code then comes by text message.
    pub async fn identity(self: Arc<Self>, draft: IdentityDraft) -> Outcome<EnrolmentView> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Sends the one-time code.
    pub async fn code(self: Arc<Self>, text: String) -> Outcome<EnrolmentView> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Sets the PIN and signs in.
    pub async fn pin(self: Arc<Self>, pin: String) -> Outcome<EnrolmentView> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Asks for another one-time code.
    pub async fn resend(self: Arc<Self>) -> Outcome<EnrolmentView> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }

    /// Leaves the enrolment; keys made for it are destroyed.
    pub async fn cancel(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("session")) }).await
    }
}
