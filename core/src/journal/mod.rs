//! The append-only, hash-chained, sealed file for money. It names neither sled nor reqwest.
//!
//! # The file, octet by octet
//! All numbers are big endian. One header, then frames without gaps.
//!
//! | octets | header |
//! |---|---|
//! | 0–7 | `SHBJRNL2` |
//! | 8–23 | key id: HKDF-SHA256(key, no salt, `shebao/journal/key-id/1`), 16 octets |
//! | 24–31 | base sequence: the sequence of the last frame before this file, 0 for the first file |
//! | 32–63 | base hash: that frame's hash, zeros for the first file |
//! | 64–71 | number of frames that were written together with the header, before the file had its name |
//! | 72–75 | CRC-32 (ISO-HDLC) of octets 0–71 |
//!
//! | octets | frame |
//! |---|---|
//! | 0–3 | `SBJF` |
//! | 4–7 | n: length of ciphertext and tag, 16 to 65 552 |
//! | 8–15 | sequence: one more than the frame before (or than the base sequence) |
//! | 16–47 | salt, random |
//! | 48–47+n | AES-256-GCM ciphertext, then its tag of 16 octets |
//! | then 4 | CRC-32 of all octets of the frame before it |
//!
//! Key (32 octets) and nonce (12) of a frame are HKDF-SHA256(key, salt, `shebao/journal/frame/1`): a fresh pair for each frame, so no
//! counter that could be rolled back takes part. The additional data is `shebao/journal/1`, the sequence, and the SHA-256 of the whole
//! frame before (of the header, for the first frame): frames cannot be swapped, repeated, or moved into another history.
//! The newest frame's sequence and SHA-256 are the head; it is written to the anchor (8 + 32 octets) after the frame is durable and
//! before anything is done about it.
//!
//! Vector: key `00 01 … 1f`, sequence 1, previous hash 32 × `aa`, salt 32 × `55`, record `hello`: the key id is
//! `13f1c79e5401de0f9afd3cd505baadb9` and the frame
//! `53424a46000000150000000000000001555555555555555555555555555555555555555555555555`
//! `5555555555555555380c57739f8e7718fa05bc6a10eb444766a497cae0ac031acf`
//! ``.
//!
//! # Writing
//! Append, fsync, anchor, only then act. Compaction writes `<name>.new` whole, fsyncs it, renames it over the file and fsyncs the folder;
//! its base is the head it had before. A ballast file is given up so that the end of an order can be recorded on a full disk.

mod crc;
mod disk;
mod folder;
mod frame;
mod head;
mod header;
mod load;
#[cfg(any(test, feature = "simulation"))]
mod simulated;

pub use disk::{Disk, JournalError};
pub use folder::Folder;
pub use frame::JournalKey;
pub use head::Head;
pub use load::Load;
#[cfg(any(test, feature = "simulation"))]
pub use simulated::{Dice, SimulatedDisk};

/// The file.
const NAME: &str = "payments.journal";
/// The next file while it is written.
const NEXT: &str = "payments.journal.new";
/// What a file that could not be used is kept as.
const KEPT: &str = "payments.journal.kept";
/// Room kept for the end of an order.
const BALLAST: &str = "payments.ballast";
/// Octets of the ballast: some twenty records with a receipt.
const BALLAST_LENGTH: usize = 64 * 1024;

/// What to do when there is no room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// Refuse: something new begins, and may begin later.
    Ordinary,
    /// Give up the ballast: something that happened must be recorded.
    Reserved,
}

/// A journal that is open for one writer.
pub struct Journal<D: Disk> {
    disk: D,
    key: JournalKey,
    head: Head,
    chain: [u8; 32],
    length: u64,
    usable: bool,
}

/// What opening found.
pub struct Found {
    /// How.
    pub outcome: Load,
    /// The records that verify, oldest first; mended where some may have been forgotten.
    pub records: Vec<Vec<u8>>,
}

impl<D: Disk> Journal<D> {
    /// As [`open_mending`](Self::open_mending), taking what verified as it is.
    #[cfg(any(test, feature = "simulation"))]
    pub fn open(disk: D, key: JournalKey, anchor: Option<Head>) -> Result<(Self, Found), JournalError> {
        Self::open_mending(disk, key, anchor, <[Vec<u8>]>::to_vec)
    }

    /// Reads the file and makes it ready for the next record. Every [`Load`] outcome ends with a journal that works: a torn tail is cut,
    /// a file that cannot be used is kept as a copy and replaced by what verified of it, numbered on from the anchor. Where records may
    /// have been forgotten, `mend` says what to write instead of those that verified: in the same rename, since the next opening
    /// finds nothing wrong any more.
    pub fn open_mending(
        mut disk: D,
        key: JournalKey,
        anchor: Option<Head>,
        mend: impl FnOnce(&[Vec<u8>]) -> Vec<Vec<u8>>,
    ) -> Result<(Self, Found), JournalError> {
        let octets = disk.read(NAME)?;
        let mut scan = load::scan(&key, octets.as_deref(), anchor);
        if scan.outcome.may_have_forgotten() {
            scan.records = mend(&scan.records);
        }
        let mut journal =
            Self { disk, key, head: scan.head, chain: scan.chain, length: scan.good as u64, usable: true };
        match scan.outcome {
            Load::Clean if octets.is_some() => {}
            Load::Clean => journal.replace(Head::default(), &[])?,
            Load::TornTail => {
                journal.disk.truncate(NAME, journal.length)?;
                journal.disk.sync(NAME)?;
            }
            Load::Damaged | Load::RolledBack | Load::Foreign => {
                if let Some(octets) = &octets {
                    journal.keep_copy(octets);
                }
                let base = match anchor {
                    Some(anchor) if anchor.sequence >= scan.head.sequence => anchor,
                    _ => scan.head,
                };
                journal.with_ballast(|journal| journal.replace(base, &scan.records))?;
            }
        }
        // Without room now, `ready_for_more` tries again before anything new begins.
        let _ = journal.refill_ballast();
        Ok((journal, Found { outcome: scan.outcome, records: scan.records }))
    }

    /// The newest frame.
    pub fn head(&self) -> Head {
        self.head
    }

    /// False once a write failed in a way that only opening anew can judge.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Octets of the file.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Makes sure that what begins now can also be recorded to its end: the ballast is in place.
    pub fn ready_for_more(&mut self) -> Result<(), JournalError> {
        if !self.usable {
            return Err(JournalError::Failed);
        }
        self.refill_ballast()
    }

    /// Adds a record, durable when this returns. On failure nothing was added.
    pub fn append(&mut self, record: &[u8], room: Room) -> Result<Head, JournalError> {
        if !self.usable {
            return Err(JournalError::Failed);
        }
        let sequence = self.head.sequence.checked_add(1).ok_or(JournalError::Failed)?;
        let salt = self.salt()?;
        let frame =
            frame::seal(&self.key, sequence, &self.chain, &salt, record).ok_or(JournalError::TooLong)?;
        match room {
            Room::Ordinary => self.write(&frame)?,
            Room::Reserved => self.with_ballast(|journal| journal.write(&frame))?,
        }
        self.head = Head { sequence, hash: frame::hash(&frame) };
        self.chain = self.head.hash;
        self.length += frame.len() as u64;
        Ok(self.head)
    }

    /// Replaces the file by one that holds exactly `records`. On failure the old one stays, or the journal must be opened again.
    pub fn compact(&mut self, records: &[Vec<u8>]) -> Result<Head, JournalError> {
        if !self.usable {
            return Err(JournalError::Failed);
        }
        self.replace(self.head, records)?;
        Ok(self.head)
    }

    /// Destroys everything, for signing out. The journal takes no record after it.
    pub fn erase(&mut self) -> Result<(), JournalError> {
        self.usable = false;
        for name in [NAME, NEXT, KEPT, BALLAST] {
            self.disk.remove(name)?;
        }
        Ok(self.disk.sync_folder()?)
    }

    fn write(&mut self, frame: &[u8]) -> Result<(), JournalError> {
        let written = self.disk.append(NAME, frame).and_then(|()| self.disk.sync(NAME));
        if written.is_err() {
            // Part of it may be there. If it cannot be taken back, only opening anew can tell what is.
            let undone = self.disk.truncate(NAME, self.length).and_then(|()| self.disk.sync(NAME));
            self.usable = undone.is_ok();
        }
        Ok(written?)
    }

    fn replace(&mut self, base: Head, records: &[Vec<u8>]) -> Result<(), JournalError> {
        let mut octets = header::write(&self.key, base, records.len() as u64).ok_or(JournalError::Failed)?;
        let (mut head, mut chain) = (base, frame::hash(&octets));
        for record in records {
            let sequence = head.sequence.checked_add(1).ok_or(JournalError::Failed)?;
            let salt = self.salt()?;
            let frame =
                frame::seal(&self.key, sequence, &chain, &salt, record).ok_or(JournalError::TooLong)?;
            chain = frame::hash(&frame);
            head = Head { sequence, hash: chain };
            octets.extend_from_slice(&frame);
        }
        let written = self
            .disk
            .remove(NEXT)
            .and_then(|()| self.disk.append(NEXT, &octets))
            .and_then(|()| self.disk.sync(NEXT));
        if let Err(error) = written {
            // Best effort: it is removed before it is written again, too.
            let _ = self.disk.remove(NEXT);
            return Err(error.into());
        }
        let renamed = self.disk.rename(NEXT, NAME).and_then(|()| self.disk.sync_folder());
        if renamed.is_err() {
            self.usable = false;
        }
        renamed?;
        (self.head, self.chain, self.length) = (head, chain, octets.len() as u64);
        Ok(())
    }

    fn salt(&mut self) -> Result<[u8; frame::SALT], JournalError> {
        let mut salt = [0; frame::SALT];
        self.disk.random(&mut salt)?;
        Ok(salt)
    }

    /// Keeps a copy of what could not be used, for whoever looks into it. Without room there is none: going on matters more.
    fn keep_copy(&mut self, octets: &[u8]) {
        let _ = self
            .disk
            .remove(KEPT)
            .and_then(|()| self.disk.append(KEPT, octets))
            .and_then(|()| self.disk.sync(KEPT));
    }

    fn with_ballast(
        &mut self,
        work: impl Fn(&mut Self) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        match work(self) {
            Err(JournalError::Full) if self.usable => {
                // A copy put aside is worth less than the record, too.
                self.disk.remove(KEPT)?;
                self.disk.remove(BALLAST)?;
                self.disk.sync_folder()?;
                work(self)
            }
            other => other,
        }
    }

    fn refill_ballast(&mut self) -> Result<(), JournalError> {
        let length = self.disk.read(BALLAST)?.map_or(0, |octets| octets.len());
        if length >= BALLAST_LENGTH {
            return Ok(());
        }
        // Random octets: a file system that compresses must not give the room away.
        let mut octets = vec![0; BALLAST_LENGTH];
        self.disk.random(&mut octets)?;
        self.disk.remove(BALLAST)?;
        let filled = self
            .disk
            .append(BALLAST, &octets)
            .and_then(|()| self.disk.sync(BALLAST))
            .and_then(|()| self.disk.sync_folder());
        if filled.is_err() {
            let _ = self.disk.remove(BALLAST);
        }
        Ok(filled?)
    }
}

#[cfg(test)]
mod tests;
