//! An app of a test's own: the real core on a folder that goes with the test, a key store in software, an observer that remembers.

use crate::{NoLock, Recorder};
use shebao_core::{Citizen, CitizenError, Config, KeyStore, SoftwareKeyStore};
use std::sync::Arc;

/// One phone.
pub struct App {
    /// The app, open.
    pub citizen: Arc<Citizen>,
    /// The phone's key store.
    pub keys: Arc<SoftwareKeyStore>,
    /// What the screens were told.
    pub heard: Arc<Recorder>,
    /// The app's folder; the key store's file lies beside it, as on a phone.
    pub folder: tempfile::TempDir,
    bureau: String,
    lock: bool,
}

impl App {
    /// A new phone for this bureau.
    pub async fn new(bureau: &str) -> Self {
        Self::with(bureau, true).await
    }

    /// The same without a secure lock: its key store can ask nobody.
    pub async fn without_lock(bureau: &str) -> Self {
        Self::with(bureau, false).await
    }

    /// A phone whose folder is there already.
    pub async fn over(folder: tempfile::TempDir, bureau: &str) -> Self {
        Self::opened(folder, bureau, true).await
    }

    async fn with(bureau: &str, lock: bool) -> Self {
        Self::opened(tempfile::tempdir().unwrap(), bureau, lock).await
    }

    async fn opened(folder: tempfile::TempDir, bureau: &str, lock: bool) -> Self {
        let keys =
            SoftwareKeyStore::open(folder.path().join("keystore").display().to_string(), None).unwrap();
        let heard = Recorder::new();
        let citizen = open(&folder, bureau, device(&keys, lock), heard.clone()).await.unwrap();
        Self { citizen, keys, heard, folder, bureau: bureau.to_owned(), lock }
    }

    /// Where the app keeps its files.
    pub fn files(&self) -> std::path::PathBuf {
        self.folder.path().join("app")
    }

    /// Opens the same folder once more, as a second process would.
    pub async fn open_again(&self) -> Result<Arc<Citizen>, CitizenError> {
        open(&self.folder, &self.bureau, device(&self.keys, self.lock), Recorder::new()).await
    }

    /// The process ends without a word. Its folder is left to another process, which opens the key store anew as well.
    pub async fn left(self) -> tempfile::TempDir {
        self.closed().await.folder
    }

    /// The process ends without a word, and is started again.
    pub async fn restart(self) -> Self {
        self.closed().await.reopened().await
    }

    /// The process ends without a word.
    pub async fn closed(self) -> Closed {
        let Self { citizen, keys, heard, folder, bureau, lock } = self;
        let alone = Arc::downgrade(&citizen);
        drop(citizen);
        // Work the core still does holds on to the app; it ends by itself.
        for _ in 0..500 {
            if alone.strong_count() == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        Closed { keys, heard, folder, bureau, lock }
    }
}

/// A phone whose app does not run.
pub struct Closed {
    keys: Arc<SoftwareKeyStore>,
    heard: Arc<Recorder>,
    folder: tempfile::TempDir,
    bureau: String,
    lock: bool,
}

impl Closed {
    /// Where the app keeps its files.
    pub fn files(&self) -> std::path::PathBuf {
        self.folder.path().join("app")
    }

    /// The app is started again.
    pub async fn reopened(self) -> App {
        let Self { keys, heard, folder, bureau, lock } = self;
        let mut opened = open(&folder, &bureau, device(&keys, lock), heard.clone()).await;
        for _ in 0..500 {
            if opened.is_ok() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            opened = open(&folder, &bureau, device(&keys, lock), heard.clone()).await;
        }
        App { citizen: opened.unwrap(), keys, heard, folder, bureau, lock }
    }
}

fn device(keys: &Arc<SoftwareKeyStore>, lock: bool) -> Arc<dyn KeyStore> {
    if lock { keys.clone() } else { Arc::new(NoLock(keys.clone())) }
}

async fn open(
    folder: &tempfile::TempDir,
    bureau: &str,
    keys: Arc<dyn KeyStore>,
    heard: Arc<Recorder>,
) -> Result<Arc<Citizen>, CitizenError> {
    let config = Config {
        directory: folder.path().join("app").display().to_string(),
        bureau: bureau.to_owned(),
        language: "zh-CN".to_owned(),
        client: "test/0.1.0".to_owned(),
    };
    Citizen::open(config, keys, heard).await
}
