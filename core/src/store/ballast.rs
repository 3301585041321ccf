//! A megabyte kept in hand, so that on a full disk the database can still be opened and small things still be written.

use crate::error::Outcome;
use crate::secrets::random;
use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const SIZE: usize = 1024 * 1024;
/// Free room sled must find besides the values: it writes whole pages again, clears segments of 512 KB and keeps snapshots:
/// more than 2 MB for one small change at times (measured on a tmpfs).
const MARGIN: u64 = 8 * 1024 * 1024;
/// The same for small changes, which go on for longer.
const SMALL_MARGIN: u64 = 5 * 1024 * 1024;
/// Only changes this small may use what the ballast gave back.
const SMALL: u64 = 64 * 1024;
const RETRY: Duration = Duration::from_secs(60);

/// The file that is given up when the disk is full.
pub(super) struct Ballast {
    path: PathBuf,
    tried: Mutex<Option<Instant>>,
}

impl Ballast {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, tried: Mutex::new(None) }
    }

    /// Makes sure there is room for changes of `size` octets *before* sled is asked: a write that failed half-way leaves sled
    /// hanging when it is closed (seen on a full tmpfs). False if there is not.
    pub(super) fn room_for(&self, size: u64) -> bool {
        let small = size <= SMALL;
        // Values are written twice in the worst case, and in whole blocks.
        let needed = size.saturating_mul(3).saturating_add(if small { SMALL_MARGIN } else { MARGIN });
        self.free() >= needed || (small && self.release() && self.free() >= needed)
    }

    /// Octets free on the file system; without an answer, plenty: the write itself will tell.
    fn free(&self) -> u64 {
        self.path.parent().and_then(|folder| fs2::available_space(folder).ok()).unwrap_or(u64::MAX)
    }

    /// Gives the room back to the file system. False if it was given up already.
    pub(super) fn release(&self) -> bool {
        if let Ok(mut tried) = self.tried.lock() {
            *tried = Some(Instant::now());
        }
        fs::remove_file(&self.path).is_ok()
    }

    /// Makes it again if it is missing and there is room; tried at most once a minute, and a failure is no error.
    pub(super) fn remake(&self) {
        let Ok(mut tried) = self.tried.lock() else { return };
        if tried.is_some_and(|at| at.elapsed() < RETRY) {
            return;
        }
        *tried = Some(Instant::now());
        if fs::metadata(&self.path).is_ok_and(|file| file.len() == SIZE as u64) {
            return;
        }
        if self.free() < SIZE as u64 + 2 * MARGIN {
            return;
        }
        if self.fill().is_err() {
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Random content: a file system that compresses or skips zeros would keep nothing in hand.
    fn fill(&self) -> Outcome<()> {
        let block = random::<4096>()?;
        let failed = |error| crate::durable::failed(&error, "ballast");
        let mut file = File::create(&self.path).map_err(failed)?;
        for _ in 0..SIZE / block.len() {
            file.write_all(&block).map_err(failed)?;
        }
        file.sync_all().map_err(failed)
    }
}
