//! Searching messages: bodies and titles, from the first character typed, offline, page by page.

use shebao_core::inbox::FoundMessagesPage;
use shebao_core::{CitizenError, Refusal};
use support::{App, City};

async fn found(app: &App, text: &str, cursor: Option<String>) -> FoundMessagesPage {
    app.citizen.inbox().search(text.to_owned(), cursor).await.unwrap()
}

#[tokio::test]
async fn a_word_of_a_body_is_found_from_its_first_character_and_offline() {
    let city = City::start(101);
    let app = city.phone_of("p-wang").await;
    city.operator().publish_notice("夜间停机", "今晚 22:00 起 Maintenance，早上六点恢复。").unwrap();
    app.citizen.inbox().refresh().await.unwrap();
    city.kill_network();
    for typed in ["恢", "六点", "maintenance", "ＭＡＩＮＴ", "停机", "22:00"] {
        let page = found(&app, typed, None).await;
        let row = page.rows.first().unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(row.row.title, "夜间停机", "{typed}");
        assert!(row.in_title.is_some() || row.in_body.is_some());
        assert_eq!(page.says, None);
    }
    let nothing = found(&app, "没有这样的词", None).await;
    assert_eq!(nothing.says.unwrap().key, "inbox_search_none");
    assert_eq!(found(&app, "  ", None).await.says.unwrap().key, "inbox_search_empty");
}

#[tokio::test]
async fn many_hits_come_by_pages_newest_first_each_once_and_deleted_ones_never() {
    let city = City::start(102);
    let app = city.phone_of("p-wang").await;
    for number in 0..70 {
        let word = if number % 2 == 0 { "单号" } else { "双号" };
        city.operator()
            .publish_notice(&format!("通知 {number}"), &format!("第 {number} 条，{word}"))
            .unwrap();
    }
    let inbox = app.citizen.inbox();
    inbox.clone().refresh().await.unwrap();
    let (mut titles, mut cursor) = (Vec::new(), None);
    loop {
        let page = found(&app, "双号", cursor).await;
        titles.extend(page.rows.iter().map(|row| row.row.title.clone()));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let expected: Vec<String> =
        (0..70).rev().filter(|number| number % 2 == 1).map(|number| format!("通知 {number}")).collect();
    assert_eq!(titles, expected);
    let one = found(&app, "第 33 条", None).await.rows.remove(0).row.id;
    inbox.delete(vec![one]).await.unwrap();
    assert!(found(&app, "第 33 条", None).await.rows.is_empty());
}

#[tokio::test]
async fn a_deadline_goes_into_the_phones_calendar_with_nothing_else() {
    let city = City::start(104);
    let app = city.phone_of("p-wang").await;
    city.operator().publish_deadline("居民医保缴费截止", "请在截止前缴费。", "2026-12-31").unwrap();
    let inbox = app.citizen.inbox();
    inbox.clone().refresh().await.unwrap();
    let row = found(&app, "缴费截止", None).await.rows.remove(0).row;
    let message = inbox.clone().message(row.id.clone()).await.unwrap();
    assert_eq!(message.deadline.unwrap().to_string(), "2026-12-31");
    let entry = inbox.clone().calendar(row.id.clone()).await.unwrap();
    assert!(entry.text.contains("DTSTART;VALUE=DATE:20261231\r\n") && entry.name.ends_with(".ics"));
    assert!(!entry.text.contains(&row.id) && !entry.text.contains("请在截止前"));
    city.operator().publish_notice("没有期限", "随时").unwrap();
    inbox.clone().refresh().await.unwrap();
    let none = found(&app, "没有期限", None).await.rows.remove(0).row.id;
    let refused = inbox.calendar(none).await.err();
    assert_eq!(refused, Some(CitizenError::Refused { refusal: Refusal::NotFound }));
}
