//! Many lives, each from its own seed, on every core.

use super::clear::ENOUGH;
use super::tally::{Seen, Tally};
use super::world::live;
use crate::figures::{detail, figure, write};
use crate::setting;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Lives of the short setting, which hold a good million of orders, and the seconds it may take; as many as fit, and never fewer than `LEAST`.
const SHORT: (u64, u64) = (600_000, 300);
/// Lives of the long setting, and the seconds it may take.
const LONG: (u64, u64) = (1_000_000, 7_200);
const LEAST: u64 = 10_000;
/// Order lives that either setting is to hold.
const ORDERS: u64 = 1_000_000;

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
    let orders = lived.tally.of(Seen::Order).times;
    let mut figures = vec![
        figure("lives of two phones", lived.lives as f64, "lives", &format!("{goal}"), lived.lives >= goal),
        figure("orders in them", orders as f64, "orders", &format!("{ORDERS}"), orders >= ORDERS),
        figure("violations", 0.0, "violations", "0", true),
        figure(
            "most exchanges to an end",
            lived.most_exchanges as f64,
            "exchanges",
            &format!("{ENOUGH}"),
            lived.most_exchanges <= ENOUGH,
        ),
    ];
    for (what, means) in Seen::ALL {
        let count = lived.tally.of(*what);
        let met = figure(means.trim(), count.lives as f64, "lives", "more than 0", count.lives > 0);
        figures.push(detail(met, &[("times", count.times.into())]));
        // A few lives alone, replayed by their seed, need not have met them all.
        assert!(
            count.lives > 0 || lived.lives < LEAST,
            "{what:?} never came: the lives were too quiet to prove anything"
        );
    }
    write("payments-simulation", seed, seconds, &figures);
    assert!(lived.lives >= LEAST || std::env::var("SHEBAO_SEED").is_ok(), "only {} lives", lived.lives);
}
