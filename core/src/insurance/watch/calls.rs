//! When records are looked at, and what screens ask of the watch.

use super::super::wire::Overview;
use super::super::{Insurance, LookedAt, store};
use super::chain::Chain;
use super::picture::{OVERVIEW_PAGE, Picture, year_page};
use super::show;
use super::view::RecordChangesView;
use crate::contributions::Contributions;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::seconds;
use crate::parts::Parts;
use crate::runtime;
use crate::store::{Kept, Room};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The watch's own state.
#[derive(Default)]
pub(in crate::insurance) struct Watch {
    /// One picture is compared at a time. Never held across an await.
    looking: Mutex<()>,
    /// The history did not hold since opening.
    broken: AtomicBool,
}

#[uniffi::export]
impl Insurance {
    /// What disappeared, fell or flipped since records were first shown on this device. Never waits for the network.
    pub async fn record_changes(self: Arc<Self>) -> Outcome<RecordChangesView> {
        runtime::run(async move {
            let this = self.clone();
            runtime::blocking(move || {
                let _one = this.watch.looking.lock().unwrap_or_else(PoisonError::into_inner);
                let chain = this.watch.chain(&this.parts)?;
                let broken = this.watch.broken.load(Ordering::Relaxed);
                Ok(show::view(&chain, broken, &this.parts.bureau.help_phone))
            })
            .await
        })
        .await
    }

    /// Nobody is told of this change again; it stays in the list. `Refused { NotFound }` if there is no such change.
    pub async fn dismiss_change(self: Arc<Self>, id: String) -> Outcome<()> {
        runtime::run(async move {
            let this = self.clone();
            runtime::blocking(move || {
                let _one = this.watch.looking.lock().unwrap_or_else(PoisonError::into_inner);
                let mut chain = this.watch.chain(&this.parts)?;
                if !chain.dismiss(&id) {
                    return Err(CitizenError::refused(Refusal::NotFound));
                }
                this.parts.store.write(Room::Insurance, store::WATCHED, &kept(chain))
            })
            .await
        })
        .await
    }
}

impl Insurance {
    /// Compares pages as they are kept now with how they were. Failing says nothing about the pages.
    pub(in crate::insurance) async fn look(
        self: &Arc<Self>,
        pages: impl IntoIterator<Item = LookedAt>,
    ) -> Outcome<bool> {
        let years: Vec<_> = pages
            .into_iter()
            .filter_map(|page| match page {
                LookedAt::Year(kind, year) => Some((kind, year)),
                LookedAt::Benefits(_) => None,
            })
            .collect();
        let this = self.clone();
        runtime::blocking(move || {
            let (parts, watch) = (&this.parts, &this.watch);
            let mut found =
                watch.see::<Overview>(parts, OVERVIEW_PAGE, store::OVERVIEW, Picture::of_overview)?;
            for (kind, year) in years {
                let (page, name) = (year_page(kind, year), store::year(kind, year));
                found |= watch.see::<Contributions>(parts, &page, &name, Picture::of_year)?;
            }
            Ok(found)
        })
        .await
    }
}

impl Watch {
    /// Compares one page. True if something was found, or put right. Blocks.
    fn see<T: serde::de::DeserializeOwned>(
        &self,
        parts: &Parts,
        page: &str,
        name: &str,
        picture: impl Fn(&T, Option<&Picture>) -> Picture,
    ) -> Outcome<bool> {
        let _one = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let period = parts.store.period();
        let Some(now) = parts.store.read::<T>(Room::Insurance, name)? else { return Ok(false) };
        let before =
            parts.store.read::<Picture>(Room::Insurance, &store::picture(page))?.map(|kept| kept.value);
        let now = picture(&now.value, before.as_ref());
        if before.as_ref() == Some(&now) {
            return Ok(false);
        }
        let mut chain = self.chain(parts)?;
        let open = |chain: &Chain| chain.found().filter(|found| found.mended_at.is_none()).count();
        let open_before = open(&chain);
        let at = seconds(SystemTime::now()).unwrap_or_default();
        chain.see(page, before.as_ref(), &now, at);
        let changed = open(&chain) != open_before;
        let mut batch = parts.store.batch();
        batch.write(Room::Insurance, &store::picture(page), &kept(now))?;
        batch.write(Room::Insurance, store::WATCHED, &kept(chain))?;
        if parts.store.period() != period {
            return Err(CitizenError::SignedOut);
        }
        batch.commit()?;
        Ok(changed)
    }

    /// The history as it is kept. One that does not hold is not believed: it is begun anew, and said to be. Blocks.
    fn chain(&self, parts: &Parts) -> Outcome<Chain> {
        let chain = parts
            .store
            .read::<Chain>(Room::Insurance, store::WATCHED)?
            .map(|kept| kept.value)
            .unwrap_or_default();
        if chain.is_whole() {
            return Ok(chain);
        }
        self.broken.store(true, Ordering::Relaxed);
        Ok(Chain::default())
    }
}

fn kept<T>(value: T) -> Kept<T> {
    Kept { value, etag: None, as_of: SystemTime::now() }
}
