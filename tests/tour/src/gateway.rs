//! The sandbox, started and stopped off the async threads: it has threads of its own and waits for them.

use crate::broken::{Broken, Held};
use crate::door::Door;
use shebao_sandbox::{Options, Running, Sandbox};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The fictional citizen who takes the tour, and whom `serve` offers. Number and phone are invented; the region does not exist.
const CITIZEN: [&str; 3] = ["王芳", "99010019880315024X", "13800005678"];

/// A running gateway.
pub struct Gateway {
    running: Arc<Running>,
}

impl Gateway {
    /// Starts it over the books in `folder`, at `port` (0: any free one).
    pub async fn start(folder: &Path, seed: u64, port: u16) -> Held<Self> {
        let mut options = Options::new(folder.to_owned(), seed);
        options.port = (port != 0).then_some(port);
        let running = off_threads(move || Sandbox::start(options)).await?;
        let running = running.map_err(|error| Broken::new(format!("the gateway does not start: {error}")))?;
        Ok(Self { running: Arc::new(running) })
    }

    /// How to reach it; writes the bureau's public configuration into `folder`.
    pub async fn door(&self, folder: &Path) -> Held<Door> {
        let running = self.running.clone();
        let bureau = folder.join("bureau.json");
        off_threads(move || door(&running, bureau)).await?
    }

    /// Stops it: connections are cut, the books closed.
    pub async fn stop(&self) -> Held {
        let running = self.running.clone();
        off_threads(move || running.stop()).await
    }

    /// Starts it again over the same books, at the same addresses.
    pub async fn start_again(&self) -> Held {
        let running = self.running.clone();
        let started = off_threads(move || running.start_again()).await?;
        started.map_err(|error| Broken::new(format!("the gateway does not start again: {error}")))
    }
}

fn door(running: &Running, bureau: PathBuf) -> Held<Door> {
    std::fs::write(&bureau, running.bureau_json())?;
    Ok(Door {
        url: running.url(),
        operator_url: running.operator_url(),
        operator_token: running.operator_token().to_owned(),
        fingerprint: running.fingerprint(),
        bureau: std::path::absolute(bureau)?,
        enrolment_code: running.enrolment_code(),
        typed_code: running.typed_code(),
        citizen: CITIZEN.map(str::to_owned),
    })
}

async fn off_threads<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Held<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Broken::new("the gateway's thread was lost"))
}
