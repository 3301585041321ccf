//! Agreeing with the gateway's list, and taking in what was pushed.

use super::push::{Claims, Sealed};
use super::shelf::Full;
use super::telling::Telling;
use super::view::PushOutcome;
use super::{Inbox, spool};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment;
use crate::runtime;
use crate::signed::{PublicKey, Use};
use crate::wire::AUTH_KEY;
use std::sync::Arc;
use std::time::SystemTime;

/// Pages of the list in one refresh: an endless list never keeps a phone busy for ever.
const PAGES: usize = 1_000;

impl Inbox {
    /// Opens what waited, tells the gateway what it is owed, then reads its list on from where we were.
    pub(super) async fn sync(self: &Arc<Self>) -> Outcome<()> {
        self.open_spool().await?;
        self.tell().await?;
        for _ in 0..PAGES {
            let cursor = self.shelf(|head| head.cursor.clone()).await?;
            let listed = self.parts.wire.messages(cursor.as_deref()).await?;
            let more = listed.more && !listed.messages.rows.is_empty();
            let inbox = self.clone();
            runtime::blocking(move || {
                let person = inbox.parts.store.person_id()?;
                inbox.change(|head| {
                    let mut full = Vec::new();
                    let ours = listed.messages.rows.into_iter().filter_map(|line| line.message(&person));
                    for (message, state) in ours {
                        match head.held.holds(message.seq) {
                            true => head.adopt(&message, state),
                            false => full.extend(head.put(message, Some(state)).unwrap_or_default()),
                        }
                    }
                    head.cursor = listed.next.or(head.cursor.take());
                    head.synced = Some(seconds());
                    Ok(((), full))
                })
            })
            .await?;
            if !more {
                break;
            }
        }
        Ok(())
    }

    /// Tells the gateway everything it is owed, in one request as a rule. If it refuses one, the part it refuses is looked for and settled:
    /// there is nothing left to tell, and the rest is not made to wait for it.
    pub(super) async fn tell(self: &Arc<Self>) -> Outcome<()> {
        let _once = self.telling.lock().await;
        let mut waiting = self.shelf(Telling::all).await?;
        while let Some(telling) = waiting.pop() {
            match self.parts.wire.message_states(&telling).await {
                Ok(()) => {}
                Err(CitizenError::Refused { refusal }) if heard(refusal) => {
                    if let Some(halves) = telling.halves() {
                        waiting.extend(halves);
                        continue;
                    }
                }
                // Still owed, and the rest is not made to wait for it.
                Err(CitizenError::Refused { .. }) => continue,
                Err(error) => return Err(error),
            }
            let inbox = self.clone();
            runtime::blocking(move || {
                inbox.change(|head| {
                    telling.settle(head);
                    Ok(((), Vec::new()))
                })
            })
            .await?;
        }
        Ok(())
    }

    /// A push arrived: opened, verified, stored; while locked, kept sealed.
    pub(crate) async fn receive_push(self: &Arc<Self>, sealed: Vec<u8>) -> Outcome<PushOutcome> {
        let inbox = self.clone();
        runtime::blocking(move || inbox.take_in(&sealed)).await
    }

    fn take_in(&self, sealed: &[u8]) -> Outcome<PushOutcome> {
        let Some(parsed) = Sealed::parse(sealed) else { return Ok(PushOutcome::Broken) };
        let key = match self.parts.store.push_key() {
            Ok(Some(key)) => key,
            Ok(None) | Err(CitizenError::SignedOut) => return Ok(PushOutcome::NotForUs),
            Err(CitizenError::Locked) => {
                return spool::keep(&self.parts.directory, sealed).map(|()| PushOutcome::Waiting);
            }
            Err(error) => return Err(error),
        };
        if parsed.key_id != key.id()? {
            return Ok(PushOutcome::NotForUs);
        }
        let Some(claims) = parsed.open(&key.secret()?).and_then(|plain| self.believed(&plain)) else {
            return Ok(PushOutcome::Broken);
        };
        // Another device's, or of somebody else who used this one before: it is not told to whoever is signed in now.
        if claims.dev != self.device()? || claims.per != self.parts.store.person_id()? {
            return Ok(PushOutcome::NotForUs);
        }
        let expired = claims.exp <= seconds();
        let Some(message) = claims.message().filter(|_| !expired) else { return Ok(PushOutcome::Broken) };
        let id = message.id.clone();
        self.change(|head| {
            let put: Option<Vec<Full>> = head.put(message, None);
            let outcome = if put.is_some() { PushOutcome::Stored { message: id } } else { PushOutcome::Seen };
            Ok((outcome, put.unwrap_or_default()))
        })
    }

    /// The claims, if the role `messages` signed them.
    fn believed(&self, plain: &[u8]) -> Option<Claims> {
        let text = std::str::from_utf8(plain).ok()?;
        self.parts.bureau.keys.verify(text, Use::Message, SystemTime::now()).ok()?.claims().ok()
    }

    /// The thumbprint of this device's own key.
    fn device(&self) -> Outcome<String> {
        let key = self.parts.keys.public_key(AUTH_KEY.to_owned())?.ok_or(CitizenError::SignedOut)?;
        Ok(PublicKey::from_sec1(&key).ok_or(CitizenError::internal("device key"))?.thumbprint())
    }

    /// Opens what arrived while locked. What cannot be opened even now is dropped: the gateway's list has it.
    async fn open_spool(self: &Arc<Self>) -> Outcome<()> {
        let inbox = self.clone();
        runtime::blocking(move || {
            for (path, sealed) in spool::kept(&inbox.parts.directory) {
                if inbox.take_in(&sealed)? != PushOutcome::Waiting {
                    crate::durable::remove(&path)?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn shelf<T: Send + 'static>(
        self: &Arc<Self>,
        look: impl FnOnce(&super::shelf::Head) -> T + Send + 'static,
    ) -> Outcome<T> {
        let inbox = self.clone();
        runtime::blocking(move || inbox.parts.store.inbox().map(|head| look(&head))).await
    }
}

/// Whether the gateway itself said no. Else it was not asked at all, or not understood: the state is still owed.
fn heard(refusal: Refusal) -> bool {
    !matches!(refusal, Refusal::NotTrusted | Refusal::BadAnswer)
}

fn seconds() -> u64 {
    moment::seconds(SystemTime::now()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_owed_until_the_gateway_itself_said_yes_or_no() {
        assert!(heard(Refusal::NotFound) && heard(Refusal::Other));
        assert!(!heard(Refusal::NotTrusted), "a wrong certificate: nothing was sent");
        assert!(!heard(Refusal::BadAnswer), "the answer was not the gateway's, or not whole");
    }
}
