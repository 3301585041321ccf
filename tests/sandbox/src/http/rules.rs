//! Rule packs: anyone may read them, and one never changes.

use super::extract::room;
use crate::gateway::Fresh;
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::rules::RulesAnswer;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use std::sync::Arc;

/// A region's rules under one number, signed by a `rules` key. Which number is the newest, and the digest of its octets, is in the signed
/// configuration (`rules: [{region, v, sha256}]`). Never changes: to be kept as long as anyone likes.
#[utoipa::path(get, path = "/v1/rules/{region}/{version}", tag = "configuration",
    params(("region" = String, Path, description = "Six digits"), ("version" = u64, Path, description = "The pack's number")),
    responses((status = 200, body = RulesAnswer), (status = 304), (status = 404, body = ProblemDetails)))]
pub(crate) async fn pack(
    State(host): State<Arc<Host>>,
    headers: HeaderMap,
    Path((region, version)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let v: u64 = version.parse().map_err(|_| Problem::NotFound)?;
    let made: Fresh = room(&host, move |g| {
        let jws = g.rules(&region, v)?.ok_or(Problem::NotFound)?;
        g.fresh("", "rules", &RulesAnswer { jws })
    })
    .await?;
    let mut response = super::fresh(&headers, made);
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(response)
}
