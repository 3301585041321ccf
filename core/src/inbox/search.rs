//! Searching messages: blocks that cannot have it stay sealed.

use super::message::Message;
use super::pages::{PAGE, row};
use super::shelf::Head;
use super::signatures::GROUP;
use super::view::{FoundMessageView, FoundMessagesPage};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::says::Says;
use crate::search::Needle;
use crate::store::Store;

/// One page from `cursor` on, which is the number of the last row of the page before.
pub(super) fn page(
    head: &Head,
    store: &Store,
    typed: &str,
    cursor: Option<&str>,
    freshness: Freshness,
) -> Outcome<FoundMessagesPage> {
    let before = match cursor {
        None => u64::MAX,
        Some(text) => text.parse().map_err(|_| CitizenError::refused(Refusal::NotFound))?,
    };
    let Some(needle) = Needle::new(typed) else {
        return Ok(FoundMessagesPage {
            freshness,
            rows: Vec::new(),
            next: None,
            says: Some(Says::word("inbox_search_empty")),
        });
    };
    let mut found = Found { head, needle: &needle, before, rows: Vec::new(), last: None, more: false };
    if head.tail.iter().rev().all(|message| found.take(message)) {
        walk(head, store, &needle, &mut found)?;
    }
    let says = (found.rows.is_empty() && cursor.is_none()).then(|| Says::word("inbox_search_none"));
    let next = found.last.filter(|_| found.more).map(|seq| seq.to_string());
    Ok(FoundMessagesPage { freshness, rows: found.rows, next, says })
}

/// Block by block, newest first, a group's signatures read once.
fn walk(head: &Head, store: &Store, needle: &Needle, found: &mut Found<'_>) -> Outcome<()> {
    let mut group = None;
    for number in (0..head.blocks).rev() {
        let of = number / GROUP;
        let signatures = match group.take() {
            Some((known, signatures)) if known == of => signatures,
            _ => store.signatures(head, number)?,
        };
        let may_have = signatures.may_have(number, needle);
        group = Some((of, signatures));
        if may_have && !store.inbox_block(number)?.iter().rev().all(|message| found.take(message)) {
            return Ok(());
        }
    }
    Ok(())
}

struct Found<'a> {
    head: &'a Head,
    needle: &'a Needle,
    before: u64,
    rows: Vec<FoundMessageView>,
    last: Option<u64>,
    more: bool,
}

impl Found<'_> {
    /// Takes a message if it has it. False if a page is full, and this one would be on the next.
    fn take(&mut self, message: &Message) -> bool {
        if message.seq >= self.before || self.head.deleted.holds(message.seq) {
            return true;
        }
        let (in_title, in_body) = (self.needle.hit(&message.title), self.needle.hit(&message.body));
        if in_title.is_none() && in_body.is_none() {
            return true;
        }
        if self.rows.len() == PAGE {
            self.more = true;
            return false;
        }
        self.last = Some(message.seq);
        self.rows.push(FoundMessageView { row: row(self.head, message), in_title, in_body });
        true
    }
}
