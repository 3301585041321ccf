//! The card: issuing, status, activation, on-card data.

mod activation;
mod codes;
mod headline;
mod history;
mod holder;
mod loss;
mod places;
mod progress;
mod steps;
mod store;
mod view;
mod wire;

pub use history::*;
pub use loss::*;
pub use places::*;
pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::platform::Change;
use crate::reading::{Reading, together};
use crate::runtime;
use crate::store::Room;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;
use wire::{CardAnswer, HolderAnswer, ProgressAnswer};

/// The citizen's social-security card.
#[derive(uniffi::Object)]
pub struct Card {
    parts: Arc<Parts>,
    reading: Arc<Reading>,
    /// What anyone may know: places.
    public: Arc<Reading>,
    /// One settling of acts about a lost card at a time.
    settling: tokio::sync::Mutex<()>,
    /// One change of those acts at a time. Never held across an await.
    changing: Mutex<()>,
}

#[uniffi::export]
impl Card {
    /// What the card screen shows. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<CardView> {
        runtime::run(async move { self.show().await }).await
    }

    /// Asks the gateway, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            let asks = tokio::join!(
                self.reading.ask::<CardAnswer>(store::CARD, wire::CARD),
                self.reading.ask::<ProgressAnswer>(store::PROGRESS, wire::PROGRESS),
                self.reading.ask::<HolderAnswer>(store::HOLDER, wire::HOLDER),
                self.ask_losses(),
            );
            self.reading.told(<[_; 4]>::from(asks)).await?;
            self.settle_losses().await
        })
        .await
    }

    /// On-card data, masked or for 30 seconds in full. In full needs an open session: `Locked` while the app is, `SignedOut` once
    /// the gateway has ended it.
    pub async fn holder(self: Arc<Self>, reveal: Reveal) -> Outcome<HolderView> {
        runtime::run(async move {
            let (kept, _) = self.reading.kept::<HolderAnswer>(store::HOLDER).await?;
            match (reveal, kept) {
                (Reveal::No, kept) => Ok(holder::masked(&kept.unwrap_or_default())),
                (Reveal::Yes, _) if self.parts.wire.expired() => Err(CitizenError::SignedOut),
                (Reveal::Yes, Some(kept)) => Ok(holder::in_full(&kept, SystemTime::now())),
                (Reveal::Yes, None) => {
                    let (asked, _) = self.reading.asked::<HolderAnswer>(store::HOLDER, wire::HOLDER).await?;
                    Ok(holder::in_full(&asked, SystemTime::now()))
                }
            }
        })
        .await
    }
}

impl Card {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        let reading = Reading::new(parts.clone(), Room::Card, Change::Card);
        let public = Reading::new(parts.clone(), Room::Public, Change::Card);
        let (settling, changing) = (tokio::sync::Mutex::default(), Mutex::default());
        Arc::new(Self { parts, reading, public, settling, changing })
    }

    async fn show(&self) -> Outcome<CardView> {
        let (card, of_card) = self.reading.kept::<CardAnswer>(store::CARD).await?;
        let (progress, of_progress) = self.reading.kept::<ProgressAnswer>(store::PROGRESS).await?;
        let (holder, of_holder) = self.reading.kept::<HolderAnswer>(store::HOLDER).await?;
        let kept = Kept { card: card.as_ref(), progress: progress.as_ref(), holder: holder.as_ref() };
        let freshness = together(&[of_card, of_progress, of_holder]);
        Ok(view(&kept, freshness, &self.parts.bureau.help_phone, SystemTime::now()))
    }
}
