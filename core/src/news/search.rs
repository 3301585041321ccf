//! Searching what is here: titles and texts of all kinds, without the network.

use super::marks::Marks;
use super::wire::{Article, List, Row};
use super::{ArticleKind, FoundArticleView, FoundArticlesView, KINDS, News, list, store};
use crate::error::Outcome;
use crate::reading::together;
use crate::runtime;
use crate::says::Says;
use crate::search::Needle;
use std::cmp::Reverse;
use std::sync::Arc;

/// So many rows are enough to choose from; who finds more types another character.
const MOST: usize = 50;

#[uniffi::export]
impl News {
    /// Articles whose title or text has what was typed, from the first character on: those with it in their title first, each part newest first, 50 at most.
    /// Favourites are searched though they were withdrawn. Never waits for the network.
    pub async fn search(self: Arc<Self>, text: String) -> Outcome<FoundArticlesView> {
        runtime::run(async move {
            let (marks, mut ages) = (self.marks().await?, Vec::new());
            let (mut rows, mut not_whole) = (Vec::new(), 0u32);
            let needle = Needle::new(&text);
            for kind in KINDS {
                let (listed, age) = self.reading.kept::<List>(&store::list(kind)).await?;
                ages.push(age);
                for row in list::rows(listed.as_ref()) {
                    let (article, _) = self.reading.kept::<Article>(&store::article(row.id.text())).await?;
                    not_whole = not_whole.saturating_add(u32::from(article.is_none()));
                    let found = needle
                        .as_ref()
                        .and_then(|needle| listed_hit(needle, row, kind, article.as_ref(), &marks));
                    rows.extend(found);
                }
            }
            if let Some(needle) = &needle {
                let withdrawn = self.clone().kept().await?.rows.into_iter().filter(|row| row.withdrawn);
                for favourite in withdrawn {
                    let id = favourite.row.id.clone();
                    let text = self.favourite_text(&id).await?.unwrap_or_default();
                    rows.extend(hit(needle, favourite.row, &text));
                }
            }
            rows.sort_by_key(|row| (row.in_title.is_none(), Reverse(row.row.at)));
            rows.truncate(MOST);
            let says = match (&needle, rows.is_empty()) {
                (None, _) => Some(Says::word("news_search_empty")),
                (Some(_), true) => Some(Says::word("news_search_none")),
                (Some(_), false) => None,
            };
            Ok(FoundArticlesView { freshness: together(&ages), rows, says, not_whole })
        })
        .await
    }
}

fn listed_hit(
    needle: &Needle,
    row: &Row,
    kind: ArticleKind,
    article: Option<&Article>,
    marks: &Marks,
) -> Option<FoundArticleView> {
    let view = list::row_view(row, kind, marks);
    let text = article.map_or_else(|| view.summary.clone(), list::readable);
    hit(needle, view, &text)
}

fn hit(needle: &Needle, row: super::ArticleRowView, text: &str) -> Option<FoundArticleView> {
    let (in_title, in_text) = (needle.hit(&row.title), needle.hit(text));
    (in_title.is_some() || in_text.is_some()).then_some(FoundArticleView { row, in_title, in_text })
}
