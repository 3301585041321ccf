//! Faults do what they say, and the rules hold under them.

use crate::client::{City, Phone, city, city_with, id};
use serde_json::json;
use shebao_sandbox::{FaultKind, FaultOrder};

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
    let city = city_with(|o| o.weather_per_mille = 0);
    let phone = Phone::wang(&city).await;
    let orders = [
        (id('a'), phone.pension(&id('a'), "2026-11").await),
        (id('b'), phone.pension(&id('b'), "2026-12").await),
    ];
    for kind in [
        FaultKind::DropAfter,
        FaultKind::Duplicate,
        FaultKind::Restart,
        FaultKind::Status500,
        FaultKind::DropBefore,
    ] {
        for _ in 0..2 {
            inject(&city, kind);
        }
    }
    for (order, jws) in &orders {
        let mut tries = 0;
        loop {
            tries += 1;
            assert!(tries < 20);
            if let Ok(answer) = phone.jose(&format!("/v1/orders/{order}"), jws).await {
                if answer.status.is_success() && city.running.operator().counts().unwrap().faults_waiting < 5
                {
                    break;
                }
            }
        }
    }
    let ledger = city.running.operator().ledger().unwrap();
    assert_eq!(ledger.debits.len(), 2);
    assert!(ledger.orders.iter().all(|o| o.state == "paid"));
}
