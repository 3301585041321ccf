//! What screens ask about places.

use super::super::Card;
use super::view::{PasswordsView, PlaceKind, PlacesView, Position};
use super::wire::{KEPT, PLACES, Places};
use super::work;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::runtime;
use std::sync::Arc;

#[uniffi::export]
impl Card {
    /// Places of a kind, the nearest first if a position is given: it is used here and sent nowhere. Needs no signing in. Kept places if the gateway
    /// cannot be asked or takes long.
    pub async fn places(self: Arc<Self>, kind: PlaceKind, near: Option<Position>) -> Outcome<PlacesView> {
        runtime::run(async move {
            let (answer, freshness) = self.all_places().await?;
            Ok(work::places(answer.as_ref(), kind, near, freshness))
        })
        .await
    }

    /// The card's two passwords, and at which places each is changed, unlocked and reset.
    pub async fn passwords(self: Arc<Self>) -> Outcome<PasswordsView> {
        runtime::run(async move {
            let (answer, freshness) = self.all_places().await?;
            Ok(PasswordsView { freshness, rows: work::passwords(answer.as_ref()) })
        })
        .await
    }
}

impl Card {
    async fn all_places(&self) -> Outcome<(Option<Places>, Freshness)> {
        match self.public.asked::<Places>(KEPT, PLACES).await {
            Ok((answer, freshness)) => Ok((Some(answer), freshness)),
            // A region that publishes none.
            Err(CitizenError::Refused { refusal: Refusal::NotFound }) => self.public.kept(KEPT).await,
            Err(error) => Err(error),
        }
    }
}
