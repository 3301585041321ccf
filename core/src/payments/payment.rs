//! One payment, from choosing to its end.

use super::choice;
use super::confirm;
use super::desk::Desk;
use super::flow::Books;
use super::price;
use super::ruling::{self, Ruled};
use super::show_payment::{Offer, Page, page};
use super::store;
use super::view::{PaymentDraft, PaymentView};
use super::wire::{Bill, Bills, Instrument};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::{bureau, consent, rules, runtime};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long `confirm` waits for an end before it answers "in doubt"; asking goes on behind it.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// One payment, from choosing to its end. Dropping it changes nothing: an order lives in the journal.
#[derive(uniffi::Object)]
pub struct Payment {
    desk: Arc<Desk>,
    matter: Mutex<Matter>,
    chosen: Mutex<Chosen>,
    /// One call that asks the gateway or the user at a time.
    turn: tokio::sync::Mutex<()>,
    busy: AtomicBool,
}

/// What is being paid, as it stood when it was last held against the signed rules.
#[derive(Clone)]
struct Matter {
    bill: Bill,
    ruled: Ruled,
    instruments: Vec<Instrument>,
}

#[derive(Clone, Default)]
struct Chosen {
    draft: PaymentDraft,
    offer: Option<Offer>,
    order: Option<String>,
}

#[uniffi::export]
impl Payment {
    /// Where it stands.
    pub async fn view(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { self.shown().await }).await
    }

    /// Takes what was chosen so far and says what is wrong with it. `Refused { NotNow }` once there is an order.
    pub async fn choose(self: Arc<Self>, draft: PaymentDraft) -> Outcome<PaymentView> {
        runtime::run(async move {
            {
                let mut chosen = self.chosen();
                if chosen.order.is_some() {
                    return Err(CitizenError::refused(Refusal::NotNow));
                }
                *chosen = Chosen { draft, ..Chosen::default() };
            }
            self.shown().await
        })
        .await
    }

    /// Asks for the amount; the next step is `Review`. `Refused { QuoteMismatch }` if it does not come out as the core computes it by the
    /// signed rule, `RulesMissing`, `RulesExpired` or `RulesUnreadable` if there is none any more;
    /// `Outdated` or `Unavailable` if the bureau's configuration lets this app begin no payment now.
    pub async fn quote(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move {
            let _turn = self.turn.lock().await;
            let _busy = Busy::begin(&self);
            let draft = self.chosen().draft.clone();
            let Matter { bill, ruled, instruments } = self.held_against_rules().await?;
            let choices = choice::choices(&bill, &ruled, &instruments, &self.books().await?);
            let good = choice::problems(&draft, &choices, &ruled).is_empty() && self.chosen().order.is_none();
            let wish = choice::wish(&bill, &draft).filter(|_| good);
            let wish = wish.ok_or(CitizenError::refused(Refusal::NotNow))?;
            // Said before anything is confirmed; an order that is under way goes on whatever the configuration says.
            self.desk.parts.may_begin("payments")?;
            let quote = self.desk.parts.wire.quote(&wish).await?;
            let price = match price::check(&bill, &ruled, &wish, &quote) {
                Ok(price) => price,
                Err(mismatch) => {
                    // By another tariff than the bill's: asked for, so that the next quote can be by that one.
                    if quote.tariff.text() != ruled.version {
                        self.follow_rules().await;
                    }
                    return Err(mismatch);
                }
            };
            {
                let mut chosen = self.chosen();
                // Chosen anew in the meantime: the answer belongs to nothing any more.
                if chosen.draft == draft {
                    chosen.offer = Some(Offer { wish, quote, price, ruled });
                }
            }
            drop(_busy);
            self.shown().await
        })
        .await
    }

    /// Back from `Review` to choosing.
    pub async fn back(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move {
            {
                let mut chosen = self.chosen();
                if chosen.order.is_none() {
                    chosen.offer = None;
                }
            }
            self.shown().await
        })
        .await
    }

    /// Confirms: the user's presence is asked for, the order is journalled, then sent. Returns as soon as there is an end, or
    /// after a moment in doubt; the observer tells when the end is there. A second call while in doubt changes nothing.
    /// `Pin { Needed }` on a phone without a secure lock, where `asks_for_pin` has said to call `confirm_with_pin`.
    pub async fn confirm(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { self.confirmed(None).await }).await
    }

    /// The same on a phone without a secure lock: the gateway checks the PIN and counts the wrong ones. After `Pin` there is no order, and
    /// no money moved. Elsewhere the PIN is not looked at.
    pub async fn confirm_with_pin(self: Arc<Self>, pin: String) -> Outcome<PaymentView> {
        runtime::run(async move { self.confirmed(Some(Zeroizing::new(pin))).await }).await
    }
}

impl Payment {
    pub(super) fn new(desk: Arc<Desk>, bill: Bill, ruled: Ruled, instruments: Vec<Instrument>) -> Arc<Self> {
        Arc::new(Self {
            desk,
            matter: Mutex::new(Matter { bill, ruled, instruments }),
            chosen: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            busy: AtomicBool::new(false),
        })
    }

    async fn confirmed(&self, pin: Option<Zeroizing<String>>) -> Outcome<PaymentView> {
        let turn = self.turn.lock().await;
        if self.chosen().order.is_none() {
            self.desk.parts.may_begin("payments")?;
            let _busy = Busy::begin(self);
            self.begin(pin.as_deref().map(String::as_str)).await?;
        }
        drop(turn);
        self.wait_a_moment().await;
        self.shown().await
    }

    /// From a reviewed offer to a journalled order.
    async fn begin(&self, pin: Option<&str>) -> Outcome<()> {
        // A version too old, or a gateway at rest: said before anything is signed.
        self.desk.parts.may_begin("payments")?;
        let offer = self.chosen().offer.clone().ok_or(CitizenError::refused(Refusal::NotNow))?;
        let Matter { bill, ruled, instruments } = self.held_against_rules().await?;
        if ruled.version != offer.ruled.version || ruled.terms != offer.ruled.terms {
            // What was reviewed is not in force any more.
            self.chosen().offer = None;
            return Err(CitizenError::refused(Refusal::QuoteMismatch));
        }
        consent::ready(&self.desk.parts, pin).await?;
        // Before every confirm: what other devices did, and what was forgotten here. Offline, nothing begins.
        self.desk.list().await?;
        let region = self.desk.parts.bureau.region.clone();
        let wanted = choice::obligation(&bill, &region, offer.wish.periods.clone());
        if self.books().await?.holder(&wanted).is_some() {
            return Err(CitizenError::refused(Refusal::AlreadyBeingPaid));
        }
        let id = confirm::order(&self.desk, &region, &bill, &instruments, &offer, pin).await?;
        self.chosen().order = Some(id);
        self.desk.tell().await;
        Ok(())
    }

    /// Carries the order on; after a moment only in the background.
    async fn wait_a_moment(&self) {
        let Some(id) = self.chosen().order.clone() else { return };
        let desk = self.desk.clone();
        let carried = tokio::spawn(async move {
            // What cannot be recorded is not sent; the order stays prepared and is tried again.
            let order = desk.attend(&id).await;
            if !order.is_ok_and(|(order, _)| !order.state.is_live()) {
                desk.keep_asking();
            }
        });
        // Dropping the handle leaves the task running.
        let _ = tokio::time::timeout(PATIENCE, carried).await;
    }

    /// The bill as the signed rules have it now. If they have it not, the gateway is asked once for what it says now.
    async fn held_against_rules(&self) -> Outcome<Matter> {
        let bill = self.matter().bill.clone();
        let ruled = match ruling::ruled(&rules::book(&self.desk.parts).await?, &bill) {
            Ok(ruled) => ruled,
            Err(_) => {
                self.desk.ask_for_bills().await?;
                return self.taken_anew().await;
            }
        };
        let mut matter = self.matter();
        matter.ruled = ruled;
        Ok(matter.clone())
    }

    /// Asks for bills and rules again. What could not be had is asked for again by the next quote.
    async fn follow_rules(&self) {
        if bureau::renew(&self.desk.parts).await.is_ok() && self.desk.ask_for_bills().await.is_ok() {
            let _ = self.taken_anew().await;
        }
    }

    /// The bill as it is kept by now, held against the rules at hand.
    async fn taken_anew(&self) -> Outcome<Matter> {
        let missing = CitizenError::refused(Refusal::NotFound);
        let id = self.matter().bill.id.clone();
        let kept = self.desk.reading.kept::<Bills>(store::BILLS).await?.0.ok_or(missing.clone())?;
        let bill = kept.bills.rows.into_iter().find(|row| row.id == id).ok_or(missing)?;
        let ruled = ruling::ruled(&rules::book(&self.desk.parts).await?, &bill)?;
        let anew = Matter { bill, ruled, instruments: kept.instruments.rows };
        *self.matter() = anew.clone();
        Ok(anew)
    }

    fn matter(&self) -> MutexGuard<'_, Matter> {
        self.matter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn books(&self) -> Outcome<Books> {
        self.desk.ledger(|ledger, key| ledger.read(key, Books::clone)).await
    }

    async fn shown(&self) -> Outcome<PaymentView> {
        let (books, chosen) = (self.books().await?, self.chosen().clone());
        let reviewing = chosen.order.is_none() && chosen.offer.is_some();
        let by_pin = reviewing && consent::by_pin(&self.desk.parts).await?;
        let matter = self.matter().clone();
        Ok(page(&Page {
            bill: &matter.bill,
            ruled: &matter.ruled,
            instruments: &matter.instruments,
            books: &books,
            draft: &chosen.draft,
            offer: chosen.offer.as_ref(),
            order: chosen.order.as_deref().and_then(|id| books.order(id)),
            busy: self.busy.load(Ordering::Relaxed),
            by_pin,
            help_phone: &self.desk.parts.bureau.help_phone,
        }))
    }

    fn chosen(&self) -> MutexGuard<'_, Chosen> {
        self.chosen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// True while it lives.
struct Busy<'a>(&'a AtomicBool);

impl<'a> Busy<'a> {
    fn begin(payment: &'a Payment) -> Self {
        payment.busy.store(true, Ordering::Relaxed);
        Self(&payment.busy)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}
