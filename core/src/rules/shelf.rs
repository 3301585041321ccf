//! The packs at hand: the newest, by which one pays, and those before it, by which one paid. Pure.

use super::no_rule::NoRule;
use super::pack::{Pack, Source, within};
use super::tariff::{Tariff, Terms};
use crate::date::CalendarDate;

/// Packs that are kept though nothing names them: a year's worth of changes.
const MOST: usize = 8;

/// One region's packs. The newest is the one with the highest number; that number never falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    region: String,
    /// Ascending.
    packs: Vec<Pack>,
}

/// Why a pack is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// Of another region.
    #[error("another region")]
    OtherRegion,
    /// Its number is lower than the newest one's.
    #[error("older")]
    Older,
    /// Its first day is before the newest one's.
    #[error("begins earlier")]
    BeginsEarlier,
    /// It has the number of one that says something else.
    #[error("changed")]
    Changed,
}

/// A tariff in force, and where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The tariff.
    pub tariff: &'a Tariff,
    /// What it says.
    pub terms: &'a Terms,
    /// The document it is taken from.
    pub source: &'a Source,
    /// The pack it is in.
    pub pack: &'a Pack,
}

impl Shelf {
    /// An empty one for a region.
    pub fn new(region: &str) -> Self {
        Self { region: region.to_owned(), packs: Vec::new() }
    }

    /// The newest pack.
    pub fn newest(&self) -> Option<&Pack> {
        self.packs.last()
    }

    /// All of them, the newest last.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Takes a pack that is newer than all. True if it was taken, false if it is the newest already.
    pub fn offer(&mut self, pack: Pack) -> Result<bool, NotTaken> {
        if pack.region != self.region {
            return Err(NotTaken::OtherRegion);
        }
        if let Some(newest) = self.packs.last() {
            if pack.v < newest.v {
                return Err(NotTaken::Older);
            }
            if pack.v == newest.v {
                return if pack.digest == newest.digest { Ok(false) } else { Err(NotTaken::Changed) };
            }
            if pack.from < newest.from {
                return Err(NotTaken::BeginsEarlier);
            }
        }
        self.packs.push(pack);
        Ok(true)
    }

    /// What a scheme charged under a version, whether it is in force or not: to read what was confirmed, never to pay.
    pub fn tariff(&self, scheme: &str, version: &str) -> Result<Rule<'_>, NoRule> {
        let found = self.packs.iter().rev().find_map(|pack| {
            let named = |one: &&Tariff| one.scheme == scheme && one.version == version;
            pack.tariffs.iter().find(named).map(|tariff| (pack, tariff))
        });
        rule(found.ok_or(NoRule::Missing)?)
    }

    /// What a scheme charges on a day, by the newest pack alone: never yesterday's.
    pub fn in_force(&self, scheme: &str, day: CalendarDate) -> Result<Rule<'_>, NoRule> {
        let pack = self.newest().ok_or(NoRule::Missing)?;
        let mut of_scheme = pack.tariffs.iter().filter(|one| one.scheme == scheme).peekable();
        of_scheme.peek().ok_or(NoRule::Missing)?;
        let tariff = of_scheme.find(|one| within(day, one.from, one.until)).ok_or(NoRule::NotInForce)?;
        if pack.is_current(day) { rule((pack, tariff)) } else { Err(NoRule::NotInForce) }
    }

    /// What a scheme charged on a day, whether its pack is still acted on or not: to explain a record or a change, never to pay.
    pub fn on(&self, scheme: &str, day: CalendarDate) -> Result<Rule<'_>, NoRule> {
        let found = self.packs.iter().rev().find_map(|pack| {
            let on_day = |one: &&Tariff| one.scheme == scheme && within(day, one.from, one.until);
            pack.tariffs.iter().find(on_day).map(|tariff| (pack, tariff))
        });
        rule(found.ok_or(NoRule::Missing)?)
    }

    /// The tariff a bill names, if it is the one in force on that day.
    pub fn payable(&self, scheme: &str, version: &str, day: CalendarDate) -> Result<Rule<'_>, NoRule> {
        match self.in_force(scheme, day) {
            Ok(rule) if rule.tariff.version == version => Ok(rule),
            Ok(_) => Err(self.tariff(scheme, version).map_or(NoRule::Missing, |_| NoRule::NotInForce)),
            Err(why) => Err(why),
        }
    }

    /// Lets go of what is old, unless it is named: (scheme, version) of what is still under way.
    pub fn prune(&mut self, named: &[(String, String)]) {
        let old = self.packs.len().saturating_sub(MOST);
        let mut place = 0;
        self.packs.retain(|pack| {
            place += 1;
            let has = |(scheme, version): &(String, String)| {
                pack.tariffs.iter().any(|one| one.scheme == *scheme && one.version == *version)
            };
            place > old || named.iter().any(has)
        });
    }
}

fn rule<'a>((pack, tariff): (&'a Pack, &'a Tariff)) -> Result<Rule<'a>, NoRule> {
    let terms = tariff.terms.as_ref().ok_or(NoRule::Unreadable)?;
    let source = pack.source(tariff).ok_or(NoRule::Unreadable)?;
    Ok(Rule { tariff, terms, source, pack })
}

#[cfg(test)]
#[path = "shelf_tests.rs"]
mod tests;
