//! Taking back what was just done to messages.

use super::Inbox;
use super::message::Message;
use super::seqs::Seqs;
use super::shelf::Mark;
use crate::error::Outcome;
use std::sync::{Arc, Mutex, PoisonError};

/// Takes back what was just done to messages. Good until used or dropped.
#[derive(uniffi::Object)]
pub struct Undo {
    inbox: Arc<Inbox>,
    count: u32,
    done: Mutex<Option<Done>>,
}

enum Done {
    Read(Seqs),
    Deleted(Vec<(Message, Mark)>),
}

#[uniffi::export]
impl Undo {
    /// How many messages it concerns.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Takes it back. A second call changes nothing.
    pub async fn undo(self: Arc<Self>) -> Outcome<()> {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(done) = done else { return Ok(()) };
        self.inbox
            .clone()
            .change_all(move |inbox, head, at| {
                match done {
                    Done::Read(numbers) => inbox
                        .numbered(head, &numbers)?
                        .iter()
                        .for_each(|message| head.mark_unread(message, at)),
                    Done::Deleted(messages) => {
                        messages.iter().for_each(|(message, before)| head.restore(message, *before, at));
                    }
                }
                Ok(())
            })
            .await
    }
}

impl Undo {
    pub(super) fn reading(inbox: Arc<Inbox>, numbers: Seqs) -> Arc<Self> {
        Self::new(inbox, numbers.count(), Done::Read(numbers))
    }

    pub(super) fn deleting(inbox: Arc<Inbox>, messages: Vec<(Message, Mark)>) -> Arc<Self> {
        Self::new(inbox, messages.len() as u64, Done::Deleted(messages))
    }

    fn new(inbox: Arc<Inbox>, count: u64, done: Done) -> Arc<Self> {
        Arc::new(Self {
            inbox,
            count: u32::try_from(count).unwrap_or(u32::MAX),
            done: Mutex::new(Some(done)),
        })
    }
}
