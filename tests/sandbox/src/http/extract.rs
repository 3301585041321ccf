//! What handlers take from a request: parsed once, with limits, refused with a problem.

use crate::gateway::{Credentials, Gateway, Session};
use crate::problem::Problem;
use crate::serve::answer::{LARGEST_BODY, Replayed};
use crate::serve::host::Host;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::{HeaderMap, HeaderName, header, request::Parts};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Host>> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Arc<Host>) -> Result<Self, Problem> {
        let octets = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| Problem::TooLarge)?;
        serde_json::from_slice(&octets).map(Self).map_err(|_| Problem::BadRequest)
    }
}

/// A signed text as the whole body, as `application/jose`.
pub(crate) struct Jose(pub(crate) String);

impl FromRequest<Arc<Host>> for Jose {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Arc<Host>) -> Result<Self, Problem> {
        let jose = text(request.headers(), &header::CONTENT_TYPE)
            .is_some_and(|t| t.split(';').next().is_some_and(|t| t.trim() == "application/jose"));
        if !jose {
            return Err(Problem::BadRequest);
        }
        let octets = to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| Problem::TooLarge)?;
        String::from_utf8(octets.into()).map(Self).map_err(|_| Problem::BadRequest)
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// What a request says about who sent it, unchecked.
pub(crate) struct Claimed(pub(crate) Credentials);

impl FromRequestParts<Arc<Host>> for Claimed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, host: &Arc<Host>) -> Result<Self, Problem> {
        // HTTP/2 says the authority in the URI, HTTP/1.1 in `Host`.
        let authority = parts.uri.authority().map(|a| a.as_str().to_owned());
        let authority = authority.or_else(|| text(&parts.headers, &header::HOST)).unwrap_or_default();
        let ours = host.authorities.get().is_some_and(|a| a.contains(&authority.to_ascii_lowercase()));
        if !ours {
            return Err(Problem::InvalidToken);
        }
        let mut proofs = parts.headers.get_all("dpop").iter();
        let proof = proofs.next().and_then(|v| v.to_str().ok()).map(str::to_owned);
        if proofs.next().is_some() {
            return Err(Problem::InvalidToken);
        }
        Ok(Self(Credentials {
            method: parts.method.as_str().to_owned(),
            authority,
            path: parts.uri.path().to_owned(),
            client: parts
                .headers
                .get("shebao-client")
                .and_then(|v| v.to_str().ok())
                .unwrap_or_default()
                .to_owned(),
            authorization: text(&parts.headers, &header::AUTHORIZATION),
            proof,
            replayed: parts.extensions.get::<Replayed>().is_some(),
        }))
    }
}

/// A signed-in device.
pub(crate) struct Citizen(pub(crate) Session);

impl FromRequestParts<Arc<Host>> for Citizen {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, host: &Arc<Host>) -> Result<Self, Problem> {
        let Claimed(with) = Claimed::from_request_parts(parts, host).await?;
        room(host, move |gateway| gateway.authenticate(&with)).await.map(Self)
    }
}

/// Runs a room's work where blocking is allowed: it reads and writes the database.
pub(crate) async fn room<T: Send + 'static>(
    host: &Arc<Host>,
    work: impl FnOnce(&Gateway) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let gateway = host.gateway()?;
    tokio::task::spawn_blocking(move || work(&gateway)).await.unwrap_or(Err(Problem::Internal))
}

/// An id in a path: short, of letters, digits and hyphens; anything else is not found.
pub(crate) struct Id(pub(crate) String);

impl FromRequestParts<Arc<Host>> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, host: &Arc<Host>) -> Result<Self, Problem> {
        let found = Path::<String>::from_request_parts(parts, host).await;
        let text = found.map_err(|_| Problem::NotFound)?.0;
        is_id(&text).then_some(Self(text)).ok_or(Problem::NotFound)
    }
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// An order's attempt in a path.
pub(crate) struct AttemptOf {
    pub(crate) order: String,
    pub(crate) number: u32,
}

impl FromRequestParts<Arc<Host>> for AttemptOf {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, host: &Arc<Host>) -> Result<Self, Problem> {
        let found = Path::<(String, u32)>::from_request_parts(parts, host).await;
        let (order, number) = found.map_err(|_| Problem::NotFound)?.0;
        is_id(&order).then_some(Self { order, number }).ok_or(Problem::NotFound)
    }
}

/// The query of a path.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Host>> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<Host>) -> Result<Self, Problem> {
        Query::try_from_uri(&parts.uri).map(|q: Query<T>| Self(q.0)).map_err(|_| Problem::BadRequest)
    }
}
