//! Where messages lie: sealed blocks of eight, and one head that has the newest few, what was read and deleted, and what is still to be
//! told to the gateway. One change is one batch: the head, and a block when one is full. Nothing is ever half done.
//!
//! A block never changes once written; reading, deleting and undoing touch the head alone.

use super::message::Message;
use super::seqs::Seqs;
use super::view::Category;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Messages in a block: small enough to read one message cheaply, large enough that sealing costs little for each.
pub(super) const BLOCK: usize = 8;

/// The head record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// How many full blocks there are, numbered from 0.
    pub(super) blocks: u64,
    /// The newest messages, fewer than a block, ascending.
    pub(super) tail: Vec<Message>,
    /// Numbers we have.
    pub(super) held: Seqs,
    /// Numbers that were read.
    pub(super) read: Seqs,
    /// Numbers that were deleted.
    pub(super) deleted: Seqs,
    /// Unread messages by category, in the order of [`Category`].
    pub(super) unread: [u32; 5],
    /// Where the gateway's list goes on.
    pub(super) cursor: Option<String>,
    /// When the gateway's list was last read, in seconds since 1970.
    pub(super) synced: Option<u64>,
    /// What the gateway is still to be told, by number.
    pub(super) outbox: BTreeMap<u64, Owed>,
}

/// A state the gateway is still to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Owed {
    pub(super) id: String,
    pub(super) state: Mark,
    /// When it was changed, in milliseconds since 1970, and always higher than the change before: the gateway keeps the highest.
    pub(super) version: u64,
}

/// A message's state as the gateway knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Mark {
    Read,
    Unread,
    Deleted,
}

impl Head {
    /// Puts a message on the shelf. `None` if it is there already; else the block that became full, to be written with the head.
    pub(super) fn put(&mut self, message: Message, state: Option<Mark>) -> Option<Vec<Full>> {
        if self.held.holds(message.seq) {
            return None;
        }
        self.held.add(message.seq);
        match state {
            Some(Mark::Deleted) => self.deleted.add(message.seq),
            Some(Mark::Read) => self.read.add(message.seq),
            _ => self.count(message.category(), 1),
        }
        let at = self.tail.partition_point(|kept| kept.seq < message.seq);
        self.tail.insert(at, message);
        let mut full = Vec::new();
        while self.tail.len() >= BLOCK {
            full.push(Full { number: self.blocks, messages: self.tail.drain(..BLOCK).collect() });
            self.blocks += 1;
        }
        Some(full)
    }

    pub(super) fn is_unread(&self, seq: u64) -> bool {
        !self.read.holds(seq) && !self.deleted.holds(seq)
    }

    /// The gateway's state of a message we have already wins, unless we still owe it one.
    pub(super) fn adopt(&mut self, message: &Message, state: Mark) {
        if self.outbox.contains_key(&message.seq) || self.deleted.holds(message.seq) {
            return;
        }
        match state {
            Mark::Deleted => self.delete_quietly(message),
            Mark::Read => self.read_quietly(message),
            Mark::Unread => self.unread_quietly(message),
        }
    }

    /// Marks one message read, and owes it to the gateway. False if it was.
    pub(super) fn mark_read(&mut self, message: &Message, at: u64) -> bool {
        let fresh = self.is_unread(message.seq);
        if fresh {
            self.read_quietly(message);
            self.owe(message, Mark::Read, at);
        }
        fresh
    }

    /// Takes reading back.
    pub(super) fn mark_unread(&mut self, message: &Message, at: u64) {
        if self.read.holds(message.seq) && !self.deleted.holds(message.seq) {
            self.unread_quietly(message);
            self.owe(message, Mark::Unread, at);
        }
    }

    /// Deletes one message, and owes it to the gateway. Says what it was before; `None` if it was deleted already.
    pub(super) fn delete(&mut self, message: &Message, at: u64) -> Option<Mark> {
        if self.deleted.holds(message.seq) {
            return None;
        }
        let before = if self.is_unread(message.seq) { Mark::Unread } else { Mark::Read };
        self.delete_quietly(message);
        self.owe(message, Mark::Deleted, at);
        Some(before)
    }

    /// Takes deleting back.
    pub(super) fn restore(&mut self, message: &Message, before: Mark, at: u64) {
        if !self.deleted.holds(message.seq) {
            return;
        }
        self.deleted.remove(message.seq);
        if !self.read.holds(message.seq) {
            self.count(message.category(), 1);
        }
        self.owe(message, before, at);
    }

    /// The gateway knows this now. A later change is still owed.
    pub(super) fn settled(&mut self, seq: u64, version: u64) {
        if self.outbox.get(&seq).is_some_and(|owed| owed.version <= version) {
            self.outbox.remove(&seq);
        }
    }

    fn owe(&mut self, message: &Message, state: Mark, at: u64) {
        let version = self.outbox.get(&message.seq).map_or(at, |owed| at.max(owed.version.saturating_add(1)));
        let owed = Owed { id: message.id.clone(), state, version };
        self.outbox.insert(message.seq, owed);
    }

    fn read_quietly(&mut self, message: &Message) {
        if self.is_unread(message.seq) {
            self.count(message.category(), -1);
        }
        self.read.add(message.seq);
    }

    fn unread_quietly(&mut self, message: &Message) {
        if self.read.holds(message.seq) {
            self.read.remove(message.seq);
            self.count(message.category(), 1);
        }
    }

    fn delete_quietly(&mut self, message: &Message) {
        if self.is_unread(message.seq) {
            self.count(message.category(), -1);
        }
        self.deleted.add(message.seq);
    }

    fn count(&mut self, category: Category, change: i32) {
        if let Some(count) = self.unread.get_mut(category as usize) {
            *count = count.saturating_add_signed(change);
        }
    }
}

/// A block that became full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Full {
    pub(super) number: u64,
    pub(super) messages: Vec<Message>,
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::message;
    use super::*;

    fn shelf(count: u64) -> (Head, Vec<Full>) {
        let mut head = Head::default();
        let full =
            (1..=count).filter_map(|seq| head.put(message(seq, "payment.paid"), None)).flatten().collect();
        (head, full)
    }

    #[test]
    fn eight_messages_make_a_block_and_repeats_make_nothing() {
        let (mut head, full) = shelf(20);
        assert_eq!((full.len(), head.blocks, head.tail.len(), head.unread[0]), (2, 2, 4, 20));
        assert_eq!(full[1].messages.iter().map(|m| m.seq).collect::<Vec<_>>(), (9..=16).collect::<Vec<_>>());
        assert_eq!(head.put(message(3, "payment.paid"), None), None);
        assert_eq!(head.unread[0], 20);
    }

    #[test]
    fn reading_and_deleting_count_once_and_can_be_taken_back() {
        let (mut head, _) = shelf(3);
        let one = message(1, "payment.paid");
        assert!(head.mark_read(&one, 10));
        assert!(!head.mark_read(&one, 11), "reading twice is reading once");
        assert_eq!(head.delete(&one, 12), Some(Mark::Read));
        assert_eq!(head.delete(&one, 13), None);
        assert_eq!(head.unread[0], 2);
        head.restore(&one, Mark::Read, 14);
        assert!(!head.is_unread(1) && !head.deleted.holds(1));
        head.mark_unread(&one, 15);
        assert_eq!(head.unread[0], 3);
        assert_eq!(head.outbox.len(), 1, "the gateway is told the last state, once");
        assert_eq!(head.outbox[&1].state, Mark::Unread);
    }

    #[test]
    fn a_late_answer_does_not_settle_a_later_change() {
        let (mut head, _) = shelf(1);
        let one = message(1, "payment.paid");
        head.mark_read(&one, 100);
        let sent = head.outbox[&1].version;
        head.delete(&one, 50);
        assert!(head.outbox[&1].version > sent, "also when the clock was turned back");
        head.settled(1, sent);
        assert_eq!(head.outbox.len(), 1);
        head.settled(1, head.outbox[&1].version);
        assert!(head.outbox.is_empty());
    }

    #[test]
    fn what_is_owed_to_the_gateway_wins_over_what_it_says() {
        let (mut head, _) = shelf(2);
        head.mark_read(&message(1, "payment.paid"), 1);
        head.adopt(&message(1, "payment.paid"), Mark::Unread);
        assert!(!head.is_unread(1));
        head.adopt(&message(2, "payment.paid"), Mark::Deleted);
        assert!(head.deleted.holds(2));
        assert_eq!(head.unread[0], 0);
    }
}
