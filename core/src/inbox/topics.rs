//! What somebody wants to be told of. Chosen on the phone, also without network, and told to the gateway until it knows.

use super::view::{TopicView, TopicsView};
use super::{Inbox, millis};
use crate::answer::{Line, Records};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::platform::Change;
use crate::runtime;
use crate::says::Says;
use crate::store::{Kept, Room, Store};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

/// `GET` this: the topics there are.
const TOPICS: &str = "/topics";
/// Under which name they are kept.
const KEPT: &str = "topics";
/// Under which name it is kept what the gateway is still to be told.
const OWED: &str = "topics/owed";

/// The answer to [`TOPICS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Topics {
    topics: Records<Topic>,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Topic {
    id: Line<40>,
    /// As the bureau calls it.
    name: Line<60>,
    on: bool,
    /// True if it cannot be turned off: what concerns somebody's own money and card.
    #[serde(default)]
    fixed: bool,
}

/// A choice the gateway is still to be told: topic → on or off, and when, in milliseconds since 1970, always higher than the choice before.
type Owed = BTreeMap<String, (bool, u64)>;

#[uniffi::export]
impl Inbox {
    /// The topics there are, and which are chosen. Never waits for the network; [`Inbox::refresh`] asks for them.
    pub async fn topics(self: Arc<Self>) -> Outcome<TopicsView> {
        runtime::run(async move {
            let (answer, freshness) = self.reading.kept::<Topics>(KEPT).await?;
            Ok(view(answer.as_ref(), &self.owed().await?, freshness))
        })
        .await
    }

    /// Chooses a topic, or no longer. Kept at once and told to the gateway, now or when it can be reached. `Refused { NotFound }` if there is no such topic,
    /// `NotNow` if it cannot be turned off.
    pub async fn subscribe(self: Arc<Self>, topic: String, on: bool) -> Outcome<TopicsView> {
        runtime::run(async move {
            let (answer, _) = self.reading.kept::<Topics>(KEPT).await?;
            let known =
                answer.iter().flat_map(|answer| &answer.topics.rows).find(|one| one.id.text() == topic);
            match known {
                None => return Err(CitizenError::refused(Refusal::NotFound)),
                Some(known) if known.fixed => return Err(CitizenError::refused(Refusal::NotNow)),
                Some(_) => {}
            }
            self.change_owed(move |owed| {
                let before = owed.get(&topic).map(|(_, version)| *version).unwrap_or_default();
                owed.insert(topic, (on, millis().max(before.saturating_add(1))));
            })
            .await?;
            let inbox = self.clone();
            runtime::start(async move {
                // What cannot be told now is owed until the next refresh.
                let _ = inbox.tell_topics().await;
            });
            self.topics().await
        })
        .await
    }
}

impl Inbox {
    /// Tells the gateway what it is owed, then asks how the topics stand.
    pub(super) async fn tell_topics(self: &Arc<Self>) -> Outcome<()> {
        let _one = self.telling.lock().await;
        for (topic, (on, version)) in self.owed().await? {
            let told = self.parts.wire.choose_topic(&topic, on, version).await;
            match told {
                // Gone at the bureau: nothing to choose any more.
                Ok(()) | Err(CitizenError::Refused { refusal: Refusal::NotFound }) => {
                    self.change_owed(move |owed| {
                        owed.retain(|known, (_, at)| *known != topic || *at != version)
                    })
                    .await?;
                }
                Err(error) => return Err(error),
            }
        }
        let asked = self.reading.ask::<Topics>(KEPT, TOPICS).await;
        self.reading.told([asked]).await
    }

    async fn owed(self: &Arc<Self>) -> Outcome<Owed> {
        let inbox = self.clone();
        runtime::blocking(move || inbox.parts.store.owed_topics()).await
    }

    async fn change_owed(self: &Arc<Self>, change: impl FnOnce(&mut Owed) + Send + 'static) -> Outcome<()> {
        let inbox = self.clone();
        runtime::blocking(move || {
            let changed = {
                let _one = inbox.changing.lock().unwrap_or_else(PoisonError::into_inner);
                let before = inbox.parts.store.owed_topics()?;
                let mut owed = before.clone();
                change(&mut owed);
                let changed = owed != before;
                if changed {
                    let kept = Kept { value: owed, etag: None, as_of: SystemTime::now() };
                    inbox.parts.store.write(Room::Inbox, OWED, &kept)?;
                }
                changed
            };
            if changed {
                inbox.parts.changed(Change::Inbox);
            }
            Ok(())
        })
        .await
    }
}

impl Store {
    fn owed_topics(&self) -> Outcome<Owed> {
        Ok(self.read::<Owed>(Room::Inbox, OWED)?.map(|kept| kept.value).unwrap_or_default())
    }
}

/// What somebody chose last counts, also before the gateway knows.
fn view(answer: Option<&Topics>, owed: &Owed, freshness: Freshness) -> TopicsView {
    let all = answer.map(|answer| answer.topics.rows.as_slice()).unwrap_or_default();
    let row = |topic: &Topic| TopicView {
        id: topic.id.text().to_owned(),
        name: topic.name.text().to_owned(),
        on: topic.fixed || owed.get(topic.id.text()).map_or(topic.on, |(on, _)| *on),
        can_change: !topic.fixed,
        note: match (topic.fixed, owed.contains_key(topic.id.text())) {
            (true, _) => Some(Says::word("inbox_topic_fixed")),
            (false, true) => Some(Says::word("inbox_topic_owed")),
            (false, false) => None,
        },
    };
    let rows: Vec<TopicView> = all.iter().map(row).collect();
    let says = rows.is_empty().then(|| Says::word("inbox_topics_none"));
    TopicsView { freshness, rows, says }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;
    use serde_json::json;

    #[test]
    fn what_was_chosen_last_counts_before_the_gateway_knows_and_own_affairs_stay_on() {
        let answer: Topics = serde_json::from_value(json!({"topics": [
            {"id": "policy", "name": "政策", "on": true}, {"id": "own", "name": "本人业务", "on": false, "fixed": true}, {"name": "x"},
        ]}))
        .unwrap();
        let now = Freshness { as_of: None, source: Source::Fresh };
        let owed = Owed::from([("policy".to_owned(), (false, 7))]);
        let shown = view(Some(&answer), &owed, now);
        let rows: Vec<(&str, bool, bool)> =
            shown.rows.iter().map(|row| (row.id.as_str(), row.on, row.can_change)).collect();
        assert_eq!(rows, [("policy", false, true), ("own", true, false)]);
        assert_eq!(shown.rows[0].note, Some(Says::word("inbox_topic_owed")));
        assert_eq!(view(None, &Owed::new(), now).says.unwrap().key, "inbox_topics_none");
    }
}
