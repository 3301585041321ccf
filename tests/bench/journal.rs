//! The journal beside the least it could be: the same octets, appended and synced; the same file, read and hashed once.

use crate::pairs::{Figure, pair};
use ring::digest::{SHA256, digest};
use shebao_core::simulation::{Folder, Journal, JournalKey, Room};
use std::error::Error;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// Octets of a record: an order with its signature.
const RECORD: usize = 1_200;
const TURNS: usize = 301;
const LOADS: usize = 61;

/// One record, sealed, chained and durable, beside a bare write and `fdatasync` of as many octets.
pub fn append(folder: &Path) -> Result<Figure, Box<dyn Error>> {
    let (mut journal, _) =
        Journal::open(Folder::open(&folder.join("journal"))?, JournalKey::new([7; 32]), None)?;
    let record = vec![b'r'; RECORD];
    let before = journal.length();
    journal.append(&record, Room::Ordinary)?;
    let frame = vec![b'f'; usize::try_from(journal.length() - before)?];
    let mut bare: File = OpenOptions::new().create(true).append(true).open(folder.join("bare"))?;
    pair(
        "journal append / bare write and fdatasync",
        1.3,
        TURNS,
        || journal.append(&record, Room::Ordinary).map(drop).map_err(Into::into),
        || {
            bare.write_all(&frame)?;
            Ok(bare.sync_data()?)
        },
    )
}

/// Opening the file those records lie in, every frame opened and its chain checked, beside one read and one SHA-256 of it. Each frame is
/// decrypted, hashed and put into a vector of its own, so some times the peer's cost is right.
pub fn load(folder: &Path) -> Result<Figure, Box<dyn Error>> {
    let path = folder.join("journal");
    pair(
        "journal load / one read and SHA-256 of the file",
        8.0,
        LOADS,
        || {
            let (_, found) = Journal::open(Folder::open(&path)?, JournalKey::new([7; 32]), None)?;
            if found.records.len() == TURNS + 1 { Ok(()) } else { Err("records are missing".into()) }
        },
        || {
            let octets = std::fs::read(path.join("payments.journal"))?;
            std::hint::black_box(digest(&SHA256, &octets));
            Ok(())
        },
    )
}
