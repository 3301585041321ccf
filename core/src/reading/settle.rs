//! What an answer means for what is kept. Pure.

use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Source;
use crate::store::Kept;
use crate::wire::Reply;
use std::time::SystemTime;

/// How the last try since opening ended. Not tried yet is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The gateway confirmed what is kept.
    Confirmed,
    /// It could not be reached, or could not answer.
    Offline,
    /// It said that the session has ended.
    Expired,
}

impl Reach {
    /// What the end of a try says about the gateway; `None` if nothing.
    pub(super) fn of(outcome: &Outcome<()>) -> Option<Self> {
        match outcome {
            Ok(()) => Some(Self::Confirmed),
            Err(error) => reach_of(error),
        }
    }

    /// What a screen is told. `expired` is the wire's word on the session, for what is personal.
    pub(super) fn source(reach: Option<Self>, expired: bool) -> Source {
        match reach {
            _ if expired => Source::StoredExpired,
            None => Source::Stored,
            Some(Self::Confirmed) => Source::Fresh,
            Some(Self::Offline) => Source::StoredOffline,
            // The session has been begun anew since: nothing has been asked in it yet.
            Some(Self::Expired) => Source::Stored,
        }
    }
}

/// What to do about one answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Settled<T> {
    /// To be kept, value and validator together.
    pub keep: Option<Kept<T>>,
    /// What is kept is to be forgotten: the gateway has no such thing.
    pub forget: bool,
    /// How the try ended; `None` if it says nothing about the gateway.
    pub reach: Option<Reach>,
    /// Whether the value is another one than before.
    pub changed: bool,
    /// For the caller.
    pub outcome: Outcome<()>,
}

pub(super) fn settle<T: PartialEq>(
    before: Option<Kept<T>>,
    reply: Outcome<Reply<T>>,
    now: SystemTime,
) -> Settled<T> {
    let nothing = Settled { keep: None, forget: false, reach: None, changed: false, outcome: Ok(()) };
    match (reply, before) {
        (Ok(Reply::New { body, etag }), before) => Settled {
            changed: before.is_none_or(|before| before.value != body),
            keep: Some(Kept { value: body, etag, as_of: now }),
            reach: Some(Reach::Confirmed),
            ..nothing
        },
        (Ok(Reply::NotModified), Some(before)) => {
            Settled { keep: Some(Kept { as_of: now, ..before }), reach: Some(Reach::Confirmed), ..nothing }
        }
        // Nothing was said to be known, so nothing can be unchanged.
        (Ok(Reply::NotModified), None) => {
            Settled { outcome: Err(CitizenError::refused(Refusal::BadAnswer)), ..nothing }
        }
        (Err(error), before) => {
            let gone = error == CitizenError::refused(Refusal::NotFound);
            Settled {
                forget: gone,
                changed: gone && before.is_some(),
                reach: reach_of(&error),
                outcome: Err(error),
                ..nothing
            }
        }
    }
}

fn reach_of(error: &CitizenError) -> Option<Reach> {
    match error {
        CitizenError::Offline | CitizenError::Unavailable { .. } => Some(Reach::Offline),
        CitizenError::Refused { refusal: Refusal::BadAnswer | Refusal::NotTrusted } => Some(Reach::Offline),
        CitizenError::Refused { refusal: Refusal::NotFound } => Some(Reach::Confirmed),
        CitizenError::SignedOut => Some(Reach::Expired),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const THEN: SystemTime = SystemTime::UNIX_EPOCH;

    fn now() -> SystemTime {
        THEN + Duration::from_secs(60)
    }

    fn kept(value: u32) -> Kept<u32> {
        Kept { value, etag: Some("\"1\"".to_owned()), as_of: THEN }
    }

    #[test]
    fn a_validator_is_kept_with_its_own_body() {
        let reply = Ok(Reply::New { body: 2, etag: None });
        let settled = settle(Some(kept(1)), reply, now());
        assert_eq!(settled.keep, Some(Kept { value: 2, etag: None, as_of: now() }));
        assert!(settled.changed);
    }

    #[test]
    fn a_304_renews_the_age_and_nothing_else() {
        let settled = settle(Some(kept(1)), Ok(Reply::NotModified), now());
        assert_eq!(settled.keep, Some(Kept { as_of: now(), ..kept(1) }));
        assert_eq!((settled.changed, settled.reach), (false, Some(Reach::Confirmed)));
    }

    #[test]
    fn a_304_for_nothing_is_no_answer() {
        let settled = settle::<u32>(None, Ok(Reply::NotModified), now());
        assert_eq!((settled.keep, settled.reach), (None, None));
        assert_eq!(settled.outcome, Err(CitizenError::refused(Refusal::BadAnswer)));
    }

    #[test]
    fn the_same_body_again_is_no_change() {
        let settled = settle(Some(kept(1)), Ok(Reply::New { body: 1, etag: None }), now());
        assert!(!settled.changed);
        assert!(settle(None, Ok(Reply::New { body: 1, etag: None }), now()).changed);
    }

    #[test]
    fn an_error_leaves_what_is_kept_alone() {
        for (error, reach) in [
            (CitizenError::Offline, Some(Reach::Offline)),
            (CitizenError::Unavailable { retry_after_seconds: None }, Some(Reach::Offline)),
            (CitizenError::refused(Refusal::BadAnswer), Some(Reach::Offline)),
            (CitizenError::SignedOut, Some(Reach::Expired)),
            (CitizenError::StorageFull, None),
        ] {
            let settled = settle(Some(kept(1)), Err(error.clone()), now());
            assert_eq!((settled.keep, settled.forget, settled.changed), (None, false, false), "{error}");
            assert_eq!(Reach::of(&settled.outcome), reach);
            assert_eq!((settled.reach, settled.outcome), (reach, Err(error)));
        }
    }

    #[test]
    fn what_the_gateway_has_not_is_forgotten() {
        let settled = settle(Some(kept(1)), Err(CitizenError::refused(Refusal::NotFound)), now());
        assert!(settled.forget && settled.changed);
    }

    #[test]
    fn the_source_says_why_it_is_not_fresh() {
        use Source::{Fresh, Stored, StoredExpired, StoredOffline};
        assert_eq!(Reach::of(&Ok(())), Some(Reach::Confirmed));
        assert_eq!(Reach::source(None, false), Stored);
        assert_eq!(Reach::source(Some(Reach::Confirmed), false), Fresh);
        assert_eq!(Reach::source(Some(Reach::Offline), false), StoredOffline);
        assert_eq!(Reach::source(Some(Reach::Expired), false), Stored);
        for reach in [None, Some(Reach::Confirmed), Some(Reach::Offline), Some(Reach::Expired)] {
            assert_eq!(Reach::source(reach, true), StoredExpired);
        }
    }
}
