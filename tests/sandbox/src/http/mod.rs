//! The contract's paths: thin handlers that parse, call a room and answer.

pub(crate) mod card;
pub(crate) mod enrol;
pub(crate) mod extract;
pub(crate) mod inbox;
pub(crate) mod mandates;
pub(crate) mod operate;
pub(crate) mod pay;
pub(crate) mod pin;
pub(crate) mod read;
pub(crate) mod rules;

use crate::gateway::Fresh;
use crate::problem::Problem;
use crate::serve::host::Host;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use serde::Serialize;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// The citizens' side.
pub(crate) fn router(host: Arc<Host>) -> Router {
    Router::new()
        .route("/v1/config", get(enrol::config))
        .route("/v1/rules/{region}/{version}", get(rules::pack))
        .route("/v1/enrolment-codes/lookup", post(enrol::look_up))
        .route("/v1/enrolments", post(enrol::begin))
        .route("/v1/enrolments/{id}/identity", put(enrol::identify))
        .route("/v1/enrolments/{id}/code", put(enrol::prove_code))
        .route("/v1/enrolments/{id}/resend", post(enrol::resend))
        .route("/v1/enrolments/{id}/proof", put(enrol::prove_keys))
        .route("/v1/tokens", post(enrol::tokens))
        .route("/v1/tokens/current", delete(enrol::sign_out))
        .route("/v1/devices", get(enrol::devices))
        .route("/v1/devices/{id}", delete(enrol::remove_device))
        .route("/v1/push", put(enrol::push))
        .route("/v1/pin/challenge", post(pin::challenge))
        .route("/v1/pin/proof", put(pin::prove))
        .route("/v1/card", get(read::card))
        .route("/v1/card/progress", get(read::progress))
        .route("/v1/card/holder", get(read::holder))
        .route("/v1/card/history", get(card::history))
        .route("/v1/card/loss", get(card::losses))
        .route("/v1/card/loss/{id}", put(card::report))
        .route("/v1/card/loss/{id}/close", put(card::take_back))
        .route("/v1/card/replacements/{id}", put(card::replace))
        .route("/v1/places", get(card::places))
        .route("/v1/insurance", get(read::insurance))
        .route("/v1/insurance/{kind}/contributions", get(read::contributions))
        .route("/v1/insurance/{kind}/benefits", get(read::benefits))
        .route("/v1/people", get(read::people))
        .route("/v1/bills", get(pay::bills))
        .route("/v1/quotes", post(pay::quote))
        .route("/v1/receipts", get(pay::receipts))
        .route("/v1/orders", get(pay::list))
        .route("/v1/orders/{id}", get(pay::status).put(pay::put_order))
        .route("/v1/orders/{id}/close", put(pay::close))
        .route("/v1/orders/{id}/attempts/{n}", put(pay::another_attempt))
        .route("/v1/mandates", get(mandates::list))
        .route("/v1/mandates/{id}", get(mandates::status).put(mandates::put))
        .route("/v1/messages", get(inbox::messages))
        .route("/v1/messages/state", put(inbox::set_states))
        .route("/v1/topics", get(inbox::topics))
        .route("/v1/topics/{id}", put(inbox::choose_topic))
        .route("/v1/articles", get(inbox::articles))
        .route("/v1/articles/{id}", get(inbox::article))
        .route("/q", get(install_page))
        .fallback(|| async { Problem::NotFound })
        .method_not_allowed_fallback(|| async { Problem::BadRequest })
        .layer(CompressionLayer::new())
        .with_state(host)
}

/// What a phone without the app sees after scanning a code.
async fn install_page() -> Response {
    let page = "<!doctype html><meta charset=utf-8><title>测试城市社保（演示）</title>\
        <p>这是虚构城市的演示网关。请安装社保应用后，用应用扫描同一个二维码。\
        <p>This is the demonstration gateway of a fictional city. Install the app and scan the same code with it.";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// A JSON answer.
fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let text = serde_json::to_string(body).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// A JSON answer with its validator, or 304.
fn fresh(headers: &HeaderMap, fresh: Fresh) -> Response {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
    let same = known
        .flat_map(|v| v.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == fresh.etag || tag.trim() == "*");
    let etag = HeaderValue::from_str(&fresh.etag).unwrap_or(HeaderValue::from_static("\"\""));
    let tags = [(header::ETAG, etag), (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
    if same {
        return (StatusCode::NOT_MODIFIED, tags).into_response();
    }
    (tags, [(header::CONTENT_TYPE, "application/json")], fresh.body).into_response()
}
