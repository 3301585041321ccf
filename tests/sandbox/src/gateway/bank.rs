//! The bank: another company with its own book. It knows order ids, accounts and amounts.

use super::lock;
use crate::decide::bank::{self, Debit, DebitCall};
use crate::store::{Batch, Store, StoreError, Table};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

/// The bank over its own database file.
pub(crate) struct Bank {
    store: Store,
    counter: Mutex<()>,
}

impl Bank {
    /// Opens the book; a new one gets the city's opening balances.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let store = Store::open(path)?;
        if store.last_key(Table::Balances, "")?.is_none() {
            let mut batch = Batch::default();
            for (account, fen) in crate::seed::opening_balances() {
                batch.put(Table::Balances, account, &fen)?;
            }
            store.commit(batch)?;
        }
        Ok(Self { store, counter: Mutex::default() })
    }

    /// Takes money once for an order's id, durably.
    pub(crate) fn debit(&self, call: &DebitCall, now: i64) -> Result<Debit, StoreError> {
        let _one_at_a_time = lock(&self.counter);
        let found = self.store.get::<Debit>(Table::Debits, &call.order)?;
        let balance = self.store.get::<i64>(Table::Balances, &call.account)?.unwrap_or(0);
        let decision = bank::debit(found.as_ref(), balance, call, now);
        self.write(&decision)?;
        Ok(decision.debit)
    }

    /// Gives an order's money back once, durably.
    pub(crate) fn give_back(&self, order: &str, now: i64) -> Result<(), StoreError> {
        let _one_at_a_time = lock(&self.counter);
        let Some(found) = self.store.get::<Debit>(Table::Debits, order)? else { return Ok(()) };
        let balance = self.store.get::<i64>(Table::Balances, &found.call.account)?.unwrap_or(0);
        bank::give_back(&found, balance, now).map_or(Ok(()), |decision| self.write(&decision))
    }

    fn write(&self, decision: &bank::BankDecision) -> Result<(), StoreError> {
        let Some(balance) = decision.balance_fen else {
            if !decision.new {
                return Ok(());
            }
            let mut batch = Batch::default();
            batch.put(Table::Debits, &decision.debit.call.order, &decision.debit)?;
            return self.store.commit(batch);
        };
        let mut batch = Batch::default();
        batch.put(Table::Debits, &decision.debit.call.order, &decision.debit)?;
        batch.put(Table::Balances, &decision.debit.call.account, &balance)?;
        self.store.commit(batch)
    }

    /// Sets an account's balance.
    pub(crate) fn set_balance(&self, account: &str, fen: i64) -> Result<(), StoreError> {
        let _one_at_a_time = lock(&self.counter);
        let mut batch = Batch::default();
        batch.put(Table::Balances, account, &fen)?;
        self.store.commit(batch)
    }

    /// What is on an account, if the bank has it.
    pub(crate) fn balance(&self, account: &str) -> Result<Option<i64>, StoreError> {
        self.store.get(Table::Balances, account)
    }

    /// Every line of the book.
    pub(crate) fn debits(&self) -> Result<Vec<Debit>, StoreError> {
        self.store.list(Table::Debits, "")
    }

    /// Every balance.
    pub(crate) fn balances(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        Ok(self.store.page(Table::Balances, "", "", usize::MAX)?.into_iter().collect())
    }
}
