//! Refresh tokens rotate; a lost reply must not sign a citizen out, and a stolen token must not live on.

use serde::{Deserialize, Serialize};

/// How long an access token lives, in seconds.
pub const ACCESS_LIFE: i64 = 600;
/// How long a refresh token lives unused, in seconds.
pub const REFRESH_LIFE: i64 = 2_592_000;
/// How long the previous refresh token stays good, in seconds, unless the new one is used before.
pub const GRACE: i64 = 60;

/// The tokens that descend from one sign-in of one device. Only hashes are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Its id.
    pub id: String,
    /// The device.
    pub device: String,
    /// The refresh token in force.
    pub current: String,
    /// When it was given out.
    pub issued_at: i64,
    /// The one before.
    pub previous: Option<String>,
    /// True once revoked: nothing of it is good again.
    pub revoked: bool,
}

/// What becomes of a refresh token that is presented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refreshed {
    /// New tokens; this is the family with `fresh` in force.
    Rotated(Family),
    /// Two generations old: somebody else has it. This is the family, revoked.
    Revoked(Family),
    /// Not good (any more), and nothing else follows from that.
    Refused,
}

/// `presented` and `fresh` are hashes; `fresh` is the token that would be given out now.
pub fn refresh(family: &Family, presented: &str, fresh: &str, now: i64) -> Refreshed {
    if family.revoked {
        return Refreshed::Refused;
    }
    let age = now - family.issued_at;
    if presented == family.current {
        if age > REFRESH_LIFE {
            return Refreshed::Refused;
        }
        return Refreshed::Rotated(Family {
            current: fresh.to_owned(),
            issued_at: now,
            previous: Some(presented.to_owned()),
            ..family.clone()
        });
    }
    if family.previous.as_deref() == Some(presented) {
        if age > GRACE {
            return Refreshed::Refused;
        }
        // The reply was lost: its token is replaced. `issued_at` stays, so that grace cannot be stretched.
        return Refreshed::Rotated(Family { current: fresh.to_owned(), ..family.clone() });
    }
    Refreshed::Revoked(Family { revoked: true, ..family.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family() -> Family {
        Family {
            id: "f".into(),
            device: "d".into(),
            current: "1".into(),
            issued_at: 0,
            previous: None,
            revoked: false,
        }
    }

    fn rotated(family: &Family, presented: &str, fresh: &str, now: i64) -> Family {
        match refresh(family, presented, fresh, now) {
            Refreshed::Rotated(f) => f,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_lost_reply_is_made_good_by_the_previous_token_for_a_minute() {
        let second = rotated(&family(), "1", "2", 100);
        let again = rotated(&second, "1", "2b", 160);
        assert_eq!(again.current, "2b");
        assert_eq!(refresh(&again, "1", "x", 161), Refreshed::Refused);
        assert_eq!(rotated(&again, "2b", "3", 500).previous.as_deref(), Some("2b"));
    }

    #[test]
    fn once_the_new_token_is_used_the_old_one_revokes_the_family() {
        let third = rotated(&rotated(&family(), "1", "2", 100), "2", "3", 110);
        let Refreshed::Revoked(revoked) = refresh(&third, "1", "x", 111) else { panic!() };
        assert_eq!(refresh(&revoked, "3", "x", 112), Refreshed::Refused);
    }

    #[test]
    fn a_token_unused_for_thirty_days_is_refused() {
        assert_eq!(refresh(&family(), "1", "2", REFRESH_LIFE + 1), Refreshed::Refused);
    }
}
