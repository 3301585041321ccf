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

    /// Keeps the head, and with it the blocks that became full and their signatures.
    pub(super) fn keep_inbox(&self, head: &mut Head, full: &[Full]) -> Outcome<()> {
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
        self.sign_blocks(&mut batch, head, full)?;
        if head.blocks == 0 {
            Self::unsign(&mut batch);
        }
        batch.put(Room::Inbox, HEAD, VERSION, &octets(serde_json::to_vec(&*head))?)?;
        batch.commit()
    }

    /// One full block. If it was lost it reads as empty, and the shelf is begun anew: only what the gateway is still to be told is
    /// left, so that its next reading fetches the whole list again.
    pub(super) fn inbox_block(&self, number: u64) -> Outcome<Vec<Message>> {
        let block = self.read_sealed(Room::Inbox, &name(number), VERSION)?;
        if let Some(messages) = block.and_then(|octets| serde_json::from_slice(&octets).ok()) {
            return Ok(messages);
        }
        let Head { outbox, all_read, .. } = self.inbox()?;
        self.keep_inbox(&mut Head { outbox, all_read, ..Head::default() }, &[])?;
        Ok(Vec::new())
    }
}

fn name(number: u64) -> String {
    format!("block-{number}")
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::message;
    use super::*;
    use crate::platform::KeyStore;
    use crate::secrets::tests::Wrapping;
    use crate::secrets::{Secret, Secrets};
    use std::sync::Arc;

    #[test]
    fn a_lost_block_makes_the_whole_list_be_read_again_and_forgets_nothing_owed() {
        let folder = tempfile::tempdir().unwrap();
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        let secrets = Secrets::open(folder.path(), &keys).unwrap();
        secrets.unlock(Secret::random().unwrap());
        let store = Store::open_alone(folder.path(), &secrets).unwrap();
        let mut head = Head { cursor: Some("17".into()), ..Head::default() };
        let full: Vec<Full> =
            (1..=17).filter_map(|seq| head.put(message(seq, "notice"), None)).flatten().collect();
        head.mark_all_read(1);
        head.delete(&message(3, "notice"), 2);
        store.keep_inbox(&mut head, &full).unwrap();
        assert_eq!(store.inbox_block(1).unwrap().len(), 8);
        assert_eq!(store.inbox().unwrap(), head);

        store.erase(Room::Inbox, &name(1)).unwrap();
        assert!(store.inbox_block(1).unwrap().is_empty());
        let anew = store.inbox().unwrap();
        assert_eq!((anew.cursor.as_deref(), anew.blocks), (None, 0));
        assert!(!anew.held.holds(9), "or the list would be taken for known");
        assert_eq!((anew.outbox, anew.all_read), (head.outbox, head.all_read));
    }
}
