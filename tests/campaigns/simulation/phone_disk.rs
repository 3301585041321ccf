//! A phone's disk and anchor, with the failures a planted mistake or the weather gives them.

use super::Mistake;
use super::frames::{frames, salt};
use super::points::Points;
use shebao_core::simulation::{Anchor, Dice, Disk, Head, SimulatedDisk};
use shebao_core::{CitizenError, Outcome};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The disk. Planted mistakes keep it from making something durable, or give it salts from a counter.
#[derive(Clone)]
pub struct PhoneDisk {
    pub disk: SimulatedDisk,
    /// Passed by every operation that changes something.
    points: Points,
    mistake: Option<Mistake>,
    seen: Arc<Mutex<Observed>>,
}

/// What was seen of the disk's use.
struct Observed {
    dice: Dice,
    /// The operation in whose middle the power failed.
    cut: Option<&'static str>,
    /// The salt of each frame that was ever written, and how the frame went on.
    salts: BTreeMap<Vec<u8>, Vec<u8>>,
    salt_twice: bool,
    /// Frames written by this process and those it found: a wrong design's next salt.
    counter: u64,
}

impl PhoneDisk {
    /// An empty one. Its randomness comes from this seed.
    pub fn new(mistake: Option<Mistake>, points: &Points, seed: u64) -> Self {
        let seen = Observed {
            dice: Dice::new(seed),
            cut: None,
            salts: BTreeMap::new(),
            salt_twice: false,
            counter: 0,
        };
        Self { disk: SimulatedDisk::new(), points: points.clone(), mistake, seen: Arc::new(Mutex::new(seen)) }
    }

    fn seen(&self) -> MutexGuard<'_, Observed> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The operation in whose middle the power failed since this was last asked.
    pub fn take_cut(&self) -> Option<&'static str> {
        self.seen().cut.take()
    }

    /// True if two frames were ever sealed with the same salt, and so with the same key and nonce.
    pub fn salt_was_used_twice(&self) -> bool {
        self.seen().salt_twice
    }

    /// The power may fail here; what is under way is then cut off by the disk itself.
    fn pass(&self, operation: &str, name: &str) {
        if !self.points.pass(&format!("{operation} {name}")) {
            self.disk.stop_before(Some(self.disk.operations()));
        }
    }

    fn never_synced(&self, name: &str) -> bool {
        match self.mistake {
            Some(Mistake::NoSync) => true,
            Some(Mistake::CompactionBeforeSync) => name.ends_with(".new"),
            _ => false,
        }
    }

    fn done(&self, operation: &'static str, done: io::Result<()>) -> io::Result<()> {
        if done.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Other) {
            self.seen().cut.get_or_insert(operation);
        }
        done
    }

    /// What reaches a disk may be read by whoever has the phone.
    fn look_at(&self, octets: &[u8]) {
        let mut seen = self.seen();
        for frame in frames(octets) {
            let before = seen.salts.insert(salt(frame).to_vec(), frame.to_vec());
            seen.salt_twice |= before.is_some_and(|before| before != frame);
        }
    }
}

impl Disk for PhoneDisk {
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let octets = self.disk.read(name)?;
        if self.mistake == Some(Mistake::NonceFromACounter) && name == "payments.journal" {
            self.seen().counter = octets.as_deref().map_or(0, |octets| frames(octets).len() as u64);
        }
        Ok(octets)
    }
    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()> {
        self.pass("append", name);
        self.look_at(octets);
        let done = self.disk.append(name, octets);
        self.done("append", done)
    }
    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()> {
        self.pass("truncate", name);
        let done = self.disk.truncate(name, length);
        self.done("truncate", done)
    }
    fn sync(&mut self, name: &str) -> io::Result<()> {
        self.pass("sync", name);
        if self.never_synced(name) {
            return Ok(());
        }
        let done = self.disk.sync(name);
        self.done("sync", done)
    }
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.pass("rename to", to);
        let done = self.disk.rename(from, to);
        self.done("rename", done)
    }
    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.pass("remove", name);
        let done = self.disk.remove(name);
        self.done("remove", done)
    }
    fn sync_folder(&mut self) -> io::Result<()> {
        self.pass("sync", "the folder");
        if self.never_synced("") {
            return Ok(());
        }
        let done = self.disk.sync_folder();
        self.done("sync the folder", done)
    }
    fn random(&mut self, octets: &mut [u8]) -> io::Result<()> {
        let mut seen = self.seen();
        if self.mistake == Some(Mistake::NonceFromACounter) && octets.len() == 32 {
            octets[..8].copy_from_slice(&seen.counter.to_be_bytes());
            seen.counter += 1;
            return Ok(());
        }
        for part in octets.chunks_mut(8) {
            let rolled = seen.dice.roll().to_le_bytes();
            part.copy_from_slice(&rolled[..part.len()]);
        }
        Ok(())
    }
}

/// The platform's anchor: outside the folder, and as durable as the platform says.
#[derive(Clone, Default)]
pub struct PhoneAnchor {
    state: Arc<Mutex<Anchored>>,
    points: Points,
    /// A planted mistake: what was kept is not looked at.
    ignored: bool,
}

#[derive(Default)]
struct Anchored {
    kept: Option<Head>,
    /// Fails as long as this is set, as a key store that is locked does.
    broken: bool,
    /// The power fails before the next one is written.
    stopping: bool,
    cut: bool,
}

impl PhoneAnchor {
    pub fn new(mistake: Option<Mistake>, points: &Points) -> Self {
        let ignored = mistake == Some(Mistake::AnchorIgnored);
        Self { ignored, points: points.clone(), ..Self::default() }
    }

    /// One that was written before.
    pub fn holding(head: Option<Head>) -> Self {
        let anchor = Self::default();
        anchor.state().kept = head;
        anchor
    }

    fn state(&self) -> MutexGuard<'_, Anchored> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn break_it(&self, broken: bool) {
        self.state().broken = broken;
    }

    pub fn is_broken(&self) -> bool {
        self.state().broken
    }

    /// The power fails before it is written the next time, or does not.
    pub fn stop_before_next(&self, stopping: bool) {
        self.state().stopping = stopping;
    }

    /// True if the power failed here since this was last asked.
    pub fn take_cut(&self) -> bool {
        std::mem::take(&mut self.state().cut)
    }
}

impl Anchor for PhoneAnchor {
    fn read(&mut self) -> Outcome<Option<Head>> {
        Ok(self.state().kept.filter(|_| !self.ignored))
    }

    fn write(&mut self, head: Head) -> Outcome<()> {
        let mut state = self.state();
        if state.broken {
            return Err(CitizenError::Locked);
        }
        if !self.points.pass("anchor") || state.stopping {
            state.cut |= state.stopping;
            return Err(CitizenError::Internal { trace: "stopped".to_owned() });
        }
        state.kept = Some(head);
        Ok(())
    }
}
