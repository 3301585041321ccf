//! Every planted mistake must break a rule within the short setting.

use super::Mistake;
use super::world::live;
use crate::figures::{detail, figure, write};
use crate::setting;
use serde_json::Value;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Lives within which a mistake must show.
const LIVES: u64 = 60_000;

/// The first life that shows it, and how.
struct Caught {
    lives: u64,
    seed: u64,
    violation: String,
}

fn caught(mistake: Mistake, seed: u64) -> Option<Caught> {
    (0..LIVES).find_map(|number| {
        let seed = seed.wrapping_add(number);
        let violation = live(seed, Some(mistake)).violation?;
        Some(Caught { lives: number + 1, seed, violation })
    })
}

/// Each mistake by itself, on every core; in the order of their list.
fn all_caught(seed: u64) -> Vec<(Mistake, &'static str, Option<Caught>)> {
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((mistake, means)) = Mistake::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let one = (*mistake, means.trim(), caught(*mistake, seed));
                    found.lock().unwrap_or_else(PoisonError::into_inner).push(one);
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(mistake, ..)| *mistake);
    found
}

#[test]
fn every_planted_mistake_is_caught() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let (mut missed, mut rows) = (Vec::new(), Vec::new());
    for (mistake, means, caught) in all_caught(seed) {
        let text = |text: &str| Value::String(text.to_owned());
        let name = format!("{mistake:?}");
        let Some(Caught { lives, seed, violation }) = caught else {
            missed.push(mistake);
            rows.push(detail(
                figure(&name, LIVES as f64, "lives", "caught", false),
                &[("means", text(means))],
            ));
            continue;
        };
        println!("{name}: seed {seed}, {violation}");
        // "I1: …", or "late answer, I6: …".
        let rule =
            violation.split(':').next().and_then(|begin| begin.rsplit(", ").next()).unwrap_or_default();
        let goal = format!("{LIVES}");
        rows.push(detail(
            figure(&name, lives as f64, "lives", &goal, true),
            &[
                ("means", text(means)),
                ("rule", text(rule)),
                ("seed", seed.into()),
                ("violation", text(&violation)),
            ],
        ));
    }
    let planted = Mistake::ALL.len();
    let count = figure(
        "planted mistakes caught",
        (planted - missed.len()) as f64,
        "mistakes",
        &planted.to_string(),
        missed.is_empty(),
    );
    rows.insert(0, count);
    write("payments-planted-mistakes", seed, begun.elapsed().as_secs_f64(), &rows);
    assert!(missed.is_empty(), "not caught: {missed:?}");
}
