//! What screens ask of the audit.

use super::super::Payments;
use super::compare::compare;
use super::evidence::{Evidence, Paid, Received, Year, wanted_years};
use super::show;
use super::view::FindingsView;
use crate::date::CalendarDate;
use crate::error::{CitizenError, Outcome};
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::moment::seconds;
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;
use std::time::SystemTime;

#[uniffi::export]
impl Payments {
    /// What was paid, held against what is credited, as far as the records on this device tell. A refresh asks for newer ones. Never waits
    /// for the network.
    pub async fn findings(self: Arc<Self>) -> Outcome<FindingsView> {
        runtime::run(async move {
            let books = self.books().await?;
            let (papers, _) = self.papers(&books).await?;
            let (bills, freshness) = self.bills().await?;
            let paid: Vec<Paid> =
                papers.iter().map(|paper| Paid::of(paper, books.order(&paper.slip.order))).collect();
            let heard = bills.and_then(|bills| seconds(bills.as_of.at()));
            let parts = self.parts.clone();
            runtime::blocking(move || {
                let person = parts.store.person()?.ok_or(CitizenError::SignedOut)?;
                let own = (person.id.clone(), mask_name(&person.name));
                let years = years(&parts, &paid, &own.0)?;
                let as_of = years.iter().filter_map(|(_, kept)| *kept).min();
                let years = years.into_iter().map(|(year, _)| year).collect();
                let audit = compare(&Evidence { own: own.clone(), paid, years, heard });
                let freshness = Freshness { as_of: as_of.or(freshness.as_of), ..freshness };
                Ok(show::view(audit, &own.1, freshness, &parts.bureau.help_phone))
            })
            .await
        })
        .await
    }
}

impl Payments {
    /// The insurances and years of records the audit needs; none while nothing can be read.
    pub(crate) async fn years_to_audit(&self) -> Vec<(&'static str, u16)> {
        let Ok(books) = self.books().await else { return Vec::new() };
        let Ok((papers, _)) = self.papers(&books).await else { return Vec::new() };
        let Ok(Ok(own)) = runtime::blocking({
            let parts = self.parts.clone();
            move || Ok(parts.store.person_id())
        })
        .await
        else {
            return Vec::new();
        };
        let own = papers.iter().filter(|paper| paper.slip.insured == own);
        wanted_years(
            own.map(|paper| (paper.receipt.scheme.as_str(), paper.receipt.period.as_slice())),
            today(),
        )
    }
}

/// The records of each year wanted, and when the gateway last confirmed them. Blocks.
fn years(parts: &Parts, paid: &[Paid], own: &str) -> Outcome<Vec<(Year, Option<SystemTime>)>> {
    let payments = paid.iter().filter(|paid| paid.insured == own);
    let payments = payments.map(|paid| (paid.scheme.as_str(), paid.periods.as_slice()));
    let mut years = Vec::new();
    for (insurance, year) in wanted_years(payments, today()) {
        let kept = parts.store.contributions(insurance, year)?;
        let confirmed = kept.as_ref().map(|kept| kept.as_of);
        let records = kept.and_then(|kept| {
            let said = kept.value.as_of.got().map_or(kept.as_of, |as_of| as_of.at());
            Some(Received { insurance, as_of: seconds(said)?, records: kept.value })
        });
        years.push((Year { insurance, year, records }, confirmed));
    }
    Ok(years)
}

fn today() -> CalendarDate {
    CalendarDate::at(SystemTime::now())
}
