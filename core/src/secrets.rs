//! The two root keys everything on the device is sealed under, and the keys derived from them.
//!
//! * The **device root** opens without a PIN: it is random, wrapped by the platform's key store, in the file `device.key`.
//!   It guards what is not personal, what must be reachable while locked, and the journal.
//! * The **personal root** is in memory only while the app is unlocked. The session makes it and keeps it in its PIN vault, the file
//!   [`Secrets::vault`]; here it is only known to be absent, locked or open.

use crate::durable::{self, Lock};
use crate::error::{CitizenError, Outcome};
use crate::platform::{KeyStore, KeyStoreError};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::{SecureRandom, SystemRandom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use zeroize::{Zeroize, ZeroizeOnDrop};

const DEVICE_FILE: &str = "device.key";
const VAULT_FILE: &str = "vault.key";
/// `KeyStore::wrap` takes at most 256 octets; no platform adds more than this.
const WRAPPED_LIMIT: u64 = 4096;

/// 32 octets that are wiped when dropped. No `Debug`, no `Clone`: a key is never printed, and copies are made on purpose.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret([u8; 32]);

impl Secret {
    /// A fresh random one.
    pub(crate) fn random() -> Outcome<Self> {
        random().map(Self)
    }

    /// From octets known already, such as a push key the gateway gave.
    pub(crate) fn from_octets(octets: [u8; 32]) -> Self {
        Self(octets)
    }

    /// The octets, for a room that hands them to a primitive.
    pub(crate) fn octets(&self) -> &[u8] {
        &self.0
    }

    /// Another key, made from this one by HKDF-SHA256 for the use `label` names. `salt` may be empty.
    pub(crate) fn derive(&self, salt: &[u8], label: &[u8]) -> Secret {
        let mut octets = [0; 32];
        let filled = Salt::new(HKDF_SHA256, salt)
            .extract(&self.0)
            .expand(&[label], Length(32))
            .and_then(|okm| okm.fill(&mut octets));
        debug_assert!(filled.is_ok(), "32 octets are far below HKDF's limit");
        Secret(octets)
    }

    fn copy(&self) -> Self {
        Self(self.0)
    }
}

/// A length of output key material, in octets, as ring wants it.
pub(crate) struct Length(pub(crate) usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// Random octets from the system.
pub(crate) fn random<const N: usize>() -> Outcome<[u8; N]> {
    let mut octets = [0; N];
    SystemRandom::new().fill(&mut octets).map_err(|_| CitizenError::internal("random"))?;
    Ok(octets)
}

/// What a key derived from the device root is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DeviceLabel {
    /// What anyone may know: news, guides.
    PublicCache,
    /// MACs of names, so that no plain name is on disk.
    NameIndex,
    /// The money journal.
    Journal,
    /// The PIN vault: a stolen file without this device's key store cannot be tried at all.
    Vault,
}

/// What a key derived from the personal root is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonalLabel {
    /// Everything the gateway told about the citizen.
    Cache,
    /// Tokens.
    Session,
    /// The key pushes are sealed under.
    Push,
}

impl DeviceLabel {
    fn octets(self) -> &'static [u8] {
        match self {
            Self::PublicCache => b"shebao device public-cache v1",
            Self::NameIndex => b"shebao device name-index v1",
            Self::Journal => b"shebao device journal v1",
            Self::Vault => b"shebao device vault v1",
        }
    }
}

impl PersonalLabel {
    fn octets(self) -> &'static [u8] {
        match self {
            Self::Cache => b"shebao personal cache v1",
            Self::Session => b"shebao personal session v1",
            Self::Push => b"shebao personal push v1",
        }
    }
}

enum Personal {
    Absent,
    Locked,
    Open(Secret),
}

struct Roots {
    device: Secret,
    personal: Personal,
    /// How often a personal root was destroyed since opening.
    period: u64,
}

impl Roots {
    fn leave(&mut self) {
        self.personal = Personal::Absent;
        self.period = self.period.wrapping_add(1);
    }
}

/// The roots of one open app folder. Cheap to clone; all clones lock and unlock together.
#[derive(Clone)]
pub(crate) struct Secrets {
    inner: Arc<Inner>,
}

struct Inner {
    directory: PathBuf,
    keys: Arc<dyn KeyStore>,
    began_anew: bool,
    roots: Mutex<Roots>,
}

impl Secrets {
    /// Opens the device root, or makes it on first use. Blocking: asks the key store.
    ///
    /// If the platform's key is gone, nothing sealed before can ever be read again: a fresh root is made and
    /// [`began_anew`](Self::began_anew) says so. A key store that cannot answer *now* is an error, and nothing is touched.
    pub(crate) fn open(directory: &Path, keys: &Arc<dyn KeyStore>) -> Outcome<Self> {
        let file = directory.join(DEVICE_FILE);
        let vault = directory.join(VAULT_FILE);
        // Two processes at first use must not each make a root of their own.
        let _one = Lock::wait(&durable::beside(&file, "lock"))?;
        let (device, began_anew) = match durable::read(&file, WRAPPED_LIMIT)? {
            None => (make_device_root(&file, keys)?, false),
            Some(wrapped) => match unwrap(keys, wrapped)? {
                Some(device) => (device, false),
                None => {
                    durable::remove(&vault)?;
                    durable::rename(&file, &durable::beside(&file, "lost"))?;
                    (make_device_root(&file, keys)?, true)
                }
            },
        };
        let personal = if vault.exists() { Personal::Locked } else { Personal::Absent };
        Ok(Self {
            inner: Arc::new(Inner {
                directory: directory.to_owned(),
                keys: keys.clone(),
                began_anew,
                roots: Mutex::new(Roots { device, personal, period: 0 }),
            }),
        })
    }

    /// True if an earlier device root could not be opened any more, so that whatever was sealed under it is lost.
    pub(crate) fn began_anew(&self) -> bool {
        self.inner.began_anew
    }

    /// Where the session keeps the personal root, sealed. While this file is there, someone is signed in.
    pub(crate) fn vault(&self) -> PathBuf {
        self.inner.directory.join(VAULT_FILE)
    }

    /// The device's key for this use. Always there.
    pub(crate) fn device(&self, label: DeviceLabel) -> Secret {
        self.roots().device.derive(b"", label.octets())
    }

    /// The citizen's key for this use: `Locked` while the app is, `SignedOut` when nobody is signed in.
    pub(crate) fn personal(&self, label: PersonalLabel) -> Outcome<Secret> {
        match &self.roots().personal {
            Personal::Absent => Err(CitizenError::SignedOut),
            Personal::Locked => Err(CitizenError::Locked),
            Personal::Open(root) => Ok(root.derive(b"", label.octets())),
        }
    }

    /// Opens the app with the personal root the session's vault gave.
    pub(crate) fn unlock(&self, personal: Secret) {
        self.roots().personal = Personal::Open(personal);
    }

    /// Wipes the personal root from memory. Without one, nothing changes.
    pub(crate) fn lock(&self) {
        let mut roots = self.roots();
        if matches!(roots.personal, Personal::Open(_)) {
            roots.personal = Personal::Locked;
        }
    }

    /// A copy of the personal root, for the session to seal again under a new PIN.
    pub(crate) fn personal_root(&self) -> Outcome<Secret> {
        match &self.roots().personal {
            Personal::Absent => Err(CitizenError::SignedOut),
            Personal::Locked => Err(CitizenError::Locked),
            Personal::Open(root) => Ok(root.copy()),
        }
    }

    /// Changes whenever a citizen leaves: what was asked for one must not be kept for the next.
    pub(crate) fn period(&self) -> u64 {
        self.roots().period
    }

    /// Destroys the personal root, for example after the last PIN try. The device root, and with it the journal, stays readable.
    pub(crate) fn shred_personal(&self) -> Outcome<()> {
        self.roots().leave();
        durable::remove(&self.vault())
    }

    /// Destroys both roots and the platform key that wrapped them: nothing sealed before can be read by anyone any more.
    /// A fresh device root is made, so that the app can go on with nobody signed in. Blocking: asks the key store.
    pub(crate) fn shred(&self) -> Outcome<()> {
        let fresh = Secret::random()?;
        {
            let mut roots = self.roots();
            roots.leave();
            roots.device = fresh.copy();
        }
        let file = self.inner.directory.join(DEVICE_FILE);
        // Each is tried whatever became of the others: the more is destroyed, the better.
        let removed = durable::remove(&self.vault());
        let device = durable::remove(&file);
        let old = durable::remove(&durable::beside(&file, "lost"));
        let wrapping = self.inner.keys.delete("root".to_owned()).map_err(CitizenError::from);
        removed.and(device).and(old).and(wrapping)?;
        keep_device_root(&file, &fresh, &self.inner.keys)
    }

    fn roots(&self) -> MutexGuard<'_, Roots> {
        // A panic elsewhere leaves the roots whole: each change is one assignment.
        self.inner.roots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_device_root(file: &Path, keys: &Arc<dyn KeyStore>) -> Outcome<Secret> {
    let root = Secret::random()?;
    keep_device_root(file, &root, keys)?;
    Ok(root)
}

fn keep_device_root(file: &Path, root: &Secret, keys: &Arc<dyn KeyStore>) -> Outcome<()> {
    let wrapped = keys.wrap(root.octets().to_vec())?;
    if wrapped.len() as u64 > WRAPPED_LIMIT {
        return Err(CitizenError::internal("wrapped key"));
    }
    durable::write(file, &wrapped)
}

/// `None` if the key that wrapped it is gone, or the file is not what was written.
fn unwrap(keys: &Arc<dyn KeyStore>, wrapped: Vec<u8>) -> Outcome<Option<Secret>> {
    match keys.unwrap(wrapped) {
        Ok(mut plain) => {
            let root = <[u8; 32]>::try_from(plain.as_slice()).ok().map(Secret);
            plain.zeroize();
            Ok(root)
        }
        Err(KeyStoreError::KeyLost) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::sealing;
    use std::sync::atomic::{AtomicU8, Ordering};

    /// A key store that wraps under a key it can be told to lose. It signs nothing.
    pub(crate) struct Wrapping {
        generation: AtomicU8,
        available: AtomicU8,
    }

    impl Wrapping {
        pub(crate) fn new() -> Arc<Self> {
            Arc::new(Self { generation: AtomicU8::new(1), available: AtomicU8::new(1) })
        }

        fn key(&self) -> Result<Secret, KeyStoreError> {
            match self.available.load(Ordering::SeqCst) {
                0 => Err(KeyStoreError::Unavailable),
                _ => Ok(Secret::from_octets([self.generation.load(Ordering::SeqCst); 32])),
            }
        }
    }

    impl KeyStore for Wrapping {
        fn has_secure_lock(&self) -> Result<bool, KeyStoreError> {
            Ok(true)
        }
        fn create(&self, _: String, _: bool) -> Result<Vec<u8>, KeyStoreError> {
            Err(KeyStoreError::Unavailable)
        }
        fn public_key(&self, _: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
            Ok(None)
        }
        fn sign(
            &self,
            _: String,
            _: Vec<u8>,
            _: Option<crate::platform::Prompt>,
        ) -> Result<Vec<u8>, KeyStoreError> {
            Err(KeyStoreError::KeyLost)
        }
        fn wrap(&self, secret: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
            sealing::seal(&self.key()?, b"wrap", &secret).map_err(|_| KeyStoreError::Unavailable)
        }
        fn unwrap(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
            sealing::open(&self.key()?, b"wrap", &sealed).ok_or(KeyStoreError::KeyLost)
        }
        fn read_anchor(&self) -> Result<Option<Vec<u8>>, KeyStoreError> {
            Ok(None)
        }
        fn write_anchor(&self, _: Vec<u8>) -> Result<(), KeyStoreError> {
            Ok(())
        }
        fn delete(&self, name: String) -> Result<(), KeyStoreError> {
            assert_eq!(name, "root");
            self.generation.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }
    }

    fn same(a: &Secret, b: &Secret) -> bool {
        a.octets() == b.octets()
    }

    #[test]
    fn hkdf_answers_as_rfc_5869_test_case_1_says() {
        let salt: Vec<u8> = (0..=12).collect();
        let info: Vec<u8> = (0xf0..=0xf9).collect();
        let mut okm = [0; 42];
        Salt::new(HKDF_SHA256, &salt)
            .extract(&[0x0b; 22])
            .expand(&[&info], Length(42))
            .unwrap()
            .fill(&mut okm)
            .unwrap();
        let hex: String = okm.iter().map(|octet| format!("{octet:02x}")).collect();
        assert_eq!(
            hex,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
        );
    }

    #[test]
    fn the_device_root_outlives_the_process_and_opens_without_a_pin() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        let first = Secrets::open(folder.path(), &keys).unwrap();
        let again = Secrets::open(folder.path(), &keys).unwrap();
        assert!(same(&first.device(DeviceLabel::Journal), &again.device(DeviceLabel::Journal)));
        assert!(!same(&first.device(DeviceLabel::Journal), &first.device(DeviceLabel::NameIndex)));
        assert!(!again.began_anew());
    }

    #[test]
    fn the_personal_root_is_there_only_while_unlocked() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        let secrets = Secrets::open(folder.path(), &keys).unwrap();
        let ask = |secrets: &Secrets| secrets.personal(PersonalLabel::Cache).map(|_| ());
        secrets.lock();
        assert_eq!(ask(&secrets), Err(CitizenError::SignedOut));
        secrets.unlock(Secret::from_octets([9; 32]));
        assert_eq!(ask(&secrets), Ok(()));
        secrets.clone().lock();
        assert_eq!(ask(&secrets), Err(CitizenError::Locked));
        durable::write(&secrets.vault(), b"the session's").unwrap();
        assert_eq!(ask(&Secrets::open(folder.path(), &keys).unwrap()), Err(CitizenError::Locked));
        secrets.shred_personal().unwrap();
        assert_eq!(ask(&secrets), Err(CitizenError::SignedOut));
        assert_eq!(ask(&Secrets::open(folder.path(), &keys).unwrap()), Err(CitizenError::SignedOut));
    }

    #[test]
    fn shredding_destroys_both_roots_and_leaves_a_working_device() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        let secrets = Secrets::open(folder.path(), &keys).unwrap();
        let before = secrets.device(DeviceLabel::Journal);
        let stolen = std::fs::read(folder.path().join(DEVICE_FILE)).unwrap();
        durable::write(&secrets.vault(), b"the session's").unwrap();
        secrets.unlock(Secret::from_octets([9; 32]));
        secrets.shred().unwrap();
        assert!(!same(&before, &secrets.device(DeviceLabel::Journal)));
        assert_eq!(secrets.personal(PersonalLabel::Cache).map(|_| ()), Err(CitizenError::SignedOut));
        assert!(keys.unwrap(stolen).is_err(), "the platform key is gone as well");
        let again = Secrets::open(folder.path(), &keys).unwrap();
        assert!(same(&again.device(DeviceLabel::Vault), &secrets.device(DeviceLabel::Vault)));
    }

    #[test]
    fn a_lost_platform_key_or_a_damaged_file_begins_anew_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        for damage in 0..2 {
            let secrets = Secrets::open(folder.path(), &keys).unwrap();
            durable::write(&secrets.vault(), b"the session's").unwrap();
            if damage == 0 {
                keys.delete("root".to_owned()).unwrap();
            } else {
                std::fs::write(folder.path().join(DEVICE_FILE), b"x").unwrap();
            }
            let again = Secrets::open(folder.path(), &keys).unwrap();
            assert!(again.began_anew());
            assert!(!same(&again.device(DeviceLabel::Vault), &secrets.device(DeviceLabel::Vault)));
            assert!(!again.vault().exists(), "a vault nobody can open any more is not a sign-in");
        }
    }

    #[test]
    fn a_key_store_that_cannot_answer_now_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Wrapping::new();
        let keys: Arc<dyn KeyStore> = store.clone();
        let first = Secrets::open(folder.path(), &keys).unwrap().device(DeviceLabel::Vault);
        store.available.store(0, Ordering::SeqCst);
        assert!(matches!(Secrets::open(folder.path(), &keys), Err(CitizenError::Internal { .. })));
        store.available.store(1, Ordering::SeqCst);
        assert!(same(&first, &Secrets::open(folder.path(), &keys).unwrap().device(DeviceLabel::Vault)));
    }
}
