//! An enrolment: the bureau's code, who it is, the one-time code, the PIN.

use super::draft::{self, Identity, problem};
use super::flow::{Flow, Heard, Verb};
use super::keeper::Keeper;
use super::pin::{self, PinProblem};
use super::signing_in;
use super::view::{DraftView, EnrolmentView, IdentityDraft};
use super::wire::{Granted, Opened};
use crate::consent::PinSalt;
use crate::digits::six_digits;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::identity::IdentityNumber;
use crate::parts::Parts;
use crate::platform::Change;
use crate::runtime;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// An enrolment under way. Leaving it is `cancel`; nothing personal is kept before `Done`.
#[derive(uniffi::Object)]
pub struct Enrolment {
    parts: Arc<Parts>,
    keeper: Arc<Keeper>,
    bureau: String,
    opened: Opened,
    /// Whether the consent key asks for the user. Where it cannot, the PIN is registered with the gateway.
    presence: bool,
    state: Mutex<State>,
}

struct State {
    flow: Flow,
    /// As sent last: a PIN must not be a part of it.
    number: Option<IdentityNumber>,
    /// What both keys were worth, until it is spent.
    granted: Option<Granted>,
}

#[uniffi::export]
impl Enrolment {
    /// Where it stands.
    pub fn view(&self) -> EnrolmentView {
        self.state().flow.view(&self.bureau, Instant::now())
    }

    /// What is wrong with these fields, without sending anything.
    pub fn check(&self, draft: IdentityDraft) -> DraftView {
        draft::check(&draft)
    }

    /// Sends the identity fields; a one-time code then comes by text message.
    pub async fn identity(self: Arc<Self>, draft: IdentityDraft) -> Outcome<EnrolmentView> {
        runtime::run(async move {
            self.begin(Verb::Identity)?;
            let identity = match draft::parse(&draft) {
                Ok(identity) => identity,
                Err(problems) => return self.heard(Heard::Wrong(problems)),
            };
            let sent = self.parts.wire.send_identity(&self.opened.id, &identity).await;
            let Identity { number, .. } = identity;
            self.state().number = Some(number);
            self.heard(Heard::Sent(sent))
        })
        .await
    }

    /// Sends the one-time code.
    pub async fn code(self: Arc<Self>, text: String) -> Outcome<EnrolmentView> {
        runtime::run(async move {
            self.begin(Verb::Code)?;
            let Some(code) = six_digits(&text) else {
                return self.heard(Heard::Wrong(vec![problem("code", "enrol_problem_code_form")]));
            };
            let answer = self.parts.wire.send_code(&self.opened.id, &code).await;
            self.heard(Heard::Code(answer))
        })
        .await
    }

    /// Sets the PIN and signs in.
    pub async fn pin(self: Arc<Self>, pin: String) -> Outcome<EnrolmentView> {
        runtime::run(async move {
            self.begin(Verb::Pin)?;
            let chosen = pin::choose(&pin, self.state().number.as_ref());
            let pin = match chosen {
                Ok(pin) => pin,
                Err(PinProblem::Form) => {
                    return self.heard(Heard::Wrong(vec![problem("pin", "enrol_problem_pin_form")]));
                }
                Err(PinProblem::Weak) => {
                    return self.heard(Heard::Wrong(vec![problem("pin", "enrol_problem_pin_weak")]));
                }
            };
            let signed_in = self.sign_in(pin).await;
            let view = self.heard(Heard::SignedIn(signed_in))?;
            self.parts.changed(Change::Session);
            Ok(view)
        })
        .await
    }

    /// Asks for another one-time code.
    pub async fn resend(self: Arc<Self>) -> Outcome<EnrolmentView> {
        runtime::run(async move {
            self.begin(Verb::Resend)?;
            let sent = self.parts.wire.resend_code(&self.opened.id).await;
            self.heard(Heard::Sent(sent))
        })
        .await
    }

    /// Leaves the enrolment; keys made for it are destroyed.
    pub async fn cancel(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            if self.state().flow.is_done() {
                return Ok(());
            }
            self.begin(Verb::Cancel)?;
            let keys = self.parts.keys.clone();
            let destroyed = runtime::blocking(move || signing_in::destroy_keys(&keys)).await;
            *self.state() = State { flow: Flow::new(), number: None, granted: None };
            self.heard(Heard::Left)?;
            destroyed
        })
        .await
    }
}

impl Enrolment {
    pub(super) fn new(
        parts: Arc<Parts>,
        keeper: Arc<Keeper>,
        bureau: String,
        opened: Opened,
        presence: bool,
    ) -> Arc<Self> {
        let state = State { flow: Flow::new(), number: None, granted: None };
        Arc::new(Self { parts, keeper, bureau, opened, presence, state: Mutex::new(state) })
    }

    async fn sign_in(&self, pin: String) -> Outcome<()> {
        let salt = if self.presence { None } else { Some(PinSalt::random()?) };
        // A grant stands for the PIN it was given with: another PIN needs another.
        let kept = self.state().granted.clone().filter(|_| self.presence);
        let granted = match kept {
            Some(granted) => granted,
            None => {
                let pin_key = salt.as_ref().map(|salt| salt.key(&pin)).transpose()?;
                let granted = signing_in::prove(&self.parts, &self.opened, pin_key.as_ref()).await?;
                self.state().granted = Some(granted.clone());
                granted
            }
        };
        let begun = signing_in::begin(&self.parts, &self.keeper, &granted, pin, salt).await;
        if begun.is_ok() || matches!(begun, Err(CitizenError::Refused { refusal: Refusal::ExpiredCode })) {
            // Spent: the next try proves the keys once more.
            self.state().granted = None;
        }
        begun
    }

    fn begin(&self, verb: Verb) -> Outcome<()> {
        self.state().flow.begin(verb, Instant::now())
    }

    fn heard(&self, heard: Heard) -> Outcome<EnrolmentView> {
        let now = Instant::now();
        let mut state = self.state();
        state.flow.heard(heard, now)?;
        Ok(state.flow.view(&self.bureau, now))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
