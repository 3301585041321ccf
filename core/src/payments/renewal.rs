//! Bills, and the signed rules they are computed by, asked for together.

use super::desk::Desk;
use super::flow::{Books, Order};
use super::ruling::ruled;
use super::store;
use super::wire::Bills;
use crate::error::Outcome;
use crate::runtime;
use crate::{bureau, rules};

impl Desk {
    /// Asks for the bills, and for newer rules if they name some.
    pub(super) async fn ask_for_bills(&self) -> Outcome<()> {
        let asked = self.reading.ask::<Bills>(store::BILLS, store::BILLS_PATH).await;
        let (told, rules) = (self.reading.told([asked]).await, self.ask_for_rules().await);
        told.and(rules)
    }

    /// Asks for the rules that the configuration names. If a bill cannot be held against them, the configuration is asked for as well.
    async fn ask_for_rules(&self) -> Outcome<()> {
        let live = |books: &Books| {
            let live = books.orders().filter(|order| order.state.is_live());
            live.map(|order| (order.terms.ob.scheme.clone(), order.terms.tar.clone())).collect()
        };
        // Books that cannot be read name nothing: the newest packs are kept all the same.
        let named: Vec<(String, String)> =
            self.ledger(move |ledger, key| ledger.read(key, live)).await.unwrap_or_default();
        let mut fetched = rules::fetch(&self.parts, Some(&named)).await;
        if fetched.is_err() || self.has_unruled_bill().await? {
            bureau::renew(&self.parts).await?;
            let before = fetched.unwrap_or_default();
            fetched = rules::fetch(&self.parts, Some(&named)).await.map(|again| again || before);
        }
        if fetched? {
            self.tell().await;
        }
        Ok(())
    }

    async fn has_unruled_bill(&self) -> Outcome<bool> {
        let (book, parts) = (rules::book(&self.parts).await?, self.parts.clone());
        let kept = runtime::blocking(move || parts.store.bills()).await?;
        let bills = kept.into_iter().flat_map(|kept| kept.value.bills.rows);
        Ok(bills.into_iter().any(|bill| ruled(&book, &bill).is_err()))
    }

    /// The gateway refused an order because its tariff is over. If it is in force by what is at hand, that is out of date: asks for the new one.
    pub(super) async fn tariff_changed(&self, order: &Order) {
        let terms = &order.terms;
        let believed = rules::book(&self.parts).await;
        if believed.is_ok_and(|book| book.payable(&terms.ob.scheme, &terms.tar).is_ok()) {
            // Not reached, it is asked for before the next payment.
            let _ = bureau::renew(&self.parts).await;
            let _ = self.ask_for_bills().await;
        }
    }
}
