//! What is kept of rules: the packs as they were signed, readable while locked.

use crate::error::Outcome;
use crate::store::{Kept, Room, Store};
use std::time::SystemTime;

const PACKS: &str = "rules";

impl Store {
    /// The packs, oldest first, as they were signed. Blocks.
    pub(super) fn rules(&self) -> Outcome<Vec<String>> {
        let kept: Option<Kept<Vec<String>>> = self.read(Room::Public, PACKS)?;
        Ok(kept.map(|kept| kept.value).unwrap_or_default())
    }

    /// Keeps them in place of what was kept. Blocks.
    pub(super) fn keep_rules(&self, value: Vec<String>) -> Outcome<()> {
        self.write(Room::Public, PACKS, &Kept { value, etag: None, as_of: SystemTime::now() })
    }
}
