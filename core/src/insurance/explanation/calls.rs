//! What screens ask of the explanation.

use super::super::{Insurance, InsuranceKind, store, wire};
use super::view::ExplanationView;
use super::work;
use crate::contributions::Contributions;
use crate::date::YearMonth;
use crate::error::Outcome;
use crate::{rules, runtime};
use std::sync::Arc;

#[uniffi::export]
impl Insurance {
    /// A month's records in plain words, out of what is kept. Never waits for the network.
    pub async fn explain(self: Arc<Self>, kind: InsuranceKind, month: YearMonth) -> Outcome<ExplanationView> {
        runtime::run(async move {
            let (kept, freshness) =
                self.reading.kept::<Contributions>(&store::year(kind, month.year())).await?;
            let book = rules::book(&self.parts).await?;
            let of_month =
                kept.iter().flat_map(|kept| &kept.records.rows).filter(|record| record.month == month);
            let records =
                of_month.map(|record| work::explain(kind, wire::segment(kind), record, &book)).collect();
            Ok(ExplanationView { freshness, month, records })
        })
        .await
    }
}
