//! What citizens choose to be told of.

use super::{Gateway, Session};
use crate::problem::Problem;
use crate::shapes::inbox::{ChooseTopic, Topic, Topics};
use crate::store::{Batch, StoreError, Table};
use std::collections::BTreeMap;

/// Notices and policies.
pub(super) const POLICY: &str = "policy";

/// id, name, fixed.
const TOPICS: [(&str, &str, bool); 3] = [
    ("own", "本人业务（缴费、待遇、社保卡）", true),
    (POLICY, "通知与政策", false),
    ("exam", "人事考试", false),
];

fn place(person: &str) -> String {
    format!("topics/{person}")
}

impl Gateway {
    fn choices(&self, person: &str) -> Result<BTreeMap<String, ChooseTopic>, StoreError> {
        Ok(self.store.get(Table::Meta, &place(person))?.unwrap_or_default())
    }

    /// Whether this citizen wants to be told of a topic: unless they said no.
    pub(super) fn wants(&self, person: &str, topic: &str) -> Result<bool, StoreError> {
        Ok(self.choices(person)?.get(topic).is_none_or(|choice| choice.on))
    }

    /// `GET /topics`.
    pub(crate) fn topics(&self, session: &Session) -> Result<Topics, Problem> {
        let choices = self.choices(&session.person)?;
        let topic = |(id, name, fixed): (&str, &str, bool)| Topic {
            id: id.to_owned(),
            name: name.to_owned(),
            on: fixed || choices.get(id).is_none_or(|choice| choice.on),
            fixed,
        };
        Ok(Topics { topics: TOPICS.into_iter().map(topic).collect() })
    }

    /// `PUT /topics/{id}`.
    pub(crate) fn choose_topic(
        &self,
        session: &Session,
        id: &str,
        asked: ChooseTopic,
    ) -> Result<(), Problem> {
        match TOPICS.iter().find(|(known, ..)| *known == id) {
            None => return Err(Problem::NotFound),
            Some((_, _, true)) => return Err(Problem::BadRequest),
            Some(_) => {}
        }
        let _writing = self.writing();
        let mut choices = self.choices(&session.person)?;
        if choices.get(id).is_some_and(|known| known.version >= asked.version) {
            return Ok(());
        }
        choices.insert(id.to_owned(), asked);
        let mut batch = Batch::default();
        batch.put(Table::Meta, &place(&session.person), &choices)?;
        Ok(self.store.commit(batch)?)
    }
}
