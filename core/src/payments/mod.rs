//! Paying contributions: exactly once, and never in doubt for long.

pub(crate) mod flow;
mod view;

pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// Bills and orders.
#[derive(uniffi::Object)]
pub struct Payments {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Payments {
    /// What can be paid and what is under way. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<PaymentsView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Asks the gateway for bills, and settles what is in doubt.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Begins paying a bill. Nothing is chosen beforehand.
    pub async fn pay(self: Arc<Self>, bill: String) -> Outcome<Arc<Payment>> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Orders, newest first, from the journal.
    pub async fn orders(self: Arc<Self>, cursor: Option<String>) -> Outcome<OrdersPage> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// One order.
    pub async fn order(self: Arc<Self>, id: String) -> Outcome<OrderView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// The verified receipt of a paid order.
    pub async fn receipt(self: Arc<Self>, order: String) -> Outcome<ReceiptView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Asks to stop an order: at once if nothing was sent, else the gateway decides. Needs the user's presence.
    pub async fn cancel(self: Arc<Self>, order: String) -> Outcome<OrderView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Asks the gateway about every order in doubt, now. Returns how many still are.
    pub async fn settle(self: Arc<Self>) -> Outcome<u32> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }
}

impl Payments {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }
}

/// One payment, from choosing to its end. Dropping it changes nothing: an order lives in the journal.
#[derive(uniffi::Object)]
pub struct Payment {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Payment {
    /// Where it stands.
    pub async fn view(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Takes what was chosen so far and says what is wrong with it.
    pub async fn choose(self: Arc<Self>, draft: PaymentDraft) -> Outcome<PaymentView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Asks for the amount; the next step is `Review`.
    pub async fn quote(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Back from `Review` to choosing.
    pub async fn back(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }

    /// Confirms: the user's presence is asked for, the order is journalled, then sent. Returns as soon as there is an end, or
    /// after a few seconds in doubt; the observer tells when the end is there. A second call while in doubt changes nothing.
    pub async fn confirm(self: Arc<Self>) -> Outcome<PaymentView> {
        runtime::run(async move { Err(CitizenError::internal("payments")) }).await
    }
}
