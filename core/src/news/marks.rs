//! What was read, so that a text that changed since can be said to have.

use super::wire::Article;
use super::{News, store};
use crate::error::Outcome;
use crate::runtime;
use crate::signed::{hex, sha256};
use crate::store::{Kept, Room};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

/// So many articles are remembered as read, the newest: more than anybody comes back to.
const MOST: usize = 300;

/// Article → SHA-256 of the text that was read, hex; the last read last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Marks {
    read: VecDeque<(String, String)>,
}

impl Marks {
    /// True if it was read with another text than the one with this digest.
    pub(super) fn is_updated(&self, id: &str, digest: &str) -> bool {
        self.read.iter().any(|(known, read)| known == id && read != digest)
    }

    /// Remembers a text as read. True if another one was before.
    fn read(&mut self, id: &str, digest: String) -> bool {
        let updated = self.is_updated(id, &digest);
        self.read.retain(|(known, _)| known != id);
        self.read.push_back((id.to_owned(), digest));
        if self.read.len() > MOST {
            self.read.pop_front();
        }
        updated
    }
}

impl News {
    /// What was read here.
    pub(super) async fn marks(self: &Arc<Self>) -> Outcome<Marks> {
        let parts = self.parts.clone();
        let kept = runtime::blocking(move || parts.store.read::<Marks>(Room::News, store::READ)).await?;
        Ok(kept.map(|kept| kept.value).unwrap_or_default())
    }

    /// An article is shown. True if it was read before with another text.
    pub(super) async fn read(self: &Arc<Self>, article: &Article) -> Outcome<bool> {
        let id = article.id.text().to_owned();
        let digest = hex(&sha256(article.markdown.text().as_bytes()));
        let news = self.clone();
        runtime::blocking(move || {
            let _one = news.changing.lock().unwrap_or_else(PoisonError::into_inner);
            let store = &news.parts.store;
            let before =
                store.read::<Marks>(Room::News, store::READ)?.map(|kept| kept.value).unwrap_or_default();
            let mut marks = before.clone();
            let updated = marks.read(&id, digest);
            if marks != before {
                store.write(
                    Room::News,
                    store::READ,
                    &Kept { value: marks, etag: None, as_of: SystemTime::now() },
                )?;
            }
            Ok(updated)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_new_once_after_it_changed_and_never_before_it_was_read() {
        let mut marks = Marks::default();
        assert!(!marks.is_updated("a", "1"));
        assert!(!marks.read("a", "1".to_owned()) && !marks.is_updated("a", "1"));
        assert!(marks.is_updated("a", "2"));
        assert!(marks.read("a", "2".to_owned()) && !marks.is_updated("a", "2"));
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let mut marks = Marks::default();
        for number in 0..=MOST {
            marks.read(&number.to_string(), "1".to_owned());
        }
        assert!(!marks.is_updated("0", "2") && marks.is_updated("1", "2"));
        assert_eq!(marks.read.len(), MOST);
    }
}
