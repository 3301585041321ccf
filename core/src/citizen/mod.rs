//! The one object a shell opens.

mod away;
mod home;
mod link;
mod opening;
mod records_attention;
mod view;

pub use link::read_link;
pub use view::*;

use crate::card::Card;
use crate::date::CalendarDate;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::inbox::{Inbox, MessageFilter, PushOutcome};
use crate::insurance::Insurance;
use crate::news::{ArticleKind, News};
use crate::parts::Parts;
use crate::payments::Payments;
use crate::platform::{Change, KeyStore, Observer};
use crate::runtime;
use crate::says::Says;
use crate::session::{Session, SessionState};
use crate::store::Opening;
use crate::wire::TrafficView;
use std::sync::Arc;
use std::time::SystemTime;

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
    away: away::Away,
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
        runtime::run(async move {
            let (parts, keeper) = runtime::blocking(move || opening::open(config, keys, observer)).await?;
            Ok(Arc::new(Self {
                session: Session::new(parts.clone(), keeper),
                card: Card::new(parts.clone()),
                insurance: Insurance::new(parts.clone()),
                payments: Payments::new(parts.clone()),
                inbox: Inbox::new(parts.clone()),
                news: News::new(parts.clone()),
                away: away::Away::default(),
                parts,
            }))
        })
        .await
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

    /// What home shows. Never waits for the network. A part that cannot be read is left out; the others are there.
    pub async fn home(self: Arc<Self>) -> Outcome<HomeView> {
        runtime::run(async move {
            let sections = home::Sections {
                session: self.session.clone().view().await?,
                payments: self.payments.clone().view().await.ok(),
                findings: self.payments.clone().findings().await.ok(),
                mandates: self.payments.clone().mandates().await.ok(),
                continuity: self.insurance.clone().continuity().await.ok(),
                changes: self.insurance.clone().record_changes().await.ok(),
                card: self.card.clone().view().await.ok(),
                inbox: self.inbox.clone().view().await.ok(),
                messages: self.inbox.clone().page(MessageFilter::default(), None).await.ok(),
                news: self.news.clone().page(ArticleKind::News, None).await.ok(),
            };
            Ok(home::compose(sections, CalendarDate::at(SystemTime::now())))
        })
        .await
    }

    /// Asks the gateway about everything, part by part: a failing part never keeps another from being asked.
    pub async fn refresh(self: Arc<Self>) -> Outcome<RefreshView> {
        runtime::run(async move {
            // New role keys first: what the others bring may be signed by one. Failing says nothing about the parts.
            let _ = self.session.refresh_configuration().await;
            let news = self.news.clone().refresh();
            let mut parts = Vec::new();
            if self.session.clone().view().await?.state == SessionState::Open {
                // What was paid is held against what is credited: the records of those years are asked for with the others.
                self.insurance.audit(self.payments.years_to_audit().await);
                let (news, payments, card, insurance, inbox) = tokio::join!(
                    news,
                    self.payments.clone().refresh(),
                    self.card.clone().refresh(),
                    self.insurance.clone().refresh(),
                    self.inbox.clone().refresh(),
                );
                parts.extend([
                    (Change::News, news),
                    (Change::Payments, payments),
                    (Change::Card, card),
                    (Change::Insurance, insurance),
                    (Change::Inbox, inbox),
                ]);
            } else {
                parts.push((Change::News, news.await));
            }
            let failed =
                parts.into_iter().filter_map(|(part, asked)| Some(PartFailure { part, error: asked.err()? }));
            Ok(RefreshView { failed: failed.collect() })
        })
        .await
    }

    /// What a scanned or opened text is. Opens nothing.
    pub fn read_link(&self, text: String) -> Link {
        link::read(&text, &self.parts.bureau, SystemTime::now())
    }

    /// What went over the line since the app was opened: for the tour and a bureau's engineers.
    pub fn traffic(&self) -> TrafficView {
        self.parts.wire.traffic()
    }

    /// A push arrived: opened, verified, stored.
    pub async fn receive_push(self: Arc<Self>, sealed: Vec<u8>) -> Outcome<PushOutcome> {
        runtime::run(async move { self.inbox.receive_push(sealed).await }).await
    }

    /// How what was kept was found when the app was opened. Nothing is lost for good: the gateway tells it again.
    pub async fn found(self: Arc<Self>) -> Outcome<FoundView> {
        runtime::run(async move {
            let store = self.parts.store.opened() == Opening::Clean && self.parts.store.damaged() == 0;
            let whole = store && self.payments.remembers_all().await?;
            let says = Says::word(if whole { "session_found_whole" } else { "session_found_rebuilt" });
            Ok(FoundView { whole, says })
        })
        .await
    }

    /// The app came to the front: locks if it was away for long, else refreshes and settles in the background. Returns at once.
    pub fn resumed(self: Arc<Self>) {
        if self.away.over() {
            self.session.lock();
            return;
        }
        runtime::start(async move {
            // Each part that fails says so in its own view.
            let _ = self.refresh().await;
        });
    }

    /// The app left the front. Returns at once.
    pub fn paused(self: Arc<Self>) {
        self.away.begin();
    }

    /// The network changed: settles what is in doubt. Returns at once.
    pub fn network_changed(self: Arc<Self>) {
        runtime::start(async move {
            let _ = self.payments.clone().settle().await;
        });
    }

    /// Signs out: tells the gateway if it can be reached, destroys the keys and everything readable.
    /// With `Keep::Doubtful` an order in doubt is `Refused { NotNow }`, and orders that cannot be read are the error that says why.
    pub async fn sign_out(self: Arc<Self>, keep: Keep) -> Outcome<()> {
        runtime::run(async move {
            if keep == Keep::Doubtful && self.payments.in_doubt().await? > 0 {
                return Err(CitizenError::refused(Refusal::NotNow));
            }
            // The journal and the spool first: their keys go with the session.
            let journal = self.payments.erase().await;
            let inbox = self.inbox.clone();
            let spool = runtime::blocking(move || inbox.forget()).await;
            let left = self.session.leave().await;
            left.and(journal).and(spool)
        })
        .await
    }
}
