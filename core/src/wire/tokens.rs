//! Access and refresh tokens: in memory here, the refresh token kept by whoever implements [`TokenKeeper`].

use super::ask::{Ask, Method};
use super::{Wire, accepted, problem, retry};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::runtime::blocking;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

/// An access token this close to its end is not used any more.
const MARGIN: Duration = Duration::from_secs(20);

/// Keeps the refresh token. The session implements it with the store; this room never names it. All calls block.
pub(crate) trait TokenKeeper: Send + Sync {
    /// The refresh token that was kept last. `Locked` while the app is.
    fn kept(&self) -> Outcome<Option<String>>;
    /// Keeps a new one, durably, in place of the last.
    fn keep(&self, refresh: &str) -> Outcome<()>;
    /// The gateway ended the session: the kept token is worth nothing any more.
    fn ended(&self);
    /// The citizen removed this device from another one: nothing that was delivered may stay.
    fn removed(&self);
}

#[derive(Default)]
pub(super) struct Tokens {
    /// Held across the renewal on purpose, so that many callers cause one. Only callers of the network ever wait for it.
    held: Mutex<Held>,
    expired: AtomicBool,
}

#[derive(Default)]
struct Held {
    access: Option<(Zeroizing<String>, Instant)>,
    refresh: Option<Zeroizing<String>>,
}

impl Tokens {
    pub(super) fn expired(&self) -> bool {
        self.expired.load(Ordering::Acquire)
    }

    pub(super) fn end(&self) {
        self.expired.store(true, Ordering::Release);
    }

    pub(super) async fn forget(&self) {
        *self.held.lock().await = Held::default();
    }
}

/// What a token is asked for with.
#[derive(Serialize)]
#[serde(tag = "grant_type", rename_all = "snake_case")]
pub(super) enum Grant<'a> {
    Enrolment { grant: &'a str },
    Refresh { refresh: &'a str },
}

#[derive(Deserialize)]
struct Granted {
    access: Zeroizing<String>,
    expires_in: u32,
    refresh: Zeroizing<String>,
}

/// What asking for tokens came to.
enum Answer {
    Granted(Granted),
    /// The grant is not good, or not any more.
    Refused,
    /// The citizen removed this device.
    Removed,
}

impl Wire {
    /// Begins a session.
    pub(super) async fn grant(&self, grant: Grant<'_>) -> Outcome<()> {
        let mut held = self.0.tokens.held.lock().await;
        let Answer::Granted(granted) = self.ask_for_tokens(&grant).await? else {
            return Err(CitizenError::refused(Refusal::ExpiredCode));
        };
        self.hold(&mut held, granted).await?;
        self.0.tokens.expired.store(false, Ordering::Release);
        Ok(())
    }

    /// A usable access token. `stale` is one the gateway has just refused.
    pub(super) async fn access(&self, stale: Option<&str>) -> Outcome<Zeroizing<String>> {
        if self.expired() {
            return Err(CitizenError::SignedOut);
        }
        let mut held = self.0.tokens.held.lock().await;
        if let Some((access, until)) = &held.access
            && Some(access.as_str()) != stale
            && Instant::now() + MARGIN < *until
        {
            return Ok(access.clone());
        }
        let refresh = match held.refresh.clone() {
            Some(refresh) => refresh,
            None => {
                let keeper = self.0.keeper.clone();
                blocking(move || keeper.kept()).await?.map(Zeroizing::new).ok_or(CitizenError::SignedOut)?
            }
        };
        // The same refresh token is used until a reply to it is in hand: a lost reply costs nothing.
        let granted = match self.ask_for_tokens(&Grant::Refresh { refresh: &refresh }).await? {
            Answer::Granted(granted) => granted,
            refused => {
                *held = Held::default();
                match refused {
                    Answer::Removed => self.removed().await,
                    _ => self.session_ended().await,
                }
                return Err(CitizenError::SignedOut);
            }
        };
        let access = granted.access.clone();
        self.hold(&mut held, granted).await?;
        Ok(access)
    }

    /// Notes that the gateway has ended the session, once.
    pub(super) async fn session_ended(&self) {
        if !self.0.tokens.expired.swap(true, Ordering::AcqRel) {
            let keeper = self.0.keeper.clone();
            let _ = blocking(move || {
                keeper.ended();
                Ok(())
            })
            .await;
        }
    }

    /// The gateway said to this access token that the device was removed. A late word to a session before this one changes nothing.
    pub(super) async fn removed_with(&self, access: &str) {
        let mut held = self.0.tokens.held.lock().await;
        if held.access.as_ref().is_some_and(|(current, _)| current.as_str() == access) {
            *held = Held::default();
            self.removed().await;
        }
    }

    async fn removed(&self) {
        if !self.0.tokens.expired.swap(true, Ordering::AcqRel) {
            let keeper = self.0.keeper.clone();
            let _ = blocking(move || {
                keeper.removed();
                Ok(())
            })
            .await;
        }
    }

    async fn ask_for_tokens(&self, grant: &Grant<'_>) -> Outcome<Answer> {
        let ask = Ask::json(Method::Post, "/tokens", grant)?;
        // Safe to ask again: the gateway keeps the previous token good until the new one is used.
        let heard = retry::safely(|| self.proved(&ask, None)).await?;
        if problem::wants_nonce(&heard) {
            return Err(CitizenError::Unavailable { retry_after_seconds: None });
        }
        if problem::was_removed(&heard) {
            return Ok(Answer::Removed);
        }
        if heard.status == 401 {
            return Ok(Answer::Refused);
        }
        serde_json::from_slice(accepted(&heard)?)
            .map(Answer::Granted)
            .map_err(|_| CitizenError::refused(Refusal::BadAnswer))
    }

    /// The new refresh token is kept before it is ever used: using it is what ends the previous one.
    async fn hold(&self, held: &mut Held, granted: Granted) -> Outcome<()> {
        let keeper = self.0.keeper.clone();
        let refresh = granted.refresh.clone();
        blocking(move || keeper.keep(&refresh)).await?;
        let until = Instant::now() + Duration::from_secs(granted.expires_in.min(3600).into());
        *held = Held { access: Some((granted.access, until)), refresh: Some(granted.refresh) };
        Ok(())
    }
}
