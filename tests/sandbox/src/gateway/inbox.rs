//! Messages with their states, and articles.

use super::{Gateway, Session};
use crate::jws::sha256_hex;
use crate::moment;
use crate::problem::Problem;
use crate::records::Message;
use crate::shapes::inbox::{Article, ArticleLine, Articles, MessageLine, Messages, SetState, StateAnswer};
use crate::store::{Batch, Table};

/// Most messages on a page.
const MOST: usize = 200;
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

    /// `PUT /messages/{id}/state`: the higher version wins; the answer is how it stands.
    pub(crate) fn set_message_state(
        &self,
        session: &Session,
        id: &str,
        asked: &SetState,
    ) -> Result<StateAnswer, Problem> {
        let state = match asked.state.as_str() {
            "read" => "read",
            "unread" | "new" => "new",
            "deleted" => "deleted",
            _ => return Err(Problem::BadRequest),
        };
        let _writing = self.writing();
        let key = self.store.get::<String>(Table::MessageKeys, &format!("{}/{id}", session.person))?;
        let key = key.ok_or(Problem::NotFound)?;
        let mut message = self.store.get::<Message>(Table::Messages, &key)?.ok_or(Problem::NotFound)?;
        if asked.version > message.version {
            message.state = state.to_owned();
            message.version = asked.version;
            let mut batch = Batch::default();
            batch.put(Table::Messages, &key, &message)?;
            self.store.commit(batch)?;
        }
        Ok(StateAnswer { state: message.state, version: message.version })
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
