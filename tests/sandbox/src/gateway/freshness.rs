//! Answers with their "as of" time and a strong validator over the octets that are sent.

use super::{Gateway, lock};
use crate::jws::sha256_hex;
use crate::moment;
use crate::problem::Problem;
use serde::Serialize;

/// How long an unchanged answer keeps its "as of" time, in seconds: bounds how old the time may look to a second device.
const SAME_AS_OF: i64 = 600;
/// Most answers remembered.
const MOST: usize = 10_000;

/// An answer ready to send.
pub(crate) struct Fresh {
    /// The body.
    pub(crate) body: String,
    /// The validator, in its quotes.
    pub(crate) etag: String,
}

impl Gateway {
    /// Makes an answer for `owner` under `path`. Equal content within ten minutes is equal octets, so that 304 is the truth.
    pub(crate) fn fresh<T: Serialize>(&self, owner: &str, path: &str, body: &T) -> Result<Fresh, Problem> {
        let mut value = serde_json::to_value(body).map_err(|_| Problem::Internal)?;
        if let Some(as_of) = value.get_mut("as_of") {
            *as_of = serde_json::Value::Null;
            let content = sha256_hex(value.to_string().as_bytes());
            let now = self.clock.now();
            let mut seen = lock(&self.seen_answers);
            if seen.len() > MOST {
                seen.clear();
            }
            let entry = seen.entry(format!("{owner} {path}")).or_insert_with(|| (content.clone(), now));
            if entry.0 != content || now - entry.1 > SAME_AS_OF {
                *entry = (content, now);
            }
            if let Some(as_of) = value.get_mut("as_of") {
                *as_of = moment::instant(entry.1).into();
            }
        }
        let body = value.to_string();
        let etag = format!("\"{}\"", sha256_hex(body.as_bytes()));
        Ok(Fresh { body, etag })
    }
}
