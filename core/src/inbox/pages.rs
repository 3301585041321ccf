//! Pages of the shelf, newest first, and single messages: pure but for the reading of a block.

use super::message::Message;
use super::shelf::Head;
use super::view::{
    Category, CategoryView, InboxView, MessageFilter, MessageRowView, MessageView, MessagesPage,
};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{FactView, Says};
use std::time::{Duration, SystemTime};

/// Rows in a page.
pub(super) const PAGE: usize = 20;
/// Characters of a row's summary.
const SUMMARY: usize = 60;

const CATEGORIES: [Category; 5] =
    [Category::Payment, Category::Benefit, Category::Card, Category::Policy, Category::Other];

/// Reads one block of the shelf.
pub(super) trait Blocks: Fn(u64) -> Outcome<Vec<Message>> {}
impl<F: Fn(u64) -> Outcome<Vec<Message>>> Blocks for F {}

pub(super) fn counts(head: &Head, freshness: Freshness) -> InboxView {
    let unread = |category: Category| head.unread.get(category as usize).copied().unwrap_or(0);
    InboxView {
        freshness,
        unread: head.unread.iter().fold(0, |sum: u32, count| sum.saturating_add(*count)),
        categories: CATEGORIES
            .map(|category| CategoryView { category, name: name(category), unread: unread(category) })
            .to_vec(),
    }
}

/// One page from `cursor` on, which is the number of the last row of the page before.
pub(super) fn page(
    head: &Head,
    blocks: impl Blocks,
    filter: &MessageFilter,
    cursor: Option<&str>,
    freshness: Freshness,
) -> Outcome<MessagesPage> {
    let before = match cursor {
        None => u64::MAX,
        Some(text) => text.parse().map_err(|_| CitizenError::refused(Refusal::NotFound))?,
    };
    let mut rows: Vec<MessageRowView> = Vec::new();
    let mut last = None;
    let mut more = false;
    walk(head, blocks, |message| {
        let shown = message.seq < before
            && !head.deleted.holds(message.seq)
            && filter.category.is_none_or(|category| category == message.category());
        if !shown {
            return true;
        }
        if rows.len() == PAGE {
            more = true;
            return false;
        }
        last = Some(message.seq);
        rows.push(row(head, message));
        true
    })?;
    Ok(MessagesPage { freshness, rows, next: last.filter(|_| more).map(|seq| seq.to_string()) })
}

/// The message with this id, as rows and pushes name it.
pub(super) fn find(head: &Head, blocks: impl Blocks, id: &str) -> Outcome<Message> {
    let mut found = None;
    walk(head, blocks, |message| {
        if message.id == id && !head.deleted.holds(message.seq) {
            found = Some(message.clone());
        }
        found.is_none()
    })?;
    found.ok_or(CitizenError::refused(Refusal::NotFound))
}

/// Newest first, block by block, until `visit` says that it is enough.
pub(super) fn walk(head: &Head, blocks: impl Blocks, mut visit: impl FnMut(&Message) -> bool) -> Outcome<()> {
    if !head.tail.iter().rev().all(&mut visit) {
        return Ok(());
    }
    for number in (0..head.blocks).rev() {
        if !blocks(number)?.iter().rev().all(&mut visit) {
            return Ok(());
        }
    }
    Ok(())
}

pub(super) fn whole(head: &Head, message: &Message) -> MessageView {
    let facts = &message.facts;
    let amount = facts.amount_fen.map(Money::fen);
    let mut rows = Vec::new();
    let mut fact = |label: &str, value: Says| rows.push(FactView { label: Says::word(label), value });
    if let Some(amount) = amount {
        fact("inbox_fact_amount", Says::word("inbox_value_amount").amount("amount", amount));
    }
    if let Some(day) = facts.day.as_deref().and_then(|day| day.parse().ok()) {
        fact("inbox_fact_day", Says::word("inbox_value_day").day("day", day));
    }
    let deadline = facts.deadline.as_deref().and_then(|day| day.parse().ok());
    if let Some(day) = deadline {
        fact("inbox_fact_deadline", Says::word("inbox_value_day").day("day", day));
    }
    if let Some(account) = &facts.account {
        fact("inbox_fact_account", Says::word("inbox_value_text").text("text", account.clone()));
    }
    MessageView { row: row(head, message), body: message.body.clone(), facts: rows, amount, deadline }
}

/// The line a list shows.
pub(super) fn row(head: &Head, message: &Message) -> MessageRowView {
    let category = message.category();
    MessageRowView {
        id: message.id.clone(),
        category,
        name: name(category),
        title: message.title.clone(),
        summary: message.body.lines().next().unwrap_or_default().chars().take(SUMMARY).collect(),
        at: SystemTime::UNIX_EPOCH + Duration::from_secs(message.sent.min(u64::from(u32::MAX) * 2)),
        unread: head.is_unread(message.seq),
    }
}

fn name(category: Category) -> Says {
    Says::word(match category {
        Category::Payment => "inbox_category_payment",
        Category::Benefit => "inbox_category_benefit",
        Category::Card => "inbox_category_card",
        Category::Policy => "inbox_category_policy",
        Category::Other => "inbox_category_other",
    })
}
