//! Bills, quotes, orders.

use super::extract::{Asked, AttemptOf, Body, Citizen, Id, Jose, room};
use super::json;
use super::read::read;
use crate::gateway::Gateway;
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::pay::{Bills, OrderList, OrderStatus, QuoteAnswer, QuoteRequest, ReceiptList};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// What can be paid, for whom, and where from.
#[utoipa::path(get, path = "/v1/bills", tag = "payments", security(("dpop" = [])),
    responses((status = 200, body = Bills), (status = 304)))]
pub(crate) async fn bills(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::bills).await
}

/// An offer: amount, tariff version, expiry by the gateway's clock.
#[utoipa::path(post, path = "/v1/quotes", tag = "payments", security(("dpop" = [])), request_body = QuoteRequest,
    responses((status = 200, body = QuoteAnswer),
        (status = 409, description = "already-being-paid", body = ProblemDetails),
        (status = 422, description = "choices-invalid", body = ProblemDetails)))]
pub(crate) async fn quote(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Body(asked): Body<QuoteRequest>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.quote(&session, &asked)).await?))
}

/// The order, signed by the consent key. The same body again answers the present status; another body is refused.
#[utoipa::path(put, path = "/v1/orders/{id}", tag = "payments", security(("dpop" = [])),
    params(("id" = String, Path, description = "32 lower-case hex digits, made on the device")),
    request_body(content = String, content_type = "application/jose", description = "shebao-order+jws"),
    responses((status = 201, description = "Accepted or refused for ever, as `state` says", body = OrderStatus),
        (status = 200, description = "Known already", body = OrderStatus),
        (status = 422, description = "conflict-fingerprint: nothing changed", body = ProblemDetails),
        (status = 400, description = "bad-request: not an order, or another id", body = ProblemDetails),
        (status = 401, description = "No trace is left", body = ProblemDetails),
        (status = 426, description = "outdated: this version may not begin a payment", body = ProblemDetails)))]
pub(crate) async fn put_order(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(order): Id,
    Jose(text): Jose,
) -> Answer {
    let (new, status) = room(&host, move |g| g.put_order(&session, &order, text.trim())).await?;
    Ok(json(if new { StatusCode::CREATED } else { StatusCode::OK }, &status))
}

/// Where an order stands.
#[utoipa::path(get, path = "/v1/orders/{id}", tag = "payments", security(("dpop" = [])),
    params(("id" = String, Path, description = "The order")),
    responses((status = 200, body = OrderStatus), (status = 404, body = ProblemDetails)))]
pub(crate) async fn status(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(order): Id,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.order_status(&session, &order)).await?))
}

#[derive(Deserialize)]
pub(crate) struct Since {
    #[serde(default)]
    since: String,
}

/// Orders that changed after a cursor, for adoption after a reinstall and by a second phone.
#[utoipa::path(get, path = "/v1/orders", tag = "payments", security(("dpop" = [])),
    params(("since" = Option<String>, Query, description = "As `next` of the list before")),
    responses((status = 200, body = OrderList)))]
pub(crate) async fn list(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Asked(Since { since }): Asked<Since>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.orders_since(&session, &since)).await?))
}

/// Receipts of what others paid for this citizen, that changed after a cursor: an insured person sees what was paid for them, and by whom.
#[utoipa::path(get, path = "/v1/receipts", tag = "payments", security(("dpop" = [])),
    params(("since" = Option<String>, Query, description = "As `next` of the list before")),
    responses((status = 200, body = ReceiptList)))]
pub(crate) async fn receipts(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Asked(Since { since }): Asked<Since>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.receipts_since(&session, &since)).await?))
}

/// Asks to stop. An id never seen is closed for ever; while the bank may have been asked, the answer is `pending`.
#[utoipa::path(put, path = "/v1/orders/{id}/close", tag = "payments", security(("dpop" = [])),
    params(("id" = String, Path, description = "The order")),
    request_body(content = String, content_type = "application/jose", description = "shebao-close+jws"),
    responses((status = 200, body = OrderStatus),
        (status = 403, description = "weak-proof", body = ProblemDetails)))]
pub(crate) async fn close(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(order): Id,
    Jose(text): Jose,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.close_order(&session, &order, text.trim())).await?))
}

/// Another code for an order at the cashier, once the one before has ended: `n` is its number plus one. A number that is there already, or
/// while the one before has not ended, changes nothing and answers the present state.
#[utoipa::path(put, path = "/v1/orders/{id}/attempts/{n}", tag = "payments", security(("dpop" = [])),
    params(("id" = String, Path, description = "The order"), ("n" = u32, Path, description = "The attempt, from 1")),
    responses((status = 200, body = OrderStatus),
        (status = 404, body = ProblemDetails),
        (status = 409, description = "attempt-out-of-turn: not the next one, or not for the cashier", body = ProblemDetails)))]
pub(crate) async fn another_attempt(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    AttemptOf { order, number }: AttemptOf,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.another_attempt(&session, &order, number)).await?))
}
