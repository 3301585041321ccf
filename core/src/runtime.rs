//! The core's own threads. Every exported async method enters [`run`] first.
//!
//! Without it the caller's thread would poll our work (measured: 300 ms of it stalls a main thread 308 ms), and a cancelled Kotlin
//! coroutine would drop a payment half-way while Swift's ran on: the two apps would differ.

use crate::error::{CitizenError, Outcome};
use std::future::Future;
use std::sync::LazyLock;
use tokio::runtime::{Builder, Runtime};

static RUNTIME: LazyLock<Option<Runtime>> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("shebao")
        .enable_all()
        .build()
        .ok()
});

fn runtime() -> Outcome<&'static Runtime> {
    RUNTIME.as_ref().ok_or(CitizenError::internal("runtime"))
}

/// Runs `work` on the core's threads to its end, whatever happens to the caller.
pub(crate) async fn run<T: Send + 'static>(
    work: impl Future<Output = Outcome<T>> + Send + 'static,
) -> Outcome<T> {
    runtime()?.spawn(work).await.unwrap_or(Err(CitizenError::internal("task")))
}

/// Starts `work` and returns at once, for hints like `resumed()`.
pub(crate) fn start(work: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = runtime() {
        runtime.spawn(work);
    }
}

/// Runs what blocks (disk, key store, key derivation) off the async threads.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(CitizenError::internal("blocking task")))
}
