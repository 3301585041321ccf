//! What of the inbox is kept, and under which name.

use super::message::Message;
use super::shelf::{Full, Head};
use crate::error::{CitizenError, Outcome};
use crate::store::{Room, Store};

const HEAD: &str = "head";
/// Under which the head and the blocks are sealed; a new one makes the gateway's list be read anew.
const VERSION: u64 = 1;

impl Store {
    /// The shelf's head; an empty one if nothing is kept, or what is kept does not open: the gateway's list fills it again.
    pub(super) fn inbox(&self) -> Outcome<Head> {
        let head = self.read_sealed(Room::Inbox, HEAD, VERSION)?;
        Ok(head.and_then(|octets| serde_json::from_slice(&octets).ok()).unwrap_or_default())
    }

    /// Keeps the head, and with it the blocks that became full.
    pub(super) fn keep_inbox(&self, head: &Head, full: &[Full]) -> Outcome<()> {
        let octets = |value: Result<Vec<u8>, _>| {
            value.map_err(|_: serde_json::Error| CitizenError::internal("inbox form"))
        };
        let mut batch = self.batch();
        for block in full {
            batch.put(
                Room::Inbox,
                &name(block.number),
                VERSION,
                &octets(serde_json::to_vec(&block.messages))?,
            )?;
        }
        batch.put(Room::Inbox, HEAD, VERSION, &octets(serde_json::to_vec(head))?)?;
        batch.commit()
    }

    /// One full block. A block that was lost reads as empty: its messages are asked for again at the next reading of the whole list.
    pub(super) fn inbox_block(&self, number: u64) -> Outcome<Vec<Message>> {
        let block = self.read_sealed(Room::Inbox, &name(number), VERSION)?;
        Ok(block.and_then(|octets| serde_json::from_slice(&octets).ok()).unwrap_or_default())
    }
}

fn name(number: u64) -> String {
    format!("block-{number}")
}
