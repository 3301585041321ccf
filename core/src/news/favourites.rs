//! Articles that somebody keeps: whole, on the device, for good, whatever the bureau does with them.

use super::list::{self, Place};
use super::wire::{Article, List};
use super::{ArticleKind, ArticleView, FavouriteView, FavouritesView, News, store, wire};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::platform::Change;
use crate::runtime;
use crate::says::Says;
use crate::signed::{hex, sha256};
use crate::store::{Kept, Room};
use std::collections::HashSet;
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

/// So many can be kept: each is at most 64 kilobytes.
const MOST: usize = 200;

#[uniffi::export]
impl News {
    /// Keeps an article as a favourite: whole, readable offline, also when the bureau withdraws it. Again changes nothing. `Refused { NotNow }` if there
    /// are 200 already.
    pub async fn keep(self: Arc<Self>, id: String) -> Outcome<()> {
        runtime::run(async move {
            let path = wire::article(&id).ok_or(CitizenError::refused(Refusal::NotFound))?;
            let (article, _) = self.reading.asked::<Article>(&store::article(&id), &path).await?;
            self.change_favourites(move |ids| {
                if !ids.contains(&id) {
                    if ids.len() >= MOST {
                        return Err(CitizenError::refused(Refusal::NotNow));
                    }
                    ids.push(id);
                }
                Ok(Some(article))
            })
            .await
        })
        .await
    }

    /// A favourite is none any more. One that is none already changes nothing.
    pub async fn release(self: Arc<Self>, id: String) -> Outcome<()> {
        runtime::run(async move {
            self.change_favourites(move |ids| {
                ids.retain(|known| *known != id);
                Ok(None)
            })
            .await
        })
        .await
    }

    /// The favourites, the last kept first. Never waits for the network.
    pub async fn kept(self: Arc<Self>) -> Outcome<FavouritesView> {
        runtime::run(async move {
            let (marks, mut rows) = (self.marks().await?, Vec::new());
            for id in self.ids().await?.into_iter().rev() {
                let Some(kept) = self.kept_article(&id).await? else { continue };
                let updated = marks.is_updated(&id, &digest(&kept.value));
                let withdrawn = self.is_withdrawn(&kept.value).await?;
                rows.push(FavouriteView {
                    row: list::article_row(&kept.value, updated),
                    kept_at: kept.as_of,
                    withdrawn,
                });
            }
            let says = rows.is_empty().then(|| Says::word("news_favourites_none"));
            Ok(FavouritesView { rows, says })
        })
        .await
    }
}

impl News {
    /// The ids of favourites.
    pub(super) async fn favourites(self: &Arc<Self>) -> Outcome<HashSet<String>> {
        Ok(self.ids().await?.into_iter().collect())
    }

    /// A favourite as a screen shows it, where the gateway does not give it (any more).
    pub(super) async fn favourite(self: &Arc<Self>, id: &str) -> Outcome<Option<ArticleView>> {
        if !self.favourites().await?.contains(id) {
            return Ok(None);
        }
        let Some(kept) = self.kept_article(id).await? else { return Ok(None) };
        let freshness = self.reading.freshness(&store::article(id), Some(kept.as_of));
        let updated = self.read(&kept.value).await?;
        let withdrawn = self.is_withdrawn(&kept.value).await?;
        Ok(Some(list::article(&kept.value, freshness, Place { updated, favourite: true, withdrawn })))
    }

    /// A favourite's text as one reads it.
    pub(super) async fn favourite_text(self: &Arc<Self>, id: &str) -> Outcome<Option<String>> {
        Ok(self.kept_article(id).await?.map(|kept| list::readable(&kept.value)))
    }

    async fn ids(self: &Arc<Self>) -> Outcome<Vec<String>> {
        let parts = self.parts.clone();
        let kept =
            runtime::blocking(move || parts.store.read::<Vec<String>>(Room::News, store::FAVOURITES)).await?;
        Ok(kept.map(|kept| kept.value).unwrap_or_default())
    }

    async fn kept_article(self: &Arc<Self>, id: &str) -> Outcome<Option<Kept<Article>>> {
        let (parts, name) = (self.parts.clone(), store::favourite(id));
        runtime::blocking(move || parts.store.read::<Article>(Room::News, &name)).await
    }

    /// True if the bureau's list was received and does not have it.
    pub(super) async fn is_withdrawn(self: &Arc<Self>, article: &Article) -> Outcome<bool> {
        let kind: ArticleKind = article.kind.into();
        let (list, _) = self.reading.kept::<List>(&store::list(kind)).await?;
        // A list of which something could not be read says nothing about what is missing in it.
        let whole = list.filter(|list| list.articles.dropped == 0);
        Ok(whole.is_some_and(|list| list.articles.rows.iter().all(|row| row.id.text() != article.id.text())))
    }

    /// Changes the list, and with it keeps an article or lets go of those that are none any more.
    async fn change_favourites(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Vec<String>) -> Outcome<Option<Article>> + Send + 'static,
    ) -> Outcome<()> {
        let news = self.clone();
        runtime::blocking(move || {
            let _one = news.changing.lock().unwrap_or_else(PoisonError::into_inner);
            let store = &news.parts.store;
            let before = store.read::<Vec<String>>(Room::News, store::FAVOURITES)?.map(|kept| kept.value);
            let before = before.unwrap_or_default();
            let mut ids = before.clone();
            let article = change(&mut ids)?;
            let mut batch = store.batch();
            for gone in before.iter().filter(|id| !ids.contains(id)) {
                batch.erase(Room::News, &store::favourite(gone));
            }
            let now = SystemTime::now();
            if let Some(article) = article {
                let name = store::favourite(article.id.text());
                batch.write(Room::News, &name, &Kept { value: article, etag: None, as_of: now })?;
            }
            if ids != before {
                batch.write(Room::News, store::FAVOURITES, &Kept { value: ids, etag: None, as_of: now })?;
            }
            batch.commit()?;
            news.parts.changed(Change::News);
            Ok(())
        })
        .await
    }

    /// A text of a favourite that is newer than the one kept replaces it: kept is what is published, as long as it is.
    pub(super) async fn renew_favourites(self: &Arc<Self>) -> Outcome<()> {
        for id in self.ids().await? {
            let (article, _) = self.reading.kept::<Article>(&store::article(&id)).await?;
            let (Some(article), Some(kept)) = (article, self.kept_article(&id).await?) else { continue };
            if article != kept.value {
                let (parts, name) = (self.parts.clone(), store::favourite(&id));
                let newer = Kept { value: article, etag: None, as_of: kept.as_of };
                runtime::blocking(move || parts.store.write(Room::News, &name, &newer)).await?;
            }
        }
        Ok(())
    }
}

fn digest(article: &Article) -> String {
    hex(&sha256(article.markdown.text().as_bytes()))
}
