//! What the news screens show.

use crate::freshness::Freshness;
use crate::says::Says;
use std::time::SystemTime;

/// News, guides, policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum ArticleKind {
    /// 动态: what is new.
    News,
    /// 指南: how to do something.
    Guide,
    /// 政策法规: what the rules are.
    Policy,
}

/// One page of articles.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ArticlesPage {
    /// How old the list is.
    pub freshness: Freshness,
    /// Newest first.
    pub rows: Vec<ArticleRowView>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Says how many articles could not be read and are left out, if any.
    #[uniffi(default = None)]
    pub dropped: Option<Says>,
}

/// One article in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ArticleRowView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: ArticleKind,
    /// The kind's name.
    pub name: Says,
    /// Its title.
    pub title: String,
    /// Its first words.
    pub summary: String,
    /// When it was published.
    pub at: SystemTime,
}

/// One article, whole.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ArticleView {
    /// How old this is.
    pub freshness: Freshness,
    /// The line a list shows.
    pub row: ArticleRowView,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// One block of text. No HTML ever.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Block {
    /// A heading, level 1 to 3.
    Heading {
        /// 1 to 3.
        level: u8,
        /// Its text.
        spans: Vec<Span>,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        spans: Vec<Span>,
    },
    /// An item of a list; `number` if the list is ordered.
    Item {
        /// Its number.
        number: Option<u32>,
        /// Its text.
        spans: Vec<Span>,
    },
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Where it leads: https or a phone number, checked; `None` if it leads nowhere.
    pub link: Option<String>,
}
