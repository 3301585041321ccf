//! What the news screens show.

use crate::freshness::Freshness;
use crate::says::Says;
use crate::search::HitView;
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
    /// True if its text is another one than when it was read here.
    #[uniffi(default = false)]
    pub updated: bool,
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
    /// True if it is kept as a favourite.
    #[uniffi(default = false)]
    pub favourite: bool,
    /// That the bureau has withdrawn it, or that its text is new since it was read here.
    #[uniffi(default = None)]
    pub note: Option<Says>,
}

/// What was kept as favourites.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FavouritesView {
    /// The last kept first.
    pub rows: Vec<FavouriteView>,
    /// That there are none, and how to keep one; `None` if there are.
    pub says: Option<Says>,
}

/// One favourite. It is readable whole, offline and for good.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FavouriteView {
    /// The line a list shows.
    pub row: ArticleRowView,
    /// When it was kept.
    pub kept_at: SystemTime,
    /// True if the bureau does not list it any more.
    pub withdrawn: bool,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundArticlesView {
    /// How old the oldest list is.
    pub freshness: Freshness,
    /// Those with a hit in their title first, each part newest first.
    pub rows: Vec<FoundArticleView>,
    /// That nothing was found, or nothing is searched for; `None` if there are rows.
    pub says: Option<Says>,
    /// How many of the articles listed are here only with their first words.
    pub not_whole: u32,
}

/// One article that was found.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundArticleView {
    /// The line a list shows.
    pub row: ArticleRowView,
    /// Where it is in the title.
    pub in_title: Option<HitView>,
    /// Where it is in the text, first.
    pub in_text: Option<HitView>,
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
