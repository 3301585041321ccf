//! Requests and octets, counted; a log of method, path and status, and nothing else.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// Most requests remembered.
const REMEMBERED: usize = 10_000;

/// A request as the log keeps it: no query, no header, no body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The status; 0 if the connection was cut instead of answering.
    pub status: u16,
}

/// What is counted while the sandbox runs.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) requests: AtomicU64,
    pub(crate) connections: AtomicU64,
    pub(crate) octets: Arc<Octets>,
    tls: Mutex<Option<String>>,
    log: Mutex<VecDeque<Logged>>,
}

/// Octets on the network, TLS included.
#[derive(Debug, Default)]
pub(crate) struct Octets {
    pub(crate) received: AtomicU64,
    pub(crate) sent: AtomicU64,
}

impl Counters {
    pub(crate) fn log(&self, method: &str, path: &str, status: u16) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        if log.len() == REMEMBERED {
            log.pop_front();
        }
        log.push_back(Logged { method: method.to_owned(), path: path.to_owned(), status });
    }

    pub(crate) fn logged(&self) -> Vec<Logged> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    pub(crate) fn set_tls(&self, version: Option<rustls::ProtocolVersion>) {
        let name = version.map(|v| format!("{v:?}"));
        *self.tls.lock().unwrap_or_else(PoisonError::into_inner) = name;
    }

    pub(crate) fn tls(&self) -> Option<String> {
        self.tls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A connection whose octets are counted.
pub(crate) struct Counted {
    pub(crate) stream: TcpStream,
    pub(crate) octets: Arc<Octets>,
}

fn add(counter: &AtomicU64, n: usize) {
    counter.fetch_add(u64::try_from(n).unwrap_or(0), Ordering::Relaxed);
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        add(&self.octets.received, buf.filled().len().saturating_sub(before));
        polled
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, buf);
        if let Poll::Ready(Ok(n)) = &polled {
            add(&self.octets.sent, *n);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
