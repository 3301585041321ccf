//! What screens ask about lost cards, and how an act is carried through.

use super::super::Card;
use super::flow::{Act, Asked, Event, State};
use super::show;
use super::view::{LossDraft, LossDraftView, LossesView};
use super::wire::{KEPT, LOSS, Losses};
use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::seconds;
use crate::platform::{Change, Prompt};
use crate::reading;
use crate::runtime;
use crate::secrets::random;
use crate::signed::{Use, hex};
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

#[uniffi::export]
impl Card {
    /// Whether the card is reported lost, and what can be done. Never waits for the network.
    pub async fn losses(self: Arc<Self>) -> Outcome<LossesView> {
        runtime::run(async move { self.shown().await.map(|(view, _)| view) }).await
    }

    /// What is wrong with a draft, and what would happen.
    pub async fn check_loss(self: Arc<Self>, draft: LossDraft) -> Outcome<LossDraftView> {
        runtime::run(async move {
            let (view, answer) = self.shown().await?;
            Ok(show::check(&draft, answer.as_ref(), &view))
        })
        .await
    }

    /// Reports functions lost, with the user's consent; `pin` on a phone without a secure lock. `Refused { NotNow }` if the draft cannot be sent.
    pub async fn report_loss(self: Arc<Self>, draft: LossDraft, pin: Option<String>) -> Outcome<LossesView> {
        runtime::run(async move {
            let (view, answer) = self.shown().await?;
            let (true, Some(formal)) = (show::check(&draft, answer.as_ref(), &view).can_send, draft.formal)
            else {
                return Err(CitizenError::refused(Refusal::NotNow));
            };
            self.begin(Asked::Report { functions: show::functions(&draft), formal }, pin).await
        })
        .await
    }

    /// Takes a report back, as [`super::view::FunctionView::take_back`] offers it.
    pub async fn take_back_loss(self: Arc<Self>, report: String, pin: Option<String>) -> Outcome<LossesView> {
        runtime::run(async move {
            let (view, _) = self.shown().await?;
            if view.functions.iter().all(|one| one.take_back.as_deref() != Some(report.as_str())) {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            self.begin(Asked::TakeBack { report }, pin).await
        })
        .await
    }

    /// Asks for another card. `Refused { NotNow }` if that cannot be asked for now.
    pub async fn replace_card(self: Arc<Self>, pin: Option<String>) -> Outcome<LossesView> {
        runtime::run(async move {
            if !self.shown().await?.0.can_replace {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            self.begin(Asked::Replace, pin).await
        })
        .await
    }
}

impl Card {
    async fn shown(self: &Arc<Self>) -> Outcome<(LossesView, Option<Losses>)> {
        let (answer, freshness) = self.reading.kept::<Losses>(KEPT).await?;
        let asks_for_pin = consent::by_pin(&self.parts).await?;
        let acts = self.acts().await?;
        let view = show::view(answer.as_ref(), &acts, asks_for_pin, freshness, SystemTime::now());
        Ok((view, answer))
    }

    /// Asks what is in force, and what the region allows.
    pub(in crate::card) async fn ask_losses(&self) -> reading::Asked {
        self.reading.ask::<Losses>(KEPT, LOSS).await
    }

    async fn acts(self: &Arc<Self>) -> Outcome<Vec<Act>> {
        let card = self.clone();
        runtime::blocking(move || card.parts.store.loss_acts()).await
    }

    /// Has it agreed to, keeps it, and only then sends it.
    async fn begin(self: &Arc<Self>, asked: Asked, pin: Option<String>) -> Outcome<LossesView> {
        let (id, at) = (hex(&random::<16>()?), seconds(SystemTime::now()).unwrap_or_default());
        let mut payload = serde_json::to_value(&asked).map_err(|_| CitizenError::internal("loss payload"))?;
        if let Some(members) = payload.as_object_mut() {
            members.insert("id".to_owned(), id.clone().into());
            members.insert("iat".to_owned(), at.into());
        }
        let octets = serde_json::to_vec(&payload).map_err(|_| CitizenError::internal("loss payload"))?;
        let prompt = match &asked {
            Asked::Report { .. } => Prompt::ConfirmLossReport,
            Asked::TakeBack { .. } => Prompt::ConfirmLossTakeBack,
            Asked::Replace => Prompt::ConfirmReplaceCard,
        };
        let agreed = consent::agree(&self.parts, Use::Loss, octets, prompt, pin.as_deref()).await?;
        let act = Act { id, asked, jws: agreed.jws, at, state: State::Prepared };
        self.change_acts(move |acts| acts.push(act)).await?;
        self.tell_of_loss().await?;
        self.settle_losses().await?;
        self.shown().await.map(|(view, _)| view)
    }

    /// Sends what is not settled, once each, and then asks how it stands. One settling at a time, so that no act goes out twice at once.
    pub(in crate::card) async fn settle_losses(self: &Arc<Self>) -> Outcome<()> {
        let _one = self.settling.lock().await;
        let live: Vec<Act> = self.acts().await?.into_iter().filter(|act| act.state.is_live()).collect();
        for act in &live {
            self.happened(&act.id, Event::Sending).await?;
            let event = self.parts.wire.send_loss(act).await;
            self.happened(&act.id, event).await?;
        }
        if !live.is_empty() {
            let asked = self.ask_losses().await;
            // Not reached, the list on the device is older and says so.
            let _ = self.reading.told([asked]).await;
            self.tell_of_loss().await?;
        }
        Ok(())
    }

    async fn happened(self: &Arc<Self>, id: &str, event: Event) -> Outcome<()> {
        let id = id.to_owned();
        self.change_acts(move |acts| {
            for act in acts.iter_mut().filter(|act| act.id == id) {
                act.state = act.state.after(event);
            }
        })
        .await
    }

    async fn change_acts(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Vec<Act>) + Send + 'static,
    ) -> Outcome<()> {
        let card = self.clone();
        runtime::blocking(move || {
            let _one = card.changing.lock().unwrap_or_else(PoisonError::into_inner);
            let before = card.parts.store.loss_acts()?;
            let mut acts = before.clone();
            change(&mut acts);
            if acts == before { Ok(()) } else { card.parts.store.keep_loss_acts(acts) }
        })
        .await
    }

    async fn tell_of_loss(self: &Arc<Self>) -> Outcome<()> {
        let parts = self.parts.clone();
        runtime::blocking(move || {
            parts.changed(Change::Card);
            Ok(())
        })
        .await
    }
}
