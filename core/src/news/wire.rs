//! What the bureau publishes: lists and articles. Asked for without signing in.

use super::ArticleKind;
use crate::answer::{Field, Line, Records};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// `GET` this: the articles of one kind.
pub(super) fn list(kind: ArticleKind) -> String {
    format!("/articles?kind={}", segment(kind))
}

/// `GET` this: one article, whole. An id that could change the path is none.
pub(super) fn article(id: &str) -> Option<String> {
    is_id(id).then(|| format!("/articles/{id}"))
}

/// How a kind is called on the wire and in kept names.
pub(super) fn segment(kind: ArticleKind) -> &'static str {
    match kind {
        ArticleKind::News => "news",
        ArticleKind::Guide => "guide",
        ArticleKind::Policy => "policy",
    }
}

/// 1 to 64 letters, digits, `-`, `_` and `.`, not beginning with a dot.
fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && !id.starts_with('.')
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// The answer to [`list`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct List {
    pub articles: Records<Row>,
}

/// One article in a list. Without an id, a title or a time it cannot be shown, and is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    pub id: Id,
    pub title: Line<200>,
    pub published_at: Moment,
    #[serde(default)]
    pub summary: Field<Line<600>>,
    /// Changes with the text: whether what is kept is still what is published.
    #[serde(default)]
    pub digest: Field<Line<100>>,
}

/// The answer to [`article`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Article {
    pub id: Id,
    pub kind: Kind,
    pub title: Line<200>,
    pub published_at: Moment,
    pub markdown: Markdown,
}

/// A kind as the wire names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    News,
    Guide,
    Policy,
}

impl From<Kind> for ArticleKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::News => Self::News,
            Kind::Guide => Self::Guide,
            Kind::Policy => Self::Policy,
        }
    }
}

/// An article's id, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Id(String);

impl Id {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if is_id(&text) { Ok(Self(text)) } else { Err("not an id") }
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

/// An article's source: at most 64 KiB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Markdown(String);

impl Markdown {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Markdown {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.len() <= 64 * 1024 { Ok(Self(text)) } else { Err("too long") }
    }
}

impl From<Markdown> for String {
    fn from(markdown: Markdown) -> Self {
        markdown.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_change_the_path() {
        for id in ["", "..", ".hidden", "a/b", "a?b", "a%2fb", "é", &"a".repeat(65)] {
            assert_eq!(article(id), None, "{id}");
        }
        assert_eq!(article("guide-3.1").as_deref(), Some("/articles/guide-3.1"));
    }
}
