//! The key store of a phone without a secure lock.

use shebao_core::{KeyStore, KeyStoreError, Prompt, SoftwareKeyStore};
use std::sync::Arc;

/// Can ask nobody: a key that should ask is refused, and so is a dialog.
pub struct NoLock(pub Arc<SoftwareKeyStore>);

impl KeyStore for NoLock {
    fn has_secure_lock(&self) -> Result<bool, KeyStoreError> {
        Ok(false)
    }
    fn create(&self, name: String, presence: bool) -> Result<Vec<u8>, KeyStoreError> {
        if presence { Err(KeyStoreError::Unavailable) } else { self.0.create(name, false) }
    }
    fn public_key(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        self.0.public_key(name)
    }
    fn sign(&self, name: String, message: Vec<u8>, prompt: Option<Prompt>) -> Result<Vec<u8>, KeyStoreError> {
        match prompt {
            Some(_) => Err(KeyStoreError::Unavailable),
            None => self.0.sign(name, message, None),
        }
    }
    fn wrap(&self, secret: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        self.0.wrap(secret)
    }
    fn unwrap(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        self.0.unwrap(sealed)
    }
    fn read_anchor(&self) -> Result<Option<Vec<u8>>, KeyStoreError> {
        self.0.read_anchor()
    }
    fn write_anchor(&self, anchor: Vec<u8>) -> Result<(), KeyStoreError> {
        self.0.write_anchor(anchor)
    }
    fn delete(&self, name: String) -> Result<(), KeyStoreError> {
        self.0.delete(name)
    }
}
