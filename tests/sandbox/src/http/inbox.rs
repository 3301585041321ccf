//! Messages and articles.

use super::extract::{Asked, Body, Citizen, Id, room};
use super::read::read;
use super::{fresh, json};
use crate::gateway::Gateway;
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::inbox::{Article, Articles, ChooseTopic, Messages, SetStates, StatesAnswer, Topics};
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

#[derive(Deserialize)]
pub(crate) struct Page {
    #[serde(default)]
    since: String,
    #[serde(default = "all")]
    limit: usize,
}

fn all() -> usize {
    200
}

/// The inbox, oldest first: the truth that pushes only hint at.
#[utoipa::path(get, path = "/v1/messages", tag = "inbox", security(("dpop" = [])),
    params(("since" = Option<String>, Query, description = "As `next` of the page before"),
        ("limit" = Option<usize>, Query, description = "1 to 200")),
    responses((status = 200, body = Messages)))]
pub(crate) async fn messages(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Asked(page): Asked<Page>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.messages(&session, &page.since, page.limit)).await?))
}

/// Marks messages; idempotent by version.
#[utoipa::path(put, path = "/v1/messages/state", tag = "inbox", security(("dpop" = [])), request_body = SetStates,
    responses((status = 200, body = StatesAnswer), (status = 400, body = ProblemDetails)))]
pub(crate) async fn set_states(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Body(asked): Body<SetStates>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.set_message_states(&session, &asked)).await?))
}

/// What can be chosen to be told of.
#[utoipa::path(get, path = "/v1/topics", tag = "inbox", security(("dpop" = [])),
    responses((status = 200, body = Topics), (status = 304)))]
pub(crate) async fn topics(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Citizen(session): Citizen,
) -> Answer {
    read(&host, &headers, &uri, session, Gateway::topics).await
}

/// Chooses a topic, or no longer; idempotent by version. Notices of a topic that was turned off are not sent.
#[utoipa::path(put, path = "/v1/topics/{id}", tag = "inbox", security(("dpop" = [])), request_body = ChooseTopic,
    params(("id" = String, Path, description = "The topic")),
    responses((status = 200), (status = 400, description = "It cannot be turned off", body = ProblemDetails),
        (status = 404, body = ProblemDetails)))]
pub(crate) async fn choose_topic(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(topic): Id,
    Body(asked): Body<ChooseTopic>,
) -> Answer {
    room(&host, move |g| g.choose_topic(&session, &topic, asked)).await?;
    Ok(json(StatusCode::OK, &serde_json::json!({})))
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    kind: Option<String>,
    since: Option<String>,
}

/// News, guides and policies, newest first. No sign-in.
#[utoipa::path(get, path = "/v1/articles", tag = "news",
    params(("kind" = Option<String>, Query, description = "news guide policy"),
        ("since" = Option<String>, Query, description = "Changed after this instant")),
    responses((status = 200, body = Articles), (status = 304)))]
pub(crate) async fn articles(
    State(host): State<Arc<Host>>,
    uri: OriginalUri,
    headers: HeaderMap,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    let path = uri.0.path_and_query().map(|p| p.as_str().to_owned()).unwrap_or_default();
    let made = room(&host, move |g| {
        g.fresh("", &path, &g.articles(wanted.kind.as_deref(), wanted.since.as_deref())?)
    });
    Ok(fresh(&headers, made.await?))
}

/// One article.
#[utoipa::path(get, path = "/v1/articles/{id}", tag = "news",
    params(("id" = String, Path, description = "The article")),
    responses((status = 200, body = Article), (status = 304), (status = 404, body = ProblemDetails)))]
pub(crate) async fn article(State(host): State<Arc<Host>>, headers: HeaderMap, Id(article): Id) -> Answer {
    let made =
        room(&host, move |g| g.fresh("", &format!("article/{article}"), &g.article(&article)?)).await?;
    Ok(fresh(&headers, made))
}
