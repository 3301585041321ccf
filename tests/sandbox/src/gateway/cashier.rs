//! The cashier: another company with its own book. It knows orders' ids, attempts and amounts, and who scanned.

use super::lock;
use crate::decide::cashier::{self, NotScanned, Ticket, TicketCall};
use crate::decide::orders::CashierCall;
use crate::store::{Batch, Store, StoreError, Table};
use std::path::Path;
use std::sync::Mutex;

/// The cashier over its own database file.
pub(crate) struct Cashier {
    store: Store,
    counter: Mutex<()>,
}

impl Cashier {
    /// Opens the book.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { store: Store::open(path)?, counter: Mutex::default() })
    }

    /// Does what the gateway asks, durably; the ticket as it stands then. Looking opens nothing.
    pub(crate) fn ask(&self, call: &CashierCall) -> Result<Option<Ticket>, StoreError> {
        let _one_at_a_time = lock(&self.counter);
        match call {
            CashierCall::Look(call) => self.ticket(call),
            CashierCall::Open(call) => self.keep(cashier::open(self.ticket(call)?.as_ref(), call)).map(Some),
            CashierCall::Close(call) => {
                self.keep(cashier::close(self.ticket(call)?.as_ref(), call)).map(Some)
            }
        }
    }

    /// Somebody scans what a code holds.
    pub(crate) fn scan(
        &self,
        code: &str,
        by: &str,
        now: i64,
    ) -> Result<Result<Ticket, NotScanned>, StoreError> {
        let _one_at_a_time = lock(&self.counter);
        let found = self.tickets()?.into_iter().find(|ticket| ticket.call.code() == code);
        match cashier::scan(found.as_ref(), by, now) {
            Ok(paid) => self.keep(paid).map(Ok),
            Err(why) => Ok(Err(why)),
        }
    }

    /// Gives an order's money back once, durably.
    pub(crate) fn give_back(&self, order: &str, now: i64) -> Result<(), StoreError> {
        let _one_at_a_time = lock(&self.counter);
        for ticket in self.store.list::<Ticket>(Table::Tickets, &format!("{order}/"))? {
            if let Some(returned) = cashier::give_back(&ticket, now) {
                self.keep(returned)?;
            }
        }
        Ok(())
    }

    /// Every line of the book.
    pub(crate) fn tickets(&self) -> Result<Vec<Ticket>, StoreError> {
        self.store.list(Table::Tickets, "")
    }

    fn ticket(&self, call: &TicketCall) -> Result<Option<Ticket>, StoreError> {
        self.store.get(Table::Tickets, &call.key())
    }

    fn keep(&self, ticket: Ticket) -> Result<Ticket, StoreError> {
        if self.ticket(&ticket.call)?.as_ref() != Some(&ticket) {
            let mut batch = Batch::default();
            batch.put(Table::Tickets, &ticket.call.key(), &ticket)?;
            self.store.commit(batch)?;
        }
        Ok(ticket)
    }
}
