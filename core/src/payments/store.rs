//! What is kept of money besides the journal: the bills, as the gateway last told them.

use super::wire::Bills;
use crate::error::Outcome;
use crate::store::{Kept, Room, Store};

/// The name bills are kept under.
pub(super) const BILLS: &str = "bills";
/// Where they are asked for.
pub(super) const BILLS_PATH: &str = "/bills";

impl Store {
    /// The bills last received. Blocks.
    pub(super) fn bills(&self) -> Outcome<Option<Kept<Bills>>> {
        self.read(Room::Payments, BILLS)
    }
}
