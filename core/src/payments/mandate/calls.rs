//! What screens ask about mandates.

use super::MandatesView;
use super::flow::{Act, ActEvent, ActKind, ActState, MandateTerms};
use super::form::{MandateForm, now, wait_a_moment};
use super::show::{Sources, overview};
use super::standing::InForce;
use super::wire::{MANDATES, Mandates};
use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::payments::Payments;
use crate::payments::desk::Desk;
use crate::payments::flow::{About, Books};
use crate::payments::ruling::ruled;
use crate::payments::store;
use crate::payments::wire::{Bill, Bills};
use crate::platform::Prompt;
use crate::rules;
use crate::runtime;
use crate::signed::{Use, hex, sha256};
use std::sync::Arc;

#[uniffi::export]
impl Payments {
    /// Every auto-debit mandate, and what one can be signed for. Never waits for the network: offline it shows what was told last, with its age.
    pub async fn mandates(self: Arc<Self>) -> Outcome<MandatesView> {
        runtime::run(async move { self.shown_mandates().await }).await
    }

    /// Begins signing a mandate for a bill's person and scheme. Nothing is chosen beforehand. `Refused { AlreadyBeingPaid }` if one is in
    /// force or in doubt; as `pay` if there is no signed rule to compute it by.
    pub async fn sign_mandate(self: Arc<Self>, bill: String) -> Outcome<Arc<MandateForm>> {
        runtime::run(async move {
            self.books().await?;
            let (bills, found) = self.one_bill(&bill).await?;
            if self.desk().has_mandate_for(&found).await? {
                return Err(CitizenError::refused(Refusal::AlreadyBeingPaid));
            }
            self.form(bills, found, None).await
        })
        .await
    }

    /// Begins signing other terms of a mandate in force. `Refused { NotNow }` if it is not, or while an act on it has no end.
    pub async fn change_mandate(self: Arc<Self>, id: String) -> Outcome<Arc<MandateForm>> {
        runtime::run(async move {
            let (mandate, live) = self.one_mandate(&id).await?;
            if live.is_some() || !mandate.active {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            let missing = CitizenError::refused(Refusal::NotFound);
            let bills = self.bills().await?.0.ok_or(missing.clone())?;
            let found = bills.bills.rows.iter().find(|bill| {
                bill.person.id.text() == mandate.terms.person && bill.scheme.text() == mandate.terms.scheme
            });
            let found = found.cloned().ok_or(missing)?;
            self.form(bills, found, Some(mandate)).await
        })
        .await
    }

    /// Ends a mandate, or takes back what was not sent. Needs the user's presence, where the phone can ask for it; never the PIN, for
    /// stopping moves no money. `Refused { NotNow }` while another act on it is in doubt; ended already is success.
    pub async fn revoke_mandate(self: Arc<Self>, id: String) -> Outcome<MandatesView> {
        runtime::run(async move {
            let desk = self.desk();
            let live = self.books().await?;
            let live = live.acts().find(|act| act.terms.id == id && act.state.is_live());
            match live {
                Some(act) if act.state == ActState::Prepared => {
                    desk.follow_act(&act.fingerprint, ActEvent::Withdraw).await?;
                }
                Some(_) => return Err(CitizenError::refused(Refusal::NotNow)),
                None => self.revoke(&desk, &id).await?,
            }
            self.shown_mandates().await
        })
        .await
    }
}

impl Payments {
    async fn shown_mandates(&self) -> Outcome<MandatesView> {
        let books = self.books().await?;
        let desk = self.desk();
        if books.acts().any(|act| act.state.is_live()) {
            desk.keep_asking();
        }
        let (list, freshness) = self.reading.kept::<Mandates>(MANDATES).await?;
        desk.over(list, books, |sources| overview(sources, freshness)).await
    }

    async fn form(&self, bills: Bills, bill: Bill, before: Option<InForce>) -> Outcome<Arc<MandateForm>> {
        let ruled = ruled(&rules::book(&self.parts).await?, &bill).map_err(CitizenError::from)?;
        // Only an account can be debited by itself: at the cashier somebody has to scan.
        let mut accounts = bills.instruments.rows;
        accounts.retain(|instrument| instrument.kind.text() == "card_debit");
        Ok(MandateForm::new(self.desk(), bill, ruled, accounts, before))
    }

    /// A mandate, and the act on it that has no end.
    async fn one_mandate(&self, id: &str) -> Outcome<(InForce, Option<Act>)> {
        let books = self.books().await?;
        let live = books.acts().find(|act| act.terms.id == id && act.state.is_live()).cloned();
        let mandate = self.desk().standing(id).await?;
        Ok((mandate.ok_or(CitizenError::refused(Refusal::NotFound))?, live))
    }

    async fn revoke(&self, desk: &Arc<Desk>, id: &str) -> Outcome<()> {
        // Before every signature: what other devices did. Offline, nothing begins.
        desk.ask_for_mandates().await?;
        let (mandate, _) = self.one_mandate(id).await?;
        if !mandate.active {
            return Ok(());
        }
        let v = mandate.v.saturating_add(1);
        let terms = MandateTerms { v, act: ActKind::Revoke, iat: now(), ..mandate.terms };
        let payload = serde_json::to_vec(&terms).map_err(|_| CitizenError::internal("mandate payload"))?;
        let fingerprint = hex(&sha256(&payload));
        let jws = consent::sign(&self.parts, Use::Mandate, payload, Prompt::ConfirmStopMandate).await?;
        let act = Act::prepared(terms, jws, fingerprint.clone(), About::default());
        desk.ledger(move |ledger, key| ledger.begin_act(key, act)).await?;
        desk.tell().await;
        wait_a_moment(desk, fingerprint).await;
        Ok(())
    }
}

impl Desk {
    /// Work over everything that tells about mandates, as it is kept.
    async fn over<T>(
        &self,
        list: Option<Mandates>,
        books: Books,
        work: impl FnOnce(&Sources<'_>) -> T,
    ) -> Outcome<T> {
        let (bills, _) = self.reading.kept::<Bills>(store::BILLS).await?;
        let rules = rules::book(&self.parts).await?;
        Ok(work(&Sources {
            list: list.as_ref(),
            bills: bills.as_ref(),
            books: &books,
            rules: &rules,
            keys: &self.parts.bureau.keys,
            help_phone: &self.parts.bureau.help_phone,
        }))
    }

    async fn over_kept<T>(&self, work: impl FnOnce(&Sources<'_>) -> T) -> Outcome<T> {
        let (list, _) = self.reading.kept::<Mandates>(MANDATES).await?;
        let books = self.ledger(|ledger, key| ledger.read(key, Books::clone)).await?;
        self.over(list, books, work).await
    }

    /// The mandate of this id, if it is in force or was.
    pub(super) async fn standing(&self, id: &str) -> Outcome<Option<InForce>> {
        self.over_kept(|sources| sources.standing(id)).await
    }

    /// True if a mandate for this bill is in force, or an act on one has no end.
    pub(super) async fn has_mandate_for(&self, bill: &Bill) -> Outcome<bool> {
        self.over_kept(|sources| sources.is_taken(bill)).await
    }
}
