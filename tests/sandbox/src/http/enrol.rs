//! Configuration, enrolment, tokens, devices, push.

use super::extract::{Body, Citizen, Claimed, Id, room};
use super::{fresh, json};
use crate::problem::{Problem, ProblemDetails};
use crate::serve::host::Host;
use crate::shapes::enrol::{
    BeginEnrolment, CodeAnswer, CodeSent, ConfigAnswer, Devices, Enrolled, EnrolmentBegun, Identity,
    OneTimeCode, Proof, Proved, PushKey, PushRegistration, TokenRequest, Tokens, TypedCode,
};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::sync::Arc;

type Answer = Result<Response, Problem>;

/// The signed configuration: role keys, updates, maintenance, tariff version.
#[utoipa::path(get, path = "/v1/config", tag = "configuration",
    responses((status = 200, body = ConfigAnswer), (status = 304)))]
pub(crate) async fn config(State(host): State<Arc<Host>>, headers: HeaderMap) -> Answer {
    let made = room(&host, |g| g.fresh("", "config", &ConfigAnswer { jws: g.configuration()? })).await?;
    Ok(fresh(&headers, made))
}

/// The signed code behind eight typed digits.
#[utoipa::path(post, path = "/v1/enrolment-codes/lookup", tag = "enrolment", request_body = TypedCode,
    responses((status = 200, body = CodeAnswer), (status = 404, description = "bad-code", body = ProblemDetails)))]
pub(crate) async fn look_up(State(host): State<Arc<Host>>, Body(asked): Body<TypedCode>) -> Answer {
    let found = room(&host, move |g| g.look_up_code(&asked.typed)).await?;
    Ok(found.map_or_else(Problem::unknown_code, |code| json(StatusCode::OK, &CodeAnswer { code })))
}

/// A device begins to enrol with a code and both its public keys.
#[utoipa::path(post, path = "/v1/enrolments", tag = "enrolment", request_body = BeginEnrolment,
    responses((status = 200, body = EnrolmentBegun),
        (status = 400, description = "bad-code, expired-code, bad-request", body = ProblemDetails)))]
pub(crate) async fn begin(State(host): State<Arc<Host>>, Body(asked): Body<BeginEnrolment>) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.begin_enrolment(&asked)).await?))
}

/// Who it is. The same answer for a person who does not exist.
#[utoipa::path(put, path = "/v1/enrolments/{id}/identity", tag = "enrolment", request_body = Identity,
    params(("id" = String, Path, description = "The enrolment")),
    responses((status = 200, body = CodeSent), (status = 404, body = ProblemDetails), (status = 429, body = ProblemDetails)))]
pub(crate) async fn identify(
    State(host): State<Arc<Host>>,
    Id(enrolment): Id,
    Body(asked): Body<Identity>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.identify(&enrolment, &asked)).await?))
}

/// Another one-time code.
#[utoipa::path(post, path = "/v1/enrolments/{id}/resend", tag = "enrolment",
    params(("id" = String, Path, description = "The enrolment")),
    responses((status = 200, body = CodeSent), (status = 429, description = "rate-limited", body = ProblemDetails)))]
pub(crate) async fn resend(State(host): State<Arc<Host>>, Id(enrolment): Id) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.resend(&enrolment)).await?))
}

/// The one-time code: 6 digits, 3 minutes, 5 tries.
#[utoipa::path(put, path = "/v1/enrolments/{id}/code", tag = "enrolment", request_body = OneTimeCode,
    params(("id" = String, Path, description = "The enrolment")),
    responses((status = 200, body = Proved),
        (status = 403, description = "not-matched (with tries_left), too-many-tries", body = ProblemDetails),
        (status = 400, description = "expired-code", body = ProblemDetails)))]
pub(crate) async fn prove_code(
    State(host): State<Arc<Host>>,
    Id(enrolment): Id,
    Body(asked): Body<OneTimeCode>,
) -> Answer {
    room(&host, move |g| g.prove_code(&enrolment, &asked.code)).await?;
    Ok(json(StatusCode::OK, &Proved { proved: true }))
}

/// Both keys sign the challenge. May be repeated after a lost reply; every grant is good once.
#[utoipa::path(put, path = "/v1/enrolments/{id}/proof", tag = "enrolment", request_body = Proof,
    params(("id" = String, Path, description = "The enrolment")),
    responses((status = 200, body = Enrolled), (status = 403, description = "weak-proof", body = ProblemDetails)))]
pub(crate) async fn prove_keys(
    State(host): State<Arc<Host>>,
    Id(enrolment): Id,
    headers: HeaderMap,
    Body(asked): Body<Proof>,
) -> Answer {
    let name = headers.get("shebao-client").and_then(|v| v.to_str().ok()).unwrap_or("unknown").to_owned();
    Ok(json(StatusCode::OK, &room(&host, move |g| g.prove_keys(&enrolment, &asked, &name)).await?))
}

/// Tokens, for a grant or a refresh token, bound to the key of the DPoP proof.
#[utoipa::path(post, path = "/v1/tokens", tag = "tokens", request_body = TokenRequest,
    params(("DPoP" = String, Header, description = "RFC 9449 proof without ath")),
    responses((status = 200, body = Tokens),
        (status = 401, description = "use-dpop-nonce (with DPoP-Nonce), invalid-token, device-removed", body = ProblemDetails)))]
pub(crate) async fn tokens(
    State(host): State<Arc<Host>>,
    Claimed(with): Claimed,
    Body(asked): Body<TokenRequest>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.tokens(&with, &asked)).await?))
}

/// Signs this device out.
#[utoipa::path(delete, path = "/v1/tokens/current", tag = "tokens", security(("dpop" = [])),
    responses((status = 204), (status = 401, body = ProblemDetails)))]
pub(crate) async fn sign_out(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
) -> Result<StatusCode, Problem> {
    room(&host, move |g| g.sign_out(&session)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// This citizen's devices.
#[utoipa::path(get, path = "/v1/devices", tag = "devices", security(("dpop" = [])),
    responses((status = 200, body = Devices)))]
pub(crate) async fn devices(State(host): State<Arc<Host>>, Citizen(session): Citizen) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.devices(&session)).await?))
}

/// Removes a device; one that is gone already is success. Its next request is answered 401 `device-removed`, once its own key proved it.
#[utoipa::path(delete, path = "/v1/devices/{id}", tag = "devices", security(("dpop" = [])),
    params(("id" = String, Path, description = "The device"),
        ("Shebao-Consent" = String, Header,
            description = "shebao-device-removal+jws with `dev`, by the consent key of the device that asks, with its PIN proof if it owes one")),
    responses((status = 204), (status = 403, description = "weak-proof", body = ProblemDetails)))]
pub(crate) async fn remove_device(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Id(device): Id,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let consent = headers.get("shebao-consent").and_then(|v| v.to_str().ok()).map(str::to_owned);
    room(&host, move |g| g.remove_device(&session, &device, consent.as_deref())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where this device's pushes go; answers the key they are sealed under.
#[utoipa::path(put, path = "/v1/push", tag = "devices", security(("dpop" = [])), request_body = PushRegistration,
    responses((status = 200, body = PushKey)))]
pub(crate) async fn push(
    State(host): State<Arc<Host>>,
    Citizen(session): Citizen,
    Body(asked): Body<PushRegistration>,
) -> Answer {
    Ok(json(StatusCode::OK, &room(&host, move |g| g.register_push(&session, &asked)).await?))
}
