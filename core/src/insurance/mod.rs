//! The five insurances: status, records, accounts, benefits.

mod overview;
mod records;
mod rules;
mod store;
mod view;
mod wire;

pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// The five insurances' records.
#[derive(uniffi::Object)]
pub struct Insurance {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Insurance {
    /// All five, a line each. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<InsuranceView> {
        runtime::run(async move { Err(CitizenError::internal("insurance")) }).await
    }

    /// Asks the gateway, and tells the observer if something changed.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("insurance")) }).await
    }

    /// One insurance's page.
    pub async fn detail(self: Arc<Self>, kind: InsuranceKind) -> Outcome<InsuranceDetailView> {
        runtime::run(async move { Err(CitizenError::internal("insurance")) }).await
    }

    /// One year's contributions, asked for and then kept; kept ones if the gateway cannot be asked.
    pub async fn contributions(
        self: Arc<Self>,
        kind: InsuranceKind,
        year: u16,
    ) -> Outcome<ContributionsPage> {
        runtime::run(async move { Err(CitizenError::internal("insurance")) }).await
    }

    /// Benefits paid, from `cursor` on; the first page is kept.
    pub async fn benefits(
        self: Arc<Self>,
        kind: InsuranceKind,
        cursor: Option<String>,
    ) -> Outcome<BenefitsPage> {
        runtime::run(async move { Err(CitizenError::internal("insurance")) }).await
    }
}

impl Insurance {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }
}
