//! The second channel over TLS: a wrong client is refused, one scan pays, and a crash at any point of it changes nothing about that.

use crate::client::{Answer, City, Phone, city, id, payload};
use reqwest::Method;
use serde_json::{Value, json};
use shebao_sandbox::shapes::operate::ScanCashier;
use shebao_sandbox::{Point, Problem};

const LIFE: i64 = shebao_sandbox::decide::attempts::ATTEMPT_LIFE;

async fn quoted(phone: &Phone, month: &str) -> Value {
    let body =
        json!({"bill": "b-wang-pension", "base_fen": 477_500, "periods": [month], "instrument": "cashier"});
    phone.call(Method::POST, "/v1/quotes", body).await.ok()
}

/// A signed order for the cashier, for one month of pension; `change` makes it wrong.
async fn order_with(phone: &Phone, digit: char, change: impl FnOnce(&mut Value)) -> String {
    let quote = quoted(phone, "2026-11").await;
    let mut order = phone.order(&id(digit), &quote, &["2026-11"]);
    (order["ins"], order["ch"]) = ("cashier".into(), "cashier_qr".into());
    change(&mut order);
    phone.consent.signed("shebao-order+jws", &order)
}

async fn put(phone: &Phone, digit: char) -> Value {
    let jws = order_with(phone, digit, |_| {}).await;
    phone.put_order(&id(digit), &jws).await.ok()
}

async fn status(phone: &Phone) -> Value {
    phone.get(&format!("/v1/orders/{}", id('a'))).await.ok()
}

async fn another(phone: &Phone, number: &str) -> Answer {
    let path = format!("/v1/orders/{}/attempts/{number}", id('a'));
    phone.attempt(Method::PUT, &path, |request| request).await.unwrap()
}

async fn close(phone: &Phone) -> Value {
    let jws = phone.consent.signed("shebao-close+jws", &json!({"id": id('a'), "iat": 1}));
    phone.jose(&format!("/v1/orders/{}/close", id('a')), &jws).await.unwrap().ok()
}

fn scan(city: &City, code: &Value) -> Result<(), Problem> {
    let asked = ScanCashier {
        code: Some(code.as_str().unwrap().to_owned()),
        by: Some("p-li".to_owned()),
        ..ScanCashier::default()
    };
    city.running.operator().scan_cashier(&asked)
}

fn taken(city: &City) -> Vec<(String, i64, String)> {
    let ledger = city.running.operator().ledger().unwrap();
    ledger.debits.into_iter().map(|debit| (debit.channel, debit.amount_fen, debit.person)).collect()
}

async fn time_is_up(city: &City, phone: &Phone) {
    city.clock.advance(LIFE);
    phone.renew().await;
}

#[tokio::test]
async fn a_code_is_scanned_by_a_relative_and_the_order_is_paid_once_and_nothing_is_debited() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let pending = put(&phone, 'a').await;
    assert_eq!((&pending["state"], &pending["cashier"]["attempt"]), (&json!("pending"), &json!(1)));
    assert_eq!((&pending["cashier"]["state"], taken(&city).len()), (&json!("open"), 0));
    let code = &pending["cashier"]["code"];
    scan(&city, code).unwrap();
    assert_eq!(scan(&city, code), Err(Problem::AlreadyBeingPaid), "somebody was quicker");
    let paid = status(&phone).await;
    assert_eq!((&paid["state"], &paid["cashier"]), (&json!("paid"), &Value::Null));
    assert_eq!(payload(paid["receipt"].as_str().unwrap())["a"], 95_500);
    assert_eq!(taken(&city), [("cashier_qr".to_owned(), 95_500, "p-li".to_owned())]);
    assert_eq!(city.running.operator().ledger().unwrap().balance_fen["p-wang/card"], 1_286_450);
    // The same order again, and an attempt after it, change nothing.
    assert_eq!(another(&phone, "2").await.ok()["state"], "paid");
    assert_eq!(taken(&city).len(), 1);
}

#[tokio::test]
async fn an_order_whose_channel_is_not_its_instrument_s_is_denied() {
    let city = city();
    let phone = Phone::wang(&city).await;
    for (digit, ins, ch) in
        [('a', "cashier", "card_debit"), ('b', "card", "cashier_qr"), ('c', "cashier", "x")]
    {
        let jws =
            order_with(&phone, digit, |order| (order["ins"], order["ch"]) = (ins.into(), ch.into())).await;
        let dead = phone.put_order(&id(digit), &jws).await.ok();
        assert_eq!(payload(dead["tombstone"].as_str().unwrap())["why"], "risk_denied", "{ins} {ch}");
    }
    assert!(taken(&city).is_empty());
}

#[tokio::test]
async fn a_second_code_comes_only_after_the_first_is_closed_and_only_by_its_own_number() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let first = put(&phone, 'a').await["cashier"]["code"].clone();
    // Too early: the present code is the answer. Out of turn: refused.
    assert_eq!(another(&phone, "2").await.ok()["cashier"]["code"], first);
    for number in ["0", "3"] {
        let refused = another(&phone, number).await;
        assert_eq!((refused.status.as_u16(), refused.problem()), (409, "attempt-out-of-turn"));
    }
    assert_eq!(another(&phone, "x").await.status, 404);
    time_is_up(&city, &phone).await;
    let over = status(&phone).await;
    assert_eq!((&over["cashier"]["state"], &over["cashier"]["code"]), (&json!("ended"), &Value::Null));
    assert_eq!(scan(&city, &first), Err(Problem::QuoteExpired), "an old code pays nothing");
    let second = another(&phone, "2").await.ok()["cashier"].clone();
    assert_eq!((&second["attempt"], &second["state"]), (&json!(2), &json!("open")));
    assert_eq!(another(&phone, "2").await.ok()["cashier"], second, "asked twice, one code");
    assert_eq!(another(&phone, "1").await.ok()["cashier"], second, "the present state");
    scan(&city, &second["code"]).unwrap();
    assert_eq!(status(&phone).await["state"], "paid");
    assert_eq!(taken(&city).len(), 1);
}

#[tokio::test]
async fn the_gateway_s_clock_alone_ends_a_code_and_a_scan_before_the_closing_pays() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let code = put(&phone, 'a').await["cashier"]["code"].clone();
    city.clock.advance(LIFE + 1);
    // The gateway has not asked the cashier yet: whoever scans now has paid.
    scan(&city, &code).unwrap();
    phone.renew().await;
    assert_eq!(status(&phone).await["state"], "paid");
}

#[tokio::test]
async fn every_attempt_is_for_the_confirmed_amount_whatever_the_tariff_has_become() {
    let city = city();
    let phone = Phone::wang(&city).await;
    put(&phone, 'a').await;
    city.pension_goes_up();
    time_is_up(&city, &phone).await;
    let second = another(&phone, "2").await.ok();
    scan(&city, &second["cashier"]["code"]).unwrap();
    assert_eq!(status(&phone).await["state"], "paid");
    assert_eq!(taken(&city), [("cashier_qr".to_owned(), 95_500, "p-li".to_owned())]);
}

#[tokio::test]
async fn stopping_closes_the_code_first_and_one_that_was_scanned_stays_paid() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let code = put(&phone, 'a').await["cashier"]["code"].clone();
    assert_eq!(close(&phone).await["state"], "closed");
    assert_eq!(scan(&city, &code), Err(Problem::QuoteExpired));
    assert_eq!(another(&phone, "2").await.ok()["state"], "closed", "a dead order gets no code");
    assert!(taken(&city).is_empty());

    let city = crate::client::city();
    let phone = Phone::wang(&city).await;
    let code = put(&phone, 'a').await["cashier"]["code"].clone();
    // Scanned, and the gateway has not heard of it when it is asked to stop.
    city.running.operator().die_at(Point::CashierIntended).unwrap();
    scan(&city, &code).unwrap();
    city.running.restart().unwrap();
    assert_eq!(close(&phone).await["state"], "paid");
    assert_eq!(taken(&city).len(), 1);
}

#[tokio::test]
async fn wherever_the_gateway_dies_while_a_code_is_opened_there_is_one_code_and_one_payment() {
    for point in [Point::Accepted, Point::CashierIntended, Point::CashierAnswered] {
        let city = city();
        let phone = Phone::wang(&city).await;
        let operator = city.running.operator();
        operator.die_at(point).unwrap();
        let pending = put(&phone, 'a').await;
        assert_eq!((&pending["state"], &pending["cashier"]["code"]), (&json!("pending"), &Value::Null));
        city.running.restart().unwrap();
        operator.tick();
        let cashier = status(&phone).await["cashier"].clone();
        assert_eq!((&cashier["attempt"], &cashier["state"]), (&json!(1), &json!("open")), "{point:?}");
        scan(&city, &cashier["code"]).unwrap();
        assert_eq!(status(&phone).await["state"], "paid", "{point:?}");
        assert_eq!(taken(&city).len(), 1);
    }
}

#[tokio::test]
async fn wherever_the_gateway_dies_while_a_code_is_closed_it_is_closed_before_another_is_opened() {
    for (point, scanned) in [
        (Point::CashierIntended, false),
        (Point::CashierAnswered, false),
        (Point::CashierIntended, true),
        (Point::CashierAnswered, true),
    ] {
        let city = city();
        let phone = Phone::wang(&city).await;
        let operator = city.running.operator();
        let first = put(&phone, 'a').await["cashier"]["code"].clone();
        // Before its time is up: the gateway's own round could close the code a moment later.
        operator.die_at(point).unwrap();
        time_is_up(&city, &phone).await;
        let closing = another(&phone, "2").await.ok()["cashier"].clone();
        assert_eq!((&closing["attempt"], &closing["state"]), (&json!(1), &json!("closing")), "{point:?}");
        // Between the intention and the cashier the old code can still be scanned; after the cashier it cannot.
        let paid = scanned && scan(&city, &first).is_ok();
        assert_eq!(paid, scanned && point == Point::CashierIntended);
        city.running.restart().unwrap();
        operator.tick();
        let now = another(&phone, "2").await.ok();
        if paid {
            assert_eq!(now["state"], "paid");
        } else {
            assert_eq!((&now["cashier"]["attempt"], &now["cashier"]["state"]), (&json!(2), &json!("open")));
            assert!(scan(&city, &first).is_err());
            scan(&city, &now["cashier"]["code"]).unwrap();
        }
        assert_eq!(status(&phone).await["state"], "paid");
        assert_eq!(taken(&city).len(), 1, "{point:?}");
    }
}

#[tokio::test]
async fn a_refund_gives_back_what_was_scanned_once_and_a_stranger_gets_no_code() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let code = put(&phone, 'a').await["cashier"]["code"].clone();
    let stranger = Phone::new(&city);
    let zhou = &shebao_sandbox::residents()[2];
    let enrolled = stranger.enrol(&city, &zhou.name, &zhou.number, &zhou.phone).await;
    stranger.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    assert_eq!(another(&stranger, "1").await.status, 404);
    scan(&city, &code).unwrap();
    let operator = city.running.operator();
    for state in ["refunding", "refunded"] {
        operator.refund(&id('a')).unwrap();
        assert_eq!(status(&phone).await["state"], state);
    }
    assert!(operator.ledger().unwrap().debits.iter().all(|debit| debit.returned));
}
