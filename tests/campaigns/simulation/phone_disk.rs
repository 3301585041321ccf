//! A phone's disk and anchor, with the failures a planted mistake or the weather gives them.

use super::Mistake;
use super::points::Points;
use shebao_core::simulation::{Anchor, Disk, Head, SimulatedDisk};
use shebao_core::{CitizenError, Outcome};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// The disk. A planted mistake keeps it from ever making something durable.
#[derive(Clone)]
pub struct PhoneDisk {
    pub disk: SimulatedDisk,
    /// Passed by every operation that changes something.
    points: Points,
    never_synced: fn(&str) -> bool,
}

impl PhoneDisk {
    pub fn new(mistake: Option<Mistake>, points: &Points) -> Self {
        let never_synced: fn(&str) -> bool = match mistake {
            Some(Mistake::NoSync) => |_| true,
            Some(Mistake::CompactionBeforeSync) => |name| name.ends_with(".new"),
            _ => |_| false,
        };
        Self { disk: SimulatedDisk::new(), points: points.clone(), never_synced }
    }

    /// The power may fail here; what is under way is then cut off by the disk itself.
    fn pass(&self, operation: &str, name: &str) {
        if !self.points.pass(&format!("{operation} {name}")) {
            self.disk.stop_before(Some(self.disk.operations()));
        }
    }
}

impl Disk for PhoneDisk {
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.disk.read(name)
    }
    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()> {
        self.pass("append", name);
        self.disk.append(name, octets)
    }
    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()> {
        self.pass("truncate", name);
        self.disk.truncate(name, length)
    }
    fn sync(&mut self, name: &str) -> io::Result<()> {
        self.pass("sync", name);
        if (self.never_synced)(name) { Ok(()) } else { self.disk.sync(name) }
    }
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        self.pass("rename to", to);
        self.disk.rename(from, to)
    }
    fn remove(&mut self, name: &str) -> io::Result<()> {
        self.pass("remove", name);
        self.disk.remove(name)
    }
    fn sync_folder(&mut self) -> io::Result<()> {
        self.pass("sync", "the folder");
        if (self.never_synced)("") { Ok(()) } else { self.disk.sync_folder() }
    }
}

/// The platform's anchor: outside the folder, and as durable as the platform says.
#[derive(Clone, Default)]
pub struct PhoneAnchor {
    kept: Arc<Mutex<Option<Head>>>,
    /// Fails as long as this is set, as a key store that is locked does.
    broken: Arc<Mutex<bool>>,
    points: Points,
    /// A planted mistake: what was kept is not looked at.
    ignored: bool,
}

impl PhoneAnchor {
    pub fn new(mistake: Option<Mistake>, points: &Points) -> Self {
        let ignored = mistake == Some(Mistake::AnchorIgnored);
        Self { ignored, points: points.clone(), ..Self::default() }
    }

    /// One that was written before.
    pub fn holding(head: Option<Head>) -> Self {
        Self { kept: Arc::new(Mutex::new(head)), ..Self::default() }
    }

    pub fn break_it(&self, broken: bool) {
        *self.broken.lock().unwrap_or_else(PoisonError::into_inner) = broken;
    }

    pub fn is_broken(&self) -> bool {
        *self.broken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Anchor for PhoneAnchor {
    fn read(&mut self) -> Outcome<Option<Head>> {
        Ok(self.kept.lock().unwrap_or_else(PoisonError::into_inner).filter(|_| !self.ignored))
    }

    fn write(&mut self, head: Head) -> Outcome<()> {
        if self.is_broken() {
            return Err(CitizenError::Locked);
        }
        if !self.points.pass("anchor") {
            return Err(CitizenError::Internal { trace: "stopped".to_owned() });
        }
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(head);
        Ok(())
    }
}
