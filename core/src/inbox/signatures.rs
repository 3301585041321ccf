//! Which characters each block has, so that a search opens only blocks that may have what is looked for.
//!
//! Signatures lie in groups, sealed as one value each: a group that is full is written once and never again; the open one is written with the blocks
//! that become full. A block without a signature is opened: nothing is missed if one is lost.

use super::message::Message;
use super::shelf::{Full, Head};
use crate::error::Outcome;
use crate::search::{Needle, SIGNATURE, Signature, has};
use crate::store::{Batch, Room, Store};

/// Blocks in a group: sixteen kilobytes of signatures.
pub(super) const GROUP: u64 = 32;
/// Under which the groups are sealed.
const VERSION: u64 = 1;
const OPEN: &str = "signatures-open";

/// Signatures of neighbouring blocks, one after the other.
pub(super) struct Group {
    /// The first block.
    from: u64,
    octets: Vec<u8>,
}

impl Group {
    /// False if the block cannot have it.
    pub(super) fn may_have(&self, block: u64, needle: &Needle) -> bool {
        let place = block.checked_sub(self.from).and_then(|place| usize::try_from(place).ok());
        let octets = place.and_then(|place| {
            let from = place.checked_mul(SIGNATURE)?;
            self.octets.get(from..from.checked_add(SIGNATURE)?)
        });
        octets.is_none_or(|octets| has(octets, needle))
    }

    fn blocks(&self) -> u64 {
        u64::try_from(self.octets.len() / SIGNATURE).unwrap_or(u64::MAX)
    }
}

fn sign(messages: &[Message]) -> Signature {
    let mut signature = Signature::default();
    for message in messages {
        signature.add(&message.title);
        signature.add(&message.body);
    }
    signature
}

impl Store {
    /// Adds the signatures of blocks that became full to the batch that keeps them. `head` says how many blocks are signed.
    pub(super) fn sign_blocks(&self, batch: &mut Batch, head: &mut Head, full: &[Full]) -> Outcome<()> {
        let Some(first) = full.first() else { return Ok(()) };
        let mut open = self.open_group(head)?;
        if open.from.saturating_add(open.blocks()) != first.number {
            // The open group was lost, or the shelf is older than signatures: the blocks up to here stay without, and a group begins where one may.
            let from = first.number.next_multiple_of(GROUP);
            open = Group { from, octets: Vec::new() };
            head.signed = from;
        }
        for block in full {
            if block.number != open.from.saturating_add(open.blocks()) {
                continue;
            }
            open.octets.extend_from_slice(sign(&block.messages).octets());
            if open.blocks() == GROUP {
                batch.put(Room::Inbox, &name(open.from), VERSION, &open.octets)?;
                open = Group { from: open.from.saturating_add(GROUP), octets: Vec::new() };
                head.signed = open.from;
            }
        }
        batch.put(Room::Inbox, OPEN, VERSION, &open.octets)
    }

    /// The signatures of the group this block lies in; an empty group if there are none.
    pub(super) fn signatures(&self, head: &Head, block: u64) -> Outcome<Group> {
        if block >= head.signed {
            return self.open_group(head);
        }
        let from = block.saturating_sub(block % GROUP);
        let octets = self.read_sealed(Room::Inbox, &name(from), VERSION)?.unwrap_or_default();
        Ok(Group { from, octets })
    }

    fn open_group(&self, head: &Head) -> Outcome<Group> {
        let octets = self.read_sealed(Room::Inbox, OPEN, VERSION)?.unwrap_or_default();
        Ok(Group { from: head.signed, octets })
    }

    /// Forgets the open group: the shelf begins anew.
    pub(super) fn unsign(batch: &mut Batch) {
        batch.erase(Room::Inbox, OPEN);
    }
}

fn name(from: u64) -> String {
    format!("signatures-{from}")
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::message;
    use super::*;
    use crate::platform::KeyStore;
    use crate::secrets::tests::Wrapping;
    use crate::secrets::{Secret, Secrets};
    use std::sync::Arc;

    fn store(folder: &std::path::Path) -> Store {
        let keys: Arc<dyn KeyStore> = Wrapping::new();
        let secrets = Secrets::open(folder, &keys).unwrap();
        secrets.unlock(Secret::random().unwrap());
        Store::open_alone(folder, &secrets).unwrap()
    }

    fn fill(store: &Store, head: &mut Head, from: u64, to: u64) {
        let full: Vec<Full> = (from..=to)
            .filter_map(|seq| {
                let mut one = message(seq, "notice");
                one.body = format!("正文 {seq} 号");
                head.put(one, None)
            })
            .flatten()
            .collect();
        store.keep_inbox(head, &full).unwrap();
    }

    fn selected(store: &Store, head: &Head, typed: &str) -> usize {
        let needle = Needle::new(typed).unwrap();
        (0..head.blocks)
            .filter(|block| store.signatures(head, *block).unwrap().may_have(*block, &needle))
            .count()
    }

    #[test]
    fn a_rare_word_opens_few_blocks_and_a_common_one_all_that_have_it() {
        let folder = tempfile::tempdir().unwrap();
        let (store, mut head) = (store(folder.path()), Head::default());
        for page in 0..6 {
            fill(&store, &mut head, page * 200 + 1, page * 200 + 200);
        }
        assert_eq!((head.blocks, head.signed), (150, 128));
        assert_eq!(selected(&store, &head, "正文"), 150);
        let rare = selected(&store, &head, "正文 1177 号");
        assert!((1..20).contains(&rare), "{rare}");
        assert_eq!(selected(&store, &head, "医疗"), 0);
    }

    #[test]
    fn blocks_whose_signatures_were_lost_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (store, mut head) = (store(folder.path()), Head::default());
        fill(&store, &mut head, 1, 500);
        store.erase(Room::Inbox, OPEN).unwrap();
        store.erase(Room::Inbox, &name(0)).unwrap();
        assert_eq!(selected(&store, &head, "医疗"), 62, "nobody can say that they have it not");
        fill(&store, &mut head, 501, 1_100);
        assert_eq!(head.signed, 128, "signing went on with the next group");
        assert!(selected(&store, &head, "医疗") < 137);
    }
}
