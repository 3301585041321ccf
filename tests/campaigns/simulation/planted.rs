//! Every planted mistake must break a rule within the short setting.

use super::mistakes::ALL;
use super::world::live;
use crate::figures::{figure, write};
use crate::setting;
use std::time::Instant;

/// Lives within which a mistake must show.
const LIVES: u64 = 30_000;

#[test]
fn every_planted_mistake_is_caught() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let mut missed = Vec::new();
    let mut figures = Vec::new();
    for mistake in ALL {
        let caught = (0..LIVES).find_map(|number| {
            let life = seed.wrapping_add(number);
            live(life, Some(mistake)).violation.map(|violation| (number + 1, life, violation))
        });
        match caught {
            Some((lives, seed, violation)) => {
                println!("{mistake:?}: seed {seed}, {violation}");
                let rule = violation.split(':').next().unwrap_or_default();
                let name = format!("{mistake:?}, caught by {rule} with seed {seed}");
                figures.push(figure(&name, lives as f64, "lives", &format!("{LIVES}"), true));
            }
            None => {
                figures.push(figure(
                    &format!("{mistake:?}, missed"),
                    LIVES as f64,
                    "lives",
                    &format!("{LIVES}"),
                    false,
                ));
                missed.push(mistake);
            }
        }
    }
    let caught = ALL.len() - missed.len();
    figures.insert(
        0,
        figure(
            "planted mistakes caught",
            caught as f64,
            "mistakes",
            &ALL.len().to_string(),
            missed.is_empty(),
        ),
    );
    write("payments-planted-mistakes", setting::name(), seed, begun.elapsed().as_secs_f64(), &figures);
    assert!(missed.is_empty(), "not caught: {missed:?}");
}
