//! Keeps the refresh token for the wire, sealed in the store, and hears when the session is over.

use super::signing_in::shred;
use crate::error::{CitizenError, Outcome};
use crate::platform::{Change, KeyStore, Observer};
use crate::secrets::Secrets;
use crate::store::Store;
use crate::wire::TokenKeeper;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

pub(crate) struct Keeper {
    store: Store,
    secrets: Secrets,
    keys: Arc<dyn KeyStore>,
    observer: Arc<dyn Observer>,
    /// A token that came while the app was being locked. Losing it would end the session a minute later.
    waiting: Mutex<Option<Zeroizing<String>>>,
    removed: AtomicBool,
    /// Held while everything is destroyed: keys made for the next sign-in must not be among it.
    destroying: Mutex<()>,
}

impl Keeper {
    pub(crate) fn new(
        store: Store,
        secrets: Secrets,
        keys: Arc<dyn KeyStore>,
        observer: Arc<dyn Observer>,
    ) -> Arc<Self> {
        Arc::new(Self {
            store,
            secrets,
            keys,
            observer,
            waiting: Mutex::default(),
            removed: AtomicBool::new(false),
            destroying: Mutex::default(),
        })
    }

    /// The app has just been unlocked: keeps a token that came too late to be sealed.
    pub(super) fn unlocked(&self) -> Outcome<()> {
        let mut waiting = self.waiting();
        if let Some(token) = waiting.as_ref() {
            self.store.keep_refresh_token(token)?;
        }
        *waiting = None;
        Ok(())
    }

    /// Nobody is signed in any more.
    pub(super) fn forget(&self) {
        *self.waiting() = None;
    }

    /// Whether the last session ended because the citizen removed this device from another one.
    pub(super) fn was_removed(&self) -> bool {
        self.removed.load(Ordering::Acquire)
    }

    /// Someone begins to sign in again. Waits while the last session is still being destroyed.
    pub(super) fn begin(&self) {
        let _whole = self.destroying.lock().unwrap_or_else(PoisonError::into_inner);
        self.removed.store(false, Ordering::Release);
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Zeroizing<String>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        let _ = self.observer.on_change(Change::Session);
        let _ = self.observer.on_change(Change::Home);
    }
}

impl TokenKeeper for Keeper {
    fn kept(&self) -> Outcome<Option<String>> {
        self.store.refresh_token()
    }

    fn keep(&self, refresh: &str) -> Outcome<()> {
        let token = Zeroizing::new(refresh.to_owned());
        match self.store.keep_refresh_token(&token) {
            Err(CitizenError::Locked) => {
                *self.waiting() = Some(token);
                Ok(())
            }
            kept => kept,
        }
    }

    fn ended(&self) {
        self.forget();
        // Not kept, the gateway says it again at the next start.
        let _ = self.store.end_session();
        self.tell();
    }

    fn removed(&self) {
        let whole = self.destroying.lock().unwrap_or_else(PoisonError::into_inner);
        self.forget();
        self.removed.store(true, Ordering::Release);
        // The root goes first. What could not be destroyed is unreadable without it, and the next sign-in destroys it again.
        let _ = shred(&self.secrets, &self.store, &self.keys);
        drop(whole);
        self.tell();
    }
}
