//! One step of a life: what phones, citizens and the network do.

use super::tally::Seen;
use super::world::World;
use shebao_core::Outcome;
use shebao_core::simulation::{Event, takes_too_long};
use shebao_sandbox::decide::attempts::ATTEMPT_LIFE;
use shebao_sandbox::decide::order::{OrderRecord, OrderState};
use std::time::{Duration, SystemTime};

impl World {
    pub fn step(&mut self) {
        let who = self.dice.below(2);
        if self.phones[who].asleep_until > self.bureau.now {
            // Its system keeps it suspended: only the world goes on.
            if self.dice.once_in(2) {
                self.weather()
            } else {
                self.deliver()
            }
            return;
        }
        if !self.phones[who].is_running() {
            // A start may be cut off like anything else.
            if self.dice.once_in(6) {
                self.arm(who);
            }
            let started = self.phones[who].start();
            self.ended(who, started.map(|()| Vec::new()));
            return;
        }
        let waits = |order: &OrderRecord| order.state == OrderState::AtCashier;
        if self.dice.once_in(3) && self.bureau.orders.values().any(waits) {
            return self.at_a_cashier(who);
        }
        match self.dice.below(30) {
            0..=2 => self.confirm(who),
            3..=7 => self.ask(who),
            8..=13 => self.deliver(),
            14..=17 => self.hear(),
            18 => {
                let asked = self.apply(who, true, |_| Event::Cancel { close: Some("close.jws".to_owned()) });
                self.life.tally.notes(Seen::CancelAsked, u64::from(asked));
            }
            19 => self.list(who),
            20 => self.crash(who),
            21 | 22 | 27 => self.weather(),
            23 => self.compact(who),
            24 => self.disk(who),
            25 => self.wait(who),
            26 => self.mishap(who),
            _ => self.misdeliver(who),
        }
    }

    /// The power fails at one of the next few operations of the disk, or before the anchor is written.
    pub fn arm(&mut self, who: usize) {
        if self.dice.once_in(6) {
            self.phones[who].anchor.stop_before_next(true);
            return;
        }
        let disk = &self.phones[who].disk.disk;
        disk.stop_before(Some(disk.operations() + self.dice.below(5) as u64));
    }

    fn confirm(&mut self, who: usize) {
        let periods: Vec<String> = match self.dice.below(3) {
            0 => vec!["2026-11".to_owned()],
            1 => vec!["2026-12".to_owned()],
            _ => vec!["2026-11".to_owned(), "2026-12".to_owned()],
        };
        let at_cashier = self.cashier_in > 0 && self.dice.once_in(self.cashier_in);
        let instrument = if at_cashier { "cashier" } else { "card" };
        let offer = self.bureau.quote(&periods, instrument);
        if self.dice.once_in(8) {
            self.bureau.rate_bp += 10;
            self.life.tally.note(Seen::TariffChange);
        }
        let today = self.bureau.quote(&periods, instrument);
        if self.dice.once_in(8) {
            self.arm(who);
        }
        // A double tap: the second one must not become a second order.
        let taps = if self.dice.once_in(4) { 2 } else { 1 };
        for tap in 0..taps {
            let id = format!("{:016x}{:016x}", self.dice.roll(), self.dice.roll());
            let confirmed = self.phones[who].confirm(&id, &offer, &today, self.bureau.now);
            self.life.tally.notes(Seen::Order, u64::from(confirmed == Ok(true)));
            self.life.tally.notes(Seen::DoubleTap, u64::from(tap > 0 && confirmed == Ok(false)));
            self.ended(who, confirmed.map(|_| Vec::new()));
        }
    }

    fn ask(&mut self, who: usize) {
        if self.dice.once_in(10) {
            self.arm(who);
        }
        // What is paid is followed too, until it counts.
        let live_only = !self.dice.once_in(4);
        self.apply(who, live_only, |_| Event::Ask);
    }

    /// While an order waits at the cashier: somebody scans, time passes, the citizen asks for another code.
    fn at_a_cashier(&mut self, who: usize) {
        match self.dice.below(4) {
            0 => self.scan(who),
            1 => {
                self.bureau.now += ATTEMPT_LIFE;
                self.bureau.resume(&mut self.dice);
            }
            _ => self.another(who),
        }
    }

    /// Mostly what a phone shows, or what was shown some time ago, or the same code twice at once.
    fn scan(&mut self, who: usize) {
        let shown = self.phones[who].codes();
        let old: Vec<String> = self.bureau.tickets.values().map(|ticket| ticket.call.code()).collect();
        let codes = if self.dice.once_in(3) { old } else { shown };
        let Some(code) = codes.get(self.dice.below(codes.len())) else { return };
        for _ in 0..=u8::from(self.dice.once_in(4)) {
            let paid = self.bureau.scan(code, &mut self.dice);
            self.life.tally.note(if paid { Seen::Scan } else { Seen::ScanRefused });
        }
    }

    /// The citizen asks for another code, perhaps by a double tap; while none is over, how the order stands.
    fn another(&mut self, who: usize) {
        let live = self.phones[who].ids(true);
        let is_over =
            |id: &&String| self.phones[who].order(id).is_some_and(|order| order.next_attempt().is_some());
        let Some(id) = live.iter().find(is_over) else {
            self.apply(who, true, |_| Event::Another);
            return;
        };
        self.life.tally.note(Seen::MoreCodes);
        for _ in 0..=u8::from(self.dice.once_in(4)) {
            let message = self.phones[who].happen(id, &Event::Another);
            self.ended(who, message.map(|message| message.into_iter().collect()));
        }
    }

    /// An event happens to one of the phone's orders. False if there is none.
    pub fn apply(&mut self, who: usize, live_only: bool, event: impl FnOnce(&str) -> Event) -> bool {
        let ids = self.phones[who].ids(live_only);
        let Some(id) = ids.get(self.dice.below(ids.len())) else { return false };
        let message = self.phones[who].happen(id, &event(id));
        self.ended(who, message.map(|message| message.into_iter().collect()));
        true
    }

    pub fn list(&mut self, who: usize) {
        let Some((changed, cursor)) = self.bureau.list(self.phones[who].cursor()) else { return };
        let followed = self.phones[who].follow(&changed, cursor);
        if let Ok((_, adopted)) = &followed {
            self.life.tally.notes(Seen::Adopted, *adopted);
        }
        self.ended(who, followed.map(|(messages, _)| messages));
    }

    fn compact(&mut self, who: usize) {
        if self.dice.once_in(3) {
            self.arm(who);
        }
        let compacted: Outcome<()> = self.phones[who].compact();
        self.life.tally.notes(Seen::Compaction, u64::from(compacted.is_ok()));
        self.ended(who, compacted.map(|()| Vec::new()));
    }

    /// The phone decides whether an order takes too long, by its own clock, which may be ten years off.
    fn wait(&mut self, who: usize) {
        let waited = Duration::from_secs([5, 11, 130][self.dice.below(3)]);
        let ids = self.phones[who].ids(true);
        let Some(id) = ids.get(self.dice.below(ids.len())) else { return };
        let Some(confirmed) = self.phones[who].order(id).map(|order| order.terms.iat) else { return };
        let clock = u64::try_from(self.bureau.now + self.phones[who].clock).unwrap_or_default();
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        if takes_too_long(waited, at(confirmed), at(clock)) {
            self.life.tally.note(Seen::LongDoubt);
            let message = self.phones[who].happen(id, &Event::TooLong);
            self.ended(who, message.map(|message| message.into_iter().collect()));
        }
    }
}
