//! What is said when something is not done: problem details (RFC 9457) with a stable type, never a sentence to parse.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The body of every error: `application/problem+json`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ProblemDetails {
    /// `urn:shebao:problem:<name>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// For a person reading a log; clients show their own words.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// Only with `not-matched` and `wrong-pin`: how many tries are left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
}

/// Marks an answer that must bring a nonce.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NeedsNonce;

/// Everything that can be refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not readable, or not what this path takes.
    BadRequest,
    /// Over 64 KB.
    TooLarge,
    /// An enrolment code that is not ours, or was never given out.
    BadCode,
    /// An enrolment code, or an enrolment, past its time.
    ExpiredCode,
    /// A one-time code that does not match.
    NotMatched {
        /// Tries left before the enrolment has to begin again.
        tries_left: u32,
    },
    /// No tries left.
    TooManyTries,
    /// The proof lacks a nonce of ours; the answer brings one.
    UseNonce,
    /// No token, or not a good one for this key.
    InvalidToken,
    /// The citizen removed this device from another one: nothing of its session is good again.
    DeviceRemoved,
    /// Nothing under this name, or not for this citizen.
    NotFound,
    /// The order id is known with another body.
    ConflictFingerprint,
    /// Too often.
    RateLimited {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Not now.
    Unavailable {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// This version of the app may not begin a new payment.
    Outdated,
    /// A signature that does not prove what it must.
    WeakProof,
    /// A PIN proof that does not verify.
    WrongPin {
        /// Tries left before a wait.
        tries_left: u32,
    },
    /// Wrong PINs too often: no proof is looked at for a while.
    PinWait {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Wrong PINs for ever.
    PinBlocked,
    /// A quote past its time.
    QuoteExpired,
    /// Choices that this bill does not offer.
    ChoicesInvalid,
    /// A live or paid order holds one of the periods.
    AlreadyBeingPaid,
    /// Not the next attempt of an order at the cashier.
    AttemptOutOfTurn,
    /// Not by phone here: at a counter.
    CounterOnly,
    /// The gateway's own trouble; says nothing about what was done.
    Internal,
}

impl Problem {
    fn parts(&self) -> (StatusCode, &'static str) {
        match self {
            Self::BadRequest => (StatusCode::BAD_REQUEST, "bad-request"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "bad-request"),
            Self::BadCode => (StatusCode::BAD_REQUEST, "bad-code"),
            Self::ExpiredCode => (StatusCode::BAD_REQUEST, "expired-code"),
            Self::NotMatched { .. } => (StatusCode::FORBIDDEN, "not-matched"),
            Self::TooManyTries => (StatusCode::FORBIDDEN, "too-many-tries"),
            Self::UseNonce => (StatusCode::UNAUTHORIZED, "use-dpop-nonce"),
            Self::InvalidToken => (StatusCode::UNAUTHORIZED, "invalid-token"),
            Self::DeviceRemoved => (StatusCode::UNAUTHORIZED, "device-removed"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::ConflictFingerprint => (StatusCode::UNPROCESSABLE_ENTITY, "conflict-fingerprint"),
            Self::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, "rate-limited"),
            Self::Unavailable { .. } => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Self::Outdated => (StatusCode::UPGRADE_REQUIRED, "outdated"),
            Self::WeakProof => (StatusCode::FORBIDDEN, "weak-proof"),
            Self::WrongPin { .. } => (StatusCode::FORBIDDEN, "wrong-pin"),
            Self::PinWait { .. } => (StatusCode::TOO_MANY_REQUESTS, "pin-wait"),
            Self::PinBlocked => (StatusCode::FORBIDDEN, "pin-blocked"),
            Self::QuoteExpired => (StatusCode::CONFLICT, "quote-expired"),
            Self::ChoicesInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "choices-invalid"),
            Self::AlreadyBeingPaid => (StatusCode::CONFLICT, "already-being-paid"),
            Self::AttemptOutOfTurn => (StatusCode::CONFLICT, "attempt-out-of-turn"),
            Self::CounterOnly => (StatusCode::FORBIDDEN, "counter-only"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// An unknown typed code is a 404 of the type `bad-code`.
    pub(crate) fn unknown_code() -> Response {
        Self::BadCode.into_response_with(StatusCode::NOT_FOUND)
    }

    fn into_response_with(self, status: StatusCode) -> Response {
        let (_, name) = self.parts();
        let tries_left = match self {
            Self::NotMatched { tries_left } | Self::WrongPin { tries_left } => Some(tries_left),
            _ => None,
        };
        let details = ProblemDetails {
            kind: format!("urn:shebao:problem:{name}"),
            title: name.replace('-', " "),
            status: status.as_u16(),
            tries_left,
        };
        let mut response = (status, serde_json::to_string(&details).unwrap_or_default()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self {
            Self::RateLimited { retry_after }
            | Self::Unavailable { retry_after }
            | Self::PinWait { retry_after } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
            }
            Self::InvalidToken | Self::DeviceRemoved => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("DPoP error=\"invalid_token\", algs=\"ES256\""),
                );
            }
            Self::UseNonce => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("DPoP error=\"use_dpop_nonce\", algs=\"ES256\""),
                );
                response.extensions_mut().insert(NeedsNonce);
            }
            _ => {}
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, _) = self.parts();
        self.into_response_with(status)
    }
}

impl From<crate::store::StoreError> for Problem {
    fn from(error: crate::store::StoreError) -> Self {
        // The operator reads why; the citizen's side only learns that it is the gateway's trouble.
        eprintln!("sandbox: {error}");
        Self::Internal
    }
}
