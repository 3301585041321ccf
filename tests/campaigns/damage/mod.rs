//! Journals of real order lives, damaged in every way a disk, a backup or a person can: always noticed, never believed, and the app goes on.

mod histories;
mod kinds;

use crate::figures::{detail, figure, write};
use crate::setting;
use crate::simulation::phone::key;
use crate::simulation::phone_disk::{PhoneAnchor, PhoneDisk};
use crate::simulation::points::Points;
use histories::{FILE, History, histories};
use kinds::{KINDS, Kind, damaged};
use shebao_core::simulation::{Clerk, Dice, Event, Load, Next, State};
use std::collections::BTreeMap;
use std::time::Instant;

const SHORT: u64 = 20_000;
const LONG: u64 = 500_000;

/// One damage, by its seed. `anchored` is false for a design without an anchor. Returns its kind and how the journal was found; `None` if the octets came out as they were.
fn harm(history: &History, dice: &mut Dice, anchored: bool) -> Result<Option<(Kind, Load)>, String> {
    let now = &history.moments[1 + dice.below(history.moments.len() - 1)];
    let kind = KINDS[dice.below(KINDS.len())];
    let octets = damaged(kind, history, now, dice);
    if octets.as_ref() == Some(&now.octets) {
        return Ok(None);
    }
    let disk = PhoneDisk::new(None, &Points::default(), dice.roll());
    if let Some(octets) = &octets {
        disk.disk.overwrite(FILE, octets);
    }
    // The anchor may be one frame behind: the last one was durable, and nothing was done about it yet.
    let behind = if dice.once_in(4) { now.number.saturating_sub(1) } else { now.number };
    let acted_on = &history.moments[behind];
    let anchor = PhoneAnchor::holding(anchored.then_some(acted_on.head));
    let mut clerk =
        Clerk::open(disk.clone(), key(), anchor.clone()).map_err(|error| format!("{kind:?}: {error:?}"))?;
    let found = clerk.found();
    let wrong = |what: &str| Err(format!("{kind:?}, found {found:?}: {what}"));
    if found.may_have_forgotten() {
        // Nothing is believed that never was, and nothing has an end it never had.
        for order in clerk.books().orders() {
            if order.state == State::Prepared {
                return wrong("what may have been sent is taken for unsent");
            }
            if !history.was(order) {
                return wrong("an order that never stood like this");
            }
        }
    } else if clerk.books() != &acted_on.books && clerk.books() != &now.books {
        // Only what was never acted on may be missing unnoticed.
        return wrong("not noticed");
    }
    if let Err(what) = goes_on(&mut clerk, history) {
        return wrong(&what);
    }
    let before = clerk.books().clone();
    drop(clerk);
    let again = Clerk::open(disk, key(), anchor).map_err(|error| format!("{kind:?}: {error:?}"))?;
    if again.found() != Load::Clean || again.books() != &before {
        return wrong("not whole after it was mended");
    }
    Ok(Some((kind, found)))
}

/// The gateway's list tells the rest, orders can be asked about and end, and a new one begins.
fn goes_on(clerk: &mut Clerk<PhoneDisk, PhoneAnchor>, history: &History) -> Result<(), String> {
    for listed in history.listed() {
        let id = listed.terms.id.clone();
        let adopted = clerk.adopt(listed).map_err(|error| format!("{error:?}"))?;
        let state = clerk.books().order(&id).map(|order| order.state);
        if adopted && clerk.found().may_have_forgotten() && state != Some(State::Attention) {
            return Err(format!("adopted after damage as {state:?}"));
        }
        let (step, order) = clerk.advance(&id, &Event::Ask).map_err(|error| format!("{error:?}"))?;
        if order.state.in_doubt() && !matches!(step.next, Next::Send(_)) {
            return Err("nobody is asked about it".to_owned());
        }
    }
    clerk.begin(history.new_order()).map_err(|error| format!("a new order: {error:?}"))
}

#[test]
fn every_damage_is_noticed_nothing_wrong_is_believed_and_the_app_goes_on() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let damages = if setting::is_long() { LONG } else { SHORT };
    println!("seed {seed}");
    let histories = histories(&mut Dice::new(20_261_124));
    let (mut done, mut number) = (0, 0);
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    while done < damages {
        let seed = seed.wrapping_add(number);
        let mut dice = Dice::new(seed);
        let history = &histories[dice.below(histories.len())];
        match harm(history, &mut dice, true) {
            Ok(Some((kind, found))) => {
                done += 1;
                *outcomes.entry(format!("{kind:?} found {found:?}")).or_default() += 1;
            }
            Ok(None) => {}
            Err(wrong) => panic!("SHEBAO_SEED={seed}: {wrong}"),
        }
        number += 1;
    }
    println!("{outcomes:#?}");
    for kind in KINDS {
        assert!(
            outcomes.keys().any(|name| name.starts_with(&format!("{kind:?} "))),
            "{kind:?} never happened"
        );
    }
    let mut figures = vec![
        figure("damages", done as f64, "damages", &damages.to_string(), done >= damages),
        figure("not noticed", 0.0, "damages", "0", true),
        figure("wrong records", 0.0, "records", "0", true),
    ];
    figures.extend(
        outcomes.iter().map(|(name, count)| detail(figure(name, *count as f64, "damages", "any", true), &[])),
    );
    write("payments-damage", seed, begun.elapsed().as_secs_f64(), &figures);
}

#[test]
fn without_an_anchor_an_older_copy_would_pass() {
    let histories = histories(&mut Dice::new(20_261_124));
    let caught = (0..1_000).find_map(|seed| {
        let mut dice = Dice::new(seed);
        let history = &histories[dice.below(histories.len())];
        harm(history, &mut dice, false).err()
    });
    println!("{}", caught.unwrap());
}
