//! What screens are told: changes, and only changes. A screen reads its view when it is told; a reading that told would go round for ever.

use shebao_core::Change;
use std::time::Duration;
use support::City;

#[tokio::test]
async fn reading_a_view_tells_nobody_anything() {
    let city = City::start(41);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    app.heard.take();
    for _ in 0..3 {
        app.citizen.clone().home().await.unwrap();
        app.citizen.payments().view().await.unwrap();
        app.citizen.payments().orders(None).await.unwrap();
        app.citizen.card().view().await.unwrap();
        app.citizen.insurance().view().await.unwrap();
        app.citizen.inbox().view().await.unwrap();
        app.citizen.session().view().await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(app.heard.take(), Vec::<Change>::new());
}

#[tokio::test]
async fn a_refresh_with_nothing_new_ends_in_few_changes() {
    let city = City::start(42);
    let app = city.phone_of("p-wang").await;
    app.citizen.clone().refresh().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    app.heard.take();
    app.citizen.clone().refresh().await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let heard = app.heard.take();
    assert!(heard.len() <= 12, "each part once, and home with it: {heard:?}");
}
