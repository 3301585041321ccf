//! Telling a citizen something: a row in the inbox, and a sealed push for each device.

use super::{Gateway, message_key};
use crate::jws::from_b64u;
use crate::records::{Device, Message};
use crate::shapes::inbox::Facts;
use crate::shapes::operate::Push;
use crate::store::{Batch, StoreError, Table};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

/// What the system draws without the app: says nothing.
const VISIBLE: &str = "您有一条新的社保消息";
/// Longest text in a push, in characters; the list has the whole.
const LONGEST: usize = 400;
/// How long a push is worth showing, in seconds.
const PUSH_LIFE: i64 = 7 * 86_400;

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

impl Gateway {
    /// Adds to `batch` the message and its pushes. At most one message a citizen in one batch.
    pub(super) fn tell(
        &self,
        batch: &mut Batch,
        owner: &str,
        kind: &str,
        title: &str,
        body: &str,
        facts: Option<Facts>,
    ) -> Result<(), StoreError> {
        self.tell_as(batch, owner, None, (kind, title, body), facts)
    }

    /// Puts into `owner`'s list, and pushes to `owner`'s phones, what says that it is `per`'s: a mistake that no app may show.
    pub(crate) fn misdirect(&self, owner: &str, per: &str, title: &str) -> Result<(), StoreError> {
        let _writing = self.writing();
        let mut batch = Batch::default();
        self.tell_as(&mut batch, owner, Some(per.to_owned()), ("notice", title, ""), None)?;
        self.store.commit(batch)
    }

    fn tell_as(
        &self,
        batch: &mut Batch,
        owner: &str,
        per: Option<String>,
        (kind, title, body): (&str, &str, &str),
        facts: Option<Facts>,
    ) -> Result<(), StoreError> {
        let prefix = format!("{owner}/");
        let last = self.store.last_key(Table::Messages, &prefix)?.and_then(|k| k.parse::<u64>().ok());
        let message = Message {
            id: self.chance.id("m"),
            per,
            seq: last.unwrap_or(0) + 1,
            kind: kind.to_owned(),
            title: title.to_owned(),
            body: body.to_owned(),
            sent_at: self.clock.now(),
            facts,
            state: "new".into(),
            version: 1,
        };
        let key = message_key(owner, message.seq);
        batch.put(Table::MessageKeys, &format!("{prefix}{}", message.id), &key)?;
        batch.put(Table::Messages, &key, &message)?;
        let last = self.store.last_key(Table::Pushes, "")?.and_then(|k| k.parse::<u64>().ok()).unwrap_or(0);
        // Several citizens may be told in one batch: numbers are taken from a counter that never falls behind the disk.
        for device in self.store.list::<Device>(Table::Devices, &prefix)? {
            if let Some(sealed) = self.seal_for(&device, owner, &message) {
                let n = self.next_push(last);
                let push = Push { n, device: device.id, sealed, visible: VISIBLE.into() };
                batch.put(Table::Pushes, &format!("{n:010}"), &push)?;
            }
        }
        Ok(())
    }

    fn next_push(&self, on_disk: u64) -> u64 {
        use std::sync::atomic::Ordering;
        self.pushed.fetch_max(on_disk, Ordering::SeqCst);
        self.pushed.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn seal_for(&self, device: &Device, owner: &str, message: &Message) -> Option<String> {
        let target = device.push.as_ref()?;
        let inner = self.keys().sign(
            "messages",
            "shebao-message+jws",
            &json!({
                "id": message.id,
                "dev": device.auth.thumbprint(),
                "per": message.per.as_deref().unwrap_or(owner),
                "seq": message.seq,
                "iat": message.sent_at,
                "exp": message.sent_at + PUSH_LIFE,
                "kind": message.kind,
                "t": shortened(&message.title),
                "b": shortened(&message.body),
                "facts": message.facts,
            }),
        );
        let mut salt = [0; 16];
        salt.iter_mut().zip(self.chance.octets()).for_each(|(s, o)| *s = o);
        let (key, key_id) = (from_b64u(&target.key)?, from_b64u(&target.key_id)?);
        crate::seal::seal(inner.as_bytes(), &key, &key_id, salt).map(|sealed| STANDARD.encode(sealed))
    }
}
