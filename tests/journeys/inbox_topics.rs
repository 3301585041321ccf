//! What somebody wants to be told of: chosen on the phone, told to the gateway once it can be reached.

use shebao_core::inbox::TopicView;
use shebao_core::{CitizenError, Refusal};
use std::time::Duration;
use support::{App, City};

async fn topic(app: &App, id: &str) -> TopicView {
    let rows = app.citizen.inbox().topics().await.unwrap().rows;
    rows.into_iter().find(|row| row.id == id).unwrap()
}

#[tokio::test]
async fn a_topic_that_was_turned_off_sends_nothing_more_and_own_affairs_go_on() {
    let city = City::start(141);
    let app = city.phone_of("p-wang").await;
    let inbox = app.citizen.inbox();
    inbox.clone().refresh().await.unwrap();
    assert!(topic(&app, "policy").await.on);
    inbox.clone().subscribe("policy".to_owned(), false).await.unwrap();
    inbox.clone().refresh().await.unwrap();
    assert_eq!((topic(&app, "policy").await.on, topic(&app, "policy").await.note), (false, None));
    let before = city.operator().count_messages("p-wang").unwrap();
    city.operator().publish_notice("新政策", "内容").unwrap();
    assert_eq!(city.operator().count_messages("p-wang").unwrap(), before);
    city.operator().pay_benefit("p-wang", "pension", 1_000).unwrap();
    assert_eq!(city.operator().count_messages("p-wang").unwrap(), before + 1);
    let fixed = inbox.clone().subscribe("own".to_owned(), false).await.err();
    assert_eq!(fixed, Some(CitizenError::Refused { refusal: Refusal::NotNow }));
    let unknown = inbox.subscribe("weather".to_owned(), true).await.err();
    assert_eq!(unknown, Some(CitizenError::Refused { refusal: Refusal::NotFound }));
}

#[tokio::test]
async fn a_choice_without_network_is_kept_and_told_once() {
    let city = City::start(142);
    let app = city.phone_of("p-wang").await;
    let inbox = app.citizen.inbox();
    inbox.clone().refresh().await.unwrap();
    city.operator().set_network(false);
    for on in [false, true, false] {
        inbox.clone().subscribe("exam".to_owned(), on).await.unwrap();
    }
    let shown = topic(&app, "exam").await;
    assert_eq!((shown.on, shown.note.unwrap().key.as_str()), (false, "inbox_topic_owed"));
    // What was begun without network has ended before there is one again.
    tokio::time::sleep(Duration::from_millis(300)).await;
    city.operator().set_network(true);
    inbox.clone().refresh().await.unwrap();
    inbox.refresh().await.unwrap();
    assert_eq!(city.asked("/v1/topics/exam", 200), 1, "the last choice, once");
    let shown = topic(&app, "exam").await;
    assert_eq!((shown.on, shown.note), (false, None));
}
