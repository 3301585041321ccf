//! News, guides and policies of the fictional city.

use crate::moment::{DAY, instant};
use crate::shapes::inbox::Article;
use crate::store::{Batch, StoreError, Table};

/// id, kind, days ago, text. The first line of a text is its title.
const ARTICLES: [(&str, &str, i64, &str); 8] = [
    ("n-resident-2027", "news", 3, include_str!("articles/resident-2027.md")),
    ("n-card-delay", "news", 5, include_str!("articles/card-delay.md")),
    ("n-night-work", "news", 11, include_str!("articles/night-work.md")),
    ("g-six-steps", "guide", 40, include_str!("articles/six-steps.md")),
    ("g-activate", "guide", 45, include_str!("articles/activate.md")),
    ("g-flexible", "guide", 52, include_str!("articles/flexible.md")),
    ("p-tariff", "policy", 140, include_str!("articles/tariff.md")),
    ("p-missing", "policy", 200, include_str!("articles/missing.md")),
];

pub(super) fn write(batch: &mut Batch, now: i64) -> Result<(), StoreError> {
    for (id, kind, days, text) in ARTICLES {
        let (title, markdown) = text.split_once('\n').unwrap_or((text, ""));
        let at = instant(now - days * DAY);
        let article = Article {
            id: id.into(),
            kind: kind.into(),
            title: title.trim_start_matches('#').trim().into(),
            published_at: at.clone(),
            markdown: markdown.trim().into(),
            updated_at: at,
        };
        batch.put(Table::Articles, id, &article)?;
    }
    Ok(())
}
