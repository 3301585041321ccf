//! Messages: pushed or listed, sealed, kept, searched.

mod view;

pub use view::*;

use crate::error::{CitizenError, Outcome};
use crate::parts::Parts;
use crate::runtime;
use std::sync::Arc;

/// The messages.
#[derive(uniffi::Object)]
pub struct Inbox {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Inbox {
    /// How many are unread. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<InboxView> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// Asks the gateway's list, the truth of the inbox, and sends what was read or deleted meanwhile.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// One page, newest first.
    pub async fn page(
        self: Arc<Self>,
        filter: MessageFilter,
        cursor: Option<String>,
    ) -> Outcome<MessagesPage> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// One message, whole.
    pub async fn message(self: Arc<Self>, id: String) -> Outcome<MessageView> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// Marks messages read.
    pub async fn mark_read(self: Arc<Self>, ids: Vec<String>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// Marks all read; `Undo` takes it back.
    pub async fn mark_all_read(self: Arc<Self>) -> Outcome<Arc<Undo>> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }

    /// Deletes messages; `Undo` takes it back.
    pub async fn delete(self: Arc<Self>, ids: Vec<String>) -> Outcome<Arc<Undo>> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }
}

impl Inbox {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self { parts })
    }

    /// A push arrived: opened, verified, stored.
    pub(crate) async fn receive_push(self: &Arc<Self>, sealed: Vec<u8>) -> Outcome<PushOutcome> {
        Err(CitizenError::internal("inbox"))
    }
}

/// Takes back what was just done to messages. Good until used or dropped.
#[derive(uniffi::Object)]
pub struct Undo {
    parts: Arc<Parts>,
}

#[uniffi::export]
impl Undo {
    /// How many messages it concerns.
    pub fn count(&self) -> u32 {
        0
    }

    /// Takes it back. A second call changes nothing.
    pub async fn undo(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move { Err(CitizenError::internal("inbox")) }).await
    }
}
