//! What a screen does about an answer that is not a success.

use super::line::Heard;
use crate::error::{CitizenError, PinRefusal, Refusal};
use serde::Deserialize;

const PREFIX: &str = "urn:shebao:problem:";

#[derive(Deserialize)]
struct Details {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    tries_left: Option<u32>,
}

/// The problem's name (RFC 9457), if the body is a problem of the public list's form.
pub(super) fn name(heard: &Heard) -> Option<String> {
    if heard.status < 400 {
        return None;
    }
    let details: Details = serde_json::from_slice(&heard.body).ok()?;
    let name = details.kind.strip_prefix(PREFIX)?;
    let plain = name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    plain.then(|| name.to_owned())
}

/// Whether the gateway wants the request again with the nonce it gave (RFC 9449 §8).
pub(super) fn wants_nonce(heard: &Heard) -> bool {
    heard.status == 401 && name(heard).as_deref() == Some("use-dpop-nonce")
}

/// Whether the citizen removed this device from another one.
pub(super) fn was_removed(heard: &Heard) -> bool {
    heard.status == 401 && name(heard).as_deref() == Some("device-removed")
}

/// What the answer says about a PIN, if it does.
fn pin(heard: &Heard) -> Option<PinRefusal> {
    match name(heard).as_deref()? {
        "wrong-pin" => {
            let details: Details = serde_json::from_slice(&heard.body).ok()?;
            Some(PinRefusal::Wrong { tries_left: details.tries_left? })
        }
        "pin-wait" => Some(PinRefusal::Wait { seconds: heard.retry_after? }),
        "pin-blocked" => Some(PinRefusal::Blocked),
        _ => None,
    }
}

/// The error for this answer.
pub(super) fn reaction(heard: &Heard) -> CitizenError {
    if let Some(why) = pin(heard) {
        return CitizenError::Pin { why };
    }
    let unavailable = CitizenError::Unavailable { retry_after_seconds: heard.retry_after };
    let refusal = match name(heard).as_deref() {
        Some("bad-code") => Refusal::BadCode,
        Some("expired-code") => Refusal::ExpiredCode,
        Some("not-matched" | "weak-proof") => Refusal::NotMatched,
        Some("too-many-tries") => Refusal::TooManyTries,
        Some("not-found") => Refusal::NotFound,
        Some("quote-expired") => Refusal::QuoteMismatch,
        Some("choices-invalid") => Refusal::NotNow,
        Some("already-being-paid") => Refusal::AlreadyBeingPaid,
        Some("invalid-token" | "use-dpop-nonce" | "device-removed") => return CitizenError::SignedOut,
        Some("outdated") => return CitizenError::Outdated,
        Some("rate-limited" | "unavailable") => return unavailable,
        _ => match heard.status {
            // A redirect, or anything the contract does not have.
            ..=399 => Refusal::BadAnswer,
            401 => return CitizenError::SignedOut,
            404 => Refusal::NotFound,
            426 => return CitizenError::Outdated,
            408 | 429 | 500.. => return unavailable,
            _ => Refusal::Other,
        },
    };
    CitizenError::refused(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(status: u16, body: &str) -> Heard {
        Heard { status, etag: None, retry_after: Some(7), nonce: None, body: body.into() }
    }

    #[test]
    fn each_problem_of_the_list_has_one_reaction() {
        let refused = CitizenError::refused;
        let wait = CitizenError::Unavailable { retry_after_seconds: Some(7) };
        for (status, kind, error) in [
            (400, "bad-code", refused(Refusal::BadCode)),
            (400, "expired-code", refused(Refusal::ExpiredCode)),
            (403, "not-matched", refused(Refusal::NotMatched)),
            (403, "too-many-tries", refused(Refusal::TooManyTries)),
            (404, "not-found", refused(Refusal::NotFound)),
            (409, "already-being-paid", refused(Refusal::AlreadyBeingPaid)),
            (422, "choices-invalid", refused(Refusal::NotNow)),
            (400, "bad-request", refused(Refusal::Other)),
            (401, "invalid-token", CitizenError::SignedOut),
            (401, "device-removed", CitizenError::SignedOut),
            (426, "outdated", CitizenError::Outdated),
            (429, "rate-limited", wait.clone()),
            (503, "unavailable", wait),
        ] {
            let body = format!(r#"{{"type":"{PREFIX}{kind}","status":{status}}}"#);
            assert_eq!(reaction(&heard(status, &body)), error, "{kind}");
        }
    }

    #[test]
    fn what_is_said_about_a_pin_comes_with_its_numbers() {
        let said = |status, kind: &str, more: &str| {
            reaction(&heard(status, &format!(r#"{{"type":"{PREFIX}{kind}"{more}}}"#)))
        };
        let pin = |why| CitizenError::Pin { why };
        assert_eq!(said(403, "wrong-pin", r#","tries_left":2"#), pin(PinRefusal::Wrong { tries_left: 2 }));
        assert_eq!(said(429, "pin-wait", ""), pin(PinRefusal::Wait { seconds: 7 }));
        assert_eq!(said(403, "pin-blocked", ""), pin(PinRefusal::Blocked));
        // Without its number it is not what the contract says.
        assert_eq!(said(403, "wrong-pin", ""), CitizenError::refused(Refusal::Other));
    }

    #[test]
    fn without_a_readable_problem_the_status_decides() {
        for (status, error) in [
            (302, CitizenError::refused(Refusal::BadAnswer)),
            (401, CitizenError::SignedOut),
            (404, CitizenError::refused(Refusal::NotFound)),
            (418, CitizenError::refused(Refusal::Other)),
            (500, CitizenError::Unavailable { retry_after_seconds: Some(7) }),
        ] {
            assert_eq!(reaction(&heard(status, "<html>")), error, "{status}");
        }
        assert_eq!(name(&heard(400, r#"{"type":"https://elsewhere.example/bad-code"}"#)), None);
        assert_eq!(name(&heard(400, r#"{"type":"urn:shebao:problem:<b>"}"#)), None);
    }
}
