//! What the core asks of the device: somewhere to keep keys, and someone to tell that something changed.

use crate::error::CitizenError;

/// The device's own key store: Android Keystore, the Secure Enclave, or a file on a desktop.
///
/// Synchronous on purpose; the core calls it off its async threads. Keys are P-256 and never leave the store.
/// `sign` takes the message, not its digest: ring, Android's `SHA256withECDSA` and the Secure Enclave all hash themselves.
#[uniffi::export(rust, foreign)]
pub trait KeyStore: Send + Sync {
    /// True if this phone has a screen lock or biometrics, so that a key made with `presence` can ask for its user. Where it is false the
    /// core never asks for such a key: the PIN, counted by the gateway, stands in.
    fn has_secure_lock(&self) -> Result<bool, KeyStoreError>;
    /// Makes a key pair, replacing one of the same name. With `presence`, each signature needs the user there.
    /// Returns the public key: 65 octets, uncompressed SEC 1.
    fn create(&self, name: String, presence: bool) -> Result<Vec<u8>, KeyStoreError>;
    /// The public key, or `None` if there is no such key (any more).
    fn public_key(&self, name: String) -> Result<Option<Vec<u8>>, KeyStoreError>;
    /// ECDSA over SHA-256 of `message`, DER. `prompt` is what the system's dialog says, for keys that need presence.
    fn sign(&self, name: String, message: Vec<u8>, prompt: Option<Prompt>) -> Result<Vec<u8>, KeyStoreError>;
    /// Seals at most 256 octets under a key that never leaves the device.
    fn wrap(&self, secret: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;
    /// Opens what `wrap` sealed.
    fn unwrap(&self, sealed: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;
    /// The last anchor written, if any. Kept apart from the app's files, so that putting old files back is noticed.
    fn read_anchor(&self) -> Result<Option<Vec<u8>>, KeyStoreError>;
    /// Replaces the anchor, durably. At most 64 octets.
    fn write_anchor(&self, anchor: Vec<u8>) -> Result<(), KeyStoreError>;
    /// Destroys a key; `root` destroys the one `wrap` uses. No key is no error.
    fn delete(&self, name: String) -> Result<(), KeyStoreError>;
}

/// What the system's own dialog is to say. Codes: the shell has the words.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Prompt {
    /// Confirm a payment.
    ConfirmPayment {
        /// How much.
        amount: crate::money::Money,
    },
    /// Ask to stop a payment.
    ConfirmCancel,
    /// Sign an auto-debit mandate, or change its terms.
    ConfirmMandate {
        /// The most one debit may take.
        cap: crate::money::Money,
    },
    /// End an auto-debit mandate.
    ConfirmStopMandate,
    /// Remove another device.
    ConfirmRemoveDevice,
    /// Report a card lost.
    ConfirmLossReport,
    /// Take such a report back.
    ConfirmLossTakeBack,
    /// Ask for another card.
    ConfirmReplaceCard,
    /// Prove possession while enrolling.
    Enrol,
}

/// Why a key store could not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyStoreError {
    /// The key is gone, for example because the screen lock was removed. Sign in again.
    #[error("key lost")]
    KeyLost,
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The device cannot do it now.
    #[error("unavailable")]
    Unavailable,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyStoreError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

impl From<KeyStoreError> for CitizenError {
    fn from(error: KeyStoreError) -> Self {
        match error {
            KeyStoreError::KeyLost => Self::SignedOut,
            KeyStoreError::Cancelled => Self::Cancelled,
            KeyStoreError::Unavailable => Self::internal("key store"),
        }
    }
}

/// Told which part changed, never the data: screens read `view()` again. The one way a screen learns anything.
#[uniffi::export(rust, foreign)]
pub trait Observer: Send + Sync {
    /// This part changed. Called from the core's own threads, in order.
    fn on_change(&self, change: Change) -> Result<(), ObserverError>;
}

/// A part of the app that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum Change {
    /// Signed in, out, locked, expired.
    Session,
    /// The card.
    Card,
    /// The five insurances.
    Insurance,
    /// Bills and orders.
    Payments,
    /// Messages.
    Inbox,
    /// News, guides, policies.
    News,
    /// What home shows.
    Home,
}

/// An observer failed. It is logged nowhere and changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ObserverError {
    /// The other side threw.
    #[error("observer failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ObserverError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}
