//! Every write, sync, rename, anchor, send and gateway record of paying, stopping, refunding, compacting and adopting is numbered. The power
//! fails at each of them, several times, since what survives of an unfinished write is luck. Then everything starts again, and all must hold.

mod stories;

use crate::figures::{figure, write};
use crate::setting;
use crate::simulation::Mistake;
use crate::simulation::points::Points;
use crate::simulation::world::World;
use shebao_core::simulation::Dice;
use std::time::Instant;
use stories::{STORIES, Story};

/// Crashes at each point.
const SHORT: u64 = 20;
const LONG: u64 = 200;

/// Lives a story until the power fails at a point, then clears up. Returns the names of the points passed.
fn live(
    story: &Story,
    seed: u64,
    stop_at: Option<usize>,
    mistake: Option<Mistake>,
) -> Result<Vec<String>, String> {
    let points = Points::stopping_at(stop_at);
    // A story goes the same way up to its end; only what a crash leaves behind differs.
    let mut world = World::new(Dice::new(7), 10_000_000, mistake, &points);
    (story.live)(&mut world);
    let names = points.names();
    if points.stopped() {
        points.clear();
        world.dice = Dice::new(seed);
        for who in 0..2 {
            world.crash(who);
        }
        world.bureau.down = true;
    }
    if world.is_broken() {
        return Err(world.life.violation.unwrap_or_default());
    }
    world.clear_up()?;
    (story.ended)(&world)?;
    Ok(names)
}

#[test]
fn the_power_may_fail_at_every_point_of_every_story() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let times = if setting::is_long() { LONG } else { SHORT };
    println!("seed {seed}");
    let (mut figures, mut crashes) = (Vec::new(), 0u64);
    for story in &STORIES {
        let names = live(story, seed, None, None)
            .unwrap_or_else(|wrong| panic!("{}, undisturbed: {wrong}", story.name));
        println!("{}: {} points", story.name, names.len());
        for kind in story.passes {
            assert!(names.iter().any(|name| name.starts_with(kind)), "{} passes no {kind}", story.name);
        }
        for (number, name) in names.iter().enumerate() {
            for seed in (0..times).map(|time| seed.wrapping_add(time)) {
                crashes += 1;
                if let Err(wrong) = live(story, seed, Some(number), None) {
                    panic!("SHEBAO_SEED={seed}: {}, stopped at point {number} ({name}): {wrong}", story.name);
                }
            }
        }
        figures.push(figure(
            &format!("points of {}", story.name),
            names.len() as f64,
            "points",
            "more than 0",
            true,
        ));
    }
    figures.push(figure("crashes", crashes as f64, "crashes", "more than 0", crashes > 0));
    figures.push(figure("violations", 0.0, "violations", "0", true));
    write("payments-crash-points", seed, begun.elapsed().as_secs_f64(), &figures);
}

#[test]
fn some_point_shows_each_mistake_about_durability() {
    for mistake in [Mistake::NoSync, Mistake::CompactionBeforeSync, Mistake::SendBeforeJournal] {
        let caught = STORIES.iter().find_map(|story| {
            let points = live(story, 0, None, Some(mistake)).map_or(100, |names| names.len());
            (0..points)
                .flat_map(|number| (0..SHORT).map(move |seed| (number, seed)))
                .find_map(|(number, seed)| {
                    Some((number, live(story, seed, Some(number), Some(mistake)).err()?))
                })
                .map(|(number, wrong)| format!("{mistake:?}: {}, point {number}, {wrong}", story.name))
        });
        println!("{}", caught.unwrap_or_else(|| panic!("{mistake:?} was not caught")));
    }
}
