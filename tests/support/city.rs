//! The fictional city of a test's own: the reference gateway over a folder that goes with the test, and phones in it.

use crate::App;
use shebao_core::session::IdentityDraft;
use shebao_core::{CitizenError, Outcome};
use shebao_sandbox::{FaultKind, FaultOrder, Options, Running, Sandbox, residents};
use std::ops::Deref;

/// The PIN every citizen of a test chooses.
pub const PIN: &str = "402871";

/// A running city. It stops when dropped.
pub struct City {
    running: Running,
    bureau: String,
    _folder: tempfile::TempDir,
}

impl City {
    /// A new city, the same for the same seed.
    pub fn start(seed: u64) -> Self {
        Self::start_as(seed, |_| ())
    }

    /// The same with other options.
    pub fn start_as(seed: u64, change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = Options::new(folder.path(), seed);
        change(&mut options);
        let running = Sandbox::start(options).unwrap();
        let bureau = running.bureau_json();
        Self { running, bureau, _folder: folder }
    }

    /// What is built into an app for this city.
    pub fn bureau(&self) -> &str {
        &self.bureau
    }

    /// A new phone, nobody signed in.
    pub async fn phone(&self) -> App {
        App::new(&self.bureau).await
    }

    /// A new phone without a secure lock, on which this resident is signed in.
    pub async fn phone_without_lock_of(&self, resident: &str) -> App {
        let app = App::without_lock(&self.bureau).await;
        self.sign_in(&app, resident).await;
        app
    }

    /// A new phone on which this resident (`p-wang`, `p-li` …) has enrolled and is signed in.
    pub async fn phone_of(&self, resident: &str) -> App {
        let app = self.phone().await;
        self.sign_in(&app, resident).await;
        app
    }

    /// Enrols a resident on a phone, by the QR code.
    pub async fn sign_in(&self, app: &App, resident: &str) {
        self.try_sign_in(app, resident).await.unwrap();
    }

    /// The same, where a fault may cut it short: the core's own word for it.
    pub async fn try_sign_in(&self, app: &App, resident: &str) -> Outcome<()> {
        let who = residents().into_iter().find(|who| who.id == resident).unwrap();
        let enrolment = app.citizen.session().enrol(self.enrolment_code()).await?;
        let draft = IdentityDraft { name: who.name, number: who.number, phone: who.phone.clone() };
        enrolment.clone().identity(draft).await?;
        // None while the gateway restarts.
        let code = self.operator().one_time_code_for_phone(&who.phone).ok().flatten();
        enrolment.clone().code(code.ok_or(CitizenError::Cancelled)?).await?;
        enrolment.pin(PIN.to_owned()).await?;
        Ok(())
    }

    /// Every request whose method and path begin like this waits so long, until further notice.
    pub fn slow(&self, on: &str, milliseconds: u64) {
        let fault = FaultOrder {
            on: on.to_owned(),
            kind: FaultKind::Delay,
            times: 1_000,
            delay_ms: Some(milliseconds),
        };
        assert!(self.operator().inject(fault));
    }

    /// How often this was asked with this status.
    pub fn asked(&self, path: &str, status: u16) -> usize {
        self.requests().iter().filter(|asked| asked.path == path && asked.status == status).count()
    }
}

impl Deref for City {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.running
    }
}
