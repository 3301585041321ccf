//! What is asked of the gateway about lost cards.

use super::flow::{Act, Asked, Event, Function, Why};
use crate::answer::{Field, Line, Records};
use crate::error::CitizenError;
use crate::moment::Moment;
use crate::wire::{Undelivered, Wire, segment};
use serde::{Deserialize, Serialize};

/// `GET` this: what is in force, and what the region allows.
pub(super) const LOSS: &str = "/card/loss";
/// Under which name it is kept.
pub(super) const KEPT: &str = "loss";

/// The answer to [`LOSS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Losses {
    /// False while the citizen has no card in hand: there is nothing to report.
    pub has_card: Field<bool>,
    /// Whether reports are taken by phone at all.
    pub remote: bool,
    /// Whether a formal report may be taken back by phone.
    pub formal_taken_back: bool,
    /// Days after which a function opens again by itself, if it was reported for a while only.
    pub social_days: Field<u16>,
    pub financial_days: Field<u16>,
    pub reports: Records<Report>,
    pub replacement: Field<Replacement>,
    /// Where it is done otherwise.
    pub counter: Field<Counter>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    pub id: Line<64>,
    pub functions: Vec<Closed>,
    #[serde(default)]
    pub formal: bool,
    pub since: Moment,
    /// False if it was taken back, or is over.
    #[serde(default)]
    pub in_force: bool,
}

/// One function it closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Closed {
    pub function: Function,
    /// When it opens again by itself.
    #[serde(default)]
    pub opens_at: Field<Moment>,
}

/// How far another card is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Replacement {
    /// `asked`, `making`, `ready`, `done`.
    pub state: Line<20>,
    pub since: Moment,
}

/// A counter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Counter {
    pub name: Line<80>,
    pub address: Line<160>,
    #[serde(default)]
    pub hours: Field<Line<120>>,
    #[serde(default)]
    pub phone: Field<Line<20>>,
}

/// What is said of an act that was done.
#[derive(Deserialize)]
struct DoneAnswer {
    /// `00` done, `01` done before: both are success.
    code: Line<8>,
}

impl Wire {
    /// Sends an act, once: whoever calls has kept it.
    pub(super) async fn send_loss(&self, act: &Act) -> Event {
        let Ok(id) = segment(&act.id) else { return Event::Refused(Why::Other) };
        let path = match &act.asked {
            Asked::Report { .. } => format!("{LOSS}/{id}"),
            Asked::TakeBack { report } => match segment(report) {
                Ok(report) => format!("{LOSS}/{report}/close"),
                Err(_) => return Event::Refused(Why::Other),
            },
            Asked::Replace => format!("/card/replacements/{id}"),
        };
        match self.put_signed(&path, &act.jws).await {
            Ok(delivered) => heard(delivered.status, delivered.problem.as_deref(), &delivered.body),
            Err(Undelivered::NotSent(error)) => not_sent(&error),
            Err(_) => Event::Unknown,
        }
    }
}

/// Only the gateway's own word ends an act: a page of somebody's in between names no problem.
fn heard(status: u16, problem: Option<&str>, body: &[u8]) -> Event {
    match (status, problem) {
        (200..=299, _) => match serde_json::from_slice::<DoneAnswer>(body) {
            Ok(answer) if answer.code.text() == "00" => Event::Accepted { already: false },
            Ok(answer) if answer.code.text() == "01" => Event::Accepted { already: true },
            _ => Event::Unknown,
        },
        (403, Some("counter-only")) => Event::Refused(Why::CounterOnly),
        (404, Some("not-found")) => Event::Refused(Why::NothingThere),
        (403, Some("weak-proof")) => Event::Refused(Why::BadProof),
        (400 | 422, Some(_)) => Event::Refused(Why::Other),
        _ => Event::Unknown,
    }
}

fn not_sent(error: &CitizenError) -> Event {
    match error {
        // A renewal that is refused sends nothing; the act is sent after signing in again.
        CitizenError::SignedOut | CitizenError::Locked | CitizenError::Offline => Event::NotSent,
        _ => Event::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn already_done_is_success_and_only_the_gateways_word_ends_an_act() {
        let done = |status, body: &[u8]| heard(status, None, body);
        assert_eq!(done(201, br#"{"code":"00"}"#), Event::Accepted { already: false });
        assert_eq!(done(200, br#"{"code":"01"}"#), Event::Accepted { already: true });
        assert_eq!(done(200, br#"{"code":"77"}"#), Event::Unknown);
        assert_eq!(done(200, b"<html>"), Event::Unknown);
        assert_eq!(heard(403, Some("counter-only"), b""), Event::Refused(Why::CounterOnly));
        assert_eq!(heard(404, Some("not-found"), b""), Event::Refused(Why::NothingThere));
        assert_eq!(heard(403, None, b"captive portal"), Event::Unknown);
        for status in [401, 408, 429, 500, 502, 503, 302] {
            assert_eq!(heard(status, Some("counter-only"), b""), Event::Unknown, "{status}");
        }
    }
}
