//! All orders this device knows: the journal's records, added up.

use super::event::Event;
use super::order::{Obligation, Order};
use super::record::Record;
use super::step::{Step, step};
use std::collections::BTreeMap;

/// The orders, by id, and how far the gateway's list was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    orders: BTreeMap<String, Order>,
    cursor: Option<String>,
}

/// The periods are held by another order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken;

impl Books {
    /// The books after a record. A change of an order that is not in the books is skipped: its beginning was lost with the journal.
    pub fn add(&mut self, record: Record) {
        match record {
            Record::Order(order) => {
                self.orders.insert(order.terms.id.clone(), *order);
            }
            Record::Changed { id, change } => {
                if let Some(order) = self.orders.remove(&id) {
                    self.orders.insert(id, order.after(&change));
                }
            }
            Record::Listed { cursor } => self.cursor = Some(cursor),
        }
    }

    /// The records of a journal that may have forgotten what came after them, as they must stand instead: what was prepared may have
    /// been sent. Records this version cannot read are left out.
    pub fn mended(records: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mut books = Self::default();
        records.iter().filter_map(|octets| Record::from_octets(octets)).for_each(|record| books.add(record));
        let ids: Vec<String> = books.orders.keys().cloned().collect();
        for id in ids {
            if let Some((Some(record), _)) = books.step(&id, &Event::Forgotten) {
                books.add(record);
            }
        }
        books.whole().iter().filter_map(Record::to_octets).collect()
    }

    /// Everything, as the fewest records.
    pub fn whole(&self) -> Vec<Record> {
        let orders = self.orders.values().cloned().map(|order| Record::Order(Box::new(order)));
        orders.chain(self.cursor.clone().map(|cursor| Record::Listed { cursor })).collect()
    }

    /// One order.
    pub fn order(&self, id: &str) -> Option<&Order> {
        self.orders.get(id)
    }

    /// All of them, by id.
    pub fn orders(&self) -> impl Iterator<Item = &Order> {
        self.orders.values()
    }

    /// True without any.
    #[cfg(any(test, feature = "simulation"))]
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// How far the gateway's list was followed.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The order that holds one of these periods, if any.
    pub fn holder(&self, obligation: &Obligation) -> Option<&Order> {
        self.orders
            .values()
            .find(|order| order.state.holds_its_periods() && order.terms.ob.overlaps(obligation))
    }

    /// The record that begins a new order: refused while another one holds a period.
    pub fn begin(&self, order: Order) -> Result<Record, Taken> {
        if self.orders.contains_key(order.id()) || self.holder(&order.terms.ob).is_some() {
            return Err(Taken);
        }
        Ok(Record::Order(Box::new(order)))
    }

    /// What an event does to an order: the record to make durable, and the step. `None` for an id that is not in the books.
    pub fn step(&self, id: &str, event: &Event) -> Option<(Option<Record>, Step)> {
        let step = step(self.orders.get(id)?, event);
        let record =
            step.change.clone().map(|change| Record::Changed { id: id.to_owned(), change: Box::new(change) });
        Some((record, step))
    }
}
