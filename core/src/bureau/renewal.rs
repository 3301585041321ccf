//! Asking the bureau for a newer configuration.

use crate::error::Outcome;
use crate::parts::Parts;
use crate::runtime;
use crate::store::{Kept, Room, Store};
use crate::wire::{Reply, Wire};
use serde::Deserialize;
use std::sync::Arc;
use std::time::SystemTime;

const CONFIGURATION: &str = "configuration";

/// Asks for a newer signed configuration and keeps it. One that does not verify, or is older, is refused and changes nothing.
pub(crate) async fn renew(parts: &Arc<Parts>) -> Outcome<()> {
    let with = parts.clone();
    let kept = runtime::blocking(move || with.store.configuration()).await?;
    let etag = kept.and_then(|kept| kept.etag);
    let Reply::New { body, etag } = parts.wire.newest_configuration(etag.as_deref()).await? else {
        return Ok(());
    };
    parts.bureau.keys.offer(&body, SystemTime::now())?;
    let store = parts.store.clone();
    runtime::blocking(move || store.keep_configuration(body, etag)).await
}

impl Wire {
    async fn newest_configuration(&self, etag: Option<&str>) -> Outcome<Reply<String>> {
        #[derive(Deserialize)]
        struct Configuration {
            jws: String,
        }
        Ok(match self.get_public("/config", etag).await? {
            Reply::New { body: Configuration { jws }, etag } => Reply::New { body: jws, etag },
            Reply::NotModified => Reply::NotModified,
        })
    }
}

impl Store {
    /// The newest signed configuration that was verified, as it was signed, with its validator.
    pub(crate) fn configuration(&self) -> Outcome<Option<Kept<String>>> {
        self.read(Room::Public, CONFIGURATION)
    }

    /// Keeps it in place of the one before.
    pub(crate) fn keep_configuration(&self, jws: String, etag: Option<String>) -> Outcome<()> {
        let kept = Kept { value: jws, etag, as_of: SystemTime::now() };
        self.write(Room::Public, CONFIGURATION, &kept)
    }
}
