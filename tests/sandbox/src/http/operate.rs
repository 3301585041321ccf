//! The operator's listener: another port, another credential, never part of the contract.

use super::extract::{Asked, Body};
use super::json;
use crate::decide::loss::Region;
use crate::operator::{Done, Operator};
use crate::problem::Problem;
use crate::serve::faults::FaultOrder;
use crate::serve::host::Host;
use crate::shapes::operate::{
    AlterRecord, ChangeAccount, ChangeArticle, MoveClock, Notice, OfOrder, OfPerson, PaidElsewhere,
    PayBenefit, Pushes, ScanCashier, SetBalance, SetConfig, SetInsurance, SetMiscredit, SetNetwork, SetRules,
    SetTariff,
};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

type Answer = Result<Response, Problem>;
type Here = State<Arc<Host>>;

/// The operator's side, for whoever holds `token`.
pub(crate) fn router(host: Arc<Host>, token: String) -> Router {
    let expected: Arc<str> = format!("Bearer {token}").into();
    Router::new()
        .route("/operate/card/advance", post(advance_card))
        .route("/operate/card/fail-bank", post(fail_bank))
        .route("/operate/benefit", post(benefit))
        .route("/operate/medical-account", post(medical_account))
        .route("/operate/notice", post(notice))
        .route("/operate/article", post(article))
        .route("/operate/tariff", post(tariff))
        .route("/operate/rules", get(newest_rules).post(rules))
        .route("/operate/stages/advance", post(advance_stage))
        .route("/operate/refund", post(refund))
        .route("/operate/miscredit", post(miscredit))
        .route("/operate/loss-region", post(loss_region))
        .route("/operate/replacement/advance", post(advance_replacement))
        .route("/operate/record", post(record))
        .route("/operate/insurance", post(insurance))
        .route("/operate/paid-elsewhere", post(paid_elsewhere))
        .route("/operate/scan-cashier", post(scan_cashier))
        .route("/operate/balance", post(balance))
        .route("/operate/mandates/run", post(run_mandates))
        .route("/operate/clock", post(clock))
        .route("/operate/config", post(config))
        .route("/operate/network", post(network))
        .route("/operate/fault", post(fault))
        .route("/operate/faults", delete(clear_faults))
        .route("/operate/enrolment-code", post(enrolment_code))
        .route("/operate/ledger", get(ledger))
        .route("/operate/pushes", get(pushes))
        .route("/operate/one-time-code", get(one_time_code))
        .route("/operate/state", get(state))
        .fallback(|| async { Problem::NotFound })
        .layer(from_fn(move |request: Request, next: Next| {
            let expected = expected.clone();
            async move { only_with(&expected, request, next).await }
        }))
        .with_state(host)
}

async fn only_with(expected: &str, request: Request, next: Next) -> Response {
    let given = request.headers().get(header::AUTHORIZATION).map(|v| v.as_bytes());
    // Hashes are compared, so that the time it takes says nothing about the token.
    let hash = |octets: &[u8]| crate::jws::sha256_hex(octets);
    if given.map(hash) != Some(hash(expected.as_bytes())) {
        return Problem::InvalidToken.into_response();
    }
    next.run(request).await
}

/// Runs an operation where blocking is allowed.
async fn operate<T: Serialize + Send + 'static>(
    host: Arc<Host>,
    work: impl FnOnce(&Operator) -> Done<T> + Send + 'static,
) -> Answer {
    host.wait_until_open().await;
    let done = tokio::task::spawn_blocking(move || work(&Operator { host })).await;
    Ok(json(StatusCode::OK, &done.unwrap_or(Err(Problem::Internal))?))
}

fn done() -> serde_json::Value {
    json!({"done": true})
}

async fn advance_card(State(host): Here, Body(asked): Body<OfPerson>) -> Answer {
    operate(host, move |o| o.advance_card(&asked.person).map(|()| done())).await
}

async fn fail_bank(State(host): Here, Body(asked): Body<OfPerson>) -> Answer {
    operate(host, move |o| o.fail_bank(&asked.person).map(|()| done())).await
}

async fn benefit(State(host): Here, Body(asked): Body<PayBenefit>) -> Answer {
    operate(host, move |o| o.pay_benefit(&asked.person, &asked.kind, asked.amount_fen).map(|()| done())).await
}

async fn medical_account(State(host): Here, Body(asked): Body<ChangeAccount>) -> Answer {
    operate(host, move |o| {
        o.change_medical_account(&asked.person, asked.change_fen, &asked.reason).map(|()| done())
    })
    .await
}

async fn notice(State(host): Here, Body(asked): Body<Notice>) -> Answer {
    operate(host, move |o| o.publish_notice(&asked.title, &asked.body).map(|()| done())).await
}

async fn article(State(host): Here, Body(asked): Body<ChangeArticle>) -> Answer {
    operate(host, move |o| {
        match &asked.markdown {
            None => o.withdraw_article(&asked.id),
            Some(text) => o.rewrite_article(&asked.id, text),
        }
        .map(|()| done())
    })
    .await
}

async fn tariff(State(host): Here, Body(asked): Body<SetTariff>) -> Answer {
    operate(host, move |o| o.set_tariff(&asked).map(|()| done())).await
}

async fn newest_rules(State(host): Here) -> Answer {
    operate(host, |o| o.newest_rules().map(|newest| json!({"pack": newest.pack}))).await
}

async fn rules(State(host): Here, Body(asked): Body<SetRules>) -> Answer {
    operate(host, move |o| {
        o.publish_rules(|pack| {
            let v = pack.v;
            *pack = asked.pack;
            pack.v = v;
        })
        .map(|()| done())
    })
    .await
}

async fn advance_stage(State(host): Here, Body(asked): Body<OfOrder>) -> Answer {
    operate(host, move |o| o.advance_stage(&asked.order).map(|moved| json!({"done": moved}))).await
}

async fn refund(State(host): Here, Body(asked): Body<OfOrder>) -> Answer {
    operate(host, move |o| o.refund(&asked.order).map(|()| done())).await
}

async fn miscredit(State(host): Here, Body(asked): Body<SetMiscredit>) -> Answer {
    operate(host, move |o| o.miscredit(&asked.order, asked.how).map(|()| done())).await
}

async fn loss_region(State(host): Here, Body(asked): Body<Region>) -> Answer {
    operate(host, move |o| o.set_loss_region(asked).map(|()| done())).await
}

async fn advance_replacement(State(host): Here, Body(asked): Body<OfPerson>) -> Answer {
    operate(host, move |o| o.advance_replacement(&asked.person).map(|()| done())).await
}

async fn record(State(host): Here, Body(asked): Body<AlterRecord>) -> Answer {
    operate(host, move |o| o.alter_record(&asked).map(|()| done())).await
}

async fn insurance(State(host): Here, Body(asked): Body<SetInsurance>) -> Answer {
    operate(host, move |o| o.set_insurance(&asked).map(|()| done())).await
}

async fn paid_elsewhere(State(host): Here, Body(asked): Body<PaidElsewhere>) -> Answer {
    operate(host, move |o| o.pay_elsewhere(&asked).map(|()| done())).await
}

async fn scan_cashier(State(host): Here, Body(asked): Body<ScanCashier>) -> Answer {
    operate(host, move |o| o.scan_cashier(&asked).map(|()| done())).await
}

async fn balance(State(host): Here, Body(asked): Body<SetBalance>) -> Answer {
    operate(host, move |o| o.set_balance(&asked.person, asked.fen).map(|()| done())).await
}

async fn run_mandates(State(host): Here) -> Answer {
    operate(host, |o| o.run_mandates().map(|made| json!({"orders_made": made}))).await
}

async fn clock(State(host): Here, Body(asked): Body<MoveClock>) -> Answer {
    operate(host, move |o| {
        o.advance_clock(asked.seconds);
        Ok(done())
    })
    .await
}

async fn config(State(host): Here, Body(asked): Body<SetConfig>) -> Answer {
    operate(host, move |o| o.set_config(asked).map(|()| done())).await
}

async fn network(State(host): Here, Body(asked): Body<SetNetwork>) -> Answer {
    operate(host, move |o| {
        o.set_network(asked.up);
        Ok(done())
    })
    .await
}

async fn fault(State(host): Here, Body(asked): Body<FaultOrder>) -> Answer {
    operate(host, move |o| if o.inject(asked) { Ok(done()) } else { Err(Problem::BadRequest) }).await
}

async fn clear_faults(State(host): Here) -> Answer {
    operate(host, |o| {
        o.clear_faults();
        Ok(done())
    })
    .await
}

async fn enrolment_code(State(host): Here) -> Answer {
    let url = host.url.get().cloned().unwrap_or_default();
    operate(host, move |o| {
        o.give_code()
            .map(|(code, typed)| json!({"link": format!("{url}/q#{code}"), "code": code, "typed": typed}))
    })
    .await
}

async fn ledger(State(host): Here) -> Answer {
    operate(host, Operator::ledger).await
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn pushes(State(host): Here, Asked(asked): Asked<After>) -> Answer {
    operate(host, move |o| o.pushes_after(asked.after).map(|pushes| Pushes { pushes })).await
}

#[derive(Deserialize)]
struct Whose {
    enrolment: Option<String>,
    phone: Option<String>,
}

async fn one_time_code(State(host): Here, Asked(asked): Asked<Whose>) -> Answer {
    operate(host, move |o| {
        let found = match (&asked.enrolment, &asked.phone) {
            (Some(enrolment), _) => o.one_time_code(enrolment)?,
            (None, Some(phone)) => o.one_time_code_for_phone(phone)?,
            (None, None) => return Err(Problem::BadRequest),
        };
        found.map(|code| json!({"code": code})).ok_or(Problem::NotFound)
    })
    .await
}

async fn state(State(host): Here) -> Answer {
    operate(host, Operator::counts).await
}
