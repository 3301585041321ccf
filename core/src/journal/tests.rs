use super::*;

fn key() -> JournalKey {
    JournalKey::new([3; 32])
}

/// Opens; the anchor is what the last opening or append returned.
fn open(disk: &SimulatedDisk, anchor: Option<Head>) -> (Journal<SimulatedDisk>, Found) {
    Journal::open(disk.clone(), key(), anchor).unwrap()
}

fn texts(found: &Found) -> Vec<&str> {
    found.records.iter().map(|record| std::str::from_utf8(record).unwrap()).collect()
}

#[test]
fn what_was_appended_is_there_after_reopening() {
    let disk = SimulatedDisk::new();
    let (mut journal, found) = open(&disk, None);
    assert_eq!((found.outcome, found.records.len()), (Load::Clean, 0));
    journal.append(b"one", Room::Ordinary).unwrap();
    let head = journal.append(b"two", Room::Ordinary).unwrap();
    assert_eq!(head.sequence, 2);
    let (journal, found) = open(&disk, Some(head));
    assert_eq!((found.outcome, texts(&found)), (Load::Clean, vec!["one", "two"]));
    assert_eq!(journal.head(), head);
    assert_eq!(journal.length(), disk.content(NAME).unwrap().len() as u64);
}

#[test]
fn it_lives_in_a_real_folder_too() {
    let place = tempfile::tempdir().unwrap();
    let head = {
        let (mut journal, _) = Journal::open(Folder::open(place.path()).unwrap(), key(), None).unwrap();
        journal.append(b"one", Room::Ordinary).unwrap();
        journal.compact(&[b"whole".to_vec()]).unwrap();
        journal.append(b"two", Room::Ordinary).unwrap()
    };
    let (_, found) = Journal::open(Folder::open(place.path()).unwrap(), key(), Some(head)).unwrap();
    assert_eq!((found.outcome, texts(&found)), (Load::Clean, vec!["whole", "two"]));
    assert!(!std::fs::read(place.path().join(NAME)).unwrap().windows(5).any(|octets| octets == b"whole"));
}

#[test]
fn compaction_keeps_counting_and_still_notices_an_older_file() {
    let disk = SimulatedDisk::new();
    let (mut journal, _) = open(&disk, None);
    for record in ["a", "b", "c"] {
        journal.append(record.as_bytes(), Room::Ordinary).unwrap();
    }
    let before = disk.content(NAME).unwrap();
    let head = journal.compact(&[b"abc".to_vec()]).unwrap();
    assert_eq!(head.sequence, 4);
    let (_, found) = open(&disk, Some(head));
    assert_eq!((found.outcome, texts(&found)), (Load::Clean, vec!["abc"]));
    disk.overwrite(NAME, &before);
    let (journal, found) = open(&disk, Some(head));
    assert_eq!((found.outcome, texts(&found)), (Load::RolledBack, vec!["a", "b", "c"]));
    assert_eq!(journal.head().sequence, 7, "numbered on from the anchor");
    assert_eq!(disk.content(KEPT), Some(before));
    let (_, found) = open(&disk, Some(journal.head()));
    assert_eq!(found.outcome, Load::Clean);
}

#[test]
fn every_bad_outcome_leaves_a_journal_that_works() {
    for case in ["damaged", "rolled back", "foreign", "gone", "empty"] {
        let disk = SimulatedDisk::new();
        let (mut journal, _) = open(&disk, None);
        journal.append(b"one", Room::Ordinary).unwrap();
        let older = disk.content(NAME).unwrap();
        let head = journal.append(b"two", Room::Ordinary).unwrap();
        let octets = disk.content(NAME).unwrap();
        let mut expected = match case {
            "damaged" => {
                let mut damaged = octets.clone();
                *damaged.last_mut().unwrap() ^= 1;
                disk.overwrite(NAME, &damaged);
                (Load::Damaged, vec!["one"])
            }
            "rolled back" => {
                disk.overwrite(NAME, &older);
                (Load::RolledBack, vec!["one"])
            }
            "foreign" => {
                let other = SimulatedDisk::new();
                let (mut journal, _) = Journal::open(other.clone(), JournalKey::new([9; 32]), None).unwrap();
                journal.append(b"secret", Room::Ordinary).unwrap();
                disk.overwrite(NAME, &other.content(NAME).unwrap());
                (Load::Foreign, vec![])
            }
            "gone" => {
                disk.clone().remove(NAME).unwrap();
                (Load::RolledBack, vec![])
            }
            _ => {
                disk.overwrite(NAME, b"");
                (Load::Damaged, vec![])
            }
        };
        let (mut journal, found) = open(&disk, Some(head));
        assert_eq!((found.outcome, texts(&found)), expected, "{case}");
        let head = journal.append(b"more", Room::Ordinary).unwrap();
        assert!(head.sequence > 2, "{case}: numbered on from the anchor");
        expected.1.push("more");
        let (_, found) = open(&disk, Some(head));
        assert_eq!((found.outcome, texts(&found)), (Load::Clean, expected.1), "{case}");
    }
}

#[test]
fn a_full_disk_refuses_what_begins_and_still_records_an_end() {
    let disk = SimulatedDisk::new();
    let (mut journal, _) = open(&disk, None);
    journal.append(b"order", Room::Ordinary).unwrap();
    disk.limit(Some(disk.used()));
    assert_eq!(journal.append(&[1; 500], Room::Ordinary), Err(JournalError::Full));
    let head = journal.append(&[2; 500], Room::Reserved).unwrap();
    assert_eq!(journal.ready_for_more(), Err(JournalError::Full), "nothing new without its end's room");
    let (mut journal, found) = open(&disk, Some(head));
    assert_eq!((found.outcome, found.records.len()), (Load::Clean, 2));
    disk.limit(None);
    assert_eq!(journal.ready_for_more(), Ok(()));
}

#[test]
fn after_a_failed_sync_nothing_is_half_there() {
    let disk = SimulatedDisk::new();
    let (mut journal, _) = open(&disk, None);
    let head = journal.append(b"one", Room::Ordinary).unwrap();
    // The append passes, its sync and the undoing do not.
    disk.stop_before(Some(disk.operations() + 1));
    assert_eq!(journal.append(b"two", Room::Ordinary), Err(JournalError::Failed));
    disk.stop_before(None);
    assert_eq!(journal.append(b"three", Room::Ordinary), Err(JournalError::Failed), "must be opened again");
    let (mut journal, _) = open(&disk, Some(head));
    journal.append(b"three", Room::Ordinary).unwrap();
}

/// A life of a journal: each step's record counts as acted on once its append returned and the anchor was written.
fn live(
    disk: &SimulatedDisk,
    anchor: &mut Option<Head>,
    acted: &mut Vec<String>,
) -> Result<(), JournalError> {
    let (mut journal, _) = Journal::open(disk.clone(), key(), *anchor)?;
    *anchor = Some(journal.head());
    for number in 0..6 {
        let record = format!("record {number}");
        *anchor = Some(journal.append(record.as_bytes(), Room::Ordinary)?);
        acted.push(record);
        if number == 3 {
            let records: Vec<Vec<u8>> = acted.iter().map(|record| record.clone().into_bytes()).collect();
            *anchor = Some(journal.compact(&records)?);
        }
    }
    Ok(())
}

#[test]
fn a_crash_at_any_operation_loses_nothing_that_was_acted_on() {
    let whole = SimulatedDisk::new();
    live(&whole, &mut None, &mut Vec::new()).unwrap();
    let operations = whole.operations();
    assert!(operations > 20);
    for stop in 0..operations {
        for seed in 0..20 {
            let disk = SimulatedDisk::new();
            let (mut anchor, mut acted) = (None, Vec::new());
            disk.stop_before(Some(stop));
            live(&disk, &mut anchor, &mut acted).unwrap_err();
            disk.crash(&mut Dice::new(seed));
            let (_, found) = open(&disk, anchor);
            assert!(
                matches!(found.outcome, Load::Clean | Load::TornTail),
                "stopped before {stop}, seed {seed}: {:?}",
                found.outcome
            );
            let there = texts(&found);
            assert!(there.len() <= acted.len() + 1, "stopped before {stop}, seed {seed}");
            assert_eq!(there[..acted.len()], acted, "stopped before {stop}, seed {seed}");
        }
    }
}

#[test]
fn signing_out_leaves_no_file() {
    let disk = SimulatedDisk::new();
    let (mut journal, _) = open(&disk, None);
    journal.append(b"one", Room::Ordinary).unwrap();
    journal.erase().unwrap();
    assert_eq!(disk.used(), 0);
    assert_eq!(journal.append(b"two", Room::Ordinary), Err(JournalError::Failed));
}
