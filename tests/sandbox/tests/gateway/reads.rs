//! Reads: validators, pages, compression; the inbox with its pushes; the operator's listener; bad input.

use crate::client::{City, Phone, city, id};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn an_unchanged_read_is_304_and_a_changed_one_is_not() {
    let city = city();
    let phone = Phone::wang(&city).await;
    for path in
        ["/v1/card", "/v1/card/progress", "/v1/card/holder", "/v1/insurance", "/v1/people", "/v1/bills"]
    {
        let first = phone.get(path).await;
        let etag = first.headers["etag"].to_str().unwrap().to_owned();
        assert!(etag.starts_with('"'), "{path}");
        let known = |r: reqwest::RequestBuilder| r.header("If-None-Match", etag.clone());
        city.clock.advance(5);
        assert_eq!(phone.attempt(Method::GET, path, known).await.unwrap().status, 304, "{path}");
        if path == "/v1/card/progress" {
            city.running.operator().advance_card("p-wang").unwrap();
            let changed = phone.attempt(Method::GET, path, known).await.unwrap();
            assert!(changed.ok()["raw"]["insure_finish_time"].is_string());
        }
    }
    city.clock.advance(1_000);
    phone.renew().await;
    let later = phone.get("/v1/people").await;
    assert!(later.status.is_success());
}

#[tokio::test]
async fn the_articles_need_no_sign_in_and_are_compressed_when_asked() {
    let city = city();
    let phone = Phone::new(&city);
    let all = phone.plain(Method::GET, "/v1/articles", None).await.ok();
    assert_eq!(all["articles"].as_array().unwrap().len(), 8);
    let guides = phone.plain(Method::GET, "/v1/articles?kind=guide", None).await.ok();
    assert_eq!(guides["articles"].as_array().unwrap().len(), 3);
    let one = format!("/v1/articles/{}", guides["articles"][0]["id"].as_str().unwrap());
    let text = phone.plain(Method::GET, &one, None).await.ok();
    assert!(text["markdown"].as_str().unwrap().contains("虚构"));
    // reqwest asks for gzip, undoes it and takes the header away; without it the length is there.
    assert!(!phone.plain(Method::GET, "/v1/articles", None).await.headers.contains_key("content-length"));
    let raw = phone.http.get(format!("{}/v1/articles", phone.url)).header("Accept-Encoding", "identity");
    assert!(raw.send().await.unwrap().content_length().is_some_and(|l| l > 1_000));
}

#[tokio::test]
async fn benefits_and_messages_come_in_pages_that_lose_and_repeat_nothing() {
    let city = city();
    let phone = Phone::new(&city);
    let li = &shebao_sandbox::residents()[1];
    let enrolled = phone.enrol(&city, &li.name, &li.number, &li.phone).await;
    phone.tokens(json!({"grant_type": "enrolment", "grant": enrolled["grant"]})).await.ok();
    city.running.operator().pay_benefit("p-li", "pension", 25_000).unwrap();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = phone.get(&format!("/v1/insurance/pension/benefits?cursor={cursor}")).await.ok();
        seen.extend(page["rows"].as_array().unwrap().iter().map(|r| r["day"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    assert_eq!((seen.len(), seen[0].as_str()), (27, "2026-11-24"));
    assert!(seen.is_sorted_by(|a, b| a >= b));

    let wang = Phone::wang(&city).await;
    let (mut seqs, mut since) = (Vec::new(), String::new());
    loop {
        let page = wang.get(&format!("/v1/messages?since={since}&limit=3")).await.ok();
        seqs.extend(page["messages"].as_array().unwrap().iter().map(|m| m["seq"].as_u64().unwrap()));
        since = page["next"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    assert_eq!(seqs, (1..=8).collect::<Vec<_>>());
}

#[tokio::test]
async fn messages_states_are_idempotent_by_version_and_set_in_one_request() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let set = |body: Value| phone.call(Method::PUT, "/v1/messages/state", body);
    let all = phone.get("/v1/messages").await.ok();
    let lines = all["messages"].as_array().unwrap();
    let (last, first) = (lines.last().unwrap(), &lines[0]);
    let one = |line: &Value, state: &str, version: u64| json!({"states": [{"id": line["id"], "state": state, "version": version}]});
    let changed = |n: usize| json!({ "changed": n });
    assert_eq!(set(one(last, "read", 2)).await.ok(), changed(1));
    assert_eq!(set(one(last, "read", 2)).await.ok(), changed(0));
    assert_eq!(set(one(last, "unread", 2)).await.ok(), changed(0), "the same version again changes nothing");
    assert_eq!(set(one(last, "unread", 3)).await.ok(), changed(1));
    assert_eq!(set(one(first, "deleted", 9)).await.ok(), changed(1));

    // All but the first two and what was deleted, in one request; and the same request again.
    let end = last["seq"].as_u64().unwrap();
    let read = json!({"read": {"numbers": [[1, 1], [3, end]], "version": 20}});
    assert_eq!(set(read.clone()).await.ok(), changed(end as usize - 2));
    assert_eq!(set(read).await.ok(), changed(0));
    let states = |all: Value| -> Vec<String> {
        all["messages"].as_array().unwrap().iter().map(|m| m["state"].as_str().unwrap().to_owned()).collect()
    };
    let now = states(phone.get("/v1/messages").await.ok());
    assert_eq!(now[..3], ["deleted", lines[1]["state"].as_str().unwrap(), "read"]);
    assert!(now[2..].iter().all(|state| state == "read"));
    // What was sent before and comes later loses.
    assert_eq!(set(one(last, "unread", 19)).await.ok(), changed(0));

    // Unknown ones are skipped; a request that cannot be read as a whole changes nothing.
    let unknown = json!({"states": [{"id": "m-0", "state": "read", "version": 30}, {"id": last["id"], "state": "unread", "version": 30}]});
    assert_eq!(set(unknown).await.ok(), changed(1));
    let burnt = json!({"states": [{"id": last["id"], "state": "read", "version": 31}, {"id": first["id"], "state": "burnt", "version": 31}]});
    assert_eq!(set(burnt).await.problem(), "bad-request");
    assert_eq!(states(phone.get("/v1/messages").await.ok()).last().unwrap(), "new");
    let many: Vec<Value> = (0..401).map(|n| json!([n, n])).collect();
    assert_eq!(set(json!({"read": {"numbers": many, "version": 40}})).await.problem(), "bad-request");
}

/// Opens a push with RFC 8188 written out here.
fn open(sealed: &[u8], key: &[u8]) -> String {
    use ring::{aead, hmac};
    let (salt, rest) = sealed.split_at(16);
    let id = usize::from(rest[4]);
    let mac =
        |key: &[u8], data: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data).as_ref().to_vec();
    let prk = mac(salt, key);
    let content = mac(&prk, b"Content-Encoding: aes128gcm\0\x01");
    let nonce = mac(&prk, b"Content-Encoding: nonce\0\x01");
    let opening = aead::LessSafeKey::new(aead::UnboundKey::new(&aead::AES_128_GCM, &content[..16]).unwrap());
    let mut record = rest[5 + id..].to_vec();
    let nonce = aead::Nonce::try_assume_unique_for_key(&nonce[..12]).unwrap();
    let plain = opening.open_in_place(nonce, aead::Aad::empty(), &mut record).unwrap();
    let end = plain.iter().rposition(|b| *b != 0).unwrap();
    assert_eq!(plain[end], 2);
    String::from_utf8(plain[..end].to_vec()).unwrap()
}

#[tokio::test]
async fn what_the_operator_does_reaches_the_inbox_and_the_phone_sealed_and_signed() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let registered = phone.call(Method::PUT, "/v1/push", json!({"vendor": "none", "token": "t"})).await.ok();
    let key = URL_SAFE_NO_PAD.decode(registered["key"].as_str().unwrap()).unwrap();
    let operator = city.running.operator();
    operator.pay_benefit("p-wang", "unemployment", 150_000).unwrap();
    operator.change_medical_account("p-wang", -2_350, "药店购药").unwrap();
    operator.publish_notice("停水通知", &"很长的通知。".repeat(600)).unwrap();
    let pushes = operator.pushes_after(0).unwrap();
    assert_eq!(pushes.iter().map(|p| p.n).collect::<Vec<_>>(), [1, 2, 3]);
    let bureau: Value = serde_json::from_str(&city.running.bureau_json()).unwrap();
    let config = crate::client::payload(bureau["config"].as_str().unwrap());
    let kids: Vec<&Value> = config["keys"].as_array().unwrap().iter().map(|k| &k["kid"]).collect();
    let inbox = phone.get("/v1/messages?since=0000000008").await.ok();
    for (n, push) in pushes.iter().enumerate() {
        let sealed = STANDARD.decode(&push.sealed).unwrap();
        assert!(sealed.len() <= 4_096 && !push.visible.contains("元"));
        let jws = open(&sealed, &key);
        let header: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws.split('.').next().unwrap()).unwrap()).unwrap();
        assert_eq!(header["typ"], "shebao-message+jws");
        assert!(kids.contains(&&header["kid"]));
        let said = crate::client::payload(&jws);
        assert_eq!(
            (&said["id"], &said["kind"]),
            (&inbox["messages"][n]["id"], &inbox["messages"][n]["kind"])
        );
        assert_eq!(
            (said["dev"].as_str(), said["per"].as_str()),
            (Some(phone.auth.thumbprint().as_str()), Some("p-wang"))
        );
    }
    assert_eq!(inbox["messages"][1]["facts"]["amount_fen"], -2_350);
    assert!(inbox["messages"][2]["body"].as_str().unwrap().chars().count() == 3_600);
    // Signed out, the phone is told nothing more.
    phone.attempt(Method::DELETE, "/v1/tokens/current", |r| r).await.unwrap().ok();
    operator.publish_notice("又一条", "正文").unwrap();
    assert!(operator.pushes_after(3).unwrap().is_empty());
}

#[tokio::test]
async fn the_operator_s_listener_does_the_same_for_whoever_holds_its_token() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let base = city.running.operator_url();
    let call = |method: Method, path: &str, token: &str, body: Value| {
        let request = phone.http.request(method, format!("{base}{path}")).bearer_auth(token);
        async move {
            let response = request.json(&body).send().await.unwrap();
            (response.status().as_u16(), response.json::<Value>().await.unwrap_or(Value::Null))
        }
    };
    let token = city.running.operator_token();
    assert_eq!(
        call(Method::POST, "/operate/card/advance", "wrong", json!({"person": "p-wang"})).await.0,
        401
    );
    assert_eq!(call(Method::GET, "/v1/card", token, Value::Null).await.0, 404);
    for (path, body) in [
        ("/operate/card/advance", json!({"person": "p-wang"})),
        ("/operate/benefit", json!({"person": "p-li", "kind": "pension", "amount_fen": 24_850})),
        ("/operate/medical-account", json!({"person": "p-wang", "change_fen": -100, "reason": "门诊"})),
        ("/operate/notice", json!({"title": "标题", "body": "正文"})),
        ("/operate/balance", json!({"person": "p-wang", "fen": 1_000_000})),
        ("/operate/tariff", json!({"scheme": "medical_flexible", "fixed_fen": 40_000, "version": "2027-01"})),
        ("/operate/fault", json!({"on": "PUT /v1/orders", "kind": "delay", "delay_ms": 1})),
        ("/operate/clock", json!({"seconds": 1})),
        ("/operate/network", json!({"up": false})),
        ("/operate/network", json!({"up": true})),
        (
            "/operate/config",
            json!({"maintenance": [{"function": "payments", "from": "2026-11-28T22:00:00+08:00", "until": "2026-11-29T02:00:00+08:00"}]}),
        ),
    ] {
        assert_eq!(call(Method::POST, path, token, body).await, (200, json!({"done": true})), "{path}");
    }
    let (status, code) = call(Method::POST, "/operate/enrolment-code", token, Value::Null).await;
    assert!(
        status == 200 && code["link"].as_str().unwrap().starts_with(&format!("{}/q#", city.running.url()))
    );
    let jws = phone.pension(&id('a'), "2026-11").await;
    phone.put_order(&id('a'), &jws).await.ok();
    let (_, ledger) = call(Method::GET, "/operate/ledger", token, Value::Null).await;
    assert_eq!(
        (&ledger["debits"][0]["amount_fen"], &ledger["orders"][0]["state"]),
        (&json!(95_500), &json!("paid"))
    );
    assert_eq!(call(Method::POST, "/operate/stages/advance", token, json!({"order": id('a')})).await.0, 200);
    assert_eq!(call(Method::POST, "/operate/refund", token, json!({"order": id('a')})).await.0, 200);
    // Nothing waits for a scan, neither this order nor any.
    for body in [json!({"order": id('a')}), json!({})] {
        assert_eq!(call(Method::POST, "/operate/scan-cashier", token, body).await.0, 404);
    }
    assert_eq!(call(Method::DELETE, "/operate/faults", token, Value::Null).await.0, 200);
    let (_, state) = call(Method::GET, "/operate/state", token, Value::Null).await;
    assert_eq!(
        (&state["tls"], &state["orders"], &state["devices"]),
        (&json!("TLSv1_3"), &json!(1), &json!(1))
    );
    for (path, body) in [
        ("/operate/benefit", json!({"person": "p-nobody", "kind": "pension", "amount_fen": 1})),
        ("/operate/benefit", json!({"person": "p-li", "kind": "pension", "amount_fen": 0})),
        ("/operate/medical-account", json!({"person": "p-wang", "change_fen": -900_000_000, "reason": "x"})),
        ("/operate/tariff", json!({"scheme": "medical_flexible", "rate_bp": 5, "version": "v"})),
        ("/operate/balance", json!({"person": "p-wang", "fen": -1})),
        ("/operate/notice", json!({"title": " ", "body": ""})),
    ] {
        let status = call(Method::POST, path, token, body).await.0;
        assert!(status == 400 || status == 404, "{path} {status}");
    }
}

async fn raw(city: &City, phone: &Phone, method: &str, path: &str, body: Vec<u8>) -> u16 {
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = phone.http.request(method, format!("{}{path}", city.running.url())).body(body);
    phone.send(request).await.unwrap().status.as_u16()
}

#[tokio::test]
async fn bad_input_is_refused_with_a_problem_and_the_gateway_goes_on() {
    let city = city();
    let phone = Phone::wang(&city).await;
    for (method, path, body, status) in [
        ("POST", "/v1/enrolments", vec![b'{'; 70_000], 413),
        ("POST", "/v1/enrolments", b"{".to_vec(), 400),
        ("POST", "/v1/enrolments", vec![0xff; 10], 400),
        ("POST", "/v1/enrolments", "[".repeat(60_000).into_bytes(), 400),
        ("PUT", "/v1/enrolments/%00/identity", b"{}".to_vec(), 404),
        ("PUT", "/v1/enrolments/%ff/identity", b"{}".to_vec(), 404),
        ("PUT", "/v1/enrolments/..%2f..%2fx/code", br#"{"code":"1"}"#.to_vec(), 404),
        ("GET", "/v1/articles/%F0%9F%98%80", vec![], 404),
        ("GET", "/v1/articles?kind=%ff", vec![], 200),
        ("GET", "/v1/nothing", vec![], 404),
        ("PATCH", "/v1/card", vec![], 400),
        ("GET", "/v1/card", vec![], 401),
    ] {
        assert_eq!(raw(&city, &phone, method, path, body).await, status, "{method} {path}");
    }
    for path in [
        "/v1/insurance/pension/contributions",
        "/v1/insurance/pension/contributions?year=x",
        "/v1/insurance/luck/contributions?year=2026",
        "/v1/insurance/pension/contributions?year=-2147483648",
        "/v1/insurance/pension/benefits?cursor=%F0%9F%98%80/../..",
        "/v1/messages?since=x",
        "/v1/messages?limit=99999999999999999999",
        "/v1/messages?since=9999999999&limit=0",
        "/v1/orders?since=-1",
        "/v1/orders/x",
    ] {
        let answer = phone.get(path).await;
        assert!(answer.status.as_u16() < 500, "{path} {answer:?}");
    }
    for body in [
        json!([]),
        json!({"bill": "x"}),
        json!({"bill": "b-wang-pension", "periods": [], "instrument": "card"}),
    ] {
        let answer = phone.call(Method::POST, "/v1/quotes", body).await;
        assert!(answer.status.is_client_error(), "{answer:?}");
    }
    let huge =
        json!({"bill": "b-wang-pension", "base_fen": i64::MAX, "periods": ["2026-11"], "instrument": "card"});
    assert_eq!(phone.call(Method::POST, "/v1/quotes", huge).await.problem(), "choices-invalid");
    phone.get("/v1/card").await.ok();
}
