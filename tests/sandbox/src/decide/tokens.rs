//! Refresh tokens rotate; a lost reply must not sign a citizen out, and a stolen token must not live on.

use serde::{Deserialize, Serialize};

/// How long an access token lives, in seconds.
pub const ACCESS_LIFE: i64 = 600;
/// How long a refresh token lives unused, in seconds.
pub const REFRESH_LIFE: i64 = 2_592_000;
/// How long the previous refresh token stays good, in seconds, unless the new one is used before.
pub const GRACE: i64 = 60;
/// So many replies to one token may be lost within the grace.
const MOST_SIBLINGS: usize = 64;

/// The tokens that descend from one sign-in of one device. Only hashes are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// Its id.
    pub id: String,
    /// The device.
    pub device: String,
    /// The refresh token in force.
    pub current: String,
    /// Others that were given out for the same [`previous`](Self::previous), each good until one of them is used: nobody can tell which
    /// of the replies arrived.
    #[serde(default)]
    pub siblings: Vec<String>,
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
    /// Two generations old, and too old to be a request that was long on its way: somebody else has it. This is the family, revoked.
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
    if presented == family.current || family.siblings.iter().any(|sibling| sibling == presented) {
        if age > REFRESH_LIFE {
            return Refreshed::Refused;
        }
        return Refreshed::Rotated(Family {
            current: fresh.to_owned(),
            siblings: Vec::new(),
            issued_at: now,
            previous: Some(presented.to_owned()),
            ..family.clone()
        });
    }
    if family.previous.as_deref() == Some(presented) {
        if age > GRACE || family.siblings.len() >= MOST_SIBLINGS {
            return Refreshed::Refused;
        }
        // The reply was lost, or the request came twice. `issued_at` stays, so that grace cannot be stretched.
        let mut siblings = family.siblings.clone();
        siblings.push(family.current.clone());
        return Refreshed::Rotated(Family { current: fresh.to_owned(), siblings, ..family.clone() });
    }
    // A request may overtake others, or be long on its way from a process that is no more. Its proof is by the device's own key.
    if age <= GRACE {
        return Refreshed::Refused;
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
            siblings: Vec::new(),
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
        assert_eq!(refresh(&third, "1", "x", 170), Refreshed::Refused, "it may have been long on its way");
        let Refreshed::Revoked(revoked) = refresh(&third, "1", "x", 171) else { panic!() };
        assert_eq!(refresh(&revoked, "3", "x", 172), Refreshed::Refused);
    }

    #[test]
    fn of_two_replies_to_one_token_either_may_have_arrived_and_using_one_ends_the_other() {
        let twice = rotated(&rotated(&family(), "1", "2", 100), "1", "2b", 101);
        for arrived in ["2", "2b"] {
            let third = rotated(&twice, arrived, "3", 200);
            for other in ["1", "2", "2b"].into_iter().filter(|other| *other != arrived) {
                let Refreshed::Revoked(_) = refresh(&third, other, "x", 261) else { panic!("{other}") };
            }
        }
    }

    /// A phone whose process is killed again and again, and a network that delays, repeats and reorders what it sent.
    #[test]
    fn no_kill_and_no_network_signs_a_phone_out_within_the_grace() {
        for seed in 0..3_000u64 {
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
            let mut roll = |below: usize| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state % below as u64) as usize
            };
            let (mut family, mut kept, mut number) = (family(), "1".to_owned(), 1);
            let mut on_the_way: Vec<(usize, String)> = Vec::new();
            let mut waiting = None;
            for now in 0..50 {
                match roll(4) {
                    0 => waiting = None,
                    1 => {
                        waiting = Some(on_the_way.len());
                        on_the_way.push((on_the_way.len(), kept.clone()));
                    }
                    _ if on_the_way.is_empty() => {}
                    _ => {
                        let (request, presented) = on_the_way[roll(on_the_way.len())].clone();
                        number += 1;
                        match refresh(&family, &presented, &number.to_string(), now) {
                            Refreshed::Rotated(next) => {
                                family = next;
                                if waiting == Some(request) {
                                    (kept, waiting) = (number.to_string(), None);
                                }
                            }
                            Refreshed::Revoked(revoked) => family = revoked,
                            Refreshed::Refused => {}
                        }
                    }
                }
            }
            let answer = refresh(&family, &kept, "last", 50);
            assert!(
                matches!(answer, Refreshed::Rotated(_)),
                "seed {seed}: {answer:?} to {kept} of {family:?}"
            );
        }
    }

    #[test]
    fn a_token_unused_for_thirty_days_is_refused() {
        assert_eq!(refresh(&family(), "1", "2", REFRESH_LIFE + 1), Refreshed::Refused);
    }
}
