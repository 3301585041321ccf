//! What is kept of money besides the journal: the bills, as the gateway last told them.

use super::wire::Bills;
use crate::error::Outcome;
use crate::store::{Kept, Room, Store};

const BILLS: &str = "bills";

impl Store {
    /// The bills last received.
    pub(super) fn bills(&self) -> Outcome<Option<Kept<Bills>>> {
        self.read(Room::Payments, BILLS)
    }

    /// Keeps bills with their validator.
    pub(super) fn keep_bills(&self, bills: &Kept<Bills>) -> Outcome<()> {
        self.write(Room::Payments, BILLS, bills)
    }
}
