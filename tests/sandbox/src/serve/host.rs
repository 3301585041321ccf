//! What outlives a crash of the gateway: the place it runs in, the faults that wait, the counters.

use super::counters::Counters;
use super::faults::Faults;
use super::rewrites::Rewrites;
use crate::clock::Clock;
use crate::gateway::{Gateway, OpenError, Timing};
use crate::problem::Problem;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// One place in which a gateway runs, stops and runs again.
pub(crate) struct Host {
    folder: PathBuf,
    seed: u64,
    clock: Clock,
    timing: Timing,
    gateway: RwLock<Option<Arc<Gateway>>>,
    restarting: Mutex<()>,
    /// Faults waiting for requests.
    pub(crate) faults: Faults,
    /// What is put into answers.
    pub(crate) rewrites: Rewrites,
    /// What was counted.
    pub(crate) counters: Counters,
    /// `https://localhost:PORT`, once bound.
    pub(crate) url: OnceLock<String>,
    /// What may stand in `Host`.
    pub(crate) authorities: OnceLock<Vec<String>>,
    /// Sent on to cut every connection; false while the network is down.
    pub(crate) network: watch::Sender<(u64, bool)>,
}

impl Host {
    pub(crate) fn new(folder: PathBuf, seed: u64, clock: Clock, timing: Timing, faults: Faults) -> Self {
        Self {
            folder,
            seed,
            clock,
            timing,
            gateway: RwLock::new(None),
            restarting: Mutex::default(),
            faults,
            rewrites: Rewrites::default(),
            counters: Counters::default(),
            url: OnceLock::new(),
            authorities: OnceLock::new(),
            network: watch::Sender::new((0, true)),
        }
    }

    /// The running gateway, or 503 while there is none.
    pub(crate) fn gateway(&self) -> Result<Arc<Gateway>, Problem> {
        let found = self.gateway.read().unwrap_or_else(PoisonError::into_inner).clone();
        found.ok_or(Problem::Unavailable { retry_after: 1 })
    }

    /// While a gateway starts again, its requests wait for it, for a few seconds at most.
    pub(crate) async fn wait_until_open(&self) {
        let begun = Instant::now();
        while self.gateway().is_err() && begun.elapsed() < Duration::from_secs(5) {
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }

    /// Opens the gateway over its database.
    pub(crate) fn open(&self) -> Result<(), OpenError> {
        let opened = Gateway::open(&self.folder, self.seed, self.clock.clone(), self.timing)?;
        *self.gateway.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(opened));
        Ok(())
    }

    /// Drops the gateway's process state; returns once the database file is free.
    pub(crate) fn drop_gateway(&self) {
        let taken = self.gateway.write().unwrap_or_else(PoisonError::into_inner).take();
        let Some(gateway) = taken else { return };
        let begun = Instant::now();
        // Rooms that are at work hold it for milliseconds.
        while Arc::strong_count(&gateway) > 1 && begun.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Cuts every connection at once.
    pub(crate) fn cut_connections(&self) {
        self.network.send_modify(|(cut, _)| *cut += 1);
    }

    /// A crash and a new start: connections cut, memory gone, the database opened again.
    pub(crate) fn restart(&self) -> Result<(), OpenError> {
        let _one_at_a_time = self.restarting.lock().unwrap_or_else(PoisonError::into_inner);
        self.cut_connections();
        self.drop_gateway();
        self.open()
    }

    /// Lets what is due go on: debits, stages.
    pub(crate) fn tick(&self) {
        if let Ok(Err(error)) = self.gateway().map(|g| g.tick()) {
            eprintln!("sandbox: {error}");
        }
    }

    /// Moves the clock on.
    pub(crate) fn advance_clock(&self, seconds: i64) {
        self.clock.advance(seconds);
    }
}
