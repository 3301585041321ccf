//! Paying contributions: exactly once, and never in doubt for long.
//!
//! `flow` decides what an order goes through; `clerk` and `ledger` keep it in the journal; `desk` carries it to the gateway and back. The other
//! files are what screens show, and what is asked and kept.

mod answers;
mod audit;
mod choice;
pub(crate) mod clerk;
mod confirm;
mod desk;
pub(crate) mod flow;
mod label;
mod ledger;
pub(crate) mod mandate;
mod owner;
pub(crate) mod pace;
mod payment;
mod periods;
mod price;
pub(crate) mod receipt;
mod receipts;
mod renewal;
mod ruling;
#[cfg(test)]
mod samples;
#[cfg(test)]
#[path = "sentences_tests.rs"]
mod sentences;
mod show_bills;
mod show_cashier;
pub(crate) mod show_order;
mod show_payment;
mod stages;
mod store;
mod view;
mod wire;

pub use audit::*;
pub use mandate::*;
pub use payment::Payment;
pub use receipts::*;
pub use view::*;

use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::moment::seconds;
use crate::parts::Parts;
use crate::platform::{Change, Prompt};
use crate::reading::Reading;
use crate::rules;
use crate::runtime;
use crate::secrets::PersonalLabel;
use crate::signed::Use;
use crate::store::Room;
use desk::Desk;
use flow::{Books, Event, Order, State};
use owner::{Finding, Owner};
use show_bills::Stance;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use wire::{Bill, Bills};

/// Rows of a page of orders.
const PAGE: usize = 20;

/// Bills and orders.
#[derive(uniffi::Object)]
pub struct Payments {
    parts: Arc<Parts>,
    /// Replaced when somebody signs out: two citizens never share one.
    desk: Mutex<Arc<Desk>>,
    reading: Arc<Reading>,
    owner: Owner,
}

#[uniffi::export]
impl Payments {
    /// What can be paid and what is under way. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<PaymentsView> {
        runtime::run(async move {
            let ((bills, freshness), books) = (self.bills().await?, self.books().await?);
            let rules = rules::book(&self.parts).await?;
            let view = show_bills::overview(bills.as_ref(), &books, &rules, freshness);
            if !view.live.is_empty() {
                self.desk().keep_asking();
            }
            Ok(view)
        })
        .await
    }

    /// Asks the gateway for bills, for the rules they are computed by and for mandates, and settles what is in doubt.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            // What is in doubt is asked about whether the bills came or not.
            let (asked, settled) = (self.desk().ask_for_bills().await, self.settle_all().await);
            let others = self.desk().ask_for_others().await;
            let mandates = self.desk().ask_for_mandates().await;
            asked.and(settled.map(drop)).and(others).and(mandates)
        })
        .await
    }

    /// Begins paying a bill. Nothing is chosen beforehand. `Refused { AlreadyBeingPaid }` while an order for it is live; `RulesMissing`,
    /// `RulesExpired` or `RulesUnreadable` if there is no signed rule to compute it by, and `QuoteMismatch` if its figures are not the rule's.
    pub async fn pay(self: Arc<Self>, bill: String) -> Outcome<Arc<Payment>> {
        runtime::run(async move {
            let mut asked = false;
            loop {
                let (bills, found) = self.one_bill(&bill).await?;
                let ruled = ruling::ruled(&rules::book(&self.parts).await?, &found);
                match show_bills::stance(&found, &self.books().await?, &ruled) {
                    Stance::Payable(ruled) => {
                        return Ok(Payment::new(
                            self.desk(),
                            found.clone(),
                            ruled.clone(),
                            bills.instruments.rows,
                        ));
                    }
                    Stance::Busy => return Err(CitizenError::refused(Refusal::AlreadyBeingPaid)),
                    Stance::Closed | Stance::Paid => return Err(CitizenError::refused(Refusal::NotNow)),
                    Stance::Unruled(why) if asked => return Err(why.into()),
                    // The gateway may have moved on: asked once.
                    Stance::Unruled(_) => self.desk().ask_for_bills().await?,
                }
                asked = true;
            }
        })
        .await
    }

    /// Orders, newest first, from the journal.
    pub async fn orders(self: Arc<Self>, cursor: Option<String>) -> Outcome<OrdersPage> {
        runtime::run(async move {
            let books = self.books().await?;
            let mut orders: Vec<&Order> = books.orders().collect();
            orders.sort_by_cached_key(|order| std::cmp::Reverse(order.place()));
            let mut rest =
                orders.into_iter().filter(|order| cursor.as_ref().is_none_or(|from| order.place() < *from));
            let page: Vec<&Order> = rest.by_ref().take(PAGE).collect();
            let next = page.last().map(|order| order.place()).filter(|_| rest.next().is_some());
            Ok(OrdersPage { rows: page.into_iter().map(show_order::row).collect(), next })
        })
        .await
    }

    /// One order.
    pub async fn order(self: Arc<Self>, id: String) -> Outcome<OrderView> {
        runtime::run(async move { self.shown_order(&id).await }).await
    }

    /// Asks to stop an order: at once if nothing was sent, else the gateway decides. Needs the user's presence, where the phone can ask for
    /// it; never the PIN, for stopping moves no money.
    pub async fn cancel(self: Arc<Self>, order: String) -> Outcome<OrderView> {
        runtime::run(async move {
            let (desk, before) = (self.desk(), self.one(&order).await?);
            if !before.state.is_live() {
                return self.shown_order(&order).await;
            }
            let close = match (before.state, &before.close) {
                (State::Prepared, _) | (_, Some(_)) => None,
                _ => Some(self.sign_close(&order).await?),
            };
            desk.follow(&order, [Event::Cancel { close }].into()).await?;
            desk.keep_asking();
            self.shown_order(&order).await
        })
        .await
    }

    /// Asks for another code of an order at the cashier, the one before being over. While it is not, how the order stands is asked instead,
    /// and an order with an end stays as it is: in no case can more than one scan pay.
    pub async fn another_code(self: Arc<Self>, order: String) -> Outcome<OrderView> {
        runtime::run(async move {
            let desk = self.desk();
            let before = self.one(&order).await?;
            if before.state.in_doubt() {
                desk.another(&before).await?;
                desk.keep_asking();
            }
            self.shown_order(&order).await
        })
        .await
    }

    /// Asks the gateway about every order and every act on a mandate in doubt, now. Returns how many still are.
    pub async fn settle(self: Arc<Self>) -> Outcome<u32> {
        runtime::run(async move { self.settle_all().await }).await
    }
}

impl Payments {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        let reading = Reading::new(parts.clone(), Room::Payments, Change::Payments);
        let desk = Mutex::new(Desk::new(parts.clone(), reading.clone()));
        Arc::new(Self { desk, parts, reading, owner: Owner::default() })
    }

    /// How many orders and acts on mandates are in doubt, for whoever wants to sign out.
    pub(crate) async fn in_doubt(&self) -> Outcome<u32> {
        let desk = self.desk();
        let live = desk.live().await?.len() + desk.live_acts().await?.len();
        Ok(u32::try_from(live).unwrap_or(u32::MAX))
    }

    /// True unless the journal was found damaged, older than it should be, or sealed under another key: the gateway's list then told the rest.
    pub(crate) async fn remembers_all(&self) -> Outcome<bool> {
        Ok(!self.desk().found().await?.may_have_forgotten())
    }

    /// Destroys the journal, for signing out. What is asked about at this moment finds nothing any more.
    pub(crate) async fn erase(&self) -> Outcome<()> {
        self.desk().ledger(|ledger, key| ledger.erase(key)).await?;
        *self.desk.lock().unwrap_or_else(PoisonError::into_inner) =
            Desk::new(self.parts.clone(), self.reading.clone());
        Ok(())
    }

    /// Leaves no journal of somebody else to whoever is signed in.
    async fn ours(&self) -> Outcome<()> {
        let mut known = self.owner.0.lock().await;
        let period = self.parts.store.period();
        if *known == Some(period) {
            return Ok(());
        }
        match owner::find(&self.parts).await? {
            Finding::Ours => *known = Some(period),
            Finding::Foreign => {
                self.erase().await?;
                owner::claim(&self.parts).await?;
                *known = Some(period);
            }
            Finding::Unknown => {}
        }
        Ok(())
    }

    fn desk(&self) -> Arc<Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The books, for an unlocked app: `Locked` or `SignedOut` otherwise.
    async fn books(&self) -> Outcome<Books> {
        self.parts.secrets.personal(PersonalLabel::Cache).map(drop)?;
        self.ours().await?;
        let desk = self.desk();
        let books = desk.ledger(|ledger, key| ledger.read(key, Books::clone)).await?;
        desk.make_good(&books).await;
        Ok(books)
    }

    async fn one(&self, id: &str) -> Outcome<Order> {
        let books = self.books().await?;
        books.order(id).cloned().ok_or(CitizenError::refused(Refusal::NotFound))
    }

    async fn shown_order(&self, id: &str) -> Outcome<OrderView> {
        let (order, (_, freshness)) = (self.one(id).await?, self.bills().await?);
        // An order is as old as what the gateway last said about it, not as the bills.
        let freshness = Freshness { as_of: None, ..freshness };
        Ok(show_order::whole(&order, freshness, &self.parts.bureau.help_phone, SystemTime::now()))
    }

    async fn one_bill(&self, id: &str) -> Outcome<(Bills, Bill)> {
        let missing = CitizenError::refused(Refusal::NotFound);
        let bills = self.bills().await?.0.ok_or(missing.clone())?;
        let found = bills.bills.rows.iter().find(|row| row.id.text() == id).cloned();
        found.map(|found| (bills, found)).ok_or(missing)
    }

    async fn bills(&self) -> Outcome<(Option<Bills>, Freshness)> {
        self.reading.kept(store::BILLS).await
    }

    /// Follows the gateway's list and attends every live order. A gateway that cannot be reached leaves them in doubt; that is no error.
    async fn settle_all(&self) -> Outcome<u32> {
        self.ours().await?;
        let desk = self.desk();
        // Whatever else goes wrong here, each order is asked about by itself as well.
        if let Err(error @ (CitizenError::StorageFull | CitizenError::Internal { .. })) = desk.list().await {
            return Err(error);
        }
        for id in desk.live().await? {
            desk.attend(&id).await?;
        }
        for act in desk.live_acts().await? {
            desk.attend_act(&act).await?;
        }
        let still = desk.live().await?.len() + desk.live_acts().await?.len();
        if still > 0 {
            desk.keep_asking();
        }
        Ok(u32::try_from(still).unwrap_or(u32::MAX))
    }

    async fn sign_close(&self, id: &str) -> Outcome<String> {
        let iat = seconds(SystemTime::now()).unwrap_or(0);
        let payload = serde_json::json!({ "id": id, "iat": iat }).to_string();
        consent::sign(&self.parts, Use::Close, payload.into_bytes(), Prompt::ConfirmCancel).await
    }
}
