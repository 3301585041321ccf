//! The one object a shell opens.

mod home;
mod link;
mod view;

pub use link::read_link;
pub use view::*;

use crate::card::Card;
use crate::error::{CitizenError, Outcome};
use crate::inbox::{Inbox, PushOutcome};
use crate::insurance::Insurance;
use crate::news::News;
use crate::parts::Parts;
use crate::payments::Payments;
use crate::platform::{KeyStore, Observer};
use crate::runtime;
use crate::session::Session;
use std::sync::Arc;

/// How to open a [`Citizen`].
#[derive(Clone, uniffi::Record)]
pub struct Config {
    /// The app's own folder. Only one process may have it open.
    pub directory: String,
    /// The bureau's public configuration: JSON with its name, gateway address, TLS roots and signing roots.
    pub bureau: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// `<platform>/<version>`, sent as `Shebao-Client`.
    pub client: String,
}

/// A citizen's app: its features behind one object.
#[derive(uniffi::Object)]
pub struct Citizen {
    parts: Arc<Parts>,
    session: Arc<Session>,
    card: Arc<Card>,
    insurance: Arc<Insurance>,
    payments: Arc<Payments>,
    inbox: Arc<Inbox>,
    news: Arc<News>,
}

#[uniffi::export]
impl Citizen {
    /// Opens the app's folder. Damaged parts are put aside and rebuilt; a second process is refused with `AlreadyOpen`.
    #[uniffi::constructor]
    pub async fn open(
        config: Config,
        keys: Arc<dyn KeyStore>,
        observer: Arc<dyn Observer>,
    ) -> Outcome<Arc<Self>> {
        runtime::run(async move { Err(CitizenError::internal("citizen")) }).await
    }

    /// Enrolling, signing in, locking.
    pub fn session(&self) -> Arc<Session> {
        self.session.clone()
    }

    /// The card.
    pub fn card(&self) -> Arc<Card> {
        self.card.clone()
    }

    /// The five insurances.
    pub fn insurance(&self) -> Arc<Insurance> {
        self.insurance.clone()
    }

    /// Bills and orders.
    pub fn payments(&self) -> Arc<Payments> {
        self.payments.clone()
    }

    /// Messages.
    pub fn inbox(&self) -> Arc<Inbox> {
        self.inbox.clone()
    }

    /// News, guides, policies.
    pub fn news(&self) -> Arc<News> {
        self.news.clone()
    }

    /// What home shows. Never waits for the network.
    pub async fn home(self: Arc<Self>) -> Outcome<HomeView> {
        runtime::run(async move { Err(CitizenError::internal("citizen")) }).await
    }

    /// Asks the gateway about everything, part by part.
    pub async fn refresh(self: Arc<Self>) -> Outcome<RefreshView> {
        runtime::run(async move { Err(CitizenError::internal("citizen")) }).await
    }

    /// What a scanned or opened text is. Opens nothing.
    pub fn read_link(&self, text: String) -> Link {
        link::read(&text, &self.parts.bureau, std::time::SystemTime::now())
    }

    /// A push arrived: opened, verified, stored.
    pub async fn receive_push(self: Arc<Self>, sealed: Vec<u8>) -> Outcome<PushOutcome> {
        runtime::run(async move { self.inbox.receive_push(sealed).await }).await
    }

    /// The app came to the front: refreshes and settles in the background. Returns at once.
    pub fn resumed(self: Arc<Self>) {}

    /// The app left the front. Returns at once.
    pub fn paused(self: Arc<Self>) {}

    /// The network changed: settles what is in doubt. Returns at once.
    pub fn network_changed(self: Arc<Self>) {}

    /// Signs out: tells the gateway if it can be reached, destroys the keys and everything readable.
    /// With `Keep::Doubtful` an order in doubt is `Refused { NotNow }`.
    pub async fn sign_out(self: Arc<Self>, keep: Keep) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("citizen")) }).await
    }
}
