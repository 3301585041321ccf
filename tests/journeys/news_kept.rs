//! Articles: searched on the phone, kept as favourites, and said to have changed since they were read.

use shebao_core::news::{ArticleKind, News};
use std::sync::Arc;
use support::City;

async fn found(news: &Arc<News>, text: &str) -> Vec<String> {
    let view = news.clone().search(text.to_owned()).await.unwrap();
    view.rows.into_iter().map(|row| row.row.id).collect()
}

#[tokio::test]
async fn titles_and_texts_are_searched_offline_without_signing_in() {
    let city = City::start(103);
    let app = city.phone().await;
    let news = app.citizen.news();
    news.clone().refresh().await.unwrap();
    city.kill_network();
    for typed in ["卡", "缴费", "12333"] {
        assert!(!found(&news, typed).await.is_empty(), "{typed}");
    }
    let view = news.clone().search("灵活就业".to_owned()).await.unwrap();
    let titles = view.rows.iter().take_while(|row| row.in_title.is_some()).count();
    assert!(titles > 0 && view.rows.iter().skip(titles).all(|row| row.in_title.is_none()), "titles first");
    let row = view.rows.iter().find(|row| row.in_text.is_some()).unwrap();
    let hit = row.in_text.as_ref().unwrap();
    let marked: String = hit.text.chars().skip(hit.from as usize).take(hit.count as usize).collect();
    assert_eq!(marked, "灵活就业");
    assert_eq!(view.not_whole, 0, "all of them are here whole");
    assert_eq!(news.search("　".to_owned()).await.unwrap().says.unwrap().key, "news_search_empty");
}

#[tokio::test]
async fn english_is_found_whatever_its_case_and_width() {
    let city = City::start(106);
    city.operator().rewrite_article("g-activate", "# Activation\n\nGo to the **Bank** first.").unwrap();
    let app = city.phone().await;
    let news = app.citizen.news();
    news.clone().refresh().await.unwrap();
    for typed in ["activ", "the bank", "ＢＡＮＫ"] {
        assert_eq!(found(&news, typed).await, ["g-activate"], "{typed}");
    }
}

#[tokio::test]
async fn a_favourite_stays_whole_though_the_bureau_withdraws_it() {
    let city = City::start(104);
    let app = city.phone().await;
    let news = app.citizen.news();
    news.clone().refresh().await.unwrap();
    assert_eq!(news.clone().kept().await.unwrap().says.unwrap().key, "news_favourites_none");
    for _ in 0..2 {
        news.clone().keep("n-night-work".to_owned()).await.unwrap();
    }
    assert!(news.clone().article("n-night-work".to_owned()).await.unwrap().favourite);
    city.operator().withdraw_article("n-night-work").unwrap();
    news.clone().refresh().await.unwrap();
    let kept = news.clone().kept().await.unwrap();
    assert_eq!((kept.rows.len(), kept.rows[0].withdrawn), (1, true));
    city.operator().set_network(false);
    let offline = news.clone().article("n-night-work".to_owned()).await.unwrap();
    assert_eq!(offline.note.unwrap().key, "news_withdrawn", "also from what is kept");
    city.operator().set_network(true);
    let article = news.clone().article("n-night-work".to_owned()).await.unwrap();
    assert!(!article.blocks.is_empty());
    assert_eq!(article.note.unwrap().key, "news_withdrawn");
    assert!(found(&news, &article.row.title).await.contains(&"n-night-work".to_owned()));
    news.clone().release("n-night-work".to_owned()).await.unwrap();
    assert!(news.clone().kept().await.unwrap().rows.is_empty());
    assert!(news.article("n-night-work".to_owned()).await.is_err());
}

#[tokio::test]
async fn a_text_that_changed_since_it_was_read_is_marked_until_it_is_read_again() {
    let city = City::start(105);
    let app = city.phone().await;
    let news = app.citizen.news();
    news.clone().refresh().await.unwrap();
    let marked = async || {
        let rows = news.clone().page(ArticleKind::Guide, None).await.unwrap().rows;
        rows.into_iter().filter(|row| row.updated).map(|row| row.id).collect::<Vec<String>>()
    };
    let read = news.clone().article("g-activate".to_owned()).await.unwrap();
    assert_eq!((read.note, marked().await.len()), (None, 0));
    city.operator().rewrite_article("g-activate", "# 新的说明\n\n先到银行，再到社保。").unwrap();
    city.operator().rewrite_article("g-six-steps", "# 六步\n\n没有读过的不用提示。").unwrap();
    news.clone().refresh().await.unwrap();
    assert_eq!(marked().await, ["g-activate"], "only what was read");
    let again = news.clone().article("g-activate".to_owned()).await.unwrap();
    assert_eq!(again.note.unwrap().key, "news_updated");
    assert_eq!(marked().await.len(), 0);
    assert_eq!(news.article("g-activate".to_owned()).await.unwrap().note, None);
}
