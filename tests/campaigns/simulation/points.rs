//! Numbered points at which the power can fail: every write, sync, rename, anchor and send passes one.

use std::sync::{Arc, Mutex, PoisonError};

#[derive(Default)]
struct Passed {
    names: Vec<String>,
    stop_at: Option<usize>,
    stopped: bool,
}

/// A count that phones and gateway share. Clones are the same count.
#[derive(Clone, Default)]
pub struct Points(Arc<Mutex<Passed>>);

impl Points {
    /// Counts, and stops at this point; `None` never stops.
    pub fn stopping_at(stop_at: Option<usize>) -> Self {
        Self(Arc::new(Mutex::new(Passed { stop_at, ..Passed::default() })))
    }

    /// Passes a point. False if the power fails here, or has failed before.
    pub fn pass(&self, name: &str) -> bool {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if passed.stopped {
            return false;
        }
        passed.stopped = passed.stop_at == Some(passed.names.len());
        passed.names.push(name.to_owned());
        !passed.stopped
    }

    /// Power again, and no stop any more.
    pub fn clear(&self) {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (passed.stopped, passed.stop_at) = (false, None);
    }

    /// True if the power failed.
    pub fn stopped(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).stopped
    }

    /// What was passed, in order.
    pub fn names(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).names.clone()
    }
}
