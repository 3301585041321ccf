//! Opening an app's folder: each room in its order.

use super::Config;
use crate::bureau::Bureau;
use crate::durable;
use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::platform::{KeyStore, Observer};
use crate::secrets::Secrets;
use crate::session::Keeper;
use crate::store::Store;
use crate::wire::Wire;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// What every feature is made of, and what keeps the session's token. Blocks: disk and key store.
pub(super) fn open(
    config: Config,
    keys: Arc<dyn KeyStore>,
    observer: Arc<dyn Observer>,
) -> Outcome<(Arc<Parts>, Arc<Keeper>)> {
    let bureau = Bureau::parse(&config.bureau, SystemTime::now())?;
    if config.directory.is_empty() {
        return Err(CitizenError::internal("directory"));
    }
    let directory = PathBuf::from(&config.directory);
    fs::create_dir_all(&directory).map_err(|error| durable::failed(&error, "directory"))?;
    // First of all: another process' key store may not open what ours sealed, and would begin anew in the middle of our work.
    let lock = Store::lock(&directory)?;
    let secrets = Secrets::open(&directory, &keys)?;
    let store = Store::open(&directory, &secrets, lock)?;
    if let Ok(Some(kept)) = store.configuration() {
        // One that no longer verifies, or is older than the built-in copy, changes nothing.
        let _ = bureau.keys.offer(&kept.value, SystemTime::now());
    }
    let keeper = Keeper::new(store.clone(), secrets.clone(), keys.clone(), observer.clone());
    let wire = Wire::new(&bureau, &config.client, &config.language, keys.clone(), keeper.clone())?;
    let Config { client, language, .. } = config;
    let parts = Parts::new(directory, bureau, client, language, wire, store, secrets, keys, observer);
    Ok((Arc::new(parts), keeper))
}
