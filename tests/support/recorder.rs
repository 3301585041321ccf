//! An observer that remembers what it was told.

use shebao_core::{Change, Observer, ObserverError};
use std::sync::{Arc, Mutex, PoisonError};

/// Remembers every change, in order.
#[derive(Default)]
pub struct Recorder(Mutex<Vec<Change>>);

impl Recorder {
    /// A fresh one.
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// What it was told since the last call.
    pub fn take(&self) -> Vec<Change> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Observer for Recorder {
    fn on_change(&self, change: Change) -> Result<(), ObserverError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(change);
        Ok(())
    }
}
