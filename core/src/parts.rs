//! What every feature is made of. One for each open [`Citizen`](crate::Citizen).

use crate::bureau::Bureau;
use crate::error::Outcome;
use crate::platform::{Change, KeyStore, Observer};
use crate::rules::Rules;
use crate::secrets::Secrets;
use crate::store::Store;
use crate::wire::Wire;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// The rooms a feature works with.
pub(crate) struct Parts {
    /// The app's own folder.
    pub directory: PathBuf,
    /// Whom we talk to, and whose signatures we believe.
    pub bureau: Bureau,
    /// `<platform>/<version>` of this app.
    pub client: String,
    /// `zh-CN` or `en`: the language of what the core prints, and of what is asked of the gateway.
    pub language: String,
    /// The gateway.
    pub wire: Wire,
    /// What is kept.
    pub store: Store,
    /// The root keys of what is kept.
    pub secrets: Secrets,
    /// The device's keys.
    pub keys: Arc<dyn KeyStore>,
    /// The rules of the region.
    pub rules: Rules,
    observer: Arc<dyn Observer>,
}

impl Parts {
    /// One argument for each room: made in one place, `citizen/opening.rs`.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn new(
        directory: PathBuf,
        bureau: Bureau,
        client: String,
        language: String,
        wire: Wire,
        store: Store,
        secrets: Secrets,
        keys: Arc<dyn KeyStore>,
        observer: Arc<dyn Observer>,
    ) -> Self {
        let rules = Rules::default();
        Self { directory, bureau, client, language, wire, store, secrets, keys, rules, observer }
    }

    /// Whether something new may be begun, by the bureau's configuration: `Outdated`, or `Unavailable` during maintenance.
    pub(crate) fn may_begin(&self, function: &str) -> Outcome<()> {
        self.bureau.keys.configuration().may_begin(function, &self.client, SystemTime::now())
    }

    /// Tells the shell that a part changed; home is told with it, since it is made of the others.
    pub(crate) fn changed(&self, change: Change) {
        // A failing observer is the shell's defect; nothing of ours depends on it.
        let _ = self.observer.on_change(change);
        if change != Change::Home {
            let _ = self.observer.on_change(Change::Home);
        }
    }
}
