//! The durable database: JSON records in redb tables, written in batches that are on the disk when `commit` returns.

use redb::{Database, ReadableDatabase, TableDefinition};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ops::Bound;
use std::path::Path;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// redb said no: locked by another process, damaged, disk full.
    #[error("database: {0}")]
    Database(Box<redb::Error>),
    /// A record does not read as what it should be.
    #[error("record: {0}")]
    Record(serde_json::Error),
}

impl<E: Into<redb::Error>> From<E> for StoreError {
    fn from(error: E) -> Self {
        Self::Database(Box::new(error.into()))
    }
}

/// The tables of the gateway, of the bank and of the cashier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Meta,
    People,
    Cards,
    Insurance,
    Contributions,
    Benefits,
    Bills,
    Rules,
    Forged,
    Quotes,
    Orders,
    Holds,
    OrderLog,
    Mandates,
    MandatesOf,
    MandateHolds,
    Unsettled,
    Advancing,
    Codes,
    Enrolments,
    Grants,
    Devices,
    Pins,
    Consents,
    Removed,
    Access,
    Refresh,
    Families,
    Messages,
    MessageKeys,
    Pushes,
    Articles,
    Places,
    EarlierCards,
    Balances,
    Debits,
    Tickets,
}

const ALL: [(Table, &str); 37] = [
    (Table::Meta, "meta"),
    (Table::People, "people"),
    (Table::Cards, "cards"),
    (Table::Insurance, "insurance"),
    (Table::Contributions, "contributions"),
    (Table::Benefits, "benefits"),
    (Table::Bills, "bills"),
    (Table::Rules, "rules"),
    (Table::Forged, "forged_rules"),
    (Table::Quotes, "quotes"),
    (Table::Orders, "orders"),
    (Table::Holds, "holds"),
    (Table::OrderLog, "order_log"),
    (Table::Mandates, "mandates"),
    (Table::MandatesOf, "mandates_of"),
    (Table::MandateHolds, "mandate_holds"),
    (Table::Unsettled, "unsettled"),
    (Table::Advancing, "advancing"),
    (Table::Codes, "codes"),
    (Table::Enrolments, "enrolments"),
    (Table::Grants, "grants"),
    (Table::Devices, "devices"),
    (Table::Pins, "pins"),
    (Table::Consents, "consents"),
    (Table::Removed, "removed"),
    (Table::Access, "access"),
    (Table::Refresh, "refresh"),
    (Table::Families, "families"),
    (Table::Messages, "messages"),
    (Table::MessageKeys, "message_keys"),
    (Table::Pushes, "pushes"),
    (Table::Articles, "articles"),
    (Table::Places, "places"),
    (Table::EarlierCards, "earlier_cards"),
    (Table::Balances, "balances"),
    (Table::Debits, "debits"),
    (Table::Tickets, "tickets"),
];

impl Table {
    fn definition(self) -> TableDefinition<'static, &'static str, &'static [u8]> {
        TableDefinition::new(ALL.iter().find(|(t, _)| *t == self).map_or("meta", |(_, name)| *name))
    }
}

/// Writes that become durable together or not at all.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    writes: Vec<(Table, String, Option<Vec<u8>>)>,
}

impl Batch {
    /// Puts a record under a key.
    pub(crate) fn put<T: Serialize>(
        &mut self,
        table: Table,
        key: &str,
        record: &T,
    ) -> Result<(), StoreError> {
        self.writes.push((
            table,
            key.to_owned(),
            Some(serde_json::to_vec(record).map_err(StoreError::Record)?),
        ));
        Ok(())
    }

    /// Removes a key; nothing happens if it is not there.
    pub(crate) fn remove(&mut self, table: Table, key: &str) {
        self.writes.push((table, key.to_owned(), None));
    }

    /// True if there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

/// An open database.
pub(crate) struct Store {
    database: Database,
}

impl Store {
    /// Opens or creates the file; after a kill, redb returns to the last commit by itself.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let database = Database::builder().set_cache_size(16 << 20).create(path)?;
        let write = database.begin_write()?;
        for (table, _) in ALL {
            write.open_table(table.definition())?;
        }
        write.commit()?;
        Ok(Self { database })
    }

    /// Reads one record.
    pub(crate) fn get<T: DeserializeOwned>(&self, table: Table, key: &str) -> Result<Option<T>, StoreError> {
        let read = self.database.begin_read()?;
        let found = read.open_table(table.definition())?.get(key)?;
        found.map(|v| serde_json::from_slice(v.value()).map_err(StoreError::Record)).transpose()
    }

    /// Every record whose key begins with `prefix`, by key.
    pub(crate) fn list<T: DeserializeOwned>(&self, table: Table, prefix: &str) -> Result<Vec<T>, StoreError> {
        self.page(table, prefix, "", usize::MAX).map(|rows| rows.into_iter().map(|(_, row)| row).collect())
    }

    /// Up to `limit` records under `prefix` whose key's rest is greater than `after`, with that rest.
    pub(crate) fn page<T: DeserializeOwned>(
        &self,
        table: Table,
        prefix: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<(String, T)>, StoreError> {
        let read = self.database.begin_read()?;
        let open = read.open_table(table.definition())?;
        let from = format!("{prefix}{after}");
        let start =
            if after.is_empty() { Bound::Included(from.as_str()) } else { Bound::Excluded(from.as_str()) };
        let mut rows = Vec::new();
        for entry in open.range::<&str>((start, Bound::Unbounded))? {
            let (key, value) = entry?;
            let Some(rest) = key.value().strip_prefix(prefix) else { break };
            if rows.len() == limit {
                break;
            }
            let row = serde_json::from_slice(value.value()).map_err(StoreError::Record)?;
            rows.push((rest.to_owned(), row));
        }
        Ok(rows)
    }

    /// The last key under `prefix`, without the prefix.
    pub(crate) fn last_key(&self, table: Table, prefix: &str) -> Result<Option<String>, StoreError> {
        let read = self.database.begin_read()?;
        let open = read.open_table(table.definition())?;
        let end = format!("{prefix}\u{10ffff}");
        let mut range = open.range::<&str>(prefix..end.as_str())?;
        match range.next_back() {
            Some(entry) => Ok(entry?.0.value().strip_prefix(prefix).map(str::to_owned)),
            None => Ok(None),
        }
    }

    /// Makes the batch durable: synced to the disk before this returns.
    pub(crate) fn commit(&self, batch: Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        let write = self.database.begin_write()?;
        for (table, key, value) in batch.writes {
            let mut open = write.open_table(table.definition())?;
            match value {
                Some(value) => drop(open.insert(key.as_str(), value.as_slice())?),
                None => drop(open.remove(key.as_str())?),
            }
        }
        // Durability is redb's default, `Immediate`: fsync before commit returns.
        Ok(write.commit()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_committed_is_there_after_reopening_and_pages_follow_keys() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.redb");
        let store = Store::open(&path).unwrap();
        let mut batch = Batch::default();
        for n in 1..=5u32 {
            batch.put(Table::Messages, &format!("p-a/{n:010}"), &n).unwrap();
        }
        batch.put(Table::Messages, "p-b/0000000001", &9u32).unwrap();
        store.commit(batch).unwrap();
        drop(store);
        let store = Store::open(&path).unwrap();
        let page: Vec<(String, u32)> = store.page(Table::Messages, "p-a/", "0000000002", 2).unwrap();
        assert_eq!(page.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(store.last_key(Table::Messages, "p-a/").unwrap().as_deref(), Some("0000000005"));
        assert_eq!(store.list::<u32>(Table::Messages, "p-b/").unwrap(), [9]);
        assert_eq!(store.get::<u32>(Table::Messages, "p-c/1").unwrap(), None);
    }
}
