//! Keeps the refresh token for the wire, sealed in the store.

use crate::error::{CitizenError, Outcome};
use crate::platform::{Change, Observer};
use crate::store::Store;
use crate::wire::TokenKeeper;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

pub(crate) struct Keeper {
    store: Store,
    observer: Arc<dyn Observer>,
    /// A token that came while the app was being locked. Losing it would end the session a minute later.
    waiting: Mutex<Option<Zeroizing<String>>>,
}

impl Keeper {
    pub(crate) fn new(store: Store, observer: Arc<dyn Observer>) -> Arc<Self> {
        Arc::new(Self { store, observer, waiting: Mutex::default() })
    }

    fn waiting(&self) -> MutexGuard<'_, Option<Zeroizing<String>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
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
        let _ = self.observer.on_change(Change::Session);
        let _ = self.observer.on_change(Change::Home);
    }

    fn unlocked(&self) -> Outcome<()> {
        let mut waiting = self.waiting();
        if let Some(token) = waiting.as_ref() {
            self.store.keep_refresh_token(token)?;
        }
        *waiting = None;
        Ok(())
    }

    fn forget(&self) {
        *self.waiting() = None;
    }
}
