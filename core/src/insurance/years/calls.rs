//! What screens ask of the years.

use super::super::wire::Overview;
use super::super::{Insurance, InsuranceKind, LookedAt, overview, store, wire};
use super::view::{YearSums, YearsView};
use super::work;
use crate::contributions::Contributions;
use crate::error::Outcome;
use crate::reading::together;
use crate::runtime;
use std::sync::Arc;

/// So many years that are not here yet are asked for at once: whoever has forty asks again for more.
const AT_ONCE: usize = 8;

#[uniffi::export]
impl Insurance {
    /// One insurance year by year. Years whose records are not on this device are asked for, a few at a time; without network they are named.
    pub async fn years(self: Arc<Self>, kind: InsuranceKind) -> Outcome<YearsView> {
        runtime::run(async move {
            let (overview, freshness) = self.reading.kept::<Overview>(store::OVERVIEW).await?;
            let (mut rows, mut not_here, mut ages) = (Vec::new(), Vec::new(), vec![freshness]);
            let mut left = AT_ONCE;
            for year in overview::years(overview.as_ref(), kind) {
                let (mut kept, mut age) =
                    self.reading.kept::<Contributions>(&store::year(kind, year)).await?;
                if kept.is_none() && left > 0 {
                    left = left.saturating_sub(1);
                    let asked = self
                        .reading
                        .ask::<Contributions>(&store::year(kind, year), &wire::contributions(kind, year))
                        .await;
                    if asked.outcome.is_err() {
                        // Whoever cannot be asked about one year cannot be asked about the others.
                        left = 0;
                    }
                    let _ = self.look([LookedAt::Year(kind, year)]).await;
                    (kept, age) = self.reading.kept::<Contributions>(&store::year(kind, year)).await?;
                }
                match kept.and_then(|kept| work::year(year, &kept)) {
                    Some(row) => {
                        ages.push(age);
                        rows.push(row);
                    }
                    None => not_here.push(year),
                }
            }
            let total = rows.iter().map(|row| row.sums).try_fold(YearSums::default(), YearSums::plus);
            Ok(YearsView { freshness: together(&ages), rows, not_here, total })
        })
        .await
    }
}
