//! News, guides, policies: readable without signing in, and offline.

mod links;
mod list;
mod markdown;
mod view;
mod wire;

pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// What the bureau publishes for everybody.
#[derive(uniffi::Object)]
pub struct News {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl News {
    /// One page, newest first, of what is kept. Never waits for the network.
    pub async fn page(self: Arc<Self>, kind: ArticleKind, cursor: Option<String>) -> Outcome<ArticlesPage> {
        runtime::run(async move { Err(CitizenError::internal("news")) }).await
    }

    /// Asks the gateway, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("news")) }).await
    }

    /// One article; asked for the first time, kept afterwards.
    pub async fn article(self: Arc<Self>, id: String) -> Outcome<ArticleView> {
        runtime::run(async move { Err(CitizenError::internal("news")) }).await
    }
}

impl News {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }
}
