//! Where things are done about a card, which password is kept by whom, and the cards before this one.

use shebao_core::Source;
use shebao_core::card::{PlaceKind, Position};
use support::City;

#[tokio::test]
async fn places_are_there_without_signing_in_the_nearest_first_and_offline() {
    let city = City::start(121);
    let app = city.phone().await;
    let card = app.citizen.card();
    let listed = card.clone().places(PlaceKind::Bank, None).await.unwrap();
    assert!(
        listed.rows.len() == 2 && listed.rows.iter().all(|row| row.metres.is_none() && row.phone.is_some())
    );
    city.kill_network();
    let near = Position { latitude: 10_020_100, longitude: 20_030_100 };
    let nearest = card.clone().places(PlaceKind::Bank, Some(near)).await.unwrap();
    assert_eq!((nearest.rows[0].id.as_str(), nearest.freshness.source), ("pl-bank-2", Source::StoredOffline));
    assert!(nearest.rows[0].metres.unwrap() < 20 && nearest.rows[1].metres.unwrap() > 1_000);
    for kind in [PlaceKind::Office, PlaceKind::Community, PlaceKind::Hospital, PlaceKind::Pharmacy] {
        assert_eq!(card.clone().places(kind, None).await.unwrap().rows.len(), 1);
    }
}

#[tokio::test]
async fn a_position_never_leaves_the_phone() {
    let city = City::start(122);
    let app = city.phone().await;
    let near = Position { latitude: 10_020_100, longitude: 20_030_100 };
    app.citizen.card().places(PlaceKind::Bank, Some(near)).await.unwrap();
    assert_eq!(city.asked("/v1/places", 200), 1, "asked for by this path and no query");
}

#[tokio::test]
async fn each_password_says_who_resets_it() {
    let city = City::start(123);
    let app = city.phone().await;
    let passwords = app.citizen.card().passwords().await.unwrap();
    let reset = |row: usize| -> Vec<PlaceKind> {
        passwords.rows[row].tasks[2].at.iter().map(|kind| kind.kind).collect()
    };
    assert_eq!(reset(0), [PlaceKind::Bank]);
    assert_eq!(reset(1), [PlaceKind::Bank, PlaceKind::Hospital, PlaceKind::Pharmacy, PlaceKind::Community]);
}

#[tokio::test]
async fn who_has_the_first_card_is_told_that_there_is_none_before() {
    let city = City::start(125);
    let app = city.phone_of("p-wang").await;
    assert_eq!(app.citizen.card().history().await.unwrap().says.unwrap().key, "card_history_none");
}

#[tokio::test]
async fn earlier_cards_are_kept_and_masked() {
    let city = City::start(124);
    let app = city.phone_of("p-li").await;
    let card = app.citizen.card();
    let history = card.clone().history().await.unwrap();
    let shown: Vec<(&str, &str)> =
        history.rows.iter().map(|row| (row.number.as_str(), row.why.key.as_str())).collect();
    assert_eq!(shown, [("A *****013", "card_ended_replaced"), ("A *****005", "card_ended_exchanged")]);
    city.kill_network();
    assert_eq!(card.history().await.unwrap().rows, history.rows);
}
