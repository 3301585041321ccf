//! The inbox's endpoints.

use super::message::{Facts, Message};
use super::shelf::Mark;
use super::telling::Telling;
use crate::answer::Records;
use crate::error::Outcome;
use crate::moment::{Moment, seconds};
use crate::wire::{Reply, Wire, segment};
use serde::Deserialize;

/// Messages in one answer.
const PAGE: u32 = 200;

/// A part of the gateway's list, oldest first.
#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) messages: Records<Line>,
    pub(super) next: Option<String>,
    #[serde(default)]
    pub(super) more: bool,
}

/// A message as the gateway lists it.
#[derive(Deserialize)]
pub(super) struct Line {
    id: String,
    per: String,
    seq: u64,
    kind: String,
    title: String,
    #[serde(default)]
    body: String,
    sent_at: Moment,
    facts: Option<Facts>,
    #[serde(default)]
    state: String,
}

impl Line {
    /// `None` if it is not this person's, or longer than a message may be.
    pub(super) fn message(self, person: &str) -> Option<(Message, Mark)> {
        if self.per != person {
            return None;
        }
        let state = match self.state.as_str() {
            "read" => Mark::Read,
            "deleted" => Mark::Deleted,
            _ => Mark::Unread,
        };
        let sent = seconds(self.sent_at.at()).unwrap_or(0);
        let message = Message {
            seq: self.seq,
            id: self.id,
            kind: self.kind,
            title: self.title,
            body: self.body,
            sent,
            facts: self.facts.unwrap_or_default(),
        };
        Some((message.within_limits()?, state))
    }
}

#[derive(Deserialize)]
struct Settled {}

impl Wire {
    /// What is on the gateway's list after `cursor`.
    pub(super) async fn messages(&self, cursor: Option<&str>) -> Outcome<Listed> {
        let since = match cursor {
            Some(cursor) => format!("since={}&", segment(cursor)?),
            None => String::new(),
        };
        match self.get(&format!("/messages?{since}limit={PAGE}"), None).await? {
            Reply::New { body, .. } => Ok(body),
            Reply::NotModified => {
                Ok(Listed { messages: Records { rows: Vec::new(), dropped: 0 }, next: None, more: false })
            }
        }
    }

    /// Tells the gateway whether a topic is chosen. Idempotent: the highest version counts.
    pub(super) async fn choose_topic(&self, topic: &str, on: bool, version: u64) -> Outcome<()> {
        let choice = serde_json::json!({ "on": on, "version": version });
        self.put::<Settled>(&format!("/topics/{}", segment(topic)?), &choice).await.map(drop)
    }

    /// Tells the gateway states of messages. Idempotent: for each message the highest version counts.
    pub(super) async fn message_states(&self, telling: &Telling) -> Outcome<()> {
        self.put::<Settled>("/messages/state", telling).await.map(drop)
    }
}
