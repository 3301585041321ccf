//! Finding a message and an article by a few characters, and keeping the article.

use super::stage::Stage;
use crate::broken::Held;
use crate::speech::{count, text};

/// In every language the fictional city writes this.
const TYPED: &str = "养老";

pub async fn play(stage: &mut Stage) -> Held {
    let messages = stage.citizen.inbox().search(TYPED.to_owned(), None).await?;
    for row in messages.rows.iter().take(2) {
        stage.paper.seen(&row.row.title);
    }
    let said = [text("typed", TYPED), count("count", messages.rows.len())];
    stage.hold(!messages.rows.is_empty(), "tour_search_messages", &said)?;
    let news = stage.citizen.news();
    let articles = news.clone().search(TYPED.to_owned()).await?;
    let Some(first) = articles.rows.first() else { return stage.hold(false, "tour_search_articles", &said) };
    news.clone().keep(first.row.id.clone()).await?;
    let kept = news.kept().await?;
    stage.paper.seen(&first.row.title);
    let said = [text("typed", TYPED), count("count", articles.rows.len())];
    stage.hold(kept.rows.len() == 1, "tour_search_articles", &said)
}
