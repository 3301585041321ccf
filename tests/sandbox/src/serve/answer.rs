//! One request: counted, hit by its fault if it has one, handed to the router, marked as fictional.

use super::faults::{Fault, FaultKind};
use super::host::Host;
use super::listen::Cut;
use crate::problem::{NeedsNonce, Problem};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request, Response};
use axum::response::IntoResponse;
use hyper::body::Incoming;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// Largest request body, in octets.
pub(crate) const LARGEST_BODY: usize = 64 * 1024;

/// Marks the second pass of an injected duplicate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replayed;

/// Answers a citizen's request. What was begun is finished even if the client goes away.
pub(crate) async fn answer(
    host: Arc<Host>,
    router: Router,
    mut request: Request<Incoming>,
) -> Result<Response<Body>, Cut> {
    let method = request.method().as_str().to_owned();
    let path = request.uri().path().to_owned();
    let header = request.headers().get("shebao-fault").and_then(|v| v.to_str().ok());
    let fault = host.faults.pick(&method, &path, header);
    let logging = host.clone();
    let asked = format!("{method} {path}");
    host.rewrites.prepare(&asked, request.headers_mut());
    let done = tokio::spawn(async move {
        let answered = with_fault(&host, router, request, fault).await?;
        Ok(host.rewrites.apply(&asked, answered).await)
    })
    .await;
    let answered = done.unwrap_or(Err(Cut));
    logging.counters.log(&method, &path, answered.as_ref().map_or(0, |r| r.status().as_u16()));
    answered
}

async fn with_fault(
    host: &Arc<Host>,
    router: Router,
    request: Request<Incoming>,
    fault: Option<Fault>,
) -> Result<Response<Body>, Cut> {
    let (parts, body) = request.into_parts();
    let kind = fault.map(|f| f.kind);
    if kind == Some(FaultKind::DropBefore) {
        return Err(Cut);
    }
    if let Some(fault) = fault.filter(|f| f.kind == FaultKind::Delay) {
        tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    }
    let instead = match kind {
        Some(FaultKind::Status500) => Some(Problem::Internal),
        Some(FaultKind::Status503) => Some(Problem::Unavailable { retry_after: 1 }),
        Some(FaultKind::Status401) => Some(Problem::InvalidToken),
        _ => None,
    };
    if let Some(problem) = instead {
        return Ok(marked(host, &parts, problem.into_response()));
    }
    let Ok(body) = to_bytes(Body::new(body), LARGEST_BODY).await else {
        return Ok(marked(host, &parts, Problem::TooLarge.into_response()));
    };
    host.wait_until_open().await;
    let first = pass(host, &router, &parts, &body, false).await;
    match kind {
        Some(FaultKind::DropAfter) => Err(Cut),
        Some(FaultKind::Duplicate) => {
            let second = pass(host, &router, &parts, &body, true).await;
            Ok(if second.status().is_success() { second } else { first })
        }
        Some(FaultKind::Restart) => {
            let host = host.clone();
            let restarted = tokio::task::spawn_blocking(move || host.restart()).await;
            if let Ok(Err(error)) = restarted {
                eprintln!("sandbox: {error}");
            }
            Err(Cut)
        }
        _ => Ok(first),
    }
}

async fn pass(
    host: &Arc<Host>,
    router: &Router,
    parts: &Parts,
    body: &Bytes,
    replayed: bool,
) -> Response<Body> {
    let mut request = Request::from_parts(parts.clone(), Body::from(body.clone()));
    if replayed {
        request.extensions_mut().insert(Replayed);
    }
    let Ok::<_, Infallible>(response) = router.clone().oneshot(request).await;
    marked(host, parts, response)
}

/// Everything the sandbox says is marked as fictional; a proved request gets the next nonce.
fn marked(host: &Host, parts: &Parts, mut response: Response<Body>) -> Response<Body> {
    let wants_nonce = parts.headers.contains_key("dpop") && response.status().is_success()
        || response.extensions().get::<NeedsNonce>().is_some();
    let headers = response.headers_mut();
    headers.insert("x-shebao-fictional", HeaderValue::from_static("yes"));
    headers.entry("cache-control").or_insert(HeaderValue::from_static("no-store"));
    if wants_nonce {
        let nonce = host.gateway().ok().and_then(|g| HeaderValue::from_str(&g.nonce()).ok());
        if let Some(nonce) = nonce {
            headers.insert("dpop-nonce", nonce);
        }
    }
    response
}
