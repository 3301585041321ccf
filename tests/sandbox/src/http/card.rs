//! Earlier cards, places, and lost cards.

use super::extract::{Citizen, Id, Jose, room};
use super::read::read;
use super::{fresh, json};
use crate::gateway::{Gateway, Session};
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::card::{CardHistory, LossDone, Losses, Places};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// Places of the region, for everybody.
#[utoipa::path(get, path = "/v1/places", tag = "card", responses((status = 200, body = Places), (status = 304)))]
pub(crate) async fn places(State(host): State<Arc<Host>>, headers: HeaderMap) -> Answer {
    let made = room(&host, |g| g.fresh("", "places", &g.places()?)).await?;
    Ok(fresh(&headers, made))
}

/// Earlier cards.
#[utoipa::path(get, path = "/v1/card/history", tag = "card", security(("dpop" = [])),
    responses((status = 200, body = CardHistory), (status = 304)))]
pub(crate) async fn history(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::card_history).await
}

/// What is reported lost, and what the region allows.
#[utoipa::path(get, path = "/v1/card/loss", tag = "card", security(("dpop" = [])),
    responses((status = 200, body = Losses), (status = 304)))]
pub(crate) async fn losses(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::losses).await
}

async fn put(host: Arc<Host>, session: Session, on: String, text: String) -> Answer {
    let (new, done) = room(&host, move |g| g.put_loss(&session, &on, text.trim())).await?;
    Ok(json(if new { StatusCode::CREATED } else { StatusCode::OK }, &done))
}

/// Reports functions lost, for a while or for good. The same body again, and what is closed already, is success.
#[utoipa::path(put, path = "/v1/card/loss/{id}", tag = "card", security(("dpop" = [])),
    params(("id" = String, Path, description = "32 lower-case hex digits, made on the device")),
    request_body(content = String, content_type = "application/jose", description = "shebao-loss+jws, `act` report"),
    responses((status = 201, description = "Done", body = LossDone), (status = 200, description = "Done before", body = LossDone),
        (status = 403, description = "counter-only: not by phone here; weak-proof", body = ProblemDetails),
        (status = 404, description = "not-found: no card to report", body = ProblemDetails),
        (status = 422, description = "conflict-fingerprint: this id is known with another body", body = ProblemDetails)))]
pub(crate) async fn report(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(on): Id,
    Jose(text): Jose,
) -> Answer {
    put(host, session, on, text).await
}

/// Takes a report back. One that is over already is success.
#[utoipa::path(put, path = "/v1/card/loss/{id}/close", tag = "card", security(("dpop" = [])),
    params(("id" = String, Path, description = "The report")),
    request_body(content = String, content_type = "application/jose", description = "shebao-loss+jws, `act` take_back, with the report and an id of its own"),
    responses((status = 201, description = "Done", body = LossDone), (status = 200, description = "Done before", body = LossDone),
        (status = 403, description = "counter-only: a formal report, where the region says so; weak-proof", body = ProblemDetails),
        (status = 404, description = "not-found: no such report", body = ProblemDetails),
        (status = 422, description = "conflict-fingerprint", body = ProblemDetails)))]
pub(crate) async fn take_back(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(on): Id,
    Jose(text): Jose,
) -> Answer {
    put(host, session, on, text).await
}

/// Asks for another card, while a formal report is in force.
#[utoipa::path(put, path = "/v1/card/replacements/{id}", tag = "card", security(("dpop" = [])),
    params(("id" = String, Path, description = "32 lower-case hex digits, made on the device")),
    request_body(content = String, content_type = "application/jose", description = "shebao-loss+jws, `act` replace"),
    responses((status = 201, description = "Done", body = LossDone), (status = 200, description = "Asked for before", body = LossDone),
        (status = 403, description = "counter-only; weak-proof", body = ProblemDetails),
        (status = 404, description = "not-found: no formal report in force", body = ProblemDetails),
        (status = 422, description = "conflict-fingerprint", body = ProblemDetails)))]
pub(crate) async fn replace(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(on): Id,
    Jose(text): Jose,
) -> Answer {
    put(host, session, on, text).await
}
