//! HTTP to the bureau's gateway. The only room that names reqwest and rustls.
//!
//! https only, into the pinned roots only, no redirect, limits on every body, and no retry of the library's: a safe read is asked for again by
//! [`retry`], money never is. Texts of foreign errors stay in here: they may hold personal data.

mod ask;
mod dpop;
mod fault;
mod line;
mod meter;
mod problem;
mod retry;
mod signed_in;
mod tls;
mod tokens;

pub use meter::TrafficView;

pub(crate) use ask::{Delivered, Reply, Undelivered, segment};
pub(crate) use tokens::TokenKeeper;

use crate::bureau::Bureau;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::platform::KeyStore;
use ask::{Ask, Method};
use line::{Heard, Line};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use tokens::Tokens;

/// The device key that signs proofs of possession.
pub(crate) const AUTH_KEY: &str = "auth";

/// The gateway. Cheap to clone; all clones share the connection and the session.
#[derive(Clone)]
pub(crate) struct Wire(Arc<Inner>);

struct Inner {
    line: Line,
    keys: Arc<dyn KeyStore>,
    keeper: Arc<dyn TokenKeeper>,
    tokens: Tokens,
    proof: dpop::Proofs,
}

impl Wire {
    /// Prepares the connection; nothing is sent. `client` is `<platform>/<version>`, `language` goes into `Accept-Language`.
    pub(crate) fn new(
        bureau: &Bureau,
        client: &str,
        language: &str,
        keys: Arc<dyn KeyStore>,
        keeper: Arc<dyn TokenKeeper>,
    ) -> Outcome<Self> {
        let line = Line::new(bureau, client, language)?;
        Ok(Self(Arc::new(Inner {
            line,
            keys,
            keeper,
            tokens: Tokens::default(),
            proof: dpop::Proofs::default(),
        })))
    }

    /// Reads what belongs to the citizen. With the `etag` of the kept copy the answer may be that nothing changed.
    /// `path` begins after `/v1`: `/card`.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str, etag: Option<&str>) -> Outcome<Reply<T>> {
        let ask = Ask::read(path, etag);
        reply(retry::safely(|| self.signed_in(&ask)).await?)
    }

    /// Reads what anyone may know.
    pub(crate) async fn get_public<T: DeserializeOwned>(
        &self,
        path: &str,
        etag: Option<&str>,
    ) -> Outcome<Reply<T>> {
        let ask = Ask::read(path, etag);
        reply(retry::safely(|| self.public(&ask)).await?)
    }

    /// Posts, signed in. Sent once.
    pub(crate) async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Outcome<T> {
        let ask = Ask::json(Method::Post, path, body)?;
        json(&self.signed_in(&ask).await.map_err(Undelivered::into_error)?)
    }

    /// Puts, signed in. Sent once.
    pub(crate) async fn put<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Outcome<T> {
        let ask = Ask::json(Method::Put, path, body)?;
        json(&self.signed_in(&ask).await.map_err(Undelivered::into_error)?)
    }

    /// Puts, signed in, what may arrive twice and is the same then: asked again while the line breaks.
    pub(crate) async fn put_safely<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Outcome<T> {
        let ask = Ask::json(Method::Put, path, body)?;
        json(&retry::safely(|| self.signed_in(&ask)).await?)
    }

    /// Deletes, signed in. "Not there" is success.
    pub(crate) async fn delete(&self, path: &str) -> Outcome<()> {
        let heard = self.signed_in(&Ask::bare(Method::Delete, path)).await;
        let heard = heard.map_err(Undelivered::into_error)?;
        if heard.status == 404 { Ok(()) } else { accepted(&heard).map(drop) }
    }

    /// Deletes what the user agreed to delete, as `jws` says. "Not there" is success, so it is asked again while the line breaks.
    pub(crate) async fn delete_agreed(&self, path: &str, jws: String) -> Outcome<()> {
        let ask = Ask { consent: Some(jws), ..Ask::bare(Method::Delete, path) };
        let heard = retry::safely(|| self.signed_in(&ask)).await?;
        if heard.status == 404 { Ok(()) } else { accepted(&heard).map(drop) }
    }

    /// Posts without a session. Sent once.
    pub(crate) async fn post_public<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Outcome<T> {
        let ask = Ask::json(Method::Post, path, body)?;
        json(&self.public(&ask).await.map_err(Undelivered::into_error)?)
    }

    /// Puts without a session. Sent once.
    pub(crate) async fn put_public<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Outcome<T> {
        let ask = Ask::json(Method::Put, path, body)?;
        json(&self.public(&ask).await.map_err(Undelivered::into_error)?)
    }

    /// Puts a signed text (`application/jose`), for money: the gateway's whole answer, whatever it is, or why there is none.
    /// One attempt; only a 401, which leaves no trace at the gateway, is followed by a renewed token or nonce.
    pub(crate) async fn put_signed(&self, path: &str, jws: &str) -> Result<Delivered, Undelivered> {
        let heard = self.signed_in(&Ask::jose(Method::Put, path, jws)).await?;
        Ok(Delivered { status: heard.status, problem: problem::name(&heard), body: heard.body })
    }

    /// Puts what its path alone says, for money: as [`Wire::put_signed`], without a body.
    pub(crate) async fn put_named(&self, path: &str) -> Result<Delivered, Undelivered> {
        let heard = self.signed_in(&Ask::bare(Method::Put, path)).await?;
        Ok(Delivered { status: heard.status, problem: problem::name(&heard), body: heard.body })
    }

    /// True once the gateway has ended the session. What is kept stays readable.
    pub(crate) fn expired(&self) -> bool {
        self.0.tokens.expired()
    }

    /// Takes over from an earlier run that the session had ended.
    pub(crate) fn set_expired(&self) {
        self.0.tokens.end();
    }

    /// Begins a session with an enrolment's grant.
    pub(crate) async fn begin(&self, grant: &str) -> Outcome<()> {
        self.0.proof.forget();
        self.grant(tokens::Grant::Enrolment { grant }).await
    }

    /// Drops the tokens from memory, as locking does. The kept one is asked for again when needed.
    pub(crate) async fn forget(&self) {
        self.0.tokens.forget().await;
    }

    /// Tells the gateway that the session is over, once and without waiting long.
    pub(crate) async fn end(&self) -> Outcome<()> {
        let told = self.delete("/tokens/current").await;
        self.0.tokens.forget().await;
        self.0.proof.forget();
        told
    }

    /// What went over the line since the app was opened.
    pub(crate) fn traffic(&self) -> TrafficView {
        self.0.line.traffic()
    }

    async fn public(&self, ask: &Ask) -> Result<Heard, Undelivered> {
        Ok(self.0.line.exchange(ask, &[]).await?)
    }
}

fn accepted(heard: &Heard) -> Outcome<&[u8]> {
    if (200..300).contains(&heard.status) { Ok(&heard.body) } else { Err(problem::reaction(heard)) }
}

fn json<T: DeserializeOwned>(heard: &Heard) -> Outcome<T> {
    // 204 reads as `null`, so that a call without an answer is one into `()`.
    let body = match accepted(heard)? {
        [] => b"null",
        body => body,
    };
    serde_json::from_slice(body).map_err(|_| CitizenError::refused(Refusal::BadAnswer))
}

fn reply<T: DeserializeOwned>(heard: Heard) -> Outcome<Reply<T>> {
    if heard.status == 304 {
        return Ok(Reply::NotModified);
    }
    Ok(Reply::New { body: json(&heard)?, etag: heard.etag })
}
