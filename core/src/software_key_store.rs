//! A key store in plain software, for desktops and tests. A phone has a better one; this is never in what ships to one.
//!
//! All keys lie in one file, sealed under a passphrase (PBKDF2-HMAC-SHA256) or, without one, under a random key in a file beside it.
//! The latter keeps nothing from whoever can read both files: it is for trying things out.

use crate::durable;
use crate::error::{CitizenError, Outcome};
use crate::platform::{KeyStore, KeyStoreError, Prompt};
use crate::sealing;
use crate::secrets::{Secret, random};
use crate::signed::{decode, encode};
use ring::pbkdf2;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet, 2023).
const ROUNDS: NonZeroU32 = NonZeroU32::MIN.saturating_add(599_999);
const SALT: usize = 16;
const LIMIT: u64 = 64 * 1024;
const CONTEXT: &[u8] = b"shebao software key store v1";
/// The key `wrap` uses, among the others.
const WRAPPING: &str = "root";

/// The key store of a desktop or a test: plain software, one file.
#[derive(uniffi::Object)]
pub struct SoftwareKeyStore {
    path: PathBuf,
    sealing: Secret,
    salt: [u8; SALT],
    contents: Mutex<Contents>,
}

#[derive(Default, Serialize, Deserialize)]
struct Contents {
    /// PKCS #8, base64url.
    pairs: BTreeMap<String, String>,
    /// 32 octets, base64url.
    wrapping: Option<String>,
    anchor: Option<String>,
}

#[uniffi::export]
impl SoftwareKeyStore {
    /// Opens the file, or makes it. With a passphrase the file is sealed under it; a wrong one is `Unavailable`, and nothing is touched.
    #[uniffi::constructor]
    pub fn open(path: String, passphrase: Option<String>) -> Result<Arc<Self>, KeyStoreError> {
        open(PathBuf::from(path), passphrase.as_deref()).map(Arc::new).map_err(|_| KeyStoreError::Unavailable)
    }
}

fn open(path: PathBuf, passphrase: Option<&str>) -> Outcome<SoftwareKeyStore> {
    let kept = durable::read(&path, LIMIT)?;
    let salt = match kept.as_deref().and_then(|file| file.first_chunk::<SALT>()) {
        Some(salt) => *salt,
        None => random::<SALT>()?,
    };
    let sealing = match passphrase {
        Some(passphrase) => {
            let mut octets = [0; 32];
            pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, &salt, passphrase.as_bytes(), &mut octets);
            Secret::from_octets(octets)
        }
        None => key_beside(&path)?,
    };
    let contents = match &kept {
        None => Contents::default(),
        Some(file) => {
            let sealed = file.get(SALT..).unwrap_or_default();
            let plain =
                sealing::open(&sealing, CONTEXT, sealed).ok_or(CitizenError::internal("key store file"))?;
            serde_json::from_slice(&plain).map_err(|_| CitizenError::internal("key store contents"))?
        }
    };
    let store = SoftwareKeyStore { path, sealing, salt, contents: Mutex::new(contents) };
    store.save(&store.contents())?;
    Ok(store)
}

/// The random key of a store without a passphrase.
fn key_beside(path: &std::path::Path) -> Outcome<Secret> {
    let file = durable::beside(path, "open");
    if let Some(octets) = durable::read(&file, 32)?.and_then(|octets| <[u8; 32]>::try_from(octets).ok()) {
        return Ok(Secret::from_octets(octets));
    }
    let key = Secret::random()?;
    durable::write(&file, key.octets())?;
    Ok(key)
}

impl SoftwareKeyStore {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn save(&self, contents: &Contents) -> Outcome<()> {
        let plain = serde_json::to_vec(contents).map_err(|_| CitizenError::internal("key store form"))?;
        let mut file = self.salt.to_vec();
        file.extend(sealing::seal(&self.sealing, CONTEXT, &plain)?);
        durable::write(&self.path, &file)
    }

    fn change(&self, change: impl FnOnce(&mut Contents)) -> Result<(), KeyStoreError> {
        let mut contents = self.contents();
        change(&mut contents);
        self.save(&contents).map_err(|_| KeyStoreError::Unavailable)
    }

    fn pair(&self, name: &str) -> Result<Option<EcdsaKeyPair>, KeyStoreError> {
        let Some(text) = self.contents().pairs.get(name).cloned() else { return Ok(None) };
        let pkcs8 = decode(&text).map_err(|_| KeyStoreError::KeyLost)?;
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &pkcs8, &SystemRandom::new())
            .map(Some)
            .map_err(|_| KeyStoreError::KeyLost)
    }

    fn wrapping(&self) -> Result<Option<Secret>, KeyStoreError> {
        let Some(text) = self.contents().wrapping.clone() else { return Ok(None) };
        let octets = decode(&text).ok().and_then(|octets| <[u8; 32]>::try_from(octets).ok());
        octets.map(|octets| Some(Secret::from_octets(octets))).ok_or(KeyStoreError::KeyLost)
    }
}

#[uniffi::export]
impl KeyStore for SoftwareKeyStore {
    /// Whoever sits at a desktop has opened it.
    fn has_secure_lock(&self) -> Result<bool, KeyStoreError> {
        Ok(true)
    }

    fn create(&self, name: String, _presence: bool) -> Result<Vec<u8>, KeyStoreError> {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new())
            .map_err(|_| KeyStoreError::Unavailable)?;
        self.change(|contents| {
            contents.pairs.insert(name.clone(), encode(pkcs8.as_ref()));
        })?;
        self.public_key(name)?.ok_or(KeyStoreError::Unavailable)
    }

    fn public_key(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(self.pair(&name)?.map(|pair| pair.public_key().as_ref().to_vec()))
    }

    /// There is nobody to ask: whoever runs a desktop program is present.
    fn sign(
        &self,
        name: String,
        message: Vec<u8>,
        _prompt: Option<Prompt>,
    ) -> Result<Vec<u8>, KeyStoreError> {
        let pair = self.pair(&name)?.ok_or(KeyStoreError::KeyLost)?;
        let signature = pair.sign(&SystemRandom::new(), &message).map_err(|_| KeyStoreError::Unavailable)?;
        Ok(signature.as_ref().to_vec())
    }

    fn wrap(&self, secret: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let key = match self.wrapping()? {
            Some(key) => key,
            None => {
                let key = Secret::random().map_err(|_| KeyStoreError::Unavailable)?;
                self.change(|contents| contents.wrapping = Some(encode(key.octets())))?;
                key
            }
        };
        sealing::seal(&key, CONTEXT, &secret).map_err(|_| KeyStoreError::Unavailable)
    }

    fn unwrap(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let key = self.wrapping()?.ok_or(KeyStoreError::KeyLost)?;
        sealing::open(&key, CONTEXT, &sealed).ok_or(KeyStoreError::KeyLost)
    }

    fn read_anchor(&self) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(self.contents().anchor.as_deref().and_then(|text| decode(text).ok()))
    }

    fn write_anchor(&self, anchor: Vec<u8>) -> Result<(), KeyStoreError> {
        self.change(|contents| contents.anchor = Some(encode(&anchor)))
    }

    fn delete(&self, name: String) -> Result<(), KeyStoreError> {
        self.change(|contents| {
            if name == WRAPPING {
                contents.wrapping = None;
            }
            contents.pairs.remove(&name);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signed::PublicKey;

    fn at(folder: &tempfile::TempDir) -> String {
        folder.path().join("keys").display().to_string()
    }

    #[test]
    fn keys_outlive_the_process_and_sign() {
        let folder = tempfile::tempdir().unwrap();
        let key = SoftwareKeyStore::open(at(&folder), None).unwrap().create("auth".into(), false).unwrap();
        let again = SoftwareKeyStore::open(at(&folder), None).unwrap();
        let signature = again.sign("auth".into(), b"message".to_vec(), None).unwrap();
        let raw = crate::signed::raw_signature(&signature).unwrap();
        assert_eq!(PublicKey::from_sec1(&key).unwrap().check(b"message", &raw), Ok(()));
    }

    #[test]
    fn a_wrong_passphrase_opens_nothing_and_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let first = SoftwareKeyStore::open(at(&folder), Some("right".into())).unwrap();
        first.write_anchor(vec![7]).unwrap();
        assert!(SoftwareKeyStore::open(at(&folder), Some("wrong".into())).is_err());
        assert!(SoftwareKeyStore::open(at(&folder), None).is_err());
        let again = SoftwareKeyStore::open(at(&folder), Some("right".into())).unwrap();
        assert_eq!(again.read_anchor(), Ok(Some(vec![7])));
    }

    #[test]
    fn a_deleted_key_is_lost_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let store = SoftwareKeyStore::open(at(&folder), None).unwrap();
        store.create("consent".into(), true).unwrap();
        let sealed = store.wrap(vec![1, 2, 3]).unwrap();
        assert_eq!(store.unwrap(sealed.clone()), Ok(vec![1, 2, 3]));
        store.delete("consent".into()).unwrap();
        store.delete("root".into()).unwrap();
        assert_eq!(store.sign("consent".into(), vec![], None), Err(KeyStoreError::KeyLost));
        assert_eq!(store.unwrap(sealed), Err(KeyStoreError::KeyLost));
    }
}
