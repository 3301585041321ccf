//! TLS connections in, requests out: HTTP/2 and HTTP/1.1, cut when the network goes down.

use super::counters::Counted;
use super::host::Host;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// The request is not answered: hyper resets the stream (HTTP/2) or closes the connection (HTTP/1.1).
#[derive(Debug, thiserror::Error)]
#[error("cut")]
pub(crate) struct Cut;

/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Whose connections these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Apps: counted.
    Citizens,
    /// The operator: no part of what an app costs.
    Operator,
}

/// Accepts until `stop` says so. `answer` answers one request.
pub(crate) async fn listen<F, Fut>(
    host: Arc<Host>,
    side: Side,
    listener: TcpListener,
    tls: TlsAcceptor,
    mut stop: watch::Receiver<bool>,
    answer: F,
) where
    F: Fn(Request<Incoming>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response<Body>, Cut>> + Send + 'static,
{
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|s| *s) => return,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file handles, for instance: breathe, then go on.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        // While the network is down an app's connection dies at once; the operator sits inside.
        if side == Side::Operator || host.network.borrow().1 {
            tokio::spawn(connection(host.clone(), side, stream, tls.clone(), stop.clone(), answer.clone()));
        }
    }
}

async fn connection<F, Fut>(
    host: Arc<Host>,
    side: Side,
    stream: TcpStream,
    tls: TlsAcceptor,
    mut stop: watch::Receiver<bool>,
    answer: F,
) where
    F: Fn(Request<Incoming>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response<Body>, Cut>> + Send + 'static,
{
    let mut network = host.network.subscribe();
    let _ = stream.set_nodelay(true);
    let serve = async {
        let octets = match side {
            Side::Citizens => host.counters.octets.clone(),
            Side::Operator => Arc::default(),
        };
        let counted = Counted { stream, octets };
        let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(counted)).await else { return };
        if side == Side::Citizens {
            host.counters.connections.fetch_add(1, Ordering::Relaxed);
            host.counters.set_tls(stream.get_ref().1.protocol_version());
        }
        let mut http = auto::Builder::new(TokioExecutor::new());
        http.http1().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(20));
        http.http2().timer(TokioTimer::new()).max_concurrent_streams(128).max_header_list_size(32 * 1024);
        // An error here is the client's going away, or our cutting it.
        let _ = http.serve_connection(TokioIo::new(stream), service_fn(answer)).await;
    };
    tokio::select! {
        () = serve => {}
        _ = network.changed(), if side == Side::Citizens => {}
        _ = stop.wait_for(|s| *s) => {}
    }
}
