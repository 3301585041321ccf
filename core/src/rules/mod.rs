//! The rules of the bureau's region, as signed data: what is charged, from when, for which periods, and where that is written.
//!
//! * A pack is believed by the signature of a `rules` key that was valid when it was signed, and by its digest, which the signed configuration
//!   names: a gateway can neither make one up nor show two people two of one number.
//! * Its number never falls. Without network the one at hand is used for as long as it is in force.
//! * Nothing is guessed: what is missing, not in force or unreadable is said as such, and nothing is paid by it.

mod arithmetic;
mod cited;
mod no_rule;
mod pack;
mod pension;
mod periods;
#[cfg(test)]
pub(crate) mod samples;
mod shelf;
mod store;
mod tariff;
mod window;
mod wire;

pub use cited::RuleView;
pub(crate) use cited::{cited, document, refused};
pub use no_rule::NoRule;
pub use pack::{Pack, Source};
pub use pension::{PensionRules, RetirementGroup};
pub use periods::{BackPayment, Standing, Unit, standing};
pub use shelf::{Rule, Shelf};
pub use tariff::{Charge, Rounding, Terms, Tier, Waiting};
#[cfg(feature = "simulation")]
pub use {
    arithmetic::OnePeriod,
    pack::NotAPack,
    periods::Lengths,
    shelf::NotTaken,
    tariff::{Rate, Subsidy, Tariff},
    window::Window,
};

use crate::bureau::{Bureau, NamedPack};
use crate::date::CalendarDate;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::parts::Parts;
use crate::runtime;
use crate::signed::Use;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// The packs at hand, read from the store once.
#[derive(Default)]
pub(crate) struct Rules {
    at_hand: Mutex<Option<AtHand>>,
    /// One asks for a pack at a time.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct AtHand {
    /// The configuration under which the packs were believed: with another one they are looked at again.
    under: u64,
    /// The period of the store they were read in: with somebody who left, what was kept is gone.
    period: u64,
    shelf: Arc<Shelf>,
    /// The packs as they were signed, by their numbers.
    texts: Arc<Vec<(u64, String)>>,
}

/// The rules as they stand on one day.
#[derive(Clone)]
pub(crate) struct Rulebook {
    shelf: Arc<Shelf>,
    /// What the signed configuration says is the newest.
    newest: Option<NamedPack>,
    today: CalendarDate,
}

impl Rulebook {
    /// The day it is where the bureau is, by this device's clock: the gateway's decides about an order, this one only whether to begin one.
    pub(crate) fn today(&self) -> CalendarDate {
        self.today
    }

    /// The tariff a bill names, if it is the one in force today by the pack that the configuration names.
    pub(crate) fn payable(&self, scheme: &str, version: &str) -> Result<Rule<'_>, NoRule> {
        self.newest()?;
        self.shelf.payable(scheme, version, self.today)
    }

    /// What a scheme charges today.
    pub(crate) fn in_force(&self, scheme: &str) -> Result<Rule<'_>, NoRule> {
        self.newest()?;
        self.shelf.in_force(scheme, self.today)
    }

    /// What a scheme charged on a day, as far as the newest pack and those before it say.
    pub(crate) fn on(&self, scheme: &str, day: CalendarDate) -> Result<Rule<'_>, NoRule> {
        self.shelf.on(scheme, day)
    }

    /// The pack that the configuration names, if it is at hand. Whether it is in force today, its parts say.
    pub(crate) fn newest(&self) -> Result<&Pack, NoRule> {
        match (&self.newest, self.shelf.newest()) {
            (None, _) | (_, None) => Err(NoRule::Missing),
            (Some(named), Some(pack)) if pack.v < named.v => Err(NoRule::Missing),
            (Some(named), Some(pack)) if pack.v == named.v && pack.digest != named.digest() => {
                Err(NoRule::Unreadable)
            }
            (Some(_), Some(pack)) => Ok(pack),
        }
    }

    /// How a monthly pension is worked out today, and the pack that says so.
    pub(crate) fn pension(&self) -> Result<(&PensionRules, &Pack), NoRule> {
        let pack = self.newest()?;
        let rules = pack.pension.as_ref().map_err(|why| *why)?;
        let current = pack.is_current(self.today) && rules.is_current(self.today);
        if current { Ok((rules, pack)) } else { Err(NoRule::NotInForce) }
    }

    /// Over these packs on this day, the newest of them named.
    #[cfg(test)]
    pub(crate) fn for_tests(shelf: Shelf, today: CalendarDate) -> Self {
        let newest = shelf.newest().map(|pack| NamedPack::for_tests(&pack.region, pack.v, &pack.digest));
        Self { shelf: Arc::new(shelf), newest, today }
    }
}

impl From<NoRule> for CitizenError {
    fn from(why: NoRule) -> Self {
        Self::refused(match why {
            NoRule::Missing => Refusal::RulesMissing,
            NoRule::NotInForce => Refusal::RulesExpired,
            NoRule::Unreadable => Refusal::RulesUnreadable,
        })
    }
}

/// The rules at hand. Never waits for the network.
pub(crate) async fn book(parts: &Arc<Parts>) -> Outcome<Rulebook> {
    let shelf = at_hand(parts).await?.shelf;
    let newest = parts.bureau.keys.configuration().rules(&parts.bureau.region).cloned();
    Ok(Rulebook { shelf, newest, today: CalendarDate::at(SystemTime::now()) })
}

/// Asks for the pack that the configuration names, unless it is at hand. `named`: (scheme, version) of what is under way, whose packs are
/// kept; `None`: nobody knows what is under way, and all are kept. True if a new one came. `Refused { RulesMissing }` if the gateway has it not, `RulesUnreadable` if it is not what was named, or not believed.
pub(crate) async fn fetch(parts: &Arc<Parts>, named: Option<&[(String, String)]>) -> Outcome<bool> {
    let _one = parts.rules.asking.lock().await;
    let configuration = parts.bureau.keys.configuration();
    let Some(wanted) = configuration.rules(&parts.bureau.region) else { return Ok(false) };
    let before = at_hand(parts).await?;
    if before.shelf.newest().is_some_and(|pack| pack.v >= wanted.v) {
        return Ok(false);
    }
    let text = parts.wire.rules(&parts.bureau.region, wanted.v).await?;
    let unreadable = CitizenError::refused(Refusal::RulesUnreadable);
    let pack = believed(&text, &parts.bureau).ok_or(unreadable.clone())?;
    if pack.v != wanted.v || pack.digest != wanted.digest() {
        return Err(unreadable);
    }
    let mut shelf = Shelf::clone(&before.shelf);
    let v = pack.v;
    shelf.offer(pack).map_err(|_| unreadable)?;
    if let Some(named) = named {
        shelf.prune(named);
    }
    let mut texts = Vec::clone(&before.texts);
    texts.push((v, text));
    texts.retain(|(number, _)| shelf.packs().iter().any(|pack| pack.v == *number));
    let (store, kept) = (parts.store.clone(), texts.iter().map(|(_, text)| text.clone()).collect());
    runtime::blocking(move || store.keep_rules(kept)).await?;
    let (under, period) = (configuration.v, before.period);
    *lock(&parts.rules) = Some(AtHand { under, period, shelf: Arc::new(shelf), texts: Arc::new(texts) });
    Ok(true)
}

async fn at_hand(parts: &Arc<Parts>) -> Outcome<AtHand> {
    let (under, period) = (parts.bureau.keys.configuration().v, parts.store.period());
    let same = |known: &AtHand| known.under == under && known.period == period;
    if let Some(known) = lock(&parts.rules).clone().filter(same) {
        return Ok(known);
    }
    let with = parts.clone();
    let read = runtime::blocking(move || Ok(shelved(with.store.rules()?, &with.bureau))).await;
    let (shelf, texts) = read?;
    let read = AtHand { under, period, shelf: Arc::new(shelf), texts: Arc::new(texts) };
    *lock(&parts.rules) = Some(read.clone());
    Ok(read)
}

/// Puts kept texts on the shelf again, oldest first. One that is not believed any more is left out, as if it had never come.
fn shelved(texts: Vec<String>, bureau: &Bureau) -> (Shelf, Vec<(u64, String)>) {
    let (mut shelf, mut believed_texts) = (Shelf::new(&bureau.region), Vec::new());
    for text in texts {
        if let Some(pack) = believed(&text, bureau) {
            let v = pack.v;
            if shelf.offer(pack) == Ok(true) {
                believed_texts.push((v, text));
            }
        }
    }
    (shelf, believed_texts)
}

/// What a signed text says, if it is believed. By its own date: rules that were signed in a key's time stay what they were.
fn believed(text: &str, bureau: &Bureau) -> Option<Pack> {
    let verified = bureau.keys.verify_dated(text, Use::Rules).ok()?;
    Pack::read(verified.octets()).ok()
}

fn lock(rules: &Rules) -> MutexGuard<'_, Option<AtHand>> {
    rules.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
