//! Auto-debit mandates.

use super::extract::{Citizen, Id, Jose, room};
use super::json;
use super::read::read;
use crate::gateway::Gateway;
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::mandate::{MandateList, MandateStatus};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// Every mandate of this citizen, the ended ones too: what a second phone and a new one are told.
#[utoipa::path(get, path = "/v1/mandates", tag = "mandates", security(("dpop" = [])),
    responses((status = 200, body = MandateList), (status = 304)))]
pub(crate) async fn list(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::mandates).await
}

/// How one stands.
#[utoipa::path(get, path = "/v1/mandates/{id}", tag = "mandates", security(("dpop" = [])),
    params(("id" = String, Path, description = "The mandate")),
    responses((status = 200, body = MandateStatus), (status = 404, body = ProblemDetails)))]
pub(crate) async fn status(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(mandate): Id,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.mandate_status(&session, &mandate)).await?))
}

/// Signs, changes or revokes, as `act` says. Acts are numbered from 1; the same body again answers how the mandate stands now, another body
/// of a number that is known is refused. A debit is an order of the gateway's own: signed by the role `orders` as
/// `shebao-mandate-order+jws`, with `ch` `mandate_debit`, the mandate in `quo`, the fingerprint of the act that holds in `act` and the
/// time in `at`; at most one an obligation, never above `cap`, at the tariff in force that day, never twice for a period.
#[utoipa::path(put, path = "/v1/mandates/{id}", tag = "mandates", security(("dpop" = [])),
    params(("id" = String, Path, description = "32 lower-case hex digits, made on the device")),
    request_body(content = String, content_type = "application/jose", description = "shebao-mandate+jws"),
    responses((status = 201, description = "Decided for ever, as `proof` says", body = MandateStatus),
        (status = 200, description = "Known already", body = MandateStatus),
        (status = 422, description = "conflict-fingerprint: this number is known with another body; nothing changed", body = ProblemDetails),
        (status = 404, description = "not-found: no mandate that this number could follow; no trace is left", body = ProblemDetails),
        (status = 400, description = "bad-request: not a mandate, another id, or a number out of turn", body = ProblemDetails),
        (status = 401, description = "No trace is left", body = ProblemDetails),
        (status = 426, description = "outdated: this version may not begin one", body = ProblemDetails)))]
pub(crate) async fn put(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(mandate): Id,
    Jose(text): Jose,
) -> Answer {
    let (new, status) = room(&host, move |g| g.put_mandate(&session, &mandate, text.trim())).await?;
    Ok(json(if new { StatusCode::CREATED } else { StatusCode::OK }, &status))
}
