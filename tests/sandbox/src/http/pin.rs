//! The PIN proof of phones without a secure lock.

use super::extract::{Body, Citizen, room};
use super::json;
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::pin::{PinAccepted, PinAsked, PinChallenge, PinProof};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// What a PIN proof for one payload has to sign.
#[utoipa::path(post, path = "/v1/pin/challenge", tag = "consent", security(("dpop" = [])), request_body = PinAsked,
    responses((status = 200, body = PinChallenge),
        (status = 404, description = "This device registered no PIN key", body = ProblemDetails),
        (status = 403, description = "pin-blocked: only enrolling again helps", body = ProblemDetails),
        (status = 429, description = "pin-wait, with Retry-After", body = ProblemDetails)))]
pub(crate) async fn challenge(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Body(asked): Body<PinAsked>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.pin_challenge(&session, &asked)).await?))
}

/// Proves the PIN. Wrong ones are counted: 4, then a minute; 4, then 5 minutes; 4, then an hour; 4, then blocked.
#[utoipa::path(put, path = "/v1/pin/proof", tag = "consent", security(("dpop" = [])), request_body = PinProof,
    responses((status = 200, body = PinAccepted),
        (status = 404, description = "No PIN key, or another challenge is in force", body = ProblemDetails),
        (status = 403, description = "wrong-pin (with tries_left), pin-blocked", body = ProblemDetails),
        (status = 429, description = "pin-wait, with Retry-After", body = ProblemDetails)))]
pub(crate) async fn prove(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Body(proof): Body<PinProof>,
) -> Answer {
    room(&host, move |g| g.prove_pin(&session, &proof)).await?;
    Ok(json(StatusCode::OK, &PinAccepted { accepted: true }))
}
