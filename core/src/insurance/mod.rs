//! The five insurances: status, records, accounts, benefits.

mod changes;
mod continuity;
mod estimate;
mod explanation;
mod overview;
mod projection;
mod records;
mod rules;
mod store;
mod view;
mod watch;
mod wire;
mod years;

pub use changes::*;
pub use continuity::*;
pub use estimate::*;
pub use explanation::*;
pub use projection::*;
pub use view::*;
pub use watch::*;
pub use years::*;

use crate::contributions::Contributions;
use crate::date::CalendarDate;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::{Freshness, Source};
use crate::parts::Parts;
use crate::platform::Change;
use crate::reading::{Asked, Reading};
use crate::runtime;
use crate::store::Room;
use crate::wire::Reply;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use watch::Watch;
use wire::{Benefits, Overview};

/// So many pages are asked about again with a refresh: a few of those looked at.
const PAGES_AGAIN: usize = 12;

/// A cursor longer than this is none of the gateway's.
const LONGEST_CURSOR: usize = 200;

/// The five insurances' records.
#[derive(uniffi::Object)]
pub struct Insurance {
    parts: Arc<Parts>,
    reading: Arc<Reading>,
    /// The pages looked at since opening.
    looked_at: Mutex<BTreeSet<LookedAt>>,
    /// The pages the ledger audit compares payments with.
    audited: Mutex<BTreeSet<LookedAt>>,
    watch: Watch,
}

/// A page that a refresh asks about again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LookedAt {
    Year(InsuranceKind, u16),
    Benefits(InsuranceKind),
}

#[uniffi::export]
impl Insurance {
    /// All five, a line each. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<InsuranceView> {
        runtime::run(async move {
            let (overview, freshness) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
            Ok(overview::view(overview.as_ref(), freshness))
        })
        .await
    }

    /// Asks the gateway, also about the pages looked at since opening, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            let overview = self.reading.ask::<Overview>(store::OVERVIEW, wire::OVERVIEW).await;
            // Whoever cannot be asked about one cannot be asked about the others.
            let pages = if overview.outcome.is_ok() { self.pages().await? } else { BTreeSet::new() };
            let mut asks = vec![overview];
            for page in &pages {
                asks.push(match *page {
                    LookedAt::Year(kind, year) => {
                        let (name, path) = (store::year(kind, year), wire::contributions(kind, year));
                        self.reading.ask::<Contributions>(&name, &path).await
                    }
                    LookedAt::Benefits(kind) => {
                        let (name, path) = (store::benefits(kind), wire::benefits(kind, None));
                        self.reading.ask::<Benefits>(&name, &path).await
                    }
                });
            }
            // What is found is told with what was asked for; that nothing could be compared is no reason to hide it.
            let found = Asked { changed: self.look(pages).await.unwrap_or_default(), outcome: Ok(()) };
            asks.push(found);
            self.reading.told(asks).await
        })
        .await
    }

    /// One insurance's page. Never waits for the network.
    pub async fn detail(self: Arc<Self>, kind: InsuranceKind) -> Outcome<InsuranceDetailView> {
        runtime::run(async move {
            let (overview, freshness) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
            Ok(overview::detail(overview.as_ref(), kind, freshness))
        })
        .await
    }

    /// One year's contributions, asked for and then kept; kept ones if the gateway cannot be asked or takes long. `next` is the
    /// next year back that has records.
    pub async fn contributions(
        self: Arc<Self>,
        kind: InsuranceKind,
        year: u16,
    ) -> Outcome<ContributionsPage> {
        runtime::run(async move {
            if !(1950..2200).contains(&year) {
                return Err(CitizenError::refused(Refusal::NotFound));
            }
            self.look_at(LookedAt::Year(kind, year));
            let (name, path) = (store::year(kind, year), wire::contributions(kind, year));
            let (answer, freshness) = self.reading.asked::<Contributions>(&name, &path).await?;
            // A picture that could not be made now is made with the next refresh.
            let _ = self.look([LookedAt::Year(kind, year)]).await;
            let (overview, _) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
            let older = overview::years(overview.as_ref(), kind).into_iter().find(|other| *other < year);
            Ok(records::contributions(&answer, older, freshness))
        })
        .await
    }

    /// Benefits paid, from `cursor` on; the first page is kept.
    pub async fn benefits(
        self: Arc<Self>,
        kind: InsuranceKind,
        cursor: Option<String>,
    ) -> Outcome<BenefitsPage> {
        runtime::run(async move {
            let Some(cursor) = cursor else {
                self.look_at(LookedAt::Benefits(kind));
                let (name, path) = (store::benefits(kind), wire::benefits(kind, None));
                let (answer, freshness) = self.reading.asked::<Benefits>(&name, &path).await?;
                return Ok(records::benefits(&answer, freshness));
            };
            if cursor.is_empty() || cursor.len() > LONGEST_CURSOR {
                return Err(CitizenError::refused(Refusal::NotFound));
            }
            let path = wire::benefits(kind, Some(&cursor));
            match self.parts.wire.get::<Benefits>(&path, None).await? {
                Reply::New { body, .. } => Ok(records::benefits(
                    &body,
                    Freshness { as_of: Some(SystemTime::now()), source: Source::Fresh },
                )),
                Reply::NotModified => Err(CitizenError::refused(Refusal::BadAnswer)),
            }
        })
        .await
    }
}

impl Insurance {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        let reading = Reading::new(parts.clone(), Room::Insurance, Change::Insurance);
        Arc::new(Self {
            parts,
            reading,
            looked_at: Mutex::default(),
            audited: Mutex::default(),
            watch: Watch::default(),
        })
    }

    fn look_at(&self, page: LookedAt) {
        let mut pages = self.looked_at.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= PAGES_AGAIN {
            pages.pop_first();
        }
        pages.insert(page);
    }

    /// Has a refresh ask for these years as well: what was paid is held against them. Names other than the five's are none of ours.
    pub(crate) fn audit(&self, years: impl IntoIterator<Item = (&'static str, u16)>) {
        let page = |(name, year): (&str, u16)| Some(LookedAt::Year(overview::kind_of(name)?, year));
        *self.audited.lock().unwrap_or_else(PoisonError::into_inner) =
            years.into_iter().filter_map(page).collect();
    }

    /// The pages a refresh asks about: those looked at, and those that the audit and the guard need.
    async fn pages(&self) -> Outcome<BTreeSet<LookedAt>> {
        let (overview, _) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
        let mut pages = Self::guarded(overview.as_ref(), CalendarDate::at(SystemTime::now()));
        pages.extend(self.looked_at.lock().unwrap_or_else(PoisonError::into_inner).iter().copied());
        pages.extend(self.audited.lock().unwrap_or_else(PoisonError::into_inner).iter().copied());
        Ok(pages)
    }

    /// Whose records these are, masked, and how old the overview is.
    async fn whose(&self) -> Outcome<(String, Vec<Freshness>)> {
        let (overview, freshness) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
        Ok((overview::person(overview.as_ref()), vec![freshness]))
    }
}
