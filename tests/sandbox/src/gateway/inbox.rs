//! Messages with their states, and articles.

use super::{Gateway, Session, message_key};
use crate::jws::sha256_hex;
use crate::moment;
use crate::problem::Problem;
use crate::records::Message;
use crate::shapes::inbox::{Article, ArticleLine, Articles, MessageLine, Messages, SetStates, StatesAnswer};
use crate::store::{Batch, Table};
use std::collections::BTreeMap;

/// Most messages on a page.
const MOST: usize = 200;
/// Most states and ranges in one request.
const MOST_STATES: usize = 400;
/// Characters of an article's summary.
const SUMMARY: usize = 60;

impl Gateway {
    /// `GET /messages?since=&limit=`: oldest first.
    pub(crate) fn messages(&self, session: &Session, since: &str, limit: usize) -> Result<Messages, Problem> {
        if since.len() > 10 || !since.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Problem::BadRequest);
        }
        let limit = limit.clamp(1, MOST);
        let prefix = format!("{}/", session.person);
        let mut rows = self.store.page::<Message>(Table::Messages, &prefix, since, limit + 1)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(|(key, _)| key.clone()).or((!since.is_empty()).then(|| since.to_owned()));
        let line = |m: Message| MessageLine {
            id: m.id,
            per: m.per.unwrap_or_else(|| session.person.clone()),
            seq: m.seq,
            kind: m.kind,
            title: m.title,
            body: m.body,
            sent_at: moment::instant(m.sent_at),
            facts: m.facts,
            state: m.state,
            version: m.version,
        };
        Ok(Messages {
            messages: rows.into_iter().map(|(_, m)| line(m)).collect(),
            next,
            more,
            as_of: moment::instant(self.clock.now()),
        })
    }

    /// How many messages a citizen was ever sent.
    pub(crate) fn count_messages(&self, person: &str) -> Result<usize, Problem> {
        Ok(self.store.list::<Message>(Table::Messages, &format!("{person}/"))?.len())
    }

    /// `PUT /messages/state`: for each message the higher version wins. All of it or nothing is kept.
    pub(crate) fn set_message_states(
        &self,
        session: &Session,
        asked: &SetStates,
    ) -> Result<StatesAnswer, Problem> {
        let numbers = asked.read.as_ref().map(|read| read.numbers.as_slice()).unwrap_or_default();
        if asked.states.len() > MOST_STATES || numbers.len() > MOST_STATES {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let mut changed: BTreeMap<String, Message> = BTreeMap::new();
        if let Some(read) = &asked.read {
            let all = self.store.list::<Message>(Table::Messages, &format!("{}/", session.person))?;
            let among = |seq: u64| numbers.iter().any(|[first, last]| (*first..=*last).contains(&seq));
            for mut message in all {
                if among(message.seq) && read.version > message.version && message.state != "deleted" {
                    (message.state, message.version) = ("read".to_owned(), read.version);
                    changed.insert(message_key(&session.person, message.seq), message);
                }
            }
        }
        for one in &asked.states {
            let state = match one.state.as_str() {
                "read" => "read",
                "unread" | "new" => "new",
                "deleted" => "deleted",
                _ => return Err(Problem::BadRequest),
            };
            let key =
                self.store.get::<String>(Table::MessageKeys, &format!("{}/{}", session.person, one.id))?;
            let Some(key) = key else { continue };
            let kept = match changed.get(&key) {
                Some(message) => Some(message.clone()),
                None => self.store.get::<Message>(Table::Messages, &key)?,
            };
            if let Some(mut message) = kept.filter(|message| one.version > message.version) {
                (message.state, message.version) = (state.to_owned(), one.version);
                changed.insert(key, message);
            }
        }
        let mut batch = Batch::default();
        for (key, message) in &changed {
            batch.put(Table::Messages, key, message)?;
        }
        self.store.commit(batch)?;
        Ok(StatesAnswer { changed: changed.len() })
    }

    /// `GET /articles?kind=&since=`: newest first; `since` is an instant.
    pub(crate) fn articles(&self, kind: Option<&str>, since: Option<&str>) -> Result<Articles, Problem> {
        let mut all = self.store.list::<Article>(Table::Articles, "")?;
        all.retain(|a| kind.is_none_or(|k| a.kind == k) && since.is_none_or(|s| a.updated_at.as_str() > s));
        all.sort_by(|a, b| b.published_at.cmp(&a.published_at).then(a.id.cmp(&b.id)));
        let line = |a: Article| ArticleLine {
            summary: summary(&a.markdown),
            digest: sha256_hex(a.markdown.as_bytes()),
            id: a.id,
            kind: a.kind,
            title: a.title,
            published_at: a.published_at,
        };
        Ok(Articles { articles: all.into_iter().map(line).collect(), next: None })
    }

    /// `GET /articles/{id}`.
    pub(crate) fn article(&self, id: &str) -> Result<Article, Problem> {
        self.store.get(Table::Articles, id)?.ok_or(Problem::NotFound)
    }
}

/// The first plain line of a text.
fn summary(markdown: &str) -> String {
    let plain = |l: &&str| !l.is_empty() && !l.starts_with(['#', '|', '>', '-', '1']);
    let line = markdown.lines().map(str::trim).find(plain).unwrap_or_default().replace(['*', '`'], "");
    line.chars().take(SUMMARY).collect()
}
