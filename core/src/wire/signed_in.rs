//! Requests that belong to a session: proved, with a token renewed or a nonce taken over where the gateway asks for it.

use super::ask::{Ask, Undelivered};
use super::dpop::{About, prove};
use super::line::Heard;
use super::{Wire, problem};
use crate::error::CitizenError;
use crate::runtime::blocking;

impl Wire {
    /// One request of the session. A 401 leaves no trace, so after a renewal the same request may go out again; nothing else is repeated.
    pub(super) async fn signed_in(&self, ask: &Ask) -> Result<Heard, Undelivered> {
        let not_sent = Undelivered::NotSent;
        let access = self.access(None).await.map_err(not_sent)?;
        let heard = self.proved(ask, Some(&access)).await?;
        if heard.status != 401 {
            return Ok(heard);
        }
        if problem::was_removed(&heard) {
            self.removed_with(&access).await;
            return Err(not_sent(CitizenError::SignedOut));
        }
        let access = self.access(Some(&access)).await.map_err(not_sent)?;
        let heard = self.proved(ask, Some(&access)).await?;
        if heard.status != 401 {
            return Ok(heard);
        }
        // Still only a nonce: the gateway is confused, the session is not over.
        if problem::wants_nonce(&heard) {
            return Err(not_sent(CitizenError::Unavailable { retry_after_seconds: None }));
        }
        self.session_ended().await;
        Err(not_sent(CitizenError::SignedOut))
    }

    /// Sends with a fresh proof; with the gateway's nonce a second time, if it asks for one.
    pub(super) async fn proved(&self, ask: &Ask, access: Option<&str>) -> Result<Heard, Undelivered> {
        let heard = self.proved_once(ask, access).await?;
        if problem::wants_nonce(&heard) && heard.nonce.is_some() {
            return self.proved_once(ask, access).await;
        }
        Ok(heard)
    }

    async fn proved_once(&self, ask: &Ask, access: Option<&str>) -> Result<Heard, Undelivered> {
        let (keys, known, nonce) = (self.0.keys.clone(), self.0.proof.key(), self.0.proof.nonce());
        let (method, address, bound) =
            (ask.method.as_str(), self.0.line.address(ask), access.map(str::to_owned));
        let proof = blocking(move || {
            let about =
                About { method, address: &address, access: bound.as_deref(), nonce: nonce.as_deref() };
            prove(&keys, known, &about)
        });
        let (key, proof) = match proof.await {
            Ok(proved) => proved,
            Err(error) => {
                // The key is gone, for example with the screen lock: only signing in again makes another.
                if error == CitizenError::SignedOut {
                    self.session_ended().await;
                }
                return Err(Undelivered::NotSent(error));
            }
        };
        self.0.proof.keep_key(key);
        let mut headers = vec![("dpop", proof)];
        headers.extend(ask.consent.clone().map(|jws| ("shebao-consent", jws)));
        headers.extend(access.map(|access| ("authorization", format!("DPoP {access}"))));
        let heard = self.0.line.exchange(ask, &headers).await?;
        if let Some(nonce) = &heard.nonce {
            self.0.proof.keep_nonce(nonce);
        }
        Ok(heard)
    }
}
