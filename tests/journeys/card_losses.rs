//! A lost card: reported, taken back, opening by itself, replaced; once each, whatever the network does.

use shebao_core::card::{Card, CardFunction, LossDraft, LossesView};
use shebao_core::{CitizenError, Refusal, Tone};
use shebao_sandbox::decide::loss::Region;
use shebao_sandbox::{FaultKind, FaultOrder};
use std::sync::Arc;
use support::{App, City};

fn both(formal: bool) -> LossDraft {
    LossDraft { functions: vec![CardFunction::Social, CardFunction::Financial], formal: Some(formal) }
}

async fn card(app: &App) -> Arc<Card> {
    let card = app.citizen.card();
    card.clone().refresh().await.unwrap();
    card
}

fn closed(view: &LossesView) -> usize {
    view.functions.iter().filter(|function| function.tone == Tone::Wrong).count()
}

#[tokio::test]
async fn a_report_closes_both_functions_for_their_own_days_and_is_taken_back() {
    let city = City::start(111);
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    let ready = card.clone().check_loss(both(false)).await.unwrap();
    assert!(ready.can_send && ready.next.len() == 2, "{ready:?}");
    let view = card.clone().report_loss(both(false), None).await.unwrap();
    assert_eq!((view.title.key.as_str(), closed(&view), view.in_doubt.len()), ("card_loss_both", 2, 0));
    let opens: Vec<_> = view.functions.iter().map(|function| function.opens_at.unwrap()).collect();
    assert!(opens[0] < opens[1], "5 days for the social function, 10 for the financial one");
    card.clone().refresh().await.unwrap();
    assert_eq!(card.clone().view().await.unwrap().headline.key, "card_headline_lost");

    let report = view.functions[0].take_back.clone().unwrap();
    let view = card.clone().take_back_loss(report, None).await.unwrap();
    assert_eq!((view.title.key.as_str(), closed(&view)), ("card_loss_none", 0));
    card.clone().refresh().await.unwrap();
    assert_eq!(card.view().await.unwrap().headline.key, "card_headline_active");
}

#[tokio::test]
async fn a_lost_reply_is_doubt_and_the_same_octets_settle_it_once() {
    let city = City::start(112);
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    assert!(city.operator().inject(FaultOrder::once("PUT /v1/card/loss/", FaultKind::DropAfter)));
    let view = card.clone().report_loss(both(false), None).await.unwrap();
    assert_eq!(
        (view.title.key.as_str(), view.in_doubt.len(), view.can_report),
        ("card_loss_doubtful", 1, false)
    );
    let again = card.clone().report_loss(both(false), None).await;
    assert_eq!(
        again.err(),
        Some(CitizenError::Refused { refusal: Refusal::NotNow }),
        "nothing is sent twice"
    );

    // The process dies in doubt; the next one settles it.
    drop(card);
    let app = app.restart().await;
    let pin = support::PIN.to_owned();
    app.citizen.session().unlock(shebao_core::session::Unlock::Pin { pin }).await.unwrap();
    let card = app.citizen.card();
    card.clone().refresh().await.unwrap();
    let view = card.losses().await.unwrap();
    assert_eq!((view.title.key.as_str(), view.in_doubt.len(), view.refused), ("card_loss_both", 0, None));
}

#[tokio::test]
async fn without_network_it_is_kept_and_sent_later() {
    let city = City::start(113);
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    city.operator().set_network(false);
    let view = card.clone().report_loss(both(false), None).await.unwrap();
    assert_eq!(view.title.key, "card_loss_doubtful");
    city.operator().set_network(true);
    card.clone().refresh().await.unwrap();
    assert_eq!(closed(&card.losses().await.unwrap()), 2);
}

#[tokio::test]
async fn a_temporary_report_opens_by_itself() {
    let city = City::start(114);
    city.operator().set_loss_region(Region { days: [0, 10], ..Region::default() }).unwrap();
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    let view = card.clone().report_loss(both(false), None).await.unwrap();
    let open: Vec<bool> = view.functions.iter().map(|function| function.tone == Tone::Done).collect();
    assert_eq!((view.title.key.as_str(), open), ("card_loss_one", vec![true, false]));
}

#[tokio::test]
async fn a_formal_loss_leads_to_another_card() {
    let city = City::start(115);
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    let view = card.clone().report_loss(both(true), None).await.unwrap();
    assert!(view.can_replace && view.functions.iter().all(|function| function.take_back.is_none()));
    let view = card.clone().replace_card(None).await.unwrap();
    assert_eq!(view.replacement.unwrap().key, "card_replacement_asked");
    assert!(!view.can_replace);
    for key in ["card_replacement_making", "card_replacement_ready", "card_replacement_done"] {
        city.operator().advance_replacement("p-li").unwrap();
        card.clone().refresh().await.unwrap();
        assert_eq!(card.clone().losses().await.unwrap().replacement.unwrap().key, key);
    }
    assert_eq!(closed(&card.losses().await.unwrap()), 0, "the new card is in use");
}

#[tokio::test]
async fn a_region_without_remote_service_gives_a_counter_instead_of_a_button() {
    let city = City::start(116);
    let app = city.phone_of("p-li").await;
    let card = card(&app).await;
    assert!(card.clone().losses().await.unwrap().can_report);
    city.operator().set_loss_region(Region { remote: false, ..Region::default() }).unwrap();
    // The app has not heard of it yet: the gateway says so, and nothing is changed.
    let view = card.clone().report_loss(both(false), None).await.unwrap();
    assert_eq!(
        (view.refused.unwrap().key.as_str(), closed(&card.clone().losses().await.unwrap())),
        ("card_loss_refused_counter", 0)
    );
    let view = card.losses().await.unwrap();
    let counter = view.counter.unwrap();
    assert_eq!((view.can_report, counter.why.key.as_str()), (false, "card_counter_only"));
    assert!(counter.phone.is_some() && !counter.hours.is_empty());
}

#[tokio::test]
async fn a_phone_without_a_lock_asks_for_the_pin_and_a_wrong_one_reports_nothing() {
    let city = City::start(117);
    let app = city.phone_without_lock_of("p-li").await;
    let card = card(&app).await;
    assert!(card.clone().losses().await.unwrap().asks_for_pin);
    for pin in [None, Some("918273".to_owned())] {
        assert!(card.clone().report_loss(both(false), pin).await.is_err());
    }
    assert_eq!(card.clone().losses().await.unwrap().title.key, "card_loss_none");
    let view = card.report_loss(both(false), Some(support::PIN.to_owned())).await.unwrap();
    assert_eq!(closed(&view), 2);
}

#[tokio::test]
async fn who_has_no_card_yet_is_told_that_there_is_nothing_to_report() {
    let city = City::start(118);
    let app = city.phone_of("p-wang").await;
    let card = card(&app).await;
    assert_eq!(card.clone().losses().await.unwrap().title.key, "card_loss_no_card");
    let refused = card.report_loss(both(false), None).await;
    assert_eq!(refused.err(), Some(CitizenError::Refused { refusal: Refusal::NotNow }));
}
