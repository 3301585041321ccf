//! Messages and articles.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The numbers in a message, so that no sentence has to be parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Facts {
    /// An amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_fen: Option<i64>,
    /// A day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// An account, masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The last day to do something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
}

/// Messages, oldest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Messages {
    /// One page.
    pub messages: Vec<MessageLine>,
    /// To pass as `since` next time.
    pub next: Option<String>,
    /// True if there is another page now.
    pub more: bool,
    /// How old this is.
    pub as_of: String,
}

/// A message.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MessageLine {
    /// Its id.
    pub id: String,
    /// The citizen whose inbox it belongs in: an app refuses one that is not its own.
    pub per: String,
    /// Its number in this citizen's list.
    pub seq: u64,
    /// Such as `payment.paid`; kinds unknown to a client are shown plainly.
    pub kind: String,
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// When.
    pub sent_at: String,
    /// The numbers in it.
    pub facts: Option<Facts>,
    /// `new read deleted`.
    pub state: String,
    /// Of the state.
    pub version: u64,
}

/// States to set, in one request however many messages it concerns. For each message the highest version counts; one not higher than the
/// present one changes nothing, so that the same request can come again. Messages that are not there are skipped.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SetStates {
    /// Whole ranges that were read at once.
    #[serde(default)]
    pub read: Option<ReadNumbers>,
    /// Single messages, at most 400.
    #[serde(default)]
    pub states: Vec<SetState>,
}

/// Messages by their numbers, all of them read. Not "all up to here": what a device has not received was not read on it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReadNumbers {
    /// First and last of each range, both included; ascending; at most 400.
    pub numbers: Vec<[u64; 2]>,
    /// The version for each of them. Those that were deleted stay so.
    pub version: u64,
}

/// A message's state.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SetState {
    /// The message.
    pub id: String,
    /// `read unread deleted`.
    pub state: String,
    /// The device's version, higher than any it used for this message before: milliseconds since 1970 as a rule.
    pub version: u64,
}

/// What became of it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct StatesAnswer {
    /// How many messages changed their state or its version.
    pub changed: usize,
}

/// What a citizen can choose to be told of.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Topics {
    /// All of them.
    pub topics: Vec<Topic>,
}

/// One topic.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Chosen.
    pub on: bool,
    /// Cannot be turned off: what concerns one's own money and card.
    pub fixed: bool,
}

/// A choice. The highest version counts, so that the same can come again.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct ChooseTopic {
    /// Chosen, or no longer.
    pub on: bool,
    /// Milliseconds since 1970 as a rule, higher than any before for this topic.
    pub version: u64,
}

/// Articles, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Articles {
    /// Those asked for.
    pub articles: Vec<ArticleLine>,
    /// Always null in the sandbox: everything fits on one page.
    pub next: Option<String>,
}

/// An article in a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ArticleLine {
    /// Its id.
    pub id: String,
    /// `news guide policy`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// When.
    pub published_at: String,
    /// SHA-256 of the text, hex: changes when the text does.
    pub digest: String,
}

/// An article.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// `news guide policy`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// When.
    pub published_at: String,
    /// The text.
    pub markdown: String,
    /// When it last changed.
    pub updated_at: String,
}
