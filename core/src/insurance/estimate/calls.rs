//! What screens ask of the estimator.

use super::super::Insurance;
use super::view::{EstimateDraft, EstimateView};
use super::work;
use crate::error::Outcome;
use crate::{bureau, rules, runtime};
use std::sync::Arc;

#[uniffi::export]
impl Insurance {
    /// What contributions would cost by the signed rules at hand. Needs no signing in, and never waits for the network.
    pub async fn estimate(self: Arc<Self>, draft: EstimateDraft) -> Outcome<EstimateView> {
        runtime::run(async move {
            let book = rules::book(&self.parts).await?;
            Ok(work::estimate(&draft, &self.parts.bureau.region, &book))
        })
        .await
    }

    /// Asks for newer rules, signed in or not. True if some came.
    pub async fn refresh_rules(self: Arc<Self>) -> Outcome<bool> {
        runtime::run(async move {
            // The configuration names the newest rules. A gateway that cannot be asked about one cannot be asked about the other.
            bureau::renew(&self.parts).await?;
            rules::fetch(&self.parts, None).await
        })
        .await
    }
}
