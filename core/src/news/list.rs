//! Lists and one article, as they are shown.

use super::marks::Marks;
use super::wire::{Article, List, Row};
use super::{ArticleKind, ArticleRowView, ArticleView, ArticlesPage, Block, markdown};
use crate::answer::plain;
use crate::freshness::Freshness;
use crate::says::Says;

/// So many rows are one page.
const PAGE: usize = 20;

/// So many characters of an article stand in its row if it has no summary of its own.
const FIRST_WORDS: usize = 60;

/// One page of what is kept, newest first. `cursor` is the place to go on from, as an earlier page gave it; one that is not, begins anew.
pub(super) fn page(
    list: Option<&List>,
    kind: ArticleKind,
    cursor: Option<&str>,
    freshness: Freshness,
    marks: &Marks,
) -> ArticlesPage {
    let all = rows(list);
    let from = cursor.and_then(|id| all.iter().position(|row| row.id.text() == id)).unwrap_or(0);
    ArticlesPage {
        freshness,
        rows: all.iter().skip(from).take(PAGE).map(|row| row_view(row, kind, marks)).collect(),
        next: all.get(from.saturating_add(PAGE)).map(|row| row.id.text().to_owned()),
        dropped: list
            .map(|list| list.articles.dropped)
            .filter(|count| *count > 0)
            .map(|count| Says::word("news_dropped").count("count", count)),
    }
}

/// Newest first, each once.
pub(super) fn rows(list: Option<&List>) -> Vec<&Row> {
    let mut seen = std::collections::HashSet::new();
    let mut rows: Vec<&Row> = list.map(|list| list.articles.rows.iter().collect()).unwrap_or_default();
    rows.sort_by_key(|row| std::cmp::Reverse(row.published_at));
    rows.retain(|row| seen.insert(row.id.text()));
    rows
}

/// What is known of an article beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its text is another one than when it was read here.
    pub updated: bool,
    /// It is kept as a favourite.
    pub favourite: bool,
    /// The bureau does not list it any more.
    pub withdrawn: bool,
}

/// One article, whole.
pub(super) fn article(article: &Article, freshness: Freshness, place: Place) -> ArticleView {
    let note = match (place.withdrawn, place.updated) {
        (true, _) => Some("news_withdrawn"),
        (false, true) => Some("news_updated"),
        (false, false) => None,
    };
    ArticleView {
        freshness,
        row: article_row(article, place.updated),
        blocks: markdown::blocks(article.markdown.text()),
        favourite: place.favourite,
        note: note.map(Says::word),
    }
}

/// An article's text as one reads it, without its marks of emphasis and headings.
pub(super) fn readable(article: &Article) -> String {
    let blocks = markdown::blocks(article.markdown.text());
    let spans = |block: &Block| match block {
        Block::Heading { spans, .. } | Block::Paragraph { spans } | Block::Item { spans, .. } => {
            spans.iter().map(|span| span.text.as_str()).collect::<String>()
        }
    };
    blocks.iter().map(spans).collect::<Vec<String>>().join("\n")
}

/// The line of an article that is here whole.
pub(super) fn article_row(article: &Article, updated: bool) -> ArticleRowView {
    let kind = article.kind.into();
    let first = plain(article.markdown.text());
    ArticleRowView {
        id: article.id.text().to_owned(),
        kind,
        name: Says::word(name(kind)),
        title: article.title.text().to_owned(),
        summary: first.trim_start_matches(['#', ' ']).chars().take(FIRST_WORDS).collect(),
        at: article.published_at.at(),
        updated,
    }
}

pub(super) fn row_view(row: &Row, kind: ArticleKind, marks: &Marks) -> ArticleRowView {
    ArticleRowView {
        id: row.id.text().to_owned(),
        kind,
        name: Says::word(name(kind)),
        title: row.title.text().to_owned(),
        summary: row.summary.got().map(|summary| summary.text().to_owned()).unwrap_or_default(),
        at: row.published_at.at(),
        updated: row.digest.got().is_some_and(|digest| marks.is_updated(row.id.text(), digest.text())),
    }
}

fn name(kind: ArticleKind) -> &'static str {
    match kind {
        ArticleKind::News => "news_kind_news",
        ArticleKind::Guide => "news_kind_guide",
        ArticleKind::Policy => "news_kind_policy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;
    use serde_json::{Value, json};

    const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

    fn row(number: u32) -> Value {
        json!({"id": format!("n{number}"), "title": "标题", "published_at": format!("2026-10-{:02}T08:00:00+08:00", number)})
    }

    fn list(rows: Vec<Value>) -> List {
        serde_json::from_value(json!({"articles": rows})).unwrap()
    }

    #[test]
    fn pages_go_from_the_newest_to_the_oldest_and_end() {
        let list = list((1..=25).map(row).collect());
        let first = page(Some(&list), ArticleKind::News, None, NOW, &Marks::default());
        assert_eq!(
            (first.rows.len(), first.rows[0].id.as_str(), first.next.as_deref()),
            (20, "n25", Some("n5"))
        );
        let second = page(Some(&list), ArticleKind::News, first.next.as_deref(), NOW, &Marks::default());
        assert_eq!((second.rows.len(), second.rows[4].id.as_str(), second.next), (5, "n1", None));
        assert_eq!(page(Some(&list), ArticleKind::News, Some("gone"), NOW, &Marks::default()), first);
    }

    #[test]
    fn a_bad_row_never_hides_the_others() {
        let mut bad = row(3);
        bad["id"] = "../3".into();
        let list = list(vec![row(1), bad, row(1), json!({"id": "n9"}), row(2)]);
        let page = page(Some(&list), ArticleKind::Guide, None, NOW, &Marks::default());
        assert_eq!(page.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["n2", "n1"]);
        assert_eq!(page.dropped, Some(Says::word("news_dropped").count("count", 2)));
    }

    #[test]
    fn an_article_is_its_blocks() {
        let answer = json!({"id": "n1", "kind": "policy", "title": "标题\u{0}", "published_at": "2026-10-01T08:00:00+08:00",
            "markdown": "# 一\n\n二"});
        let answer: Article = serde_json::from_value(answer).unwrap();
        let view = article(&answer, NOW, Place::default());
        assert_eq!((view.blocks.len(), view.row.title.as_str()), (2, "标题"));
        assert_eq!(view.row.name, Says::word("news_kind_policy"));
    }
}
