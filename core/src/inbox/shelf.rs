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
    /// What was marked read all at once, and is still to be told.
    #[serde(default)]
    pub(super) all_read: AllRead,
    /// Blocks before this one lie in full groups of signatures.
    #[serde(default)]
    pub(super) signed: u64,
}

/// Messages marked read all at once: a few ranges, however many there are. Not "all up to here": a message that has not arrived yet was
/// never seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AllRead {
    /// Those still to be told.
    pub(super) numbers: Seqs,
    /// When, as [`Owed::version`]. Kept when all is told: whatever is changed later is higher, also if the clock was turned back.
    pub(super) version: u64,
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
        let owed = self.outbox.contains_key(&message.seq) || self.all_read.numbers.holds(message.seq);
        if owed || self.deleted.holds(message.seq) {
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

    /// Marks everything read that is there, and owes it to the gateway. Says what was unread.
    pub(super) fn mark_all_read(&mut self, at: u64) -> Seqs {
        let unread = self.held.clone().without(&self.read).without(&self.deleted);
        if unread.is_empty() {
            return unread;
        }
        let owed = self.outbox.values().map(|owed| owed.version).max().unwrap_or_default();
        let version = at.max(owed.saturating_add(1)).max(self.all_read.version.saturating_add(1));
        // Whatever was owed of these is overtaken.
        self.outbox.retain(|seq, _| !unread.holds(*seq));
        self.read.add_all(&unread);
        self.unread = [0; 5];
        self.all_read.numbers.add_all(&unread);
        self.all_read.version = version;
        unread
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

    /// The gateway knows that these were read. What was changed later is still owed.
    pub(super) fn settled_read(&mut self, numbers: &Seqs, version: u64) {
        if self.all_read.version <= version {
            self.all_read.numbers = std::mem::take(&mut self.all_read.numbers).without(numbers);
        }
    }

    fn owe(&mut self, message: &Message, state: Mark, at: u64) {
        let before = self.outbox.get(&message.seq).map_or(0, |owed| owed.version);
        let version = at.max(before.saturating_add(1)).max(self.all_read.version.saturating_add(1));
        self.all_read.numbers.remove(message.seq);
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
    fn reading_all_is_a_few_ranges_and_what_has_not_arrived_is_not_among_them() {
        let mut head = Head::default();
        for seq in (1..=500).filter(|seq| *seq != 250) {
            head.put(message(seq, "notice"), None);
        }
        head.mark_read(&message(7, "notice"), 10);
        head.delete(&message(400, "notice"), 10);
        let read = head.mark_all_read(20);
        assert_eq!((read.count(), head.unread.iter().sum::<u32>()), (497, 0));
        assert_eq!(serde_json::to_string(&read).unwrap(), "[[1,6],[8,249],[251,399],[401,500]]");
        assert_eq!(head.outbox.len(), 2, "the two told by themselves are still told by themselves");
        head.put(message(250, "notice"), None);
        assert!(head.is_unread(250), "the one that came late was never seen");
        assert_eq!(head.mark_all_read(30).count(), 1);
        assert!(head.mark_all_read(40).is_empty(), "reading twice is reading once");
    }

    #[test]
    fn whatever_is_changed_after_reading_all_is_higher_also_when_the_clock_was_turned_back() {
        let (mut head, _) = shelf(3);
        head.mark_read(&message(1, "payment.paid"), 1_000);
        head.mark_unread(&message(1, "payment.paid"), 1_001);
        head.mark_all_read(5);
        assert!(head.all_read.version > 1_001 && head.outbox.is_empty(), "{head:?}");
        let told = head.all_read.clone();
        head.mark_unread(&message(2, "payment.paid"), 5);
        assert!(head.outbox[&2].version > told.version && !head.all_read.numbers.holds(2));
        head.settled_read(&told.numbers, told.version);
        assert!(head.all_read.numbers.is_empty());
        assert_eq!(head.outbox.len(), 1, "a late answer does not settle a later change");
        head.settled(2, head.outbox[&2].version);
        head.delete(&message(3, "payment.paid"), 5);
        assert!(head.outbox[&3].version > told.version, "also after everything was told");
    }

    #[test]
    fn what_was_read_all_at_once_is_not_made_unread_by_an_older_list() {
        let (mut head, _) = shelf(2);
        head.mark_all_read(5);
        head.adopt(&message(1, "payment.paid"), Mark::Unread);
        assert!(!head.is_unread(1));
        head.settled_read(&head.all_read.numbers.clone(), head.all_read.version);
        head.adopt(&message(1, "payment.paid"), Mark::Unread);
        assert!(head.is_unread(1), "once told, the gateway's word counts again");
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
