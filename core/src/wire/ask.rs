//! What is asked of the gateway, and how an answer is handed on.

use super::fault::Fault;
use crate::error::{CitizenError, Outcome, Refusal};
use serde::Serialize;

/// The most octets of an answer to a read.
const READ_LIMIT: usize = 1024 * 1024;
/// The most octets of any other body, sent or received.
const OTHER_LIMIT: usize = 64 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

impl Method {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// One request, before it is proved and sent.
pub(super) struct Ask {
    pub method: Method,
    pub path: String,
    pub etag: Option<String>,
    pub body: Option<(&'static str, Vec<u8>)>,
    /// A signed text that says what the user agreed to, where it is not the body.
    pub consent: Option<String>,
    /// The most octets of the answer.
    pub limit: usize,
}

impl Ask {
    pub(super) fn bare(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), etag: None, body: None, consent: None, limit: OTHER_LIMIT }
    }

    pub(super) fn read(path: &str, etag: Option<&str>) -> Self {
        Self { etag: etag.map(str::to_owned), limit: READ_LIMIT, ..Self::bare(Method::Get, path) }
    }

    pub(super) fn json(method: Method, path: &str, body: &impl Serialize) -> Outcome<Self> {
        let body = serde_json::to_vec(body).map_err(|_| CitizenError::internal("wire encode"))?;
        if body.len() > OTHER_LIMIT {
            return Err(CitizenError::internal("wire body length"));
        }
        Ok(Self { body: Some(("application/json", body)), ..Self::bare(method, path) })
    }

    pub(super) fn jose(method: Method, path: &str, jws: &str) -> Self {
        Self { body: Some(("application/jose", jws.as_bytes().to_vec())), ..Self::bare(method, path) }
    }
}

/// The answer to a conditional read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply<T> {
    /// There is something new. The validator is to be kept only together with the verified body.
    New {
        /// What was read.
        body: T,
        /// The strong validator to ask with next time.
        etag: Option<String>,
    },
    /// The kept copy is still right.
    NotModified,
}

/// The gateway's whole answer to something signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Delivered {
    /// The HTTP status.
    pub status: u16,
    /// The problem's name, `conflict-fingerprint` of `urn:shebao:problem:conflict-fingerprint`.
    pub problem: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undelivered {
    /// It certainly never arrived, or left no trace.
    NotSent(CitizenError),
    /// It may have arrived.
    InDoubt(CitizenError),
}

impl Undelivered {
    /// The same for a caller to whom the difference means nothing.
    pub(crate) fn into_error(self) -> CitizenError {
        match self {
            Self::NotSent(error) | Self::InDoubt(error) => error,
        }
    }
}

impl From<Fault> for Undelivered {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NoConnection => Self::NotSent(CitizenError::Offline),
            Fault::NotTrusted => Self::NotSent(CitizenError::refused(Refusal::NotTrusted)),
            Fault::Defect(place) => Self::NotSent(CitizenError::internal(place)),
            Fault::Lost | Fault::TooSlow => Self::InDoubt(CitizenError::Offline),
            Fault::TooLong => Self::InDoubt(CitizenError::refused(Refusal::BadAnswer)),
        }
    }
}

/// An id as one segment of a path. Ids come from the gateway, so one that could change the path is refused.
pub(crate) fn segment(id: &str) -> Outcome<&str> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    if id.is_empty() || id.len() > 128 || !id.bytes().all(plain) || id.bytes().all(|b| b == b'.') {
        return Err(CitizenError::refused(Refusal::BadAnswer));
    }
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_leaves_its_place_in_a_path() {
        for id in ["p-wang", "0123456789abcdef", "a.b_c"] {
            assert_eq!(segment(id), Ok(id));
        }
        for id in ["", ".", "..", "a/b", "a?b", "a#b", "a b", "%2e", "王", &"a".repeat(129)] {
            assert!(segment(id).is_err(), "{id}");
        }
    }

    #[test]
    fn only_what_certainly_never_arrived_is_called_not_sent() {
        let sent = |fault| matches!(Undelivered::from(fault), Undelivered::InDoubt(_));
        assert!(sent(Fault::Lost) && sent(Fault::TooSlow) && sent(Fault::TooLong));
        assert!(!sent(Fault::NoConnection) && !sent(Fault::NotTrusted) && !sent(Fault::Defect("x")));
    }
}
