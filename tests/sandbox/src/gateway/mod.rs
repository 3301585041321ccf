//! The gateway's rooms: each loads what a decision needs, calls it, makes its records durable and runs its effects.
//!
//! Everything here is synchronous. One lock serialises writers; no lock is held while the bank is asked.

mod alterations;
mod attempts;
pub(crate) mod bank;
mod bills;
pub(crate) mod cashier;
mod config;
mod debiting;
mod devices;
mod enrolment;
mod freshness;
mod inbox;
mod losses;
mod mandates;
mod miscredits;
mod notify;
mod office;
mod orders;
mod people;
mod pin;
mod rules;
mod session;
mod settling;
mod tokens;
mod topics;

pub(crate) use freshness::Fresh;
pub(crate) use session::{Credentials, Session};
pub use settling::Point;

use crate::certificate::Certificates;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::decide::stages::StageDelays;
use crate::keys::{KeptKeys, Keys};
use crate::store::{Batch, Store, StoreError, Table};
use bank::Bank;
use cashier::Cashier;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

/// How quickly things go on by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// From an order's acceptance to the bank's answer. Zero: before the order is answered.
    pub bank: Duration,
    /// From one stage after payment to the next; `None`: only by the operator.
    pub stages: Option<StageDelays>,
}

impl Default for Timing {
    fn default() -> Self {
        Self { bank: Duration::from_millis(150), stages: Some(StageDelays::default()) }
    }
}

/// Why a gateway cannot start.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The certificates.
    #[error(transparent)]
    Certificate(#[from] crate::certificate::CertificateError),
    /// The folder.
    #[error("folder: {0}")]
    Folder(#[from] std::io::Error),
    /// No signing keys can be made or read.
    #[error("signing keys cannot be made or read")]
    Keys,
}

/// One run of the gateway over its database: everything that a crash takes away is in here.
pub(crate) struct Gateway {
    pub(crate) store: Store,
    pub(crate) bank: Bank,
    pub(crate) cashier: Cashier,
    keys: RwLock<Keys>,
    pub(crate) certificates: Certificates,
    pub(crate) clock: Clock,
    pub(crate) timing: Timing,
    chance: Chance,
    nonce_key: ring::hmac::Key,
    writing: Mutex<()>,
    seen_proofs: Mutex<HashMap<String, i64>>,
    seen_answers: Mutex<HashMap<String, (String, i64)>>,
    waiting: Mutex<HashMap<String, Instant>>,
    dead_from: Mutex<Option<Point>>,
    pushed: AtomicU64,
}

/// Locks a mutex; what a panicking thread left behind is only a cache or an empty guard.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key of a message: its citizen, then its number so that keys sort.
pub(crate) fn message_key(person: &str, seq: u64) -> String {
    format!("{person}/{seq:010}")
}

/// The key of a benefit: the newest first.
pub(crate) fn benefit_key(person: &str, kind: &str, at: i64, id: &str) -> String {
    format!("{person}/{kind}/{:012}/{id}", 900_000_000_000 - at)
}

impl Gateway {
    /// Opens the database in `folder`, seeding it if it is new.
    pub(crate) fn open(folder: &Path, seed: u64, clock: Clock, timing: Timing) -> Result<Self, OpenError> {
        std::fs::create_dir_all(folder)?;
        let store = Store::open(&folder.join("gateway.redb"))?;
        let now = clock.now();
        let boot = store.get::<u64>(Table::Meta, "boot")?.unwrap_or(0) + 1;
        if store.get::<Certificates>(Table::Meta, "certificates")?.is_none() {
            let mut batch = crate::seed::city(seed, now)?;
            batch.put(Table::Meta, "seed", &seed)?;
            batch.put(Table::Meta, "certificates", &Certificates::make()?)?;
            batch.put(Table::Meta, "keys", &KeptKeys::make().ok_or(OpenError::Keys)?)?;
            store.commit(batch)?;
        }
        // A kept folder keeps its city, whatever seed is asked for now.
        let seed = store.get::<u64>(Table::Meta, "seed")?.unwrap_or(seed);
        let mut batch = Batch::default();
        batch.put(Table::Meta, "boot", &boot)?;
        store.commit(batch)?;
        let certificates = store.get::<Certificates>(Table::Meta, "certificates")?.ok_or(OpenError::Keys)?;
        let kept = store.get::<KeptKeys>(Table::Meta, "keys")?.ok_or(OpenError::Keys)?;
        let chance = Chance::new(seed, boot);
        let gateway = Self {
            bank: Bank::open(&folder.join("bank.redb"))?,
            cashier: Cashier::open(&folder.join("cashier.redb"))?,
            keys: RwLock::new(Keys::read(&kept).ok_or(OpenError::Keys)?),
            certificates,
            // Nonces of an earlier run are not ours any more: proofs seen by it cannot be replayed to this one.
            nonce_key: ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &chance.octets()),
            chance,
            store,
            clock,
            timing,
            writing: Mutex::default(),
            seen_proofs: Mutex::default(),
            seen_answers: Mutex::default(),
            waiting: Mutex::default(),
            dead_from: Mutex::default(),
            pushed: AtomicU64::new(0),
        };
        gateway.sign_first_rules(now)?;
        gateway.sign_first_configuration(now)?;
        Ok(gateway)
    }

    /// Held for one signature: never across a call that may want another key.
    fn keys(&self) -> RwLockReadGuard<'_, Keys> {
        self.keys.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change_keys(&self, to: Keys) -> Keys {
        std::mem::replace(&mut *self.keys.write().unwrap_or_else(PoisonError::into_inner), to)
    }

    /// Held by whoever reads in order to write.
    fn writing(&self) -> MutexGuard<'_, ()> {
        lock(&self.writing)
    }
}
