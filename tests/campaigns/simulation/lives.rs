//! Many lives, each from its own seed, on every core.

use super::clear::ENOUGH;
use super::tally::{Seen, Tally};
use super::world::live;
use crate::figures::{figure, write};
use crate::setting;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Lives of the short setting, and the seconds it may take; as many as fit, and never fewer than `LEAST`.
const SHORT: (u64, u64) = (200_000, 45);
/// Lives of the long setting, and the seconds it may take.
const LONG: (u64, u64) = (1_000_000, 7_200);
const LEAST: u64 = 10_000;

#[derive(Default)]
struct Lived {
    lives: u64,
    tally: Tally,
    most_exchanges: usize,
    violation: Option<(u64, String)>,
}

impl Lived {
    fn add(&mut self, other: Self) {
        self.lives += other.lives;
        self.tally.add(&other.tally);
        self.most_exchanges = self.most_exchanges.max(other.most_exchanges);
        self.violation = self.violation.take().or(other.violation);
    }
}

/// Lives until `lives` were begun or the time is up; stops at the first violation.
fn many(seed: u64, lives: u64, seconds: u64) -> Lived {
    let (begun, next, stop) = (Instant::now(), AtomicU64::new(0), AtomicBool::new(false));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all = Lived::default();
    std::thread::scope(|scope| {
        let worker = || {
            let mut lived = Lived::default();
            while !stop.load(Ordering::Relaxed) && begun.elapsed().as_secs() < seconds {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= lives {
                    break;
                }
                let life = live(seed.wrapping_add(number), None);
                let violation = life.violation.map(|violation| (seed.wrapping_add(number), violation));
                stop.fetch_or(violation.is_some(), Ordering::Relaxed);
                lived.add(Lived {
                    lives: 1,
                    tally: life.tally,
                    most_exchanges: life.most_exchanges,
                    violation,
                });
            }
            lived
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().for_each(|worker| all.add(worker.join().unwrap()));
    });
    all
}

#[test]
fn no_life_breaks_a_rule_and_every_order_has_an_end() {
    let seed = setting::seed();
    let (lives, seconds) = if setting::is_long() { LONG } else { SHORT };
    println!("seed {seed}");
    let begun = Instant::now();
    let lived = many(seed, lives, seconds);
    if let Some((seed, violation)) = lived.violation {
        panic!("SHEBAO_SEED={seed}: {violation}");
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{} lives in {seconds:.0} s, {} exchanges at most: {:?}",
        lived.lives, lived.most_exchanges, lived.tally
    );
    let goal = if setting::is_long() { lives } else { LEAST };
    let mut figures = vec![
        figure("order lives", lived.lives as f64, "lives", &format!("{goal}"), lived.lives >= goal),
        figure("violations", 0.0, "violations", "0", true),
        figure(
            "most exchanges to an end",
            lived.most_exchanges as f64,
            "exchanges",
            &format!("{ENOUGH}"),
            lived.most_exchanges <= ENOUGH,
        ),
    ];
    for (what, unit) in TROUBLES {
        let count = lived.tally.of(what);
        figures.push(figure(&name(what), count as f64, unit, "more than 0", count > 0));
        // One life alone, replayed by its seed, need not have met them all.
        assert!(
            count > 0 || lived.lives < LEAST,
            "{what:?} never came: the lives were too quiet to prove anything"
        );
    }
    write("payments-simulation", setting::name(), seed, seconds, &figures);
    assert!(lived.lives >= LEAST || std::env::var("SHEBAO_SEED").is_ok(), "only {} lives", lived.lives);
}

fn name(what: Seen) -> String {
    let mut name = String::new();
    for letter in format!("{what:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

/// What must have come about, in orders or times.
const TROUBLES: [(Seen, &str); 23] = [
    (Seen::Orders, "orders"),
    (Seen::Paid, "orders"),
    (Seen::Refunded, "orders"),
    (Seen::Stopped, "orders"),
    (Seen::Refused, "orders"),
    (Seen::Adopted, "orders"),
    (Seen::PhoneCrashes, "times"),
    (Seen::GatewayCrashes, "times"),
    (Seen::DiskFull, "times"),
    (Seen::AnchorFailures, "times"),
    (Seen::Compactions, "times"),
    (Seen::OldCopies, "times"),
    (Seen::Reinstallations, "times"),
    (Seen::ClockTurns, "times"),
    (Seen::Suspensions, "times"),
    (Seen::TokenExpiries, "times"),
    (Seen::TariffChanges, "times"),
    (Seen::LongDoubts, "times"),
    (Seen::DoubleTaps, "times"),
    (Seen::Scans, "times"),
    (Seen::ScansRefused, "times"),
    (Seen::MoreCodes, "times"),
    (Seen::Expiries, "times"),
];
