//! What the inbox shows.

use crate::date::CalendarDate;
use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{FactView, Says};
use crate::search::HitView;
use std::time::SystemTime;

/// How many are unread, by category.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InboxView {
    /// How old the list is.
    pub freshness: Freshness,
    /// Unread in all.
    pub unread: u32,
    /// Always the same five, in order.
    pub categories: Vec<CategoryView>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CategoryView {
    /// Which.
    pub category: Category,
    /// Its name.
    pub name: Says,
    /// Unread in it.
    pub unread: u32,
}

/// What a message is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum Category {
    /// Contributions.
    Payment,
    /// Benefits and accounts.
    Benefit,
    /// The card.
    Card,
    /// Notices and policies.
    Policy,
    /// A kind this version does not know, shown plainly.
    Other,
}

/// One page of messages.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MessagesPage {
    /// How old the list is.
    pub freshness: Freshness,
    /// Newest first.
    pub rows: Vec<MessageRowView>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// One page of what a search found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundMessagesPage {
    /// How old the list is.
    pub freshness: Freshness,
    /// Newest first.
    pub rows: Vec<FoundMessageView>,
    /// Where the next page begins, if there may be one.
    pub next: Option<String>,
    /// That nothing was found, or nothing is searched for; `None` if there are rows.
    pub says: Option<Says>,
}

/// One message that was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundMessageView {
    /// The line a list shows.
    pub row: MessageRowView,
    /// Where it is in the title.
    pub in_title: Option<HitView>,
    /// Where it is in the text, first.
    pub in_body: Option<HitView>,
}

/// One message in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MessageRowView {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub category: Category,
    /// The category's name.
    pub name: Says,
    /// Its title, as the bureau wrote it.
    pub title: String,
    /// Its first words.
    pub summary: String,
    /// When it was sent.
    pub at: SystemTime,
    /// Not read yet.
    pub unread: bool,
}

/// One message, whole.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MessageView {
    /// The line a list shows.
    pub row: MessageRowView,
    /// The text, as the bureau wrote it: plain, line breaks kept.
    pub body: String,
    /// Amount, day, account, where the message has them.
    pub facts: Vec<FactView>,
    /// The amount, if it is about one.
    pub amount: Option<Money>,
    /// The last day to do something, if it has one: [`super::Inbox::calendar`] makes an entry of it.
    #[uniffi(default = None)]
    pub deadline: Option<CalendarDate>,
}

/// What somebody can choose to be told of.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TopicsView {
    /// How old the list is.
    pub freshness: Freshness,
    /// As the bureau lists them.
    pub rows: Vec<TopicView>,
    /// That there are none; `None` if there are.
    pub says: Option<Says>,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TopicView {
    /// Its id.
    pub id: String,
    /// As the bureau calls it.
    pub name: String,
    /// Chosen.
    pub on: bool,
    /// False for what concerns one's own money and card.
    pub can_change: bool,
    /// Why it cannot be changed, or that the gateway does not know yet.
    pub note: Option<Says>,
}

/// A file to hand to the phone's calendar.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CalendarEntry {
    /// Its name, ending in `.ics`.
    pub name: String,
    /// Its media type, `text/calendar`.
    pub media_type: String,
    /// Its text, UTF-8.
    pub text: String,
}

/// What became of a pushed message.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PushOutcome {
    /// New, opened, stored.
    Stored {
        /// The message's id.
        message: String,
    },
    /// Known already.
    Seen,
    /// The app is locked: kept sealed, opened after unlocking.
    Waiting,
    /// For another device, or a key of an earlier sign-in.
    NotForUs,
    /// Damaged, forged or expired.
    Broken,
}

/// Which messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct MessageFilter {
    /// Only this category.
    pub category: Option<Category>,
}
