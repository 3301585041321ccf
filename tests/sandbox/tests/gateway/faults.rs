//! Faults do what they say, and the rules hold under them.

use crate::client::{City, Phone, city, city_with, id};
use serde_json::json;
use shebao_sandbox::{FaultKind, FaultOrder, Options, Point, Sandbox, Timing};
use std::time::Duration;

fn inject(city: &City, kind: FaultKind) {
    assert!(city.running.operator().inject(FaultOrder::once("PUT /v1/orders", kind)));
}

fn orders(city: &City) -> usize {
    city.running.operator().ledger().unwrap().orders.len()
}

#[tokio::test]
async fn drop_before_does_nothing_and_drop_after_does_it_without_a_reply() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    let path = format!("/v1/orders/{}", id('a'));
    inject(&city, FaultKind::DropBefore);
    assert!(phone.jose(&path, &jws).await.is_err());
    assert_eq!(orders(&city), 0);
    inject(&city, FaultKind::DropAfter);
    assert!(phone.jose(&path, &jws).await.is_err());
    assert_eq!(orders(&city), 1);
    assert_eq!(phone.get(&path).await.ok()["state"], "paid");
    assert_eq!(city.running.operator().ledger().unwrap().debits.len(), 1);
    let cut = city.running.requests().into_iter().filter(|r| r.status == 0).count();
    assert_eq!(cut, 2);
}

#[tokio::test]
async fn a_duplicated_order_is_debited_once_and_a_duplicated_refresh_keeps_the_session() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    inject(&city, FaultKind::Duplicate);
    let answer = phone.put_order(&id('a'), &jws).await;
    // The second delivery found the first one's order.
    assert_eq!((answer.status.as_u16(), answer.body["state"].as_str()), (200, Some("paid")));
    assert_eq!(city.running.operator().ledger().unwrap().debits.len(), 1);
    city.running.operator().inject(FaultOrder::once("POST /v1/tokens", FaultKind::Duplicate));
    let refresh = phone.refresh.lock().unwrap().clone();
    phone.tokens(json!({"grant_type": "refresh", "refresh": refresh})).await.ok();
    phone.get("/v1/card").await.ok();
    let refresh = phone.refresh.lock().unwrap().clone();
    phone.tokens(json!({"grant_type": "refresh", "refresh": refresh})).await.ok();
}

#[tokio::test]
async fn statuses_are_answered_without_doing_anything() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    for (kind, status) in
        [(FaultKind::Status500, 500), (FaultKind::Status503, 503), (FaultKind::Status401, 401)]
    {
        inject(&city, kind);
        let answer = phone.put_order(&id('a'), &jws).await;
        assert_eq!(answer.status.as_u16(), status);
        assert_eq!(answer.headers.contains_key("retry-after"), status == 503);
    }
    assert_eq!(orders(&city), 0);
    phone.put_order(&id('a'), &jws).await.ok();
}

#[tokio::test]
async fn a_delay_delays_and_the_header_asks_for_a_fault() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let begun = std::time::Instant::now();
    let get = |fault: &'static str| {
        let request = phone.http.get(format!("{}/v1/articles", phone.url)).header("Shebao-Fault", fault);
        phone.send(request)
    };
    get("delay=150").await.unwrap().ok();
    assert!(begun.elapsed().as_millis() >= 150);
    assert!(get("drop_before").await.is_err());
    assert_eq!(get("status_503").await.unwrap().status, 503);
    let strict = city_with(|o| o.faults_allowed = false);
    let phone = Phone::new(&strict);
    let request = phone.http.get(format!("{}/v1/articles", phone.url)).header("Shebao-Fault", "status_503");
    phone.send(request).await.unwrap().ok();
    assert!(!strict.running.operator().inject(FaultOrder::once("/", FaultKind::DropAfter)));
}

#[tokio::test]
async fn a_restart_in_the_middle_of_an_order_loses_the_reply_and_nothing_else() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    let path = format!("/v1/orders/{}", id('a'));
    inject(&city, FaultKind::Restart);
    assert!(phone.jose(&path, &jws).await.is_err());
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "paid");
    assert_eq!(city.running.operator().ledger().unwrap().debits.len(), 1);
}

#[tokio::test]
async fn without_a_network_nothing_arrives_and_afterwards_everything_goes_on() {
    let city = city();
    let phone = Phone::wang(&city).await;
    city.running.kill_network();
    let lost = phone.attempt(reqwest::Method::GET, "/v1/card", |r| r).await;
    assert!(lost.is_err());
    city.running.restore_network();
    phone.get("/v1/card").await.ok();
    city.running.stop();
    let lost = phone.attempt(reqwest::Method::GET, "/v1/card", |r| r).await;
    assert!(lost.is_err_and(|e| e.is_connect()));
    city.running.start_again().unwrap();
    phone.get("/v1/card").await.ok();
}

#[tokio::test]
async fn in_bad_weather_every_month_is_paid_once_in_the_end() {
    let mut gone_wrong = 0;
    for seed in 1..=6 {
        // Calm for the enrolment, then six requests of ten go wrong.
        let calm = city_with(|o| o.seed = seed);
        let phone = Phone::wang(&calm).await;
        let mut orders = Vec::new();
        for (digit, month) in [('a', "2026-11"), ('b', "2026-12")] {
            orders.push((id(digit), phone.pension(&id(digit), month).await));
        }
        let City { folder, running, clock } = calm;
        drop(running);
        let mut options = Options::new(folder.path(), seed);
        (options.clock, options.weather_per_mille) = (clock.clone(), 600);
        options.timing = Timing { bank: Duration::ZERO, stages: None };
        let stormy = City { running: Sandbox::start(options).unwrap(), folder, clock };
        let phone = Phone { url: stormy.running.url(), ..phone };
        for (order, jws) in &orders {
            let mut tries = 0;
            while !phone
                .jose(&format!("/v1/orders/{order}"), jws)
                .await
                .is_ok_and(|a| a.body["state"] == "paid")
            {
                tries += 1;
                assert!(tries < 200, "seed {seed}");
            }
        }
        let ledger = stormy.running.operator().ledger().unwrap();
        assert_eq!((ledger.debits.len(), ledger.orders.len()), (2, 2), "seed {seed}");
        gone_wrong += stormy.running.requests().iter().filter(|r| r.status == 0 || r.status >= 500).count();
    }
    assert!(gone_wrong > 3, "there was no weather");
}

#[tokio::test]
async fn wherever_the_gateway_dies_during_a_debit_the_money_moves_once() {
    for (point, debited_before) in [(Point::Accepted, 0), (Point::DebitSent, 0), (Point::BankAnswered, 1)] {
        let city = city();
        let phone = Phone::wang(&city).await;
        let jws = phone.pension(&id('a'), "2026-11").await;
        let operator = city.running.operator();
        operator.die_at(point).unwrap();
        assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "pending");
        assert_eq!(operator.ledger().unwrap().debits.len(), debited_before);
        if point != Point::Accepted {
            let close = phone.consent.signed("shebao-close+jws", &json!({"id": id('a'), "iat": 1}));
            let answer = phone.jose(&format!("/v1/orders/{}/close", id('a')), &close).await.unwrap().ok();
            assert_eq!(answer["state"], "pending", "money may have moved: it cannot be closed");
        }
        city.running.restart().unwrap();
        operator.tick();
        operator.tick();
        let status = phone.get(&format!("/v1/orders/{}", id('a'))).await.ok();
        assert_eq!(status["state"], "paid", "{point:?}");
        let ledger = operator.ledger().unwrap();
        assert_eq!((ledger.debits.len(), ledger.balance_fen["p-wang/card"]), (1, 1_286_450 - 95_500));
    }
}
