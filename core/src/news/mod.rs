//! News, guides, policies: readable without signing in, and offline.

mod favourites;
mod links;
mod list;
mod markdown;
mod marks;
mod search;
mod store;
mod view;
mod wire;

pub use view::*;

use crate::error::{CitizenError, Outcome, Refusal};
use crate::parts::Parts;
use crate::platform::Change;
use crate::reading::{Asked, Reading};
use crate::runtime;
use crate::store::Room;
use std::sync::{Arc, Mutex};
use wire::{Article, List};

/// So many of the newest of each kind are fetched whole with a refresh, so that they can be read offline.
const AHEAD: usize = 10;

const KINDS: [ArticleKind; 3] = [ArticleKind::News, ArticleKind::Guide, ArticleKind::Policy];

/// What the bureau publishes for everybody.
#[derive(uniffi::Object)]
pub struct News {
    parts: Arc<Parts>,
    reading: Arc<Reading>,
    /// One change of favourites and marks at a time. Never held across an await.
    changing: Mutex<()>,
}

#[uniffi::export]
impl News {
    /// One page, newest first, of what is kept. Never waits for the network.
    pub async fn page(self: Arc<Self>, kind: ArticleKind, cursor: Option<String>) -> Outcome<ArticlesPage> {
        runtime::run(async move {
            let (list, freshness) = self.reading.kept::<List>(&store::list(kind)).await?;
            let marks = self.marks().await?;
            Ok(list::page(list.as_ref(), kind, cursor.as_deref(), freshness, &marks))
        })
        .await
    }

    /// Asks the gateway, fetches the newest articles, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            // Side by side: whoever is offline waits once, not three times.
            let [news, guides, policies] = KINDS.map(|kind| self.ask_kind(kind));
            let (news, guides, policies) = tokio::join!(news, guides, policies);
            let told = self.reading.told([news?, guides?, policies?].into_iter().flatten()).await;
            // One article that cannot be read keeps no other favourite from being renewed.
            self.renew_favourites().await?;
            told
        })
        .await
    }

    /// One article: what is kept if the gateway cannot be asked or takes long. A favourite is there though the bureau withdrew it. Reading it here
    /// is remembered, so that a later text of it can be said to be new.
    pub async fn article(self: Arc<Self>, id: String) -> Outcome<ArticleView> {
        runtime::run(async move {
            let path = wire::article(&id).ok_or(CitizenError::refused(Refusal::NotFound))?;
            match self.reading.asked::<Article>(&store::article(&id), &path).await {
                Ok((article, freshness)) => {
                    let updated = self.read(&article).await?;
                    let favourite = self.favourites().await?.contains(article.id.text());
                    // What is kept may be of a time when the bureau still listed it.
                    let withdrawn = self.is_withdrawn(&article).await?;
                    Ok(list::article(&article, freshness, list::Place { updated, favourite, withdrawn }))
                }
                Err(error) => self.favourite(&id).await?.ok_or(error),
            }
        })
        .await
    }
}

impl News {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        let reading = Reading::new(parts.clone(), Room::News, Change::News);
        Arc::new(Self { parts, reading, changing: Mutex::default() })
    }

    /// One kind's list, then its newest articles.
    async fn ask_kind(&self, kind: ArticleKind) -> Outcome<Vec<Asked>> {
        let asked = self.reading.ask::<List>(&store::list(kind), &wire::list(kind)).await;
        let mut asks = match asked.outcome {
            Ok(()) => self.fetch_newest(kind, asked.changed).await?,
            Err(_) => Vec::new(),
        };
        asks.push(asked);
        Ok(asks)
    }

    /// The newest articles of a kind, as far as they are not kept; all of them if the list changed, since one may have a new text.
    async fn fetch_newest(&self, kind: ArticleKind, list_changed: bool) -> Outcome<Vec<Asked>> {
        let (list, _) = self.reading.kept::<List>(&store::list(kind)).await?;
        let mut asks = Vec::new();
        for row in list::rows(list.as_ref()).into_iter().take(AHEAD) {
            let name = store::article(row.id.text());
            let wanted = list_changed || self.reading.kept::<Article>(&name).await?.0.is_none();
            if let Some(path) = wire::article(row.id.text()).filter(|_| wanted) {
                asks.push(self.reading.ask::<Article>(&name, &path).await);
            }
        }
        Ok(asks)
    }
}
