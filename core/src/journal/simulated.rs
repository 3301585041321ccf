//! A disk in memory that can crash, tear and fill up, for tests and campaigns.

use super::disk::Disk;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Random numbers that repeat for the same seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 if `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 { 0 } else { (self.roll() % bound as u64) as usize }
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

#[derive(Clone, Default)]
struct Content {
    now: Vec<u8>,
    durable: Vec<u8>,
}

type Names = BTreeMap<String, usize>;

#[derive(Default)]
struct State {
    contents: Vec<Content>,
    names: Names,
    /// Every set of names since the folder was last durable; after a crash it is one of them.
    names_since: Vec<Names>,
    capacity: Option<usize>,
    operations: u64,
    stop_before: Option<u64>,
}

/// A disk in memory. Clones are the same disk, so that a test can crash it under its user.
#[derive(Clone, Default)]
pub struct SimulatedDisk(Arc<Mutex<State>>);

impl SimulatedDisk {
    /// An empty disk.
    pub fn new() -> Self {
        let disk = Self::default();
        disk.state().names_since.push(Names::new());
        disk
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Operations that changed something, so far.
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// The power fails before operation number `operation` (as counted by [`operations`](Self::operations)); a failing append may leave a part.
    pub fn stop_before(&self, operation: Option<u64>) {
        self.state().stop_before = operation;
    }

    /// At most so many octets in all files.
    pub fn limit(&self, capacity: Option<usize>) {
        self.state().capacity = capacity;
    }

    /// Octets in all files.
    pub fn used(&self) -> usize {
        self.state().used()
    }

    /// Power off and on. Of what was not synced, some part survives, perhaps with zeros for its end.
    pub fn crash(&self, dice: &mut Dice) {
        let mut state = self.state();
        let pick = dice.below(state.names_since.len());
        if let Some(names) = state.names_since.get(pick).cloned() {
            state.names = names.clone();
            state.names_since = vec![names];
        }
        for content in &mut state.contents {
            if content.now == content.durable {
                continue;
            }
            let mut survives = if content.now.starts_with(&content.durable) {
                let added = content.now.len() - content.durable.len();
                let length = content.durable.len() + dice.below(added + 1);
                content.now.get(..length).unwrap_or_default().to_vec()
            } else if dice.once_in(2) {
                content.now.clone()
            } else {
                content.durable.clone()
            };
            if dice.once_in(4) && content.now.starts_with(&content.durable) {
                // The file system had already grown the file, but not written its content.
                survives.resize(content.now.len(), 0);
            }
            content.now = survives.clone();
            content.durable = survives;
        }
        state.stop_before = None;
    }

    /// Replaces a file's content, durably: an old copy put back, or damage.
    pub fn overwrite(&self, name: &str, octets: &[u8]) {
        let mut state = self.state();
        let index = state.index(name);
        if let Some(content) = state.contents.get_mut(index) {
            *content = Content { now: octets.to_vec(), durable: octets.to_vec() };
        }
        state.names_since = vec![state.names.clone()];
    }

    /// A file's content.
    pub fn content(&self, name: &str) -> Option<Vec<u8>> {
        let state = self.state();
        state.names.get(name).and_then(|index| state.contents.get(*index)).map(|content| content.now.clone())
    }
}

impl State {
    fn used(&self) -> usize {
        self.names
            .values()
            .filter_map(|index| self.contents.get(*index))
            .map(|content| content.now.len())
            .sum()
    }

    fn index(&mut self, name: &str) -> usize {
        if let Some(index) = self.names.get(name) {
            return *index;
        }
        self.contents.push(Content::default());
        let index = self.contents.len() - 1;
        self.names.insert(name.to_owned(), index);
        self.names_since.push(self.names.clone());
        index
    }

    fn content(&mut self, name: &str) -> io::Result<&mut Content> {
        let index = self.names.get(name).copied().ok_or(io::ErrorKind::NotFound)?;
        self.contents.get_mut(index).ok_or(io::ErrorKind::NotFound.into())
    }

    fn operate(&mut self) -> io::Result<()> {
        if self.stop_before.is_some_and(|stop| self.operations >= stop) {
            return Err(io::Error::other("stopped"));
        }
        self.operations += 1;
        Ok(())
    }
}

impl Disk for SimulatedDisk {
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.content(name))
    }

    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let going = state.operate();
        let room = state.capacity.map_or(usize::MAX, |capacity| capacity.saturating_sub(state.used()));
        let written = if going.is_err() { octets.len() / 2 } else { octets.len().min(room) };
        let index = state.index(name);
        if let (Some(content), Some(part)) = (state.contents.get_mut(index), octets.get(..written)) {
            content.now.extend_from_slice(part);
        }
        going?;
        if written < octets.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        state.content(name)?.now.truncate(usize::try_from(length).map_err(io::Error::other)?);
        Ok(())
    }

    fn sync(&mut self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        let content = state.content(name)?;
        content.durable = content.now.clone();
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        let index = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
        state.names.insert(to.to_owned(), index);
        let names = state.names.clone();
        state.names_since.push(names);
        Ok(())
    }

    fn remove(&mut self, name: &str) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        if state.names.remove(name).is_some() {
            let names = state.names.clone();
            state.names_since.push(names);
        }
        Ok(())
    }

    fn sync_folder(&mut self) -> io::Result<()> {
        let mut state = self.state();
        state.operate()?;
        state.names_since = vec![state.names.clone()];
        Ok(())
    }
}
