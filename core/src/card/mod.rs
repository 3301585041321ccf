//! The card: issuing, status, activation, on-card data.

mod activation;
mod codes;
mod headline;
mod holder;
mod progress;
mod steps;
mod view;
mod wire;

pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// The citizen's social-security card.
#[derive(uniffi::Object)]
pub struct Card {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Card {
    /// What the card screen shows. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<CardView> {
        runtime::run(async move { Err(CitizenError::internal("card")) }).await
    }

    /// Asks the gateway, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("card")) }).await
    }

    /// On-card data, masked or for 30 seconds in full. In full needs an open session.
    pub async fn holder(self: Arc<Self>, reveal: Reveal) -> Outcome<HolderView> {
        runtime::run(async move { Err(CitizenError::internal("card")) }).await
    }
}

impl Card {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }
}
