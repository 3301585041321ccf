//! Asking again for what is safe to ask again. Money never comes through here.

use super::ask::Undelivered;
use crate::error::{CitizenError, Outcome};
use crate::secrets::random;
use std::future::Future;
use std::time::{Duration, Instant};

/// A line that was silent for longer than this is not asked again: nobody waits three times as long for the same silence.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks at most three times, while the line breaks; then says the last error.
pub(super) async fn safely<T, F>(ask: impl Fn() -> F) -> Outcome<T>
where
    F: Future<Output = Result<T, Undelivered>>,
{
    within(PATIENCE, ask).await
}

async fn within<T, F>(patience: Duration, ask: impl Fn() -> F) -> Outcome<T>
where
    F: Future<Output = Result<T, Undelivered>>,
{
    let begun = Instant::now();
    let mut asked = 0;
    loop {
        let error = match ask().await {
            Ok(heard) => return Ok(heard),
            Err(undelivered) => undelivered.into_error(),
        };
        if error != CitizenError::Offline || asked == 2 || begun.elapsed() >= patience {
            return Err(error);
        }
        tokio::time::sleep(pause(asked, random::<1>().map_or(128, |[octet]| octet))).await;
        asked += 1;
    }
}

/// 150 ms, then 450 ms, each shifted by up to a half either way, so that a city's phones do not come back at once.
fn pause(asked: u32, dice: u8) -> Duration {
    let middle = 150 * 3u64.pow(asked);
    Duration::from_millis(middle / 2 + middle * u64::from(dice) / 255)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn asked_with(error: Undelivered, good_after: u32) -> (u32, Outcome<u32>) {
        asked_within(PATIENCE, error, good_after)
    }

    fn asked_within(patience: Duration, error: Undelivered, good_after: u32) -> (u32, Outcome<u32>) {
        let asked = AtomicU32::new(0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let end = runtime.block_on(within(patience, || async {
            let number = asked.fetch_add(1, Ordering::Relaxed);
            if number < good_after { Err(error.clone()) } else { Ok(number) }
        }));
        (asked.into_inner(), end)
    }

    #[test]
    fn a_broken_line_is_tried_three_times_and_no_more() {
        let lost = Undelivered::InDoubt(CitizenError::Offline);
        assert_eq!(asked_with(lost.clone(), 2), (3, Ok(2)));
        assert_eq!(asked_with(lost, 9), (3, Err(CitizenError::Offline)));
    }

    #[test]
    fn a_silent_line_is_not_waited_for_three_times() {
        let silent = Undelivered::InDoubt(CitizenError::Offline);
        assert_eq!(asked_within(Duration::ZERO, silent, 9), (1, Err(CitizenError::Offline)));
    }

    #[test]
    fn any_other_problem_is_not_asked_about_again() {
        let error = CitizenError::refused(crate::error::Refusal::NotTrusted);
        assert_eq!(asked_with(Undelivered::NotSent(error.clone()), 9), (1, Err(error)));
    }

    #[test]
    fn pauses_grow_and_differ() {
        assert_eq!((pause(0, 0).as_millis(), pause(0, 255).as_millis()), (75, 225));
        assert_eq!((pause(1, 0).as_millis(), pause(1, 255).as_millis()), (225, 675));
    }
}
