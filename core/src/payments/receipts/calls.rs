//! What screens ask about receipts.

use super::super::flow::Books;
use super::super::{Payments, ReceiptView};
use super::export::{self, Export, ExportFormat, Occasion};
use super::others;
use super::show::{self, Paper};
use super::slip::Slip;
use super::view::{ReceiptFilter, ReceiptsPage};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::{qr, runtime};
use std::sync::Arc;
use std::time::SystemTime;

#[uniffi::export]
impl Payments {
    /// The verified receipt of a paid order.
    pub async fn receipt(self: Arc<Self>, order: String) -> Outcome<ReceiptView> {
        runtime::run(async move {
            let (papers, _) = self.papers(&self.books().await?).await?;
            let paper = papers.iter().find(|paper| paper.slip.order == order);
            let paper = paper.ok_or(CitizenError::refused(Refusal::NotFound))?;
            let link = qr::link(&self.parts.bureau.gateway, &paper.slip.receipt);
            Ok(show::whole(paper, link))
        })
        .await
    }

    /// Receipts, newest first: those of the journal, and the store's copies of what the journal has lost, verified again. `totals` are of
    /// everything the filter lets through. Never waits for the network.
    pub async fn receipts(
        self: Arc<Self>,
        filter: ReceiptFilter,
        cursor: Option<String>,
    ) -> Outcome<ReceiptsPage> {
        runtime::run(async move {
            let (papers, dropped) = self.papers(&self.books().await?).await?;
            Ok(show::page(&papers, &filter, cursor.as_deref(), dropped))
        })
        .await
    }

    /// The receipts the filter lets through, as a file to keep or share. `Refused { NotFound }` if there is none. Says nothing that is not
    /// masked; who may read it is the citizen's choice.
    pub async fn export_receipts(
        self: Arc<Self>,
        filter: ReceiptFilter,
        format: ExportFormat,
    ) -> Outcome<Export> {
        runtime::run(async move {
            let (papers, _) = self.papers(&self.books().await?).await?;
            let parts = self.parts.clone();
            runtime::blocking(move || {
                let occasion =
                    Occasion { bureau: &parts.bureau, language: &parts.language, now: SystemTime::now() };
                export::export(&papers, &filter, format, &occasion)
            })
            .await
        })
        .await
    }
}

impl Payments {
    /// All receipts, newest first, and how many of the store's copies are not believed.
    pub(in crate::payments) async fn papers(&self, books: &Books) -> Outcome<(Vec<Paper>, u32)> {
        let journal: Vec<Slip> = books.orders().filter_map(Slip::of).collect();
        let mut store = self.desk().slips().await?;
        let parts = self.parts.clone();
        runtime::blocking(move || {
            store.extend(others::kept(&parts.store)?);
            Ok(show::papers(&journal, store, &parts.bureau.keys))
        })
        .await
    }

    /// The orders whose receipts the journal has, and those whose receipts are in the store, read anew: for campaigns.
    #[cfg(feature = "simulation")]
    pub async fn receipts_kept(&self) -> Outcome<[std::collections::BTreeSet<String>; 2]> {
        let books = self.books().await?;
        let parts = self.parts.clone();
        let store = runtime::blocking(move || super::Shelf::default().slips(&parts.store)).await?;
        let journal = books.orders().filter_map(Slip::of).map(|slip| slip.order);
        Ok([journal.collect(), store.into_iter().map(|slip| slip.order).collect()])
    }
}
