//! What a scanned or opened text is. Parsed strictly, never navigated to.

use super::view::Link;
use crate::bureau::Bureau;
use crate::error::Outcome;
use crate::moment::Moment;
use crate::money::Money;
use crate::payments::flow::Receipt;
use crate::payments::receipt::{self, Claims};
use crate::says::Says;
use crate::signed::{Unverified, Use};
use serde::Deserialize;
use std::time::SystemTime;

/// Longer than any of ours: not looked at.
const LIMIT: usize = 8 * 1024;

/// What a text is for someone who is not signed in, or has no app open: verified against the bureau's configuration alone, offline.
#[uniffi::export]
pub fn read_link(bureau: String, text: String) -> Outcome<Link> {
    let now = SystemTime::now();
    Ok(read(&text, &Bureau::parse(&bureau, now)?, now))
}

/// Reads a text; whatever is wrong with it, nothing is opened.
pub(crate) fn read(text: &str, bureau: &Bureau, now: SystemTime) -> Link {
    let text = text.trim();
    let found = if text.len() > LIMIT { None } else { path(text, bureau) };
    match found {
        Some(Path::Signed(jws)) => signed(jws, text, bureau, now),
        Some(Path::Message(id)) => Link::Message { id: id.to_owned() },
        Some(Path::Article(id)) => Link::Article { id: id.to_owned() },
        Some(Path::Elsewhere) => unknown("link_other_bureau"),
        None => unknown("link_unknown"),
    }
}

enum Path<'a> {
    Signed(&'a str),
    Message(&'a str),
    Article(&'a str),
    Elsewhere,
}

/// `https://<bureau>/q#<JWS>`, `/m/<message>`, `/a/<article>`, or a bare JWS.
fn path<'a>(text: &'a str, bureau: &Bureau) -> Option<Path<'a>> {
    let Some(rest) = text.strip_prefix("https://") else {
        return text.starts_with("eyJ").then_some(Path::Signed(text));
    };
    let (authority, path) = rest.split_once('/')?;
    let ours = authority == bureau.gateway.authority();
    if let Some(jws) = path.strip_prefix("q#") {
        return Some(if ours { Path::Signed(jws) } else { Path::Elsewhere });
    }
    if !ours {
        return None;
    }
    let id = |id: &'a str| {
        let fine = (1..=64).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fine.then_some(id)
    };
    path.strip_prefix("m/")
        .and_then(id)
        .map(Path::Message)
        .or_else(|| path.strip_prefix("a/").and_then(id).map(Path::Article))
}

#[derive(Deserialize)]
struct EnrolClaims {
    b: String,
    e: u64,
}

fn signed(jws: &str, text: &str, bureau: &Bureau, now: SystemTime) -> Link {
    if Unverified::parse(jws, Use::Receipt).is_ok() {
        let verified = bureau.keys.verify_dated(jws, Use::Receipt);
        let claims = verified.and_then(|receipt| receipt.claims::<Claims>()).ok();
        let receipt = claims.and_then(|claims| claims.written_out(jws));
        return receipt.and_then(receipt_link).unwrap_or_else(|| unknown("link_not_genuine"));
    }
    if Unverified::parse(jws, Use::Enrol).is_ok() {
        return match bureau.keys.verify(jws, Use::Enrol, now).and_then(|code| code.claims::<EnrolClaims>()) {
            Ok(code) if code.b != bureau.region => unknown("link_other_bureau"),
            Ok(code) if Moment::from_unix(code.e).is_none_or(|end| end.at() <= now) => {
                unknown("link_expired")
            }
            Ok(_) => Link::Enrol { code: text.to_owned() },
            Err(_) => unknown("link_not_genuine"),
        };
    }
    unknown("link_unknown")
}

fn receipt_link(receipt: Receipt) -> Option<Link> {
    Some(Link::Receipt {
        title: receipt::title(&receipt),
        amount: Money::fen(receipt.amt),
        paid_at: Moment::from_unix(receipt.paid_at)?.at(),
        bank_ref: receipt.bank_ref,
        person: receipt.person,
        order: receipt.ord,
    })
}

fn unknown(key: &str) -> Link {
    Link::Unknown { problem: Says::word(key) }
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
