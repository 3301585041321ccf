//! All orders and acts on mandates this device knows: the journal's records, added up.

use super::event::Event;
use super::order::{Obligation, Order};
use super::record::Record;
use super::step::{Step, step};
use crate::payments::mandate::flow::{self as acts, Act, ActEvent, ActStep};
use std::collections::BTreeMap;

/// The orders, by id, the acts on mandates, by fingerprint, and how far the gateway's list was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Books {
    orders: BTreeMap<String, Order>,
    acts: BTreeMap<String, Act>,
    cursor: Option<String>,
}

/// The periods are held by another order, or the mandate by another act.
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
            Record::Act(act) => {
                self.acts.insert(act.fingerprint.clone(), *act);
            }
            Record::ActChanged { act: name, change } => {
                if let Some(act) = self.acts.remove(&name) {
                    self.acts.insert(name, act.after(&change));
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
        let acts: Vec<String> = books.acts.keys().cloned().collect();
        for name in acts {
            if let Some((Some(record), _)) = books.step_act(&name, &ActEvent::Forgotten) {
                books.add(record);
            }
        }
        books.whole().iter().filter_map(Record::to_octets).collect()
    }

    /// Everything, as the fewest records.
    pub fn whole(&self) -> Vec<Record> {
        let orders = self.orders.values().cloned().map(|order| Record::Order(Box::new(order)));
        let acts = self.acts.values().cloned().map(|act| Record::Act(Box::new(act)));
        orders.chain(acts).chain(self.cursor.clone().map(|cursor| Record::Listed { cursor })).collect()
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
        self.orders.is_empty() && self.acts.is_empty()
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

    /// One act on a mandate.
    pub fn act(&self, fingerprint: &str) -> Option<&Act> {
        self.acts.get(fingerprint)
    }

    /// All of them, by fingerprint.
    pub fn acts(&self) -> impl Iterator<Item = &Act> {
        self.acts.values()
    }

    /// The record that begins a new act: refused while another one of the same mandate, or for the same person and scheme, has no end.
    pub fn begin_act(&self, act: Act) -> Result<Record, Taken> {
        let same = |other: &Act| {
            other.state.is_live()
                && (other.terms.id == act.terms.id || other.terms.pays_for_the_same(&act.terms))
        };
        if self.acts.contains_key(&act.fingerprint) || self.acts.values().any(same) {
            return Err(Taken);
        }
        Ok(Record::Act(Box::new(act)))
    }

    /// What an event does to an act: the record to make durable, and the step. `None` for one that is not in the books.
    pub fn step_act(&self, fingerprint: &str, event: &ActEvent) -> Option<(Option<Record>, ActStep)> {
        let step = acts::step(self.acts.get(fingerprint)?, event);
        let record =
            step.change.clone().map(|change| Record::ActChanged { act: fingerprint.to_owned(), change });
        Some((record, step))
    }
}
