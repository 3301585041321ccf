//! What a journal's append costs beside the least a durable write can cost on the same file system.

use crate::simulation::phone::key;
use shebao_core::simulation::{Folder, Journal, Room};
use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

/// About what an order's change takes.
const RECORD: [u8; 600] = [7; 600];
const TIMES: usize = 300;

/// The median append over the median of as many octets written and synced; taken in turn, so that both meet the same disk.
pub fn ratio() -> f64 {
    let place = tempfile::tempdir().unwrap();
    let (mut journal, _) = Journal::open(Folder::open(place.path()).unwrap(), key(), None).unwrap();
    let mut bare = OpenOptions::new().create(true).append(true).open(place.path().join("bare")).unwrap();
    let (mut appends, mut syncs) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let before = journal.length();
        let begun = Instant::now();
        journal.append(&RECORD, Room::Ordinary).unwrap();
        appends.push(begun.elapsed());
        let octets = vec![7; (journal.length() - before) as usize];
        let begun = Instant::now();
        bare.write_all(&octets).unwrap();
        bare.sync_data().unwrap();
        syncs.push(begun.elapsed());
    }
    median(&mut appends).as_secs_f64() / median(&mut syncs).as_secs_f64()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
