//! News, guides and policies: without signing in, and without network once they were there.

use shebao_core::news::{ArticleKind, Block};
use shebao_core::{CitizenError, Refusal, Source};
use support::City;

const KINDS: [ArticleKind; 3] = [ArticleKind::News, ArticleKind::Guide, ArticleKind::Policy];

#[tokio::test]
async fn the_newest_articles_are_readable_offline_though_nobody_opened_or_signed_in() {
    let city = City::start(21);
    let app = city.phone().await;
    app.citizen.news().refresh().await.unwrap();
    city.kill_network();
    let app = app.restart().await;
    let news = app.citizen.news();
    assert_eq!(news.clone().refresh().await.err(), Some(CitizenError::Offline));
    for kind in KINDS {
        let page = news.clone().page(kind, None).await.unwrap();
        assert_eq!(page.dropped, None);
        assert!(page.freshness.as_of.is_some());
        let row = page.rows.first().unwrap();
        let article = news.clone().article(row.id.clone()).await.unwrap();
        assert_eq!((article.freshness.source, article.row.title), (Source::StoredOffline, row.title.clone()));
        assert!(article.blocks.len() > 1, "{}", row.id);
    }
    let missing = news.article("never-opened".to_owned()).await;
    assert_eq!(missing.err(), Some(CitizenError::Offline), "what was never there is not made up");
}

#[tokio::test]
async fn an_article_is_blocks_and_holds_no_markup() {
    let city = City::start(22);
    let news = city.phone().await.citizen.news();
    let guide = news.clone().article("g-six-steps".to_owned()).await.unwrap();
    assert!(guide.blocks.iter().any(|block| matches!(block, Block::Heading { .. })));
    for block in &guide.blocks {
        let (Block::Heading { spans, .. } | Block::Paragraph { spans } | Block::Item { spans, .. }) = block;
        for span in spans {
            assert!(!span.text.contains(['|', '<', '\u{0}']) && !span.text.contains("**"), "{}", span.text);
        }
    }
    for id in ["../config", "", "no-such-article"] {
        let refused = news.clone().article(id.to_owned()).await.err();
        assert_eq!(refused, Some(CitizenError::Refused { refusal: Refusal::NotFound }), "{id}");
    }
}

#[tokio::test]
async fn a_notice_that_is_published_comes_first() {
    let city = City::start(23);
    let app = city.phone().await;
    let news = app.citizen.news();
    news.clone().refresh().await.unwrap();
    app.heard.take();
    news.clone().refresh().await.unwrap();
    assert_eq!(app.heard.take(), [], "nothing new");
    city.operator().publish_notice("停机通知", "今晚 **22:00** 停机。<script>x</script>").unwrap();
    news.clone().refresh().await.unwrap();
    assert!(!app.heard.take().is_empty());
    let mut titles = Vec::new();
    for kind in KINDS {
        titles.extend(news.clone().page(kind, None).await.unwrap().rows.first().map(|row| row.title.clone()));
    }
    assert!(titles.contains(&"停机通知".to_owned()), "{titles:?}");
}
