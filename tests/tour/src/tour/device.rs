//! The citizen's device: a folder, a software key store, and someone who is told what changed.

use crate::args::Lang;
use crate::broken::Held;
use shebao_core::{Change, Citizen, Config, Observer, ObserverError, SoftwareKeyStore};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often the core said that a part changed.
#[derive(Clone, Default)]
pub struct Changes(Arc<AtomicUsize>);

impl Changes {
    /// So often, until now.
    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Observer for Changes {
    fn on_change(&self, _: Change) -> Result<(), ObserverError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Opens the app in `folder`: what it keeps lies in `app`, the device's keys beside it.
pub async fn open(folder: &Path, bureau: &str, lang: Lang, changes: &Changes) -> Held<Arc<Citizen>> {
    let app = folder.join("app");
    std::fs::create_dir_all(&app)?;
    let keys = SoftwareKeyStore::open(folder.join("keys").display().to_string(), None)?;
    let config = Config {
        directory: app.display().to_string(),
        bureau: bureau.to_owned(),
        language: lang.tag().to_owned(),
        client: concat!("tour/", env!("CARGO_PKG_VERSION")).to_owned(),
    };
    Ok(Citizen::open(config, keys, Arc::new(changes.clone())).await?)
}
