//! One life: two phones, one citizen, a gateway, and everything that can go wrong, by one seed. Then the weather clears, and there must be an end.

use crate::bureau::Bureau;
use crate::device::{Device, Message, events};
use crate::figures::{figure, write};
use crate::mistakes::{ALL, Mistake};
use crate::rules::broken;
use shebao_core::simulation::{Dice, Event, JournalError, Request};
use shebao_sandbox::decide::order::OrderState;
use std::time::Instant;

/// Exchanges within which an order must have an end once the weather is clear (L2).
const ENOUGH: usize = 6;

/// What one life came to.
#[derive(Default)]
pub struct Life {
    pub orders: usize,
    pub paid: usize,
    pub crashes: usize,
    pub most_exchanges: usize,
    pub violation: Option<String>,
}

struct World {
    dice: Dice,
    bureau: Bureau,
    devices: [Device; 2],
    /// Under way to the gateway: from which phone.
    air: Vec<(usize, Message)>,
    /// Under way back.
    back: Vec<(usize, String, Event)>,
    older: Option<(Vec<u8>, usize)>,
    life: Life,
}

pub fn live(seed: u64, mistake: Option<Mistake>) -> Life {
    let mut dice = Dice::new(seed);
    let balance = if dice.once_in(5) { 50_000 } else { 1_000_000 };
    let mut world = World {
        bureau: Bureau::new(balance, mistake),
        devices: [Device::new(mistake), Device::new(mistake)],
        air: Vec::new(),
        back: Vec::new(),
        older: None,
        life: Life::default(),
        dice,
    };
    let steps = 20 + world.dice.below(60);
    world.bureau.crash_in = [0, 6, 15][world.dice.below(3)];
    for _ in 0..steps {
        world.step();
        if let Some(violation) = broken(&world.bureau, &world.devices) {
            world.life.violation = Some(violation);
            return world.life;
        }
    }
    world.clear_up();
    world.life.paid = world.bureau.orders.values().filter(|order| order.state == OrderState::Settled).count();
    world.life
}

impl World {
    fn step(&mut self) {
        let who = self.dice.below(2);
        if !self.devices[who].is_running() {
            // A start may be cut off like anything else.
            if self.dice.once_in(6) {
                self.arm(who);
            }
            let started = self.devices[who].start();
            self.ended(who, started.map(|()| Vec::new()));
            return;
        }
        match self.dice.below(26) {
            0..=2 => self.confirm(who),
            3..=7 => self.ask(who),
            8..=13 => self.deliver(),
            14..=17 => self.hear(),
            18 => self.cancel(who),
            19 => self.list(who),
            20 => {
                self.life.crashes += 1;
                self.devices[who].crash(&mut self.dice);
            }
            21 => self.weather(),
            22 => {
                let compacted = self.devices[who].compact();
                self.ended(who, compacted.map(|()| Vec::new()));
            }
            23 => self.disk(who),
            24 => {
                let ids = self.devices[who].live();
                let event = if self.dice.once_in(2) { Event::TooLong } else { Event::Unauthorized };
                self.apply_to_one(who, &ids, event);
            }
            _ => self.misdeliver(who),
        }
    }

    /// The power fails at one of the next few operations of the disk.
    fn arm(&mut self, who: usize) {
        let disk = &self.devices[who].disk.disk;
        disk.stop_before(Some(disk.operations() + self.dice.below(5) as u64));
    }

    /// What a device wants to send goes into the air; a disk that stopped is a crash.
    fn ended(&mut self, who: usize, outcome: Result<Vec<Message>, JournalError>) {
        match outcome {
            Ok(messages) => self.air.extend(messages.into_iter().map(|message| (who, message))),
            Err(JournalError::Full) => self.devices[who].drop_if_unusable(),
            Err(_) => {
                self.life.crashes += 1;
                self.devices[who].crash(&mut self.dice);
            }
        }
    }

    fn confirm(&mut self, who: usize) {
        let periods: Vec<String> = match self.dice.below(3) {
            0 => vec!["2026-11".to_owned()],
            1 => vec!["2026-12".to_owned()],
            _ => vec!["2026-11".to_owned(), "2026-12".to_owned()],
        };
        let quote = self.bureau.quote(&periods);
        if self.dice.once_in(8) {
            self.bureau.rate_bp += 10;
        }
        let id = format!("{:016x}{:016x}", self.dice.roll(), self.dice.roll());
        if self.dice.once_in(8) {
            self.arm(who);
        }
        let confirmed = self.devices[who].confirm(id, &periods, quote, self.bureau.now);
        self.life.orders += usize::from(confirmed == Ok(true));
        self.ended(who, confirmed.map(|_| Vec::new()));
    }

    fn ask(&mut self, who: usize) {
        let ids = self.devices[who].live();
        if self.dice.once_in(10) {
            self.arm(who);
        }
        self.apply_to_one(who, &ids, Event::Ask);
    }

    fn cancel(&mut self, who: usize) {
        let ids = self.devices[who].live();
        self.apply_to_one(who, &ids, Event::Cancel { close: Some("close.jws".to_owned()) });
    }

    fn apply_to_one(&mut self, who: usize, ids: &[String], event: Event) {
        let Some(id) = ids.get(self.dice.below(ids.len())) else { return };
        let message = self.devices[who].happen(id, &event);
        self.ended(who, message.map(|message| message.into_iter().collect()));
    }

    /// One message of any age reaches the gateway, is lost, or stays for a second time.
    fn deliver(&mut self) {
        if self.air.is_empty() {
            return;
        }
        let index = self.dice.below(self.air.len());
        let (who, message) =
            if self.dice.once_in(5) { self.air[index].clone() } else { self.air.swap_remove(index) };
        let id = message.order.id().to_owned();
        if self.dice.once_in(6) {
            self.back.push((who, id, Event::Lost));
            return;
        }
        let said = match self.dice.below(30) {
            0 => Some(crate::bureau::Said::Unauthorized),
            1 => Some(crate::bureau::Said::Busy),
            // Another copy of the gateway that lags behind: it does not know yet.
            2 if message.request == Request::Get => Some(crate::bureau::Said::NotFound),
            _ => self.received(&message),
        };
        match said {
            Some(said) if !self.dice.once_in(5) => {
                let events = events(&said, message.request);
                self.back.extend(events.into_iter().map(|event| (who, id.clone(), event)));
            }
            _ => self.back.push((who, id, Event::Lost)),
        }
    }

    fn received(&mut self, message: &Message) -> Option<crate::bureau::Said> {
        let order = &message.order;
        match message.request {
            Request::Put => self.bureau.put(&order.terms, &order.jws, &order.fingerprint, &mut self.dice),
            Request::Close => self.bureau.close(order.id()),
            Request::Get => self.bureau.get(order.id()),
        }
    }

    /// One answer of any age is heard.
    fn hear(&mut self) {
        if self.back.is_empty() {
            return;
        }
        let index = self.dice.below(self.back.len());
        let (who, id, event) = self.back.remove(index);
        if self.dice.once_in(10) {
            self.arm(who);
        }
        let message = self.devices[who].happen(&id, &event);
        self.ended(who, message.map(|message| message.into_iter().collect()));
    }

    fn list(&mut self, who: usize) {
        let Some((changed, cursor)) = self.bureau.list(self.devices[who].cursor()) else { return };
        let followed = self.devices[who].follow(changed, cursor);
        self.ended(who, followed);
    }

    /// The gateway starts again, time passes, the tariff changes, money is given back, an id's body is forged.
    fn weather(&mut self) {
        match self.dice.below(5) {
            0 => self.bureau.rate_bp += 10,
            1 => {
                self.bureau.now += [1, 60, 1_000, 90_000][self.dice.below(4)];
                self.bureau.forget_old_ids();
            }
            2 => {
                let ids: Vec<String> = self.bureau.orders.keys().cloned().collect();
                if let Some(id) = ids.get(self.dice.below(ids.len())) {
                    self.bureau.refund(id);
                }
            }
            3 => self.forge(),
            _ => self.bureau.resume(&mut self.dice),
        }
    }

    /// I12: another body under a known id changes nothing.
    fn forge(&mut self) {
        let Some((_, message)) = self.air.get(self.dice.below(self.air.len())).cloned() else { return };
        let before = self.bureau.orders.get(message.order.id()).cloned();
        let Some(known) = &before else { return };
        if self.bureau.down || known.fingerprint.is_none() {
            return;
        }
        let mut terms = message.order.terms.clone();
        terms.amt += 1;
        let said = self.bureau.put(&terms, "forged", "forged", &mut self.dice);
        let same = self.bureau.orders.get(message.order.id()) == before.as_ref();
        if !same || !matches!(said, Some(crate::bureau::Said::Conflict)) {
            self.devices[0].wrong.push("I12: another body changed an order".to_owned());
        }
    }

    /// A full disk for a while; an old copy put back.
    fn disk(&mut self, who: usize) {
        let disk = self.devices[who].disk.disk.clone();
        match self.dice.below(4) {
            0 => disk.limit(Some(disk.used() + self.dice.below(400))),
            1 => disk.limit(None),
            2 if self.older.is_none() => {
                self.older = disk.content("payments.journal").map(|octets| (octets, who));
            }
            _ => {
                if let Some((octets, whose)) = self.older.take() {
                    self.devices[whose].crash(&mut self.dice);
                    self.devices[whose].tampered = true;
                    self.devices[whose].disk.disk.overwrite("payments.journal", &octets);
                }
            }
        }
    }

    /// An answer meant for another order.
    fn misdeliver(&mut self, who: usize) {
        let proofs: Vec<Event> = self
            .back
            .iter()
            .filter(|(_, _, event)| matches!(event, Event::Receipt(_) | Event::Tombstone(_)))
            .map(|(_, _, event)| event.clone())
            .collect();
        let ids = self.devices[who].live();
        let (Some(id), Some(event)) =
            (ids.get(self.dice.below(ids.len())), proofs.get(self.dice.below(proofs.len())))
        else {
            return;
        };
        let message = self.devices[who].happen(id, event);
        self.ended(who, message.map(|message| message.into_iter().collect()));
    }

    /// The weather clears: everything starts, nothing is lost any more. Every order has an end within a few exchanges, and what was still under
    /// way changes nothing.
    fn clear_up(&mut self) {
        self.bureau.crash_in = 0;
        for who in 0..2 {
            self.devices[who].disk.disk.limit(None);
            self.devices[who].disk.disk.stop_before(None);
            self.devices[who].drop_if_unusable();
            if !self.devices[who].is_running() && self.devices[who].start().is_err() {
                self.life.violation = Some("L1: a phone does not start any more".to_owned());
                return;
            }
        }
        for round in 0..=ENOUGH {
            // The bank answers in its own time.
            for _ in 0..4 {
                self.bureau.resume(&mut self.dice);
            }
            for who in 0..2 {
                if round == 0 {
                    self.list(who);
                }
                for id in self.devices[who].live() {
                    if round == ENOUGH {
                        let order = self.devices[who].books().and_then(|books| books.order(&id));
                        let (here, there) = (
                            order.map(|order| order.state),
                            self.bureau.orders.get(&id).map(|order| order.state),
                        );
                        self.life.violation = Some(format!(
                            "L2: no end after {ENOUGH} exchanges: {here:?} on the phone, {there:?} at the gateway"
                        ));
                        return;
                    }
                    self.life.most_exchanges = self.life.most_exchanges.max(round + 1);
                    self.exchange(who, &id);
                }
            }
            if let Some(violation) = broken(&self.bureau, &self.devices) {
                self.life.violation = Some(violation);
                return;
            }
        }
        for (_, message) in std::mem::take(&mut self.air) {
            self.received(&message);
            self.bureau.resume(&mut self.dice);
        }
        self.life.violation = broken(&self.bureau, &self.devices).map(|rule| format!("late message, {rule}"));
    }

    fn exchange(&mut self, who: usize, id: &str) {
        let mut event = Some(Event::Ask);
        while let Some(next) = event.take() {
            let Ok(Some(message)) = self.devices[who].happen(id, &next) else { return };
            let Some(said) = self.received(&message) else { return };
            for answer in events(&said, message.request) {
                if matches!(answer, Event::NotFound { asked: Request::Get }) {
                    event = Some(answer);
                } else if self.devices[who].happen(id, &answer).is_err() {
                    return;
                }
            }
        }
    }
}

fn seed() -> u64 {
    std::env::var("SHEBAO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_124)
}

fn is_long() -> bool {
    std::env::var("SHEBAO_CAMPAIGN").is_ok_and(|setting| setting == "long")
}

#[test]
fn no_life_breaks_a_rule_and_every_order_has_an_end() {
    let (seed, long) = (seed(), is_long());
    // Short: as many as fit into a minute. Unoptimised builds live less.
    let (lives, patience) = if long { (1_000_000, 7_200) } else { (200_000, 60) };
    println!("seed {seed}");
    let begun = Instant::now();
    let (mut count, mut orders, mut paid, mut crashes, mut most) = (0u64, 0, 0, 0, 0);
    while count < lives && begun.elapsed().as_secs() < patience {
        let life = live(seed.wrapping_add(count), None);
        if let Some(violation) = life.violation {
            panic!("SHEBAO_SEED={}: {violation}", seed.wrapping_add(count));
        }
        count += 1;
        orders += life.orders;
        paid += life.paid;
        crashes += life.crashes;
        most = most.max(life.most_exchanges);
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{count} lives, {orders} orders, {paid} paid, {crashes} crashes, {most} exchanges at most, {seconds:.0} s"
    );
    assert!(paid > 0 && crashes > 0 && orders > paid, "the lives were too quiet to prove anything");
    let setting = if long { "long" } else { "short" };
    let goal = if long { 1_000_000.0 } else { 10_000.0 };
    write(
        "payments-simulation",
        setting,
        seed,
        seconds,
        &[
            figure("order lives", count as f64, "lives", &format!("{goal}"), count as f64 >= goal),
            figure("orders", orders as f64, "orders", "more than 0", orders > 0),
            figure("orders paid", paid as f64, "orders", "more than 0", paid > 0),
            figure("crashes of phones", crashes as f64, "crashes", "more than 0", crashes > 0),
            figure("violations", 0.0, "violations", "0", true),
            figure("most exchanges to an end", most as f64, "exchanges", "6", most <= ENOUGH),
        ],
    );
}

#[test]
fn every_planted_mistake_is_caught() {
    let seed = seed();
    let mut missed = Vec::new();
    for mistake in ALL {
        let caught = (0..30_000u64).find_map(|number| {
            let violation = live(seed.wrapping_add(number), Some(mistake)).violation?;
            Some((seed.wrapping_add(number), violation))
        });
        match caught {
            Some((seed, violation)) => println!("{mistake:?}: seed {seed}, {violation}"),
            None => missed.push(mistake),
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
}
