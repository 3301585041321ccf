//! Acts as they are kept: durable before the first byte is sent.

use super::flow::Act;
use crate::error::Outcome;
use crate::store::{Kept, Room, Store};
use std::time::SystemTime;

const ACTS: &str = "loss/acts";
/// So many are kept, the newest; live ones always.
const MOST: usize = 50;

impl Store {
    /// The acts, oldest first. Blocks.
    pub(super) fn loss_acts(&self) -> Outcome<Vec<Act>> {
        Ok(self.read::<Vec<Act>>(Room::Card, ACTS)?.map(|kept| kept.value).unwrap_or_default())
    }

    /// Keeps them in place of what was kept. Blocks.
    pub(super) fn keep_loss_acts(&self, mut value: Vec<Act>) -> Outcome<()> {
        let mut old = value.len().saturating_sub(MOST);
        value.retain(|act| {
            let goes = old > 0 && !act.state.is_live();
            old = old.saturating_sub(usize::from(goes));
            !goes
        });
        self.write(Room::Card, ACTS, &Kept { value, etag: None, as_of: SystemTime::now() })
    }
}
