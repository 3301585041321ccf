//! How often something happened in a life: a campaign in which a kind of trouble never came proves nothing about it.

use std::collections::BTreeMap;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    Orders,
    Paid,
    Refunded,
    Stopped,
    Refused,
    Adopted,
    PhoneCrashes,
    GatewayCrashes,
    DiskFull,
    AnchorFailures,
    Compactions,
    OldCopies,
    Reinstallations,
    ClockTurns,
    Suspensions,
    TokenExpiries,
    TariffChanges,
    LongDoubts,
    DoubleTaps,
    Scans,
    ScansRefused,
    MoreCodes,
    Expiries,
}

/// Counts.
#[derive(Clone, Default, Debug)]
pub struct Tally(BTreeMap<Seen, u64>);

impl Tally {
    pub fn note(&mut self, what: Seen) {
        self.notes(what, 1);
    }

    pub fn notes(&mut self, what: Seen, times: u64) {
        *self.0.entry(what).or_default() += times;
    }

    pub fn add(&mut self, other: &Self) {
        other.0.iter().for_each(|(what, times)| self.notes(*what, *times));
    }

    pub fn of(&self, what: Seen) -> u64 {
        self.0.get(&what).copied().unwrap_or_default()
    }
}
