//! Reading what the gateway says: kept on the device, asked about with its validator, shown with its age.
//!
//! * Reading what is kept never waits for the network: no lock is held across a request.
//! * A validator is kept only together with the body it belongs to; a 304 renews the age of both.
//! * An answer that comes after a later one, or for a citizen who has left meanwhile, is dropped.
//! * The observer is told only if what a screen shows has changed.

mod settle;
mod turns;

use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::{Freshness, Source};
use crate::parts::Parts;
use crate::platform::Change;
use crate::runtime::blocking;
use crate::store::{Kept, Room};
use serde::Serialize;
use serde::de::DeserializeOwned;
use settle::{Reach, Settled, settle};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use turns::Turns;

/// Whoever has something kept to show waits so long for something newer.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Something the gateway says that can be kept.
pub(crate) trait Readable: Serialize + DeserializeOwned + PartialEq + Send + 'static {}
impl<T: Serialize + DeserializeOwned + PartialEq + Send + 'static> Readable for T {}

/// One feature's reading.
pub(crate) struct Reading {
    parts: Arc<Parts>,
    room: Room,
    change: Change,
    state: Mutex<State>,
    /// Held while one answer is written to disk, never across a request.
    writing: tokio::sync::Mutex<()>,
}

/// How one ask ended.
pub(crate) struct Asked {
    /// Whether a screen shows something else now.
    pub(crate) changed: bool,
    /// Why there is no answer, if there is none.
    pub(crate) outcome: Outcome<()>,
}

/// How the last try ended, by name, and in which period; and whose turn it is.
#[derive(Default)]
struct State {
    reach: HashMap<String, (u64, Reach)>,
    turns: Turns,
}

impl Reading {
    /// Reads for `room`; `change` is what the observer is told.
    pub(crate) fn new(parts: Arc<Parts>, room: Room, change: Change) -> Arc<Self> {
        Arc::new(Self {
            parts,
            room,
            change,
            state: Mutex::default(),
            writing: tokio::sync::Mutex::default(),
        })
    }

    /// What is kept under `name`, and how old it is. Never waits for the network.
    pub(crate) async fn kept<T: Readable>(&self, name: &str) -> Outcome<(Option<T>, Freshness)> {
        let kept = self.stored::<T>(name).await?;
        let as_of = kept.as_ref().map(|kept| kept.as_of);
        Ok((kept.map(|kept| kept.value), self.freshness(name, as_of)))
    }

    /// How old something is that its feature keeps in its own way and was confirmed last at `as_of`.
    pub(crate) fn freshness(&self, name: &str, as_of: Option<SystemTime>) -> Freshness {
        Freshness { as_of, source: self.source(name) }
    }

    /// Asks by `asking`, which keeps the answers in its own way: a list that is read on instead of anew. The observer is told here only
    /// if the list is now cut off or reached again; of what changed in it, `asking` tells.
    pub(crate) async fn follow(&self, name: &str, asking: impl Future<Output = Outcome<()>>) -> Outcome<()> {
        let (period, before) = (self.parts.store.period(), self.source(name));
        let outcome = asking.await;
        if self.parts.store.period() != period {
            return Err(CitizenError::SignedOut);
        }
        if let Some(reach) = Reach::of(&outcome) {
            self.state().reach.insert(name.to_owned(), (period, reach));
        }
        self.told([Asked { changed: before != self.source(name), outcome }]).await
    }

    /// Asks the gateway about `name` at `path` and keeps the answer. The observer is not told yet, so that several asks are
    /// told as one ([`Self::told`]).
    pub(crate) async fn ask<T: Readable>(&self, name: &str, path: &str) -> Asked {
        let period = self.parts.store.period();
        let turn = self.state().turns.begin();
        let before = match self.stored::<T>(name).await {
            Ok(before) => before,
            Err(error) => return Asked { changed: false, outcome: Err(error) },
        };
        let etag = before.as_ref().and_then(|kept| kept.etag.as_deref());
        let reply = match self.room {
            Room::News | Room::Public => self.parts.wire.get_public::<T>(path, etag).await,
            _ => self.parts.wire.get::<T>(path, etag).await,
        };
        let settled = settle(before, reply, SystemTime::now());
        self.keep(name, period, turn, settled).await
    }

    /// Ends one or several asks: the observer is told once if a screen shows something else now. That the gateway has no such
    /// thing is an answer like any other; the first other error is handed on.
    pub(crate) async fn told(&self, asks: impl IntoIterator<Item = Asked>) -> Outcome<()> {
        let mut changed = false;
        let mut outcome = Ok(());
        for asked in asks {
            changed |= asked.changed;
            let not_there = asked.outcome == Err(CitizenError::refused(Refusal::NotFound));
            if outcome.is_ok() && !not_there {
                outcome = asked.outcome;
            }
        }
        if changed {
            let (parts, change) = (self.parts.clone(), self.change);
            // Off the async threads: the observer is the shell's code.
            blocking(move || {
                parts.changed(change);
                Ok(())
            })
            .await?;
        }
        outcome
    }

    /// Asks, and gives what is kept afterwards. If something is kept already, only a moment is spent waiting: a later answer is
    /// kept and the observer told.
    pub(crate) async fn asked<T: Readable>(
        self: &Arc<Self>,
        name: &str,
        path: &str,
    ) -> Outcome<(T, Freshness)> {
        let kept = self.kept::<T>(name).await?.0.is_some();
        let late = Arc::new(AtomicBool::new(false));
        let asking = tokio::spawn({
            let (this, late, name, path) = (self.clone(), late.clone(), name.to_owned(), path.to_owned());
            async move {
                let asked = this.ask::<T>(&name, &path).await;
                if !late.load(Ordering::SeqCst) {
                    return asked.outcome;
                }
                this.told([asked]).await
            }
        });
        let asked = if kept {
            tokio::time::timeout(PATIENCE, asking).await.unwrap_or_else(|_| {
                late.store(true, Ordering::SeqCst);
                Ok(Ok(()))
            })
        } else {
            asking.await
        };
        let asked = asked.unwrap_or(Err(CitizenError::internal("asking")));
        match (self.kept::<T>(name).await?, asked) {
            ((Some(value), freshness), _) => Ok((value, freshness)),
            ((None, _), Err(error)) => Err(error),
            // Answered and not kept: a citizen left meanwhile, or a later answer said there is nothing.
            ((None, _), Ok(_)) => Err(CitizenError::refused(Refusal::NotFound)),
        }
    }

    async fn stored<T: Readable>(&self, name: &str) -> Outcome<Option<Kept<T>>> {
        let (store, room, name) = (self.parts.store.clone(), self.room, name.to_owned());
        blocking(move || store.read::<T>(room, &name)).await
    }

    /// Keeps what was settled, unless a later ask was faster or the citizen left.
    async fn keep<T: Readable>(&self, name: &str, period: u64, turn: u64, settled: Settled<T>) -> Asked {
        let Settled { keep, forget, reach, changed, outcome } = settled;
        let _one_at_a_time = self.writing.lock().await;
        if self.parts.store.period() != period {
            return Asked { changed: false, outcome: Err(CitizenError::SignedOut) };
        }
        if !self.state().turns.may_keep(name, turn) {
            return Asked { changed: false, outcome };
        }
        let (store, room, owned) = (self.parts.store.clone(), self.room, name.to_owned());
        let written = blocking(move || match keep {
            Some(kept) => store.write(room, &owned, &kept),
            None if forget => store.erase(room, &owned),
            None => Ok(()),
        })
        .await;
        if let Err(error) = written {
            return Asked { changed: false, outcome: Err(error) };
        }
        let source_before = self.source(name);
        {
            let mut state = self.state();
            state.turns.kept(name, turn);
            if let Some(reach) = reach {
                state.reach.insert(name.to_owned(), (period, reach));
            }
        }
        Asked { changed: changed || source_before != self.source(name), outcome }
    }

    fn source(&self, name: &str) -> Source {
        let tried = self.state().reach.get(name).copied();
        // What was tried for a citizen who has left says nothing about the next.
        let reach = tried.filter(|(period, _)| *period == self.parts.store.period()).map(|(_, reach)| reach);
        let personal = !matches!(self.room, Room::News | Room::Public);
        Reach::source(reach, personal && self.parts.wire.expired())
    }

    /// A lock held for a moment only, never across an await.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Several parts of one screen are as old as the oldest, and as cut off as the most cut off.
pub(crate) fn together(parts: &[Freshness]) -> Freshness {
    let rank = |source: &Source| match source {
        Source::Fresh => 0,
        Source::Stored => 1,
        Source::StoredOffline => 2,
        Source::StoredExpired => 3,
    };
    Freshness {
        as_of: parts.iter().filter_map(|part| part.as_of).min(),
        source: parts.iter().map(|part| part.source).max_by_key(rank).unwrap_or(Source::Stored),
    }
}
