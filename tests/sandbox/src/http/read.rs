//! The card, the five insurances, people: signed in, with validators.

use super::extract::{Asked, Citizen, Id, room};
use super::fresh;
use crate::gateway::{Gateway, Session};
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::read::{Benefits, Card, CardHolder, CardProgress, Contributions, Insurance, People};
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// Runs a read and answers it with its validator.
pub(super) async fn read<T: Serialize + Send + 'static>(
    host: &Arc<Host>,
    headers: &HeaderMap,
    uri: &OriginalUri,
    session: Session,
    work: impl FnOnce(&Gateway, &Session) -> Result<T, Problem> + Send + 'static,
) -> Answer {
    let path = uri.0.path_and_query().map(|p| p.as_str().to_owned()).unwrap_or_default();
    let made = room(host, move |g| g.fresh(&session.person, &path, &work(g, &session)?)).await?;
    Ok(fresh(headers, made))
}

/// The card: three axes of raw codes.
#[utoipa::path(get, path = "/v1/card", tag = "card", security(("dpop" = [])),
    responses((status = 200, body = Card), (status = 304), (status = 404, body = ProblemDetails)))]
pub(crate) async fn card(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::card).await
}

/// How its making goes: one timestamp a stage.
#[utoipa::path(get, path = "/v1/card/progress", tag = "card", security(("dpop" = [])),
    responses((status = 200, body = CardProgress), (status = 304)))]
pub(crate) async fn progress(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::card_progress).await
}

/// What is on it, in full.
#[utoipa::path(get, path = "/v1/card/holder", tag = "card", security(("dpop" = [])),
    responses((status = 200, body = CardHolder), (status = 304)))]
pub(crate) async fn holder(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::card_holder).await
}

/// The five insurances.
#[utoipa::path(get, path = "/v1/insurance", tag = "insurance", security(("dpop" = [])),
    responses((status = 200, body = Insurance), (status = 304)))]
pub(crate) async fn insurance(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::insurance).await
}

#[derive(Deserialize)]
pub(crate) struct Year {
    year: i32,
}

/// A year of contributions, oldest month first.
#[utoipa::path(get, path = "/v1/insurance/{kind}/contributions", tag = "insurance", security(("dpop" = [])),
    params(("kind" = String, Path, description = "pension medical maternity unemployment injury"),
        ("year" = i32, Query, description = "The year")),
    responses((status = 200, body = Contributions), (status = 304), (status = 404, body = ProblemDetails)))]
pub(crate) async fn contributions(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
    Id(kind): Id,
    Asked(Year { year }): Asked<Year>,
) -> Answer {
    read(&host, &headers, &uri, session, move |g, s| g.contributions(s, &kind, year)).await
}

#[derive(Deserialize)]
pub(crate) struct Cursor {
    #[serde(default)]
    cursor: String,
}

/// Benefits paid, newest first.
#[utoipa::path(get, path = "/v1/insurance/{kind}/benefits", tag = "insurance", security(("dpop" = [])),
    params(("kind" = String, Path, description = "pension medical maternity unemployment injury"),
        ("cursor" = Option<String>, Query, description = "As `next` of the page before")),
    responses((status = 200, body = Benefits), (status = 304), (status = 404, body = ProblemDetails)))]
pub(crate) async fn benefits(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
    Id(kind): Id,
    Asked(Cursor { cursor }): Asked<Cursor>,
) -> Answer {
    read(&host, &headers, &uri, session, move |g, s| g.benefits(s, &kind, &cursor)).await
}

/// Whom this citizen sees and pays for.
#[utoipa::path(get, path = "/v1/people", tag = "insurance", security(("dpop" = [])),
    responses((status = 200, body = People), (status = 304)))]
pub(crate) async fn people(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::people).await
}
