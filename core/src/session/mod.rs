//! Enrolling, signing in, locking, signing out.

mod code;
mod devices;
mod door;
mod draft;
mod enrolment;
mod flow;
mod keeper;
mod pin;
mod signing_in;
mod store;
mod vault;
mod view;
mod wire;

pub use devices::{DeviceView, DevicesView};
pub use enrolment::Enrolment;
pub(crate) use keeper::Keeper;
pub use view::*;

use crate::bureau;
use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::parts::Parts;
use crate::platform::{Change, Prompt};
use crate::reading::Reading;
use crate::runtime;
use crate::signed::Use;
use crate::store::Room;
use code::Scanned;
use door::Door;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use view::{Gone, compose};
use wire::DevicesAnswer;
use zeroize::Zeroizing;

/// Who is signed in on this device, and whether the app is open.
#[derive(uniffi::Object)]
pub struct Session {
    parts: Arc<Parts>,
    keeper: Arc<Keeper>,
    door: Door,
    reading: Arc<Reading>,
}

#[uniffi::export]
impl Session {
    /// Where the session stands. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<SessionView> {
        runtime::run(async move { self.look().await }).await
    }

    /// Begins an enrolment with the bureau's code: the QR code's text, or the short code typed by hand.
    /// `Refused { NotNow }` while someone is signed in.
    pub async fn enrol(self: Arc<Self>, code: String) -> Outcome<Arc<Enrolment>> {
        runtime::run(async move {
            let state = self.look().await?.state;
            if !matches!(state, SessionState::SignedOut | SessionState::Expired) {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            let parts = self.parts.clone();
            let jws = match code::read(&code, &parts.bureau)? {
                Scanned::Signed(jws) => jws,
                Scanned::Typed(digits) => parts.wire.look_up(&digits).await?,
            };
            let bureau = code::verify(&jws, &parts.bureau, SystemTime::now())?;
            let (keys, keeper) = (parts.keys.clone(), self.keeper.clone());
            let made = runtime::blocking(move || {
                keeper.begin();
                signing_in::make_keys(&keys)
            })
            .await?;
            let opened = parts.wire.open_enrolment(&jws, &made.auth, &made.consent).await?;
            self.door.forget();
            Ok(Enrolment::new(parts, self.keeper.clone(), bureau, opened, made.presence))
        })
        .await
    }

    /// Opens the app. A wrong PIN is `Refused { WrongPin }`, and `view` then says how many tries are left; `Refused { NotNow }` while
    /// a try has to wait. After the last wrong one everything the PIN guarded is destroyed, and nobody is signed in.
    pub async fn unlock(self: Arc<Self>, how: Unlock) -> Outcome<()> {
        runtime::run(async move {
            let Unlock::Pin { pin } = how;
            let session = self.clone();
            let opened =
                runtime::blocking(move || session.door.unlock(&session.parts, &session.keeper, &pin)).await;
            self.parts.changed(Change::Session);
            opened?;
            let parts = self.parts.clone();
            runtime::start(async move {
                if matches!(parts.store.push_key(), Ok(None)) && !parts.wire.expired() {
                    let _ = signing_in::register_for_push(&parts).await;
                }
            });
            Ok(())
        })
        .await
    }

    /// The citizen's devices, as kept. Never waits for the network.
    pub async fn devices(self: Arc<Self>) -> Outcome<DevicesView> {
        runtime::run(async move {
            let (kept, freshness) = self.reading.kept::<DevicesAnswer>(store::DEVICES).await?;
            Ok(devices::view(kept.as_ref(), freshness))
        })
        .await
    }

    /// Asks the gateway for the citizen's devices, and tells the observer if something changed.
    pub async fn refresh_devices(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { self.ask_devices().await }).await
    }

    /// Removes another device: its tokens end at once, and its next request makes it forget. Needs the user's presence, or `pin` on a phone
    /// without a secure lock (`Pin { Needed }` without it). `Refused { NotNow }` for this device, which signs out instead.
    pub async fn remove_device(self: Arc<Self>, id: String, pin: Option<String>) -> Outcome<()> {
        runtime::run(async move {
            let (kept, _) = self.reading.kept::<DevicesAnswer>(store::DEVICES).await?;
            devices::may_remove(kept.as_ref(), &id)?;
            let payload = devices::removal(&id, SystemTime::now())?;
            let pin = pin.map(Zeroizing::new);
            let pin = pin.as_deref().map(String::as_str);
            let agreed =
                consent::agree(&self.parts, Use::Removal, payload, Prompt::ConfirmRemoveDevice, pin).await?;
            self.parts.wire.remove_device(&id, agreed.jws).await?;
            // It is gone; that the list cannot be read anew is said by its age.
            let _ = self.ask_devices().await;
            Ok(())
        })
        .await
    }

    /// Closes the app: keys leave memory at once.
    pub fn lock(&self) {
        let parts = self.parts.clone();
        parts.secrets.lock();
        runtime::start(async move {
            parts.wire.forget().await;
            parts.changed(Change::Session);
        });
    }
}

impl Session {
    pub(crate) fn new(parts: Arc<Parts>, keeper: Arc<Keeper>) -> Arc<Self> {
        let reading = Reading::new(parts.clone(), Room::Session, Change::Session);
        Arc::new(Self { parts, keeper, door: Door::new(), reading })
    }

    async fn ask_devices(&self) -> Outcome<()> {
        let asked = self.reading.ask::<DevicesAnswer>(store::DEVICES, wire::DEVICES).await;
        self.reading.told([asked]).await
    }

    async fn look(self: &Arc<Self>) -> Outcome<SessionView> {
        let session = self.clone();
        runtime::blocking(move || {
            let parts = &session.parts;
            let (state, person) = match parts.store.person() {
                Ok(person) if parts.wire.expired() => (SessionState::Expired, person),
                Ok(person) => (SessionState::Open, person),
                Err(CitizenError::Locked) => (session.door.locked(parts)?, None),
                Err(CitizenError::SignedOut) => (SessionState::SignedOut, None),
                Err(error) => return Err(error),
            };
            let removed = session.keeper.was_removed().then_some(Gone::Removed);
            let gone = removed.or(session.door.was_shredded().then_some(Gone::WrongPins));
            Ok(compose(state, person.as_ref(), &parts.bureau, gone))
        })
        .await
    }

    /// Asks for a newer signed configuration. One that does not verify, or is older, is refused and changes nothing.
    pub(crate) async fn refresh_configuration(&self) -> Outcome<()> {
        bureau::renew(&self.parts).await
    }

    /// Signs out: tells the gateway if that is quick, then destroys both roots, the device keys and everything kept.
    /// The newest configuration stays, so that its version never goes down.
    pub(crate) async fn leave(&self) -> Outcome<()> {
        let parts = self.parts.clone();
        if !parts.wire.expired() {
            // Best effort: what follows makes this device forget, whatever the gateway knows.
            let _ = tokio::time::timeout(Duration::from_secs(5), parts.wire.end()).await;
        }
        parts.wire.forget().await;
        let done = {
            let (parts, keeper) = (parts.clone(), self.keeper.clone());
            runtime::blocking(move || {
                let configuration = parts.store.configuration().ok().flatten();
                keeper.forget();
                let keys = signing_in::destroy_keys(&parts.keys);
                let roots = parts.secrets.shred();
                let kept = parts.store.shred();
                if let Some(kept) = configuration {
                    let _ = parts.store.keep_configuration(kept.value, kept.etag);
                }
                keys.and(roots).and(kept)
            })
            .await
        };
        parts.changed(Change::Session);
        done
    }
}
