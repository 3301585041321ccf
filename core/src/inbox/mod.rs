//! Messages: pushed or listed, sealed, kept.

mod calendar;
mod message;
mod pages;
mod push;
mod search;
mod seqs;
mod shelf;
mod signatures;
mod spool;
mod store;
mod sync;
mod telling;
mod topics;
mod undo;
mod view;
mod wire;

pub use undo::Undo;
pub use view::*;

use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::parts::Parts;
use crate::platform::Change;
use crate::reading::Reading;
use crate::runtime;
use crate::store::Room;
use message::Message;
use seqs::Seqs;
use shelf::{Full, Head};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// What the list is called where it is noted how reading it ended.
const LIST: &str = "list";

/// The messages.
#[derive(uniffi::Object)]
pub struct Inbox {
    parts: Arc<Parts>,
    /// One change of the shelf at a time. Never held across the network.
    changing: Mutex<()>,
    /// One reading of the gateway's list at a time.
    syncing: tokio::sync::Mutex<()>,
    /// One telling at a time, so that nothing is told twice.
    telling: tokio::sync::Mutex<()>,
    reading: Arc<Reading>,
}

#[uniffi::export]
impl Inbox {
    /// How many are unread. Never waits for the network.
    pub async fn view(self: Arc<Self>) -> Outcome<InboxView> {
        self.read(|inbox, head| Ok(pages::counts(head, inbox.freshness(head)))).await
    }

    /// Asks the gateway's list, the truth of the inbox, and sends what was read or deleted meanwhile.
    pub async fn refresh(self: Arc<Self>) -> Outcome<()> {
        runtime::run(async move {
            let _one = self.syncing.lock().await;
            let synced = self.reading.follow(LIST, self.sync()).await;
            // Whoever cannot be reached about messages cannot be reached about topics.
            if synced.is_ok() { self.tell_topics().await } else { synced }
        })
        .await
    }

    /// One page, newest first.
    pub async fn page(
        self: Arc<Self>,
        filter: MessageFilter,
        cursor: Option<String>,
    ) -> Outcome<MessagesPage> {
        self.read(move |inbox, head| {
            pages::page(
                head,
                |number| inbox.parts.store.inbox_block(number),
                &filter,
                cursor.as_deref(),
                inbox.freshness(head),
            )
        })
        .await
    }

    /// Messages whose title or text has what was typed, newest first, from the first character on. Never waits for the network.
    pub async fn search(self: Arc<Self>, text: String, cursor: Option<String>) -> Outcome<FoundMessagesPage> {
        self.read(move |inbox, head| {
            let store = &inbox.parts.store;
            search::page(head, store, &text, cursor.as_deref(), inbox.freshness(head))
        })
        .await
    }

    /// One message, whole. Reading it here does not mark it read: the screen says when it was seen.
    pub async fn message(self: Arc<Self>, id: String) -> Outcome<MessageView> {
        self.read(move |inbox, head| {
            let message = pages::find(head, |number| inbox.parts.store.inbox_block(number), &id)?;
            Ok(pages::whole(head, &message))
        })
        .await
    }

    /// A message's deadline for the phone's calendar (RFC 5545): its title and the day, nothing else. `Refused { NotFound }` if it has none.
    pub async fn calendar(self: Arc<Self>, id: String) -> Outcome<CalendarEntry> {
        self.read(move |inbox, head| {
            let message = pages::find(head, |number| inbox.parts.store.inbox_block(number), &id)?;
            let text = calendar::entry(&message).ok_or(CitizenError::refused(Refusal::NotFound))?;
            Ok(CalendarEntry {
                name: "deadline.ics".to_owned(),
                media_type: "text/calendar".to_owned(),
                text,
            })
        })
        .await
    }

    /// Marks messages read. Ids that are not there are skipped.
    pub async fn mark_read(self: Arc<Self>, ids: Vec<String>) -> Outcome<()> {
        self.change_all(move |inbox, head, at| {
            for message in inbox.these(head, &ids)? {
                head.mark_read(&message, at);
            }
            Ok(())
        })
        .await
    }

    /// Marks all read; `Undo` takes it back.
    pub async fn mark_all_read(self: Arc<Self>) -> Outcome<Arc<Undo>> {
        let inbox = self.clone();
        self.change_all(move |_, head, at| Ok(Undo::reading(inbox, head.mark_all_read(at)))).await
    }

    /// Deletes messages; `Undo` takes it back. Ids that are not there are skipped.
    pub async fn delete(self: Arc<Self>, ids: Vec<String>) -> Outcome<Arc<Undo>> {
        let inbox = self.clone();
        self.change_all(move |this, head, at| {
            let these = this.these(head, &ids)?;
            let deleted = these
                .into_iter()
                .filter_map(|message| head.delete(&message, at).map(|before| (message, before)));
            Ok(Undo::deleting(inbox, deleted.collect()))
        })
        .await
    }
}

impl Inbox {
    pub(crate) fn new(parts: Arc<Parts>) -> Arc<Self> {
        Arc::new(Self {
            reading: Reading::new(parts.clone(), Room::Inbox, Change::Inbox),
            parts,
            changing: Mutex::default(),
            syncing: tokio::sync::Mutex::default(),
            telling: tokio::sync::Mutex::default(),
        })
    }

    /// Forgets what is not in the store, when signing out.
    pub(crate) fn forget(&self) -> Outcome<()> {
        spool::clear(&self.parts.directory)
    }

    /// Reads the shelf, off the async threads.
    async fn read<T: Send + 'static>(
        self: Arc<Self>,
        look: impl FnOnce(&Self, &Head) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        runtime::run(runtime::blocking(move || look(&self, &self.parts.store.inbox()?))).await
    }

    /// Changes the shelf, tells the screens, and tells the gateway in the background what it is owed.
    async fn change_all<T: Send + 'static>(
        self: Arc<Self>,
        change: impl FnOnce(&Self, &mut Head, u64) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let inbox = self.clone();
        runtime::run(async move {
            let changed = runtime::blocking(move || {
                self.change(|head| change(&self, head, millis()).map(|done| (done, Vec::new())))
            })
            .await?;
            runtime::start(async move {
                // What cannot be told now is owed until the next refresh.
                let _ = inbox.tell().await;
            });
            Ok(changed)
        })
        .await
    }

    /// One change of the shelf, durable when it returns. Blocking.
    fn change<T>(&self, change: impl FnOnce(&mut Head) -> Outcome<(T, Vec<Full>)>) -> Outcome<T> {
        let changed = {
            let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
            let before = self.parts.store.inbox()?;
            let mut head = before.clone();
            let (done, full) = change(&mut head)?;
            if head != before || !full.is_empty() {
                self.parts.store.keep_inbox(&mut head, &full)?;
            }
            (done, head.unread != before.unread || head.held != before.held || head.deleted != before.deleted)
        };
        if changed.1 {
            self.parts.changed(Change::Inbox);
        }
        Ok(changed.0)
    }

    fn these(&self, head: &Head, ids: &[String]) -> Outcome<Vec<Message>> {
        let mut found = Vec::new();
        pages::walk(
            head,
            |number| self.parts.store.inbox_block(number),
            |message| {
                if ids.contains(&message.id) {
                    found.push(message.clone());
                }
                found.len() < ids.len()
            },
        )?;
        Ok(found)
    }

    /// The messages with these numbers.
    fn numbered(&self, head: &Head, numbers: &Seqs) -> Outcome<Vec<Message>> {
        let mut found = Vec::new();
        pages::walk(
            head,
            |number| self.parts.store.inbox_block(number),
            |message| {
                if numbers.holds(message.seq) {
                    found.push(message.clone());
                }
                (found.len() as u64) < numbers.count()
            },
        )?;
        Ok(found)
    }

    fn freshness(&self, head: &Head) -> Freshness {
        let since = head.synced.map(Duration::from_secs);
        self.reading.freshness(LIST, since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since)))
    }
}

fn millis() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
