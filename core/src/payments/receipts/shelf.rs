//! The store's copies of receipts, several sealed as one value: a receipt costs one small write however many there are.

use super::slip::Slip;
use crate::error::Outcome;
use crate::store::{Kept, Room, Store};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Copies in one value: about 10 KB.
const IN_A_BLOCK: usize = 16;
/// More blocks than any citizen fills.
const MOST_BLOCKS: u32 = 4_096;

/// The name that says how many blocks there are.
const HEAD: &str = "receipts";

fn block_name(number: usize) -> String {
    format!("receipts/{number}")
}

/// How many blocks there are.
#[derive(Serialize, Deserialize)]
struct Head {
    blocks: u32,
}

/// What is on the shelf, read once for each citizen.
#[derive(Default)]
pub(in crate::payments) struct Shelf(Mutex<Option<Known>>);

struct Known {
    period: u64,
    blocks: Vec<Vec<Slip>>,
    /// Order → block and place in it.
    places: HashMap<String, (usize, usize)>,
}

impl Shelf {
    /// All copies. Blocks; `Locked` or `SignedOut` without the personal root.
    pub fn slips(&self, store: &Store) -> Outcome<Vec<Slip>> {
        let mut known = self.known(store)?;
        Ok(Self::of(&mut known).blocks.iter().flatten().cloned().collect())
    }

    /// Puts copies on the shelf, or replaces what stands there of the same orders; what is there already costs nothing. Durable when this
    /// returns. Blocks.
    pub fn put(&self, store: &Store, slips: impl IntoIterator<Item = Slip>) -> Outcome<()> {
        let mut guard = self.known(store)?;
        let known = Self::of(&mut guard);
        let before = known.blocks.len();
        let mut touched: Vec<usize> = slips.into_iter().filter_map(|slip| known.place(slip)).collect();
        touched.sort_unstable();
        touched.dedup();
        if touched.is_empty() {
            return Ok(());
        }
        let more = known.blocks.len() != before;
        let written = known.write(store, &touched, more);
        if written.is_err() {
            // What is on the disk is read anew: nothing here may be ahead of it.
            *guard = None;
        }
        written
    }

    fn known(&self, store: &Store) -> Outcome<std::sync::MutexGuard<'_, Option<Known>>> {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let period = store.period();
        if guard.as_ref().is_none_or(|known| known.period != period) {
            *guard = Some(Known::read(store, period)?);
        }
        Ok(guard)
    }

    fn of(guard: &mut Option<Known>) -> &mut Known {
        guard.get_or_insert_with(|| Known { period: 0, blocks: Vec::new(), places: HashMap::new() })
    }
}

impl Known {
    fn read(store: &Store, period: u64) -> Outcome<Self> {
        let head = store.read::<Head>(Room::Payments, HEAD)?;
        let count = head.map_or(0, |head| head.value.blocks.min(MOST_BLOCKS)) as usize;
        let mut known = Self { period, blocks: Vec::with_capacity(count), places: HashMap::new() };
        for number in 0..count {
            // A damaged block reads as absent: it is filled again from the journal.
            let block = store.read::<Vec<Slip>>(Room::Payments, &block_name(number))?;
            let block = block.map(|kept| kept.value).unwrap_or_default();
            for (at, slip) in block.iter().enumerate() {
                known.places.insert(slip.order.clone(), (number, at));
            }
            known.blocks.push(block);
        }
        Ok(known)
    }

    /// Writes blocks, and how many there are if there are `more`, in one batch.
    fn write(&self, store: &Store, numbers: &[usize], more: bool) -> Outcome<()> {
        let (mut batch, as_of) = (store.batch(), SystemTime::now());
        for number in numbers {
            let value = self.blocks.get(*number).cloned().unwrap_or_default();
            batch.write(Room::Payments, &block_name(*number), &Kept { value, etag: None, as_of })?;
        }
        if more {
            let blocks = u32::try_from(self.blocks.len()).unwrap_or(MOST_BLOCKS);
            batch.write(Room::Payments, HEAD, &Kept { value: Head { blocks }, etag: None, as_of })?;
        }
        batch.commit()
    }

    /// Places a copy; the block it went into, or `None` if the same stood there.
    fn place(&mut self, slip: Slip) -> Option<usize> {
        if let Some((number, at)) = self.places.get(&slip.order).copied()
            && let Some(old) = self.blocks.get_mut(number).and_then(|block| block.get_mut(at))
        {
            let same = *old == slip;
            *old = slip;
            return (!same).then_some(number);
        }
        let number = match self.blocks.iter().rposition(|block| block.len() < IN_A_BLOCK) {
            Some(number) => number,
            None => {
                self.blocks.push(Vec::with_capacity(IN_A_BLOCK));
                self.blocks.len() - 1
            }
        };
        let block = self.blocks.get_mut(number)?;
        self.places.insert(slip.order.clone(), (number, block.len()));
        block.push(slip);
        Some(number)
    }
}

#[cfg(test)]
#[path = "shelf_tests.rs"]
mod tests;
