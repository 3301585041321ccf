//! Signing a mandate, or other terms of one, from choosing to the gateway's word.

use super::draft::of_terms;
use super::flow::{Act, ActKind, MandateTerms};
use super::pages::{self, Page, page};
use super::standing::InForce;
use super::view::{MandateDraft, MandateFormView};
use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::money::Money;
use crate::payments::desk::Desk;
use crate::payments::flow::Books;
use crate::payments::ruling::Ruled;
use crate::payments::wire::{Bill, Instrument};
use crate::platform::Prompt;
use crate::runtime;
use crate::secrets::random;
use crate::signed::{Use, hex};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

/// How long a call waits for the gateway's word before it answers "in doubt"; asking goes on behind it.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Signing or changing a mandate. Dropping it changes nothing: an act lives in the journal.
#[derive(uniffi::Object)]
pub struct MandateForm {
    desk: Arc<Desk>,
    bill: Bill,
    ruled: Ruled,
    instruments: Vec<Instrument>,
    /// What is in force, for a change.
    before: Option<InForce>,
    chosen: Mutex<Chosen>,
    /// One call that asks the gateway or the user at a time.
    turn: tokio::sync::Mutex<()>,
    busy: AtomicBool,
}

#[derive(Clone, Default)]
struct Chosen {
    draft: MandateDraft,
    reviewed: bool,
    act: Option<String>,
}

#[uniffi::export]
impl MandateForm {
    /// Where it stands.
    pub async fn view(self: Arc<Self>) -> Outcome<MandateFormView> {
        runtime::run(async move { self.shown().await }).await
    }

    /// Takes what was chosen so far and says what is wrong with it. `Refused { NotNow }` once it is signed.
    pub async fn choose(self: Arc<Self>, draft: MandateDraft) -> Outcome<MandateFormView> {
        runtime::run(async move {
            {
                let mut chosen = self.chosen();
                if chosen.act.is_some() {
                    return Err(CitizenError::refused(Refusal::NotNow));
                }
                *chosen = Chosen { draft, ..Chosen::default() };
            }
            self.shown().await
        })
        .await
    }

    /// On to checking everything. `Refused { NotNow }` while something is wrong with what was chosen; `Outdated` or `Unavailable` if the
    /// bureau's configuration lets this app begin nothing now.
    pub async fn review(self: Arc<Self>) -> Outcome<MandateFormView> {
        runtime::run(async move {
            let view = self.shown().await?;
            if !view.problems.is_empty() || self.chosen().act.is_some() {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            self.desk.parts.may_begin("payments")?;
            self.chosen().reviewed = true;
            self.shown().await
        })
        .await
    }

    /// Back to choosing.
    pub async fn back(self: Arc<Self>) -> Outcome<MandateFormView> {
        runtime::run(async move {
            {
                let mut chosen = self.chosen();
                chosen.reviewed = chosen.act.is_some();
            }
            self.shown().await
        })
        .await
    }

    /// Signs: the user's presence is asked for, the act is journalled, then sent. Returns as soon as the gateway's word is there, or after a
    /// moment in doubt; the observer tells when it is there. A second call changes nothing. `Pin { Needed }` on a phone without a secure
    /// lock, where `asks_for_pin` has said to call `confirm_with_pin`. `Offline` if the gateway cannot be reached: nothing was signed.
    pub async fn confirm(self: Arc<Self>) -> Outcome<MandateFormView> {
        runtime::run(async move { self.confirmed(None).await }).await
    }

    /// The same on a phone without a secure lock: the gateway checks the PIN and counts the wrong ones. After `Pin` nothing was signed.
    pub async fn confirm_with_pin(self: Arc<Self>, pin: String) -> Outcome<MandateFormView> {
        runtime::run(async move { self.confirmed(Some(Zeroizing::new(pin))).await }).await
    }
}

impl MandateForm {
    pub(super) fn new(
        desk: Arc<Desk>,
        bill: Bill,
        ruled: Ruled,
        instruments: Vec<Instrument>,
        before: Option<InForce>,
    ) -> Arc<Self> {
        let draft = before.as_ref().map(|before| of_terms(&before.terms)).unwrap_or_default();
        let chosen = Mutex::new(Chosen { draft, ..Chosen::default() });
        let (turn, busy) = (tokio::sync::Mutex::default(), AtomicBool::new(false));
        Arc::new(Self { desk, bill, ruled, instruments, before, chosen, turn, busy })
    }

    async fn confirmed(&self, pin: Option<Zeroizing<String>>) -> Outcome<MandateFormView> {
        let turn = self.turn.lock().await;
        if self.chosen().act.is_none() {
            self.busy.store(true, Ordering::Relaxed);
            let begun = self.begin(pin.as_deref().map(String::as_str)).await;
            self.busy.store(false, Ordering::Relaxed);
            begun?;
        }
        drop(turn);
        let act = self.chosen().act.clone();
        if let Some(act) = act {
            wait_a_moment(&self.desk, act).await;
        }
        self.shown().await
    }

    /// From reviewed terms to a journalled act.
    async fn begin(&self, pin: Option<&str>) -> Outcome<()> {
        // A version too old, or a gateway at rest: said before anything is signed.
        self.desk.parts.may_begin("payments")?;
        let not_now = CitizenError::refused(Refusal::NotNow);
        let view = self.shown().await?;
        let chosen = self.chosen().clone();
        let good = chosen.reviewed && view.problems.is_empty();
        let region = &self.desk.parts.bureau.region;
        let terms = pages::terms(&chosen.draft, &self.bill, region).filter(|_| good);
        let terms = terms.ok_or(not_now.clone())?;
        consent::ready(&self.desk.parts, pin).await?;
        // Before every signature: what other devices did. Offline, nothing begins.
        self.desk.ask_for_mandates().await?;
        let (id, v) = match &self.before {
            Some(before) => {
                let now = self.desk.standing(&before.terms.id).await?;
                let now = now.filter(|now| now.active).ok_or(not_now)?;
                (before.terms.id.clone(), now.v.saturating_add(1))
            }
            None if self.desk.has_mandate_for(&self.bill).await? => {
                return Err(CitizenError::refused(Refusal::AlreadyBeingPaid));
            }
            None => (hex(&random::<16>()?), 1),
        };
        let act = if v == 1 { ActKind::Sign } else { ActKind::Change };
        let terms = MandateTerms { id, v, act, iat: now(), ..terms };
        let payload = serde_json::to_vec(&terms).map_err(|_| CitizenError::internal("mandate payload"))?;
        let prompt = Prompt::ConfirmMandate { cap: Money::fen(terms.cap) };
        let agreed = consent::agree(&self.desk.parts, Use::Mandate, payload, prompt, pin).await?;
        let about = pages::about(&self.bill, &self.instruments, &chosen.draft);
        let act = Act::prepared(terms, agreed.jws, hex(&agreed.fingerprint), about);
        let name = act.fingerprint.clone();
        self.desk.ledger(move |ledger, key| ledger.begin_act(key, act)).await?;
        self.chosen().act = Some(name);
        self.desk.tell().await;
        Ok(())
    }

    async fn shown(&self) -> Outcome<MandateFormView> {
        let books = self.desk.ledger(|ledger, key| ledger.read(key, Books::clone)).await?;
        let chosen = self.chosen().clone();
        let reviewing = chosen.reviewed && chosen.act.is_none();
        let by_pin = reviewing && consent::by_pin(&self.desk.parts).await?;
        Ok(page(&Page {
            bill: &self.bill,
            ruled: &self.ruled,
            instruments: &self.instruments,
            books: &books,
            before: self.before.as_ref(),
            draft: &chosen.draft,
            reviewed: chosen.reviewed,
            act: chosen.act.as_deref().and_then(|act| books.act(act)),
            busy: self.busy.load(Ordering::Relaxed),
            by_pin,
            help_phone: &self.desk.parts.bureau.help_phone,
        }))
    }

    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Now by this device, seconds since 1970: evidence only.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Carries an act on; after a moment only in the background.
pub(super) async fn wait_a_moment(desk: &Arc<Desk>, act: String) {
    let desk = desk.clone();
    let carried = tokio::spawn(async move {
        // What cannot be recorded is not sent; the act stays prepared and is tried again.
        let act = desk.attend_act(&act).await;
        if !act.is_ok_and(|(act, _)| !act.state.is_live()) {
            desk.keep_asking();
        }
    });
    // Dropping the handle leaves the task running.
    let _ = tokio::time::timeout(PATIENCE, carried).await;
}
