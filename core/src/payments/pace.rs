//! How long to wait before asking again.

use crate::secrets::random;
use std::time::{Duration, SystemTime};

/// In doubt for longer than this, the citizen is told whom to call. Nothing else depends on it.
const TOO_LONG: Duration = Duration::from_secs(120);
/// After a restart, an order that old is given this long before it is said to take too long.
const WORTH_TELLING: Duration = Duration::from_secs(10);

/// True if the citizen should be told that an order takes long. `waited` is how long it has been in doubt by a clock nobody can turn;
/// `confirmed` and `now` are by the device's clock, which may be years off: the worst it can do is to say so too early or too late.
pub fn takes_too_long(waited: Duration, confirmed: SystemTime, now: SystemTime) -> bool {
    let aged = now.duration_since(confirmed).is_ok_and(|age| age > TOO_LONG);
    waited > TOO_LONG || aged && waited > WORTH_TELLING
}

/// Pauses in milliseconds. Short enough that a healed network is noticed, long enough for a gateway that is down.
const STEPS: [u64; 8] = [400, 800, 1_500, 3_000, 5_000, 8_000, 12_000, 20_000];

/// Growing pauses, each shifted by up to a quarter either way, so that a city's phones do not come back at once.
#[derive(Default)]
pub(super) struct Pauses {
    taken: usize,
}

impl Pauses {
    pub(super) fn next(&mut self) -> Duration {
        let middle = STEPS.get(self.taken).or(STEPS.last()).copied().unwrap_or_default();
        self.taken = self.taken.saturating_add(1);
        let dice = random::<1>().map_or(128, |[octet]| u64::from(octet));
        Duration::from_millis(middle * 3 / 4 + middle * dice / 510)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_end_and_stay_near_their_middle() {
        let mut pauses = Pauses::default();
        for step in STEPS.into_iter().chain([20_000; 5]) {
            let pause = pauses.next().as_millis() as u64;
            assert!((step * 3 / 4..=step * 5 / 4 + 1).contains(&pause), "{pause} for {step}");
        }
    }

    #[test]
    fn after_two_minutes_or_ten_seconds_of_an_old_order_the_citizen_is_told_whatever_the_clock_says() {
        let (begun, years) = (SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_500_000), 315_576_000);
        let seconds = Duration::from_secs;
        assert!(!takes_too_long(seconds(10), begun, begun + seconds(10)));
        assert!(takes_too_long(seconds(11), begun, begun + seconds(121)));
        assert!(!takes_too_long(seconds(10), begun, begun + seconds(years)), "never at once");
        assert!(!takes_too_long(seconds(119), begun, begun - seconds(years)));
        assert!(takes_too_long(seconds(121), begun, begun - seconds(years)));
    }

    #[test]
    fn a_healed_network_is_noticed_well_within_two_minutes() {
        assert!(STEPS.iter().max() < Some(&60_000));
    }
}
