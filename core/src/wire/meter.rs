//! Counts what goes over the line.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// What went over the line since the app was opened. For the tour and a bureau's engineers; no screen shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct TrafficView {
    /// Requests sent, those asked again among them.
    pub requests: u64,
    /// Octets of bodies sent.
    pub sent: u64,
    /// Octets of bodies received, after decompression.
    pub received: u64,
    /// `1.3` or `1.2`, once a connection told.
    pub tls: Option<String>,
    /// True if the last answer came over HTTP/2.
    pub http2: bool,
}

#[derive(Debug, Default)]
pub(super) struct Meter {
    requests: AtomicU64,
    sent: AtomicU64,
    received: AtomicU64,
    tls: AtomicU8,
    http2: AtomicBool,
}

impl Meter {
    pub(super) fn asked(&self, octets: usize) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.sent.fetch_add(octets as u64, Ordering::Relaxed);
    }

    pub(super) fn heard(&self, octets: usize, http2: bool) {
        self.received.fetch_add(octets as u64, Ordering::Relaxed);
        self.http2.store(http2, Ordering::Relaxed);
    }

    pub(super) fn speaks_tls12(&self) {
        self.tls.store(2, Ordering::Relaxed);
    }

    pub(super) fn speaks_tls13(&self) {
        self.tls.store(3, Ordering::Relaxed);
    }

    pub(super) fn view(&self) -> TrafficView {
        TrafficView {
            requests: self.requests.load(Ordering::Relaxed),
            sent: self.sent.load(Ordering::Relaxed),
            received: self.received.load(Ordering::Relaxed),
            tls: match self.tls.load(Ordering::Relaxed) {
                0 => None,
                minor => Some(format!("1.{minor}")),
            },
            http2: self.http2.load(Ordering::Relaxed),
        }
    }
}
