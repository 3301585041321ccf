//! What screens ask about earlier cards.

use super::super::Card;
use super::view::{self, CardHistoryView};
use super::wire::{Cards, HISTORY, KEPT};
use crate::error::{CitizenError, Outcome};
use crate::runtime;
use std::sync::Arc;

#[uniffi::export]
impl Card {
    /// Earlier cards, asked for and then kept; kept ones if the gateway cannot be asked or takes long.
    pub async fn history(self: Arc<Self>) -> Outcome<CardHistoryView> {
        runtime::run(async move {
            match self.reading.asked::<Cards>(KEPT, HISTORY).await {
                Ok((answer, freshness)) => Ok(view::view(Some(&answer), freshness)),
                Err(CitizenError::Offline | CitizenError::Unavailable { .. }) => {
                    let (answer, freshness) = self.reading.kept::<Cards>(KEPT).await?;
                    Ok(view::view(answer.as_ref(), freshness))
                }
                Err(error) => Err(error),
            }
        })
        .await
    }
}
