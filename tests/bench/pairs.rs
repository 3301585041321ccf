//! Paired timings and their report.

use serde_json::json;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

/// One ratio: ours over the peer's, by the median of the turns.
pub struct Figure {
    /// What is compared, in words.
    pub name: &'static str,
    /// Median of ours over median of the peer's.
    pub ratio: f64,
    /// What we want it to be at most.
    pub goal: f64,
    /// Median of ours.
    pub ours: Duration,
    /// Median of the peer's.
    pub peer: Duration,
}

/// Runs both in turns, so that whatever else the machine does meets both alike.
pub fn pair(
    name: &'static str,
    goal: f64,
    turns: usize,
    mut ours: impl FnMut() -> Result<(), Box<dyn Error>>,
    mut peer: impl FnMut() -> Result<(), Box<dyn Error>>,
) -> Result<Figure, Box<dyn Error>> {
    let (mut a, mut b) = (Vec::with_capacity(turns), Vec::with_capacity(turns));
    for turn in 0..turns {
        // Who goes first changes, so that neither always meets what the other left behind.
        if turn % 2 == 0 {
            a.push(timed(&mut ours)?);
            b.push(timed(&mut peer)?);
        } else {
            b.push(timed(&mut peer)?);
            a.push(timed(&mut ours)?);
        }
    }
    let (ours, peer) = (median(a), median(b));
    Ok(Figure { name, ratio: ours.as_secs_f64() / peer.as_secs_f64(), goal, ours, peer })
}

fn timed(work: &mut impl FnMut() -> Result<(), Box<dyn Error>>) -> Result<Duration, Box<dyn Error>> {
    let begun = Instant::now();
    work()?;
    Ok(begun.elapsed())
}

fn median(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Prints the figures and writes them to `folder`/`name`.json. A figure that misses its goal is said, and fails nothing.
pub fn report(name: &str, took: Duration, figures: &[Figure], folder: &Path) -> Result<(), Box<dyn Error>> {
    let rows: Vec<_> = figures
        .iter()
        .map(|figure| {
            let holds = figure.ratio <= figure.goal;
            println!(
                "{}: {:.2}x (goal {:.2}x) {}  ours {:?}, peer {:?}",
                figure.name,
                figure.ratio,
                figure.goal,
                if holds { "holds" } else { "MISSED" },
                figure.ours,
                figure.peer
            );
            json!({"figure": figure.name, "value": (figure.ratio * 100.0).round() / 100.0, "unit": "x", "goal": figure.goal, "holds": holds})
        })
        .collect();
    std::fs::create_dir_all(folder)?;
    let text = json!({"name": name, "setting": "paired", "seed": null, "seconds": took.as_secs_f64(), "figures": rows});
    Ok(std::fs::write(folder.join(format!("{name}.json")), format!("{text:#}\n"))?)
}
