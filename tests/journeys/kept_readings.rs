//! What was delivered once is shown at once, with its age; the gateway is asked with the validator of what is kept.

use shebao_core::insurance::InsuranceKind;
use shebao_core::{CitizenError, Source};
use std::time::{Duration, Instant};
use support::{App, City};

/// Far below the time a hanging gateway is waited for, far above what reading takes on a busy machine.
const AT_ONCE: Duration = Duration::from_millis(400);

async fn refreshed(city: &City) -> App {
    let app = city.phone_of("p-wang").await;
    app.citizen.card().refresh().await.unwrap();
    app.citizen.insurance().refresh().await.unwrap();
    app
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let city = City::start(31);
    let app = refreshed(&city).await;
    let first = app.citizen.card().view().await.unwrap();
    for path in ["/v1/card", "/v1/card/progress", "/v1/card/holder", "/v1/insurance"] {
        assert_eq!((city.asked(path, 200), city.asked(path, 304)), (1, 0), "{path}");
    }
    app.citizen.card().refresh().await.unwrap();
    app.citizen.insurance().refresh().await.unwrap();
    for path in ["/v1/card", "/v1/card/progress", "/v1/card/holder", "/v1/insurance"] {
        assert_eq!((city.asked(path, 200), city.asked(path, 304)), (1, 1), "{path}");
    }
    let second = app.citizen.card().view().await.unwrap();
    assert!(second.freshness.as_of > first.freshness.as_of, "a 304 renews the age");
    assert_eq!(second.progress, first.progress);
}

#[tokio::test]
async fn what_was_delivered_stays_readable_offline_and_says_how_old_it_is() {
    let city = City::start(32);
    let app = refreshed(&city).await;
    let fresh = app.citizen.card().view().await.unwrap();
    assert_eq!(fresh.freshness.source, Source::Fresh);
    city.kill_network();
    assert_eq!(app.citizen.card().refresh().await.err(), Some(CitizenError::Offline));
    let offline = app.citizen.card().view().await.unwrap();
    assert_eq!(offline.freshness.source, Source::StoredOffline);
    assert_eq!(offline.freshness.as_of, fresh.freshness.as_of);
    assert_eq!((offline.progress, offline.holder), (fresh.progress, fresh.holder));
    assert!(!app.heard.take().is_empty(), "that it is offline now is a change");

    city.restore_network();
    app.citizen.card().refresh().await.unwrap();
    assert_eq!(app.citizen.card().view().await.unwrap().freshness.source, Source::Fresh);
}

#[tokio::test]
async fn a_hanging_gateway_never_delays_reading() {
    let city = City::start(33);
    let app = refreshed(&city).await;
    let year = app.citizen.insurance().detail(InsuranceKind::Pension).await.unwrap().years[0];
    app.citizen.insurance().contributions(InsuranceKind::Pension, year).await.unwrap();
    city.slow("GET /v1/", 6_000);
    let (card, insurance) = (app.citizen.card(), app.citizen.insurance());
    let hanging = tokio::spawn(async move { tokio::join!(card.refresh(), insurance.refresh()) });
    tokio::time::sleep(Duration::from_millis(100)).await;

    let begun = Instant::now();
    for _ in 0..20 {
        app.citizen.card().view().await.unwrap();
        app.citizen.insurance().view().await.unwrap();
        app.citizen.insurance().detail(InsuranceKind::Medical).await.unwrap();
        app.citizen.clone().home().await.unwrap();
    }
    assert!(begun.elapsed() < AT_ONCE * 5, "{:?}", begun.elapsed());

    let begun = Instant::now();
    let page = app.citizen.insurance().contributions(InsuranceKind::Pension, year).await.unwrap();
    assert!(!page.rows.is_empty());
    assert!(
        begun.elapsed() < Duration::from_secs(4),
        "a page that is kept is not waited for: {:?}",
        begun.elapsed()
    );
    assert!(!hanging.is_finished(), "the gateway was hanging all the while");
    city.operator().clear_faults();
    let (card, insurance) = hanging.await.unwrap();
    assert_eq!((card, insurance), (Ok(()), Ok(())), "slow is not lost");
}

#[tokio::test]
async fn one_failing_part_never_hides_another() {
    let city = City::start(34);
    let app = city.phone_of("p-wang").await;
    let fault = shebao_sandbox::FaultOrder {
        on: "GET /v1/card/holder".to_owned(),
        kind: shebao_sandbox::FaultKind::Status503,
        times: 10,
        delay_ms: None,
    };
    assert!(city.operator().inject(fault));
    let refreshed = app.citizen.card().refresh().await;
    assert!(matches!(refreshed, Err(CitizenError::Unavailable { .. })), "{refreshed:?}");
    let view = app.citizen.card().view().await.unwrap();
    assert_eq!(view.progress.len(), 6);
    assert!(view.holder.facts.is_empty());
}

#[tokio::test]
async fn nothing_of_one_citizen_is_shown_to_the_next() {
    let city = City::start(35);
    let app = refreshed(&city).await;
    app.citizen.clone().sign_out(shebao_core::Keep::Nothing).await.unwrap();
    assert_eq!(app.citizen.card().view().await.err(), Some(CitizenError::SignedOut));
    city.sign_in(&app, "p-li").await;
    let unasked = app.citizen.card().view().await.unwrap();
    assert_eq!((unasked.person.as_str(), unasked.freshness.as_of), ("", None));
    app.citizen.card().refresh().await.unwrap();
    assert_eq!(app.citizen.card().view().await.unwrap().person, "李＊＊");
}

#[tokio::test]
async fn an_answer_for_a_citizen_who_has_left_is_not_kept_for_the_next() {
    let city = City::start(36);
    let app = refreshed(&city).await;
    city.operator().advance_card("p-wang").unwrap();
    city.slow("GET /v1/card", 2_500);
    let card = app.citizen.card();
    let under_way = tokio::spawn(card.refresh());
    tokio::time::sleep(Duration::from_millis(200)).await;
    app.citizen.clone().sign_out(shebao_core::Keep::Nothing).await.unwrap();
    city.sign_in(&app, "p-li").await;
    assert!(!under_way.is_finished(), "the answer comes after the next citizen");
    assert_eq!(under_way.await.unwrap().err(), Some(CitizenError::SignedOut));
    let view = app.citizen.card().view().await.unwrap();
    assert_eq!((view.person.as_str(), view.freshness.as_of), ("", None));
    assert_eq!(view.freshness.source, Source::Stored);
}
