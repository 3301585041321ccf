//! How long to wait before asking again.

use crate::secrets::random;
use std::time::Duration;

/// In doubt for longer than this, the citizen is told whom to call. Nothing else depends on it.
pub(super) const TOO_LONG: Duration = Duration::from_secs(120);
/// After a restart, an order that old is given this long before it is said to take too long.
pub(super) const WORTH_TELLING: Duration = Duration::from_secs(10);

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
    fn a_healed_network_is_noticed_well_within_two_minutes() {
        assert!(STEPS.iter().max() < Some(&60_000));
    }
}
