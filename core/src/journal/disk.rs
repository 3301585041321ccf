//! What a journal asks of a disk.

use crate::error::{CitizenError, Refusal};
use ring::rand::{SecureRandom, SystemRandom};
use std::io;

/// A folder's files, by name. What is written is durable only after `sync`; what is renamed, created or removed only after
/// `sync_folder`.
pub trait Disk: Send {
    /// The whole file, or `None` if there is none.
    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>>;
    /// Adds octets to the end; makes the file if there is none. On failure some of them may be there.
    fn append(&mut self, name: &str, octets: &[u8]) -> io::Result<()>;
    /// Cuts a file to so many octets.
    fn truncate(&mut self, name: &str, length: u64) -> io::Result<()>;
    /// Makes a file's content durable.
    fn sync(&mut self, name: &str) -> io::Result<()>;
    /// Gives a file another name, replacing what had it, at once or not at all.
    fn rename(&mut self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file. None is no error.
    fn remove(&mut self, name: &str) -> io::Result<()>;
    /// Makes names durable.
    fn sync_folder(&mut self) -> io::Result<()>;
    /// Fills octets at random: salts, and the ballast. The system's randomness; a simulation draws it by its seed.
    fn random(&mut self, octets: &mut [u8]) -> io::Result<()> {
        SystemRandom::new().fill(octets).map_err(|_| io::Error::other("no randomness"))
    }
}

/// Why the journal could not do it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JournalError {
    /// No room. What was there stays.
    #[error("disk full")]
    Full,
    /// The disk failed; the journal must be opened again before it takes another record.
    #[error("disk failed")]
    Failed,
    /// Another process, or another citizen object of this one, writes it.
    #[error("in use")]
    InUse,
    /// The record is longer than a frame may be.
    #[error("record too long")]
    TooLong,
}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Failed,
        }
    }
}

impl From<JournalError> for CitizenError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Full => Self::StorageFull,
            JournalError::Failed => Self::internal("journal"),
            JournalError::InUse => Self::refused(Refusal::AlreadyOpen),
            JournalError::TooLong => Self::internal("journal record"),
        }
    }
}
