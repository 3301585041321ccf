//! What the store promises. Run a second time with the branches of sled that phones run: tests/suites/store-on-phone.sh.

use super::*;
use crate::error::Refusal;
use crate::platform::KeyStore;
use crate::secrets::Secret;
use crate::secrets::tests::Wrapping;
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const ROOMS: [Room; 8] = [
    Room::Public,
    Room::News,
    Room::Session,
    Room::Card,
    Room::Insurance,
    Room::Payments,
    Room::Inbox,
    Room::Push,
];

fn personal() -> Secret {
    Secret::from_octets([7; 32])
}

/// A device whose app folder goes with it.
pub(super) struct Device {
    folder: TempDir,
    keys: Arc<dyn KeyStore>,
}

impl Device {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keys: Wrapping::new() }
    }

    pub(super) fn within(folder: &str) -> Self {
        Self { folder: tempfile::tempdir_in(folder).unwrap(), keys: Wrapping::new() }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn secrets(&self) -> Secrets {
        let secrets = Secrets::open(self.folder.path(), &self.keys).unwrap();
        secrets.unlock(personal());
        secrets
    }

    pub(super) fn open(&self) -> Store {
        Store::open_alone(self.folder.path(), &self.secrets()).unwrap()
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("store/db/db")
    }
}

fn kept<T>(value: T) -> Kept<T> {
    let as_of = SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_000_000_123);
    Kept { value, etag: Some("\"abc\"".into()), as_of }
}

#[test]
fn a_value_comes_back_with_its_validator_and_age_after_reopening() {
    let device = Device::new();
    let wanted = kept(vec!["养老".to_owned(), "医疗".to_owned()]);
    device.open().write(Room::Insurance, "summary", &wanted).unwrap();
    let store = device.open();
    assert_eq!(store.read(Room::Insurance, "summary").unwrap(), Some(wanted));
    assert_eq!(
        store.read::<Vec<String>>(Room::Card, "summary").unwrap(),
        None,
        "each room has its own names"
    );
    assert_eq!((store.opened(), store.damaged()), (Opening::Clean, 0));
}

#[test]
fn a_second_opening_is_refused_until_the_first_is_closed() {
    let device = Device::new();
    let first = device.open();
    let second = Store::open_alone(device.folder.path(), &device.secrets()).map(|_| ());
    assert_eq!(second, Err(CitizenError::refused(Refusal::AlreadyOpen)));
    drop(first);
    device.open();
}

#[test]
fn while_locked_only_what_anyone_may_know_can_be_read_or_written() {
    let device = Device::new();
    let secrets = device.secrets();
    let store = Store::open_alone(device.folder.path(), &secrets).unwrap();
    for room in ROOMS {
        store.write(room, "x", &kept(1)).unwrap();
    }
    let reads = |wanted: CitizenError| {
        for room in ROOMS {
            let open = matches!(room, Room::Public | Room::News);
            let read = store.read::<i32>(room, "x");
            let wrote = store.write(room, "y", &kept(2));
            assert_eq!(read, if open { Ok(Some(kept(1))) } else { Err(wanted.clone()) });
            assert_eq!(wrote, if open { Ok(()) } else { Err(wanted.clone()) });
        }
    };
    durable_vault(&secrets);
    secrets.lock();
    reads(CitizenError::Locked);
    secrets.shred_personal().unwrap();
    reads(CitizenError::SignedOut);
    store.erase(Room::Card, "x").unwrap();
    secrets.unlock(personal());
    assert_eq!(store.read::<i32>(Room::Card, "x").unwrap(), None, "forgetting needs no unlocking");
}

fn durable_vault(secrets: &Secrets) {
    crate::durable::write(&secrets.vault(), b"the session's").unwrap();
}

#[test]
fn a_value_of_another_version_or_another_key_reads_as_absent() {
    let device = Device::new();
    let secrets = device.secrets();
    let store = Store::open_alone(device.folder.path(), &secrets).unwrap();
    let put = |version| {
        let mut batch = store.batch();
        batch.put(Room::Inbox, "tail", version, b"octets").unwrap();
        batch.commit().unwrap();
    };
    put(4);
    assert_eq!(store.read_sealed(Room::Inbox, "tail", 4).unwrap().as_deref(), Some(&b"octets"[..]));
    assert_eq!(store.read_sealed(Room::Inbox, "tail", 5).unwrap(), None);
    assert_eq!(store.damaged(), 1);
    put(4);
    secrets.unlock(Secret::from_octets([8; 32]));
    assert_eq!(store.read_sealed(Room::Inbox, "tail", 4).unwrap(), None);
}

#[test]
fn a_long_value_is_kept_in_pieces_and_leaves_none_behind() {
    let device = Device::new();
    let store = device.open();
    for length in [200_000, 32 * 1024, 10, 70_000, 0, 3_000_000] {
        let wanted = vec![b'x'; length];
        let mut batch = store.batch();
        batch.put(Room::News, "article", 1, &wanted).unwrap();
        batch.commit().unwrap();
        assert_eq!(store.read_sealed(Room::News, "article", 1).unwrap(), Some(wanted));
    }
    store.erase(Room::News, "article").unwrap();
    assert_eq!(store.inner.database.keys().unwrap(), 0);
    assert!(store.batch().put(Room::News, "article", 1, &vec![0; 4 * 1024 * 1024 + 1]).is_err());
}

#[test]
fn a_room_is_forgotten_without_touching_another() {
    let device = Device::new();
    let store = device.open();
    for name in ["a", "b"] {
        store.write(Room::Card, name, &kept(1)).unwrap();
        store.write(Room::News, name, &kept(2)).unwrap();
    }
    store.erase_room(Room::Card).unwrap();
    assert_eq!(store.read::<i32>(Room::Card, "a").unwrap(), None);
    assert_eq!(store.read::<i32>(Room::News, "b").unwrap(), Some(kept(2)));
}

#[test]
fn nothing_readable_is_on_disk_and_after_shredding_nothing_at_all() {
    let device = Device::new();
    let secrets = device.secrets();
    let store = Store::open_alone(device.folder.path(), &secrets).unwrap();
    let words = ["11010519491231002X", "李秀英", "contributions/2026"];
    for room in ROOMS {
        store.write(room, words[2], &kept(format!("{} {}", words[0], words[1]))).unwrap();
    }
    let seen = |wanted: &str| files(device.folder.path()).iter().any(|file| holds(file, wanted.as_bytes()));
    for word in words.iter().chain(&["养老", "\"abc\"", "etag"]) {
        assert!(!seen(word), "{word} can be read on disk");
    }
    // The scan itself can see: a file with the word is found.
    fs::write(device.folder.path().join("plain"), words[1]).unwrap();
    assert!(seen(words[1]));

    secrets.shred().unwrap();
    store.shred().unwrap();
    secrets.unlock(personal());
    for room in ROOMS {
        assert_eq!(store.read::<String>(room, words[2]).unwrap(), None);
    }
    store.write(Room::Public, "x", &kept(1)).unwrap();
    drop((store, secrets));
    assert_eq!(device.open().read::<i32>(Room::Public, "x").unwrap(), Some(kept(1)));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn holds(file: &Path, wanted: &[u8]) -> bool {
    fs::read(file).unwrap().windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_lost_device_key_puts_the_unreadable_store_aside_and_says_so() {
    let device = Device::new();
    device.open().write(Room::News, "x", &kept(1)).unwrap();
    device.keys.delete("root".into()).unwrap();
    let store = device.open();
    assert_eq!(store.opened(), Opening::Rebuilt);
    assert_eq!(store.read::<i32>(Room::News, "x").unwrap(), None);
    assert!(device.folder.path().join("store/db.damaged").exists());
}

#[test]
fn a_database_that_cannot_be_opened_is_put_aside_and_begun_anew() {
    let device = Device::new();
    device.open().write(Room::News, "x", &kept(1)).unwrap();
    fs::write(device.folder.path().join("store/db/conf"), b"not a configuration").unwrap();
    let store = device.open();
    assert_eq!(store.opened(), Opening::Rebuilt);
    assert_eq!(store.read::<i32>(Room::News, "x").unwrap(), None);
    store.write(Room::News, "x", &kept(2)).unwrap();
    assert!(device.folder.path().join("store/db.damaged/conf").exists(), "nothing is lost silently");
}

/// One thing done to the store, and to the model it must agree with.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, u8, u32, usize),
    Erase(usize, u8),
    EraseRoom(usize),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    let room = 0..ROOMS.len();
    prop_oneof![
        6 => (room.clone(), 0..4u8, any::<u32>(), prop_oneof![0..300usize, 30_000..80_000usize])
            .prop_map(|(room, name, value, length)| Step::Write(room, name, value, length)),
        2 => (room.clone(), 0..4u8).prop_map(|(room, name)| Step::Erase(room, name)),
        1 => room.prop_map(Step::EraseRoom),
        1 => Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_store_always_answers_as_a_map_would(steps in prop::collection::vec(step(), 1..40)) {
        let device = Device::new();
        let mut store = device.open();
        let mut model: HashMap<(usize, u8), (u32, String)> = HashMap::new();
        for step in steps {
            match step {
                Step::Write(room, name, value, length) => {
                    let value = (value, "社".repeat(length / 3));
                    store.write(ROOMS[room], &name.to_string(), &kept(value.clone())).unwrap();
                    model.insert((room, name), value);
                }
                Step::Erase(room, name) => {
                    store.erase(ROOMS[room], &name.to_string()).unwrap();
                    model.remove(&(room, name));
                }
                Step::EraseRoom(room) => {
                    store.erase_room(ROOMS[room]).unwrap();
                    model.retain(|place, _| place.0 != room);
                }
                Step::Reopen => {
                    drop(store);
                    store = device.open();
                }
            }
            for (index, room) in ROOMS.into_iter().enumerate() {
                for name in 0..4 {
                    let found = store.read::<(u32, String)>(room, &name.to_string()).unwrap();
                    prop_assert_eq!(found.map(|kept| kept.value), model.get(&(index, name)).cloned());
                }
            }
        }
        prop_assert_eq!((store.opened(), store.damaged()), (Opening::Clean, 0));
    }
}

proptest! {
    #[test]
    fn after_damage_a_value_is_one_that_was_written_there_or_absent(
        at in any::<prop::sample::Index>(),
        bits in 1..=255u8,
        length in 1..200usize,
    ) {
        let device = Device::new();
        let store = device.open();
        for round in 0..3u32 {
            for name in 0..20u32 {
                store.write(Room::News, &name.to_string(), &kept((round, name))).unwrap();
            }
        }
        drop(store);
        let mut octets = fs::read(device.database()).unwrap();
        let used = octets.iter().rposition(|octet| *octet != 0).unwrap();
        let at = at.index(used);
        octets[at..(at + length).min(used)].iter_mut().for_each(|octet| *octet ^= bits);
        fs::write(device.database(), octets).unwrap();

        let store = match Store::open_alone(device.folder.path(), &device.secrets()) {
            Ok(store) => store,
            Err(error) => return Err(TestCaseError::fail(format!("must open anew: {error}"))),
        };
        for name in 0..20 {
            match store.read::<(u32, u32)>(Room::News, &name.to_string()) {
                Ok(None) | Err(CitizenError::Internal { .. }) => {}
                Ok(Some(found)) => {
                    prop_assert!(found.value.1 == name && found.value.0 < 3, "never another's value");
                }
                Err(error) => return Err(TestCaseError::fail(format!("{error}"))),
            }
        }
        store.write(Room::News, "0", &kept((9, 0))).or_else(|_| store.write(Room::News, "0", &kept((9, 0)))).unwrap();
        prop_assert_eq!(store.read(Room::News, "0").unwrap(), Some(kept((9, 0))));
    }
}
