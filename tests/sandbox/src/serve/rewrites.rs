//! Answers that say something else than the gateway meant: what an app must notice by itself. No bureau does this.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Response, header};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// Largest answer that is rewritten, in octets.
const LARGEST: usize = 1024 * 1024;

struct Rewrite {
    /// A method and the beginning of a path.
    on: String,
    /// Which member, as RFC 6901 points at it.
    pointer: String,
    value: Value,
}

/// What is put into answers until further notice.
#[derive(Default)]
pub(crate) struct Rewrites(Mutex<Vec<Rewrite>>);

impl Rewrites {
    /// Puts `value` in place of the member at `pointer` in every answer to requests that begin with `on`.
    pub(crate) fn add(&self, on: &str, pointer: &str, value: Value) {
        let rewrite = Rewrite { on: on.to_owned(), pointer: pointer.to_owned(), value };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(rewrite);
    }

    /// Answers are the gateway's own again.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn of(&self, asked: &str) -> Vec<(String, Value)> {
        let rewrites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hit = rewrites.iter().filter(|one| asked.starts_with(&one.on));
        hit.map(|one| (one.pointer.clone(), one.value.clone())).collect()
    }

    /// Before the gateway is asked: what is to be rewritten must not come packed, nor as "not modified".
    pub(crate) fn prepare(&self, asked: &str, headers: &mut HeaderMap) {
        if !self.of(asked).is_empty() {
            headers.remove(header::ACCEPT_ENCODING);
            headers.remove(header::IF_NONE_MATCH);
        }
    }

    /// The answer as it goes out.
    pub(crate) async fn apply(&self, asked: &str, response: Response<Body>) -> Response<Body> {
        let rewrites = self.of(asked);
        if rewrites.is_empty() || !response.status().is_success() {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let octets = to_bytes(body, LARGEST).await.unwrap_or_default();
        let Ok(mut answer) = serde_json::from_slice::<Value>(&octets) else {
            return Response::from_parts(parts, Body::from(octets));
        };
        for (pointer, value) in rewrites {
            if let Some(member) = answer.pointer_mut(&pointer) {
                *member = value;
            }
        }
        parts.headers.remove(header::ETAG);
        parts.headers.remove(header::CONTENT_LENGTH);
        Response::from_parts(parts, Body::from(answer.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use serde_json::json;

    #[tokio::test]
    async fn a_member_is_rewritten_for_those_who_ask_like_this_and_for_nobody_else() {
        let rewrites = Rewrites::default();
        rewrites.add("POST /v1/quotes", "/rule/rate_bp", json!(1));
        let answer = || Response::new(Body::from(r#"{"rule":{"rate_bp":2000}}"#));
        let said = async |asked: &str| {
            let body = rewrites.apply(asked, answer()).await.into_body();
            serde_json::from_slice::<Value>(&to_bytes(body, LARGEST).await.unwrap()).unwrap()
        };
        assert_eq!(said("POST /v1/quotes").await, json!({"rule": {"rate_bp": 1}}));
        assert_eq!(said("GET /v1/quotes").await, json!({"rule": {"rate_bp": 2000}}));
        let mut headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static("\"1\""))]);
        rewrites.prepare("GET /v1/bills", &mut headers);
        assert_eq!(headers.len(), 1);
        rewrites.prepare("POST /v1/quotes", &mut headers);
        assert!(headers.is_empty());
        rewrites.clear();
        assert_eq!(said("POST /v1/quotes").await, json!({"rule": {"rate_bp": 2000}}));
    }
}
