//! The PIN vault: the personal root, sealed under the PIN *and* this device.
//!
//! Six digits can be tried out in no time, so the file is worth nothing elsewhere: it is sealed once more under the device root, which only this
//! device's key store opens. Here the count of tries is what protects it, and it is on disk **before** a PIN is compared: pulling the battery
//! gives no try back.

use crate::durable;
use crate::error::{CitizenError, Outcome};
use crate::sealing;
use crate::secrets::{Secret, random};
use crate::signed::{decode, encode};
use ring::pbkdf2;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

/// Wrong PINs until the personal root is destroyed.
pub(super) const LIMIT: u32 = 10;
/// What OWASP asks of PBKDF2-HMAC-SHA256 (2023). Measured 0.11 s on a server core; phones take two to four times as long.
const ITERATIONS: u32 = 600_000;
/// No vault of ours asks for more: a damaged number must not hang the app.
const MOST_ITERATIONS: u32 = 10_000_000;
const FILE_LIMIT: u64 = 4096;
const OUTER: &[u8] = b"shebao vault 1";
const INNER: &[u8] = b"shebao vault 1 root";

/// The vault of one app folder.
pub(super) struct Vault {
    path: PathBuf,
    device: Secret,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    /// Wrong PINs in a row, the one being compared among them.
    tries: u32,
    iterations: u32,
    salt: String,
    sealed: String,
}

/// What became of a try.
pub(super) enum Opened {
    /// The PIN is right.
    Root(Secret),
    /// It is wrong.
    Wrong,
    /// It was the last try, or there was none left: the root is to be destroyed.
    Exhausted,
    /// The file is damaged, or of another device: no PIN will ever open it.
    Unreadable,
}

impl Vault {
    pub(super) fn new(path: PathBuf, device: Secret) -> Self {
        Self { path, device }
    }

    /// Seals the root under a PIN, replacing what was there. Slow on purpose.
    pub(super) fn seal(&self, pin: &str, root: &Secret) -> Outcome<()> {
        self.seal_with(pin, root, ITERATIONS)
    }

    /// The same with another cost.
    pub(super) fn seal_with(&self, pin: &str, root: &Secret, iterations: u32) -> Outcome<()> {
        let salt = random::<16>()?;
        let key = self.key(pin, &salt, iterations).ok_or(CitizenError::internal("vault key"))?;
        let sealed = encode(&sealing::seal(&key, INNER, root.octets())?);
        self.write(&Kept { tries: 0, iterations, salt: encode(&salt), sealed })
    }

    /// Wrong PINs in a row; `None` if the file is damaged, or of another device.
    pub(super) fn tries(&self) -> Outcome<Option<u32>> {
        Ok(self.read()?.map(|kept| kept.tries))
    }

    /// Tries a PIN.
    pub(super) fn open(&self, pin: &str) -> Outcome<Opened> {
        let Some(mut kept) = self.read()? else { return Ok(Opened::Unreadable) };
        if kept.tries >= LIMIT {
            return Ok(Opened::Exhausted);
        }
        kept.tries += 1;
        self.write(&kept)?;
        let (Ok(salt), Ok(sealed)) = (decode(&kept.salt), decode(&kept.sealed)) else {
            return Ok(Opened::Unreadable);
        };
        let Some(key) = self.key(pin, &salt, kept.iterations) else { return Ok(Opened::Unreadable) };
        let root = sealing::open(&key, INNER, &sealed).map(zeroize::Zeroizing::new);
        let Some(root) = root.and_then(|root| <[u8; 32]>::try_from(root.as_slice()).ok()) else {
            return Ok(if kept.tries >= LIMIT { Opened::Exhausted } else { Opened::Wrong });
        };
        kept.tries = 0;
        self.write(&kept)?;
        Ok(Opened::Root(Secret::from_octets(root)))
    }

    /// PIN and device together.
    fn key(&self, pin: &str, salt: &[u8], iterations: u32) -> Option<Secret> {
        let iterations = NonZeroU32::new(iterations).filter(|count| count.get() <= MOST_ITERATIONS)?;
        let mut octets = [0; 32];
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, iterations, salt, pin.as_bytes(), &mut octets);
        Some(Secret::from_octets(octets).derive(self.device.octets(), INNER))
    }

    /// `None` if it is not there or not ours.
    fn read(&self) -> Outcome<Option<Kept>> {
        let Some(file) = durable::read(&self.path, FILE_LIMIT)? else { return Ok(None) };
        let plain = sealing::open(&self.device, OUTER, &file);
        Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()))
    }

    fn write(&self, kept: &Kept) -> Outcome<()> {
        let plain = serde_json::to_vec(kept).map_err(|_| CitizenError::internal("vault encode"))?;
        durable::write(&self.path, &sealing::seal(&self.device, OUTER, &plain)?)
    }
}

/// How long a try has to wait after so many wrong ones. Counted by a steady clock from the last wrong try or from the start of the app,
/// whichever is later: turning the phone's clock shortens nothing, and starting the app again begins the wait anew.
pub(super) fn wait(tries: u32) -> Duration {
    Duration::from_secs(match tries {
        0..=3 => 0,
        4 => 30,
        5 => 60,
        6 => 120,
        _ => 300,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(folder: &tempfile::TempDir, device: u8) -> Vault {
        Vault::new(folder.path().join("vault.key"), Secret::from_octets([device; 32]))
    }

    fn sealed() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        vault(&folder, 1).seal_with("804217", &Secret::from_octets([7; 32]), 10).unwrap();
        folder
    }

    #[test]
    fn the_right_pin_opens_and_forgives_wrong_ones() {
        let folder = sealed();
        let vault = vault(&folder, 1);
        assert!(matches!(vault.open("804218").unwrap(), Opened::Wrong));
        assert_eq!(vault.tries().unwrap(), Some(1));
        let Opened::Root(root) = vault.open("804217").unwrap() else { panic!("not opened") };
        assert_eq!(root.octets(), [7; 32]);
        assert_eq!(vault.tries().unwrap(), Some(0));
    }

    #[test]
    fn a_try_is_counted_before_the_pin_is_compared() {
        let folder = tempfile::tempdir().unwrap();
        // So slow that the count is seen on disk while the comparing still goes on.
        vault(&folder, 1).seal_with("804217", &Secret::from_octets([7; 32]), 4_000_000).unwrap();
        let here = vault(&folder, 1);
        std::thread::scope(|scope| {
            let trying = scope.spawn(|| vault(&folder, 1).open("000000"));
            while here.tries().unwrap() == Some(0) && !trying.is_finished() {
                std::thread::yield_now();
            }
            assert!(!trying.is_finished(), "not counted, or only after comparing");
        });
    }

    #[test]
    fn where_the_count_cannot_be_written_there_is_no_try() {
        let folder = sealed();
        // The file that is written first is in the way.
        std::fs::create_dir(folder.path().join("vault.key.new")).unwrap();
        for pin in ["000000", "804217"] {
            assert!(vault(&folder, 1).open(pin).is_err(), "{pin}");
        }
        assert_eq!(vault(&folder, 1).tries().unwrap(), Some(0));
    }

    #[test]
    fn after_the_last_try_even_the_right_pin_opens_nothing() {
        let folder = sealed();
        let vault = vault(&folder, 1);
        for number in 1..=LIMIT {
            let opened = vault.open("000000").unwrap();
            assert_eq!(matches!(opened, Opened::Exhausted), number == LIMIT, "{number}");
        }
        assert!(matches!(vault.open("804217").unwrap(), Opened::Exhausted));
    }

    #[test]
    fn elsewhere_or_damaged_it_is_worth_nothing() {
        let folder = sealed();
        assert!(matches!(vault(&folder, 2).open("804217").unwrap(), Opened::Unreadable));
        let path = folder.path().join("vault.key");
        let mut octets = std::fs::read(&path).unwrap();
        let middle = octets.len() / 2;
        octets[middle] ^= 1;
        std::fs::write(&path, octets).unwrap();
        assert!(matches!(vault(&folder, 1).open("804217").unwrap(), Opened::Unreadable));
        assert_eq!(vault(&folder, 1).tries().unwrap(), None);
    }

    #[test]
    fn waits_only_grow() {
        assert!((0..LIMIT).all(|tries| wait(tries) <= wait(tries + 1)));
        assert_eq!((wait(3).as_secs(), wait(4).as_secs(), wait(9).as_secs()), (0, 30, 300));
    }
}
