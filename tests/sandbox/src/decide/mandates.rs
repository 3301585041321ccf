//! Mandates at the gateway: sign, change, revoke; and which debit is due. The rules of auto-debit, without any I/O.
//!
//! A debit is an order of the gateway's own, under the same holds as any other: a period paid by hand is not debited again, and a period
//! being debited cannot be paid by hand. Its id follows from mandate, period and try, so that a crash makes no second one.

use super::mandate::{Act, KeptAct, MandatePayload, MandateRecord, MandateState, MandateWhy, Tried};
use super::order::{Obligation, OrderPayload, OrderState, Why};
use super::tariff::{self, Tariff};
use crate::jws::sha256_hex;
use crate::moment::{self, DAY, YearMonth};

/// Tries in one month, one a day, while there is too little money.
pub const MOST_TRIES: u32 = 3;
/// Acts on one mandate, ever.
pub const MOST_ACTS: u32 = 500;
/// The channel of a mandate's orders; their `quo` names the mandate.
pub const CHANNEL: &str = "mandate_debit";
/// Why no order was made: the period was paid by hand.
const PAID: &str = "paid";

/// An act as it arrived, its signature already checked.
#[derive(Clone, Debug)]
pub struct ActArrived {
    /// Who sent it: the citizen of the token.
    pub payer: String,
    /// What it says.
    pub payload: MandatePayload,
    /// SHA-256 of the payload's octets.
    pub fingerprint: String,
    /// The octets.
    pub jws: String,
    /// True if the device's registered consent key signed it and, where that key cannot ask for presence, the PIN was proved for it. Ending a
    /// mandate moves no money and needs no PIN.
    pub proved: bool,
}

/// What the gateway knows when an act arrives.
#[derive(Clone, Debug, Default)]
pub struct KnownMandate<'a> {
    /// The mandate of this id.
    pub existing: Option<&'a MandateRecord>,
    /// True if another mandate in force pays for the same person and scheme.
    pub taken: bool,
    /// True if this citizen may pay for the person, in this region, and the scheme can be paid.
    pub offered: bool,
    /// The tariff in force for its scheme.
    pub tariff: Option<&'a Tariff>,
}

/// What is to be done about an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActDecision {
    /// Nothing changes; this is how it stands.
    Stands,
    /// Make this durable.
    Write(Box<MandateRecord>),
    /// The number is known with another body: 422, and nothing changes.
    Conflict,
    /// Nothing is known under this id, or it is somebody else's: nothing is said about it.
    Unknown,
    /// A number that cannot follow: 400, and no trace.
    Malformed,
}

/// An act arrives.
pub fn accept(act: &ActArrived, known: &KnownMandate<'_>, now: i64) -> ActDecision {
    let said = &act.payload;
    let first = said.act == Act::Sign;
    let before = match known.existing {
        Some(existing) if existing.payer != act.payer => return ActDecision::Unknown,
        None if said.v != 1 => return ActDecision::Unknown,
        before => before,
    };
    let v = before.map_or(0, MandateRecord::v);
    if let Some(kept) = usize::try_from(said.v).ok().and_then(|v| before?.acts.get(v.checked_sub(1)?)) {
        return if kept.fingerprint == act.fingerprint { ActDecision::Stands } else { ActDecision::Conflict };
    }
    if said.v != v + 1 || first != (said.v == 1) || said.v > MOST_ACTS {
        return ActDecision::Malformed;
    }
    let why = refusal(act, known);
    let mut record = before.cloned().unwrap_or_else(|| MandateRecord {
        id: said.id.clone(),
        payer: act.payer.clone(),
        acts: Vec::new(),
        terms: None,
        state: MandateState::None,
        from: String::new(),
        tried: Tried::default(),
        warned: String::new(),
        proof: String::new(),
    });
    record.acts.push(KeptAct { fingerprint: act.fingerprint.clone(), jws: act.jws.clone(), why, at: now });
    match (why, said.act) {
        (Some(_), _) => {}
        (None, Act::Revoke) => record.state = MandateState::Revoked,
        (None, Act::Sign | Act::Change) => {
            record.state = MandateState::Active;
            record.terms = Some(said.clone());
            // Never on the day it is signed: what a citizen signs today was shown with a later date.
            record.from = moment::day(now + DAY);
            if record.tried.tries > 0 {
                // What failed under other terms is tried again the next day.
                record.tried.tries = 1;
                record.tried.on = moment::day(now);
            }
            record.warned.clear();
        }
    }
    ActDecision::Write(Box::new(record))
}

fn refusal(act: &ActArrived, known: &KnownMandate<'_>) -> Option<MandateWhy> {
    let said = &act.payload;
    if !act.proved {
        return Some(MandateWhy::BadProof);
    }
    if said.act != Act::Sign {
        let Some(terms) = known.existing.and_then(MandateRecord::in_force) else {
            return Some(MandateWhy::NotActive);
        };
        if terms.pays_for() != said.pays_for() || terms.region != said.region {
            return Some(MandateWhy::NotOffered);
        }
        if said.act == Act::Revoke {
            return None;
        }
    }
    if known.taken {
        return Some(MandateWhy::Duplicate);
    }
    let price = known.tariff.and_then(|tariff| tariff::price(&tariff.rule, &said.choice()));
    match price {
        Some(price) if known.offered && said.ins == "card" => {
            (price.per_period_fen > said.cap).then_some(MandateWhy::CapTooLow)
        }
        _ => Some(MandateWhy::NotOffered),
    }
}

/// What can be paid under a mandate's scheme.
#[derive(Clone, Debug, Default)]
pub struct Payable {
    /// True if its periods are months: the present month can be paid until it ends, and no other. Otherwise years.
    pub monthly: bool,
    /// Periods that a live or paid order holds.
    pub held: Vec<String>,
    /// Where periods are years: those that can be paid now, and the last day for it.
    pub years: Vec<String>,
    /// The last day on which a year can be paid, if there is one.
    pub due: Option<String>,
    /// How the order of the latest try stands.
    pub last: Option<OrderState>,
}

impl Payable {
    fn is_free(&self, period: &str) -> bool {
        !self.held.iter().any(|held| held == period)
    }

    /// The period a debit in this month would pay.
    fn period(&self, month: YearMonth) -> Option<String> {
        if self.monthly {
            return Some(month.text()).filter(|period| self.is_free(period));
        }
        self.years.iter().find(|year| self.is_free(year)).cloned()
    }

    /// True if a period came to its end once, under this mandate or by hand: whatever became of the money since, it is not debited again.
    fn is_over(&self, tried: &Tried, period: &str) -> bool {
        let short = self.last == Some(OrderState::Dead(Why::Insufficient));
        tried.period == period && (tried.why.as_deref() == Some(PAID) || tried.order.is_some() && !short)
    }
}

/// The next debit of a mandate in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextDebit {
    /// The day, `2026-12-05`.
    pub on: String,
    /// What it pays.
    pub period: String,
}

/// When a mandate in force debits next, if it does within a year.
pub fn next(mandate: &MandateRecord, payable: &Payable, now: i64) -> Option<NextDebit> {
    let terms = mandate.in_force()?;
    let (today, this) = (moment::day(now), YearMonth::of(now));
    (0..=12).find_map(|later| {
        let month = this.plus(later);
        let period = payable.period(month).filter(|period| !payable.is_over(&mandate.tried, period))?;
        let date = format!("{}-{:02}", month.text(), terms.day);
        let tried = &mandate.tried;
        let tries =
            if tried.period == period && tried.on.starts_with(&month.text()) { tried.tries } else { 0 };
        let on = match tries {
            0 if date < mandate.from => return None,
            // A gateway that was down on the day debits on the first day after it, in the same month.
            0 if date < today => today.clone(),
            0 => date,
            MOST_TRIES.. => return None,
            _ if tried.on < today => today.clone(),
            _ => moment::day(now + DAY),
        };
        let fits = on.starts_with(&month.text()) && payable.due.as_ref().is_none_or(|due| on <= *due);
        fits.then_some(NextDebit { on, period })
    })
}

/// What a mandate does now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Nothing.
    Nothing,
    /// Make the record durable: the period was paid by hand before its day.
    Note(Box<MandateRecord>),
    /// Make the order and the record durable together, then debit.
    Debit(Box<OrderPayload>, Box<MandateRecord>),
    /// Make the record durable and tell the citizen that nothing is debited, and why: `over_cap` or `not_offered`. The amount, where there is one.
    Tell(Box<MandateRecord>, &'static str, Option<i64>),
}

/// Decides whether a debit is due. `by_hand` takes today for the day.
pub fn run(
    mandate: &MandateRecord,
    payable: &Payable,
    tariff: Option<&Tariff>,
    by_hand: bool,
    now: i64,
) -> Run {
    let Some(terms) = mandate.in_force() else { return Run::Nothing };
    let today = moment::day(now);
    let due = if by_hand {
        payable.period(YearMonth::of(now))
    } else {
        next(mandate, payable, now).filter(|next| next.on <= today).map(|next| next.period)
    };
    let due = due.filter(|period| !payable.is_over(&mandate.tried, period));
    let Some(period) = due else {
        return paid_by_hand(mandate, payable, now).map_or(Run::Nothing, Run::Note);
    };
    let before = Some(&mandate.tried).filter(|tried| tried.period == period);
    let this_month = before.filter(|tried| tried.on.get(..7) == today.get(..7));
    let mut tried = Tried {
        made: before.map_or(0, |tried| tried.made),
        tries: this_month.map_or(0, |tried| tried.tries) + 1,
        on: today,
        period: period.clone(),
        order: None,
        why: None,
    };
    let record = |tried| Box::new(MandateRecord { tried, ..mandate.clone() });
    let price = tariff.and_then(|tariff| tariff::price(&tariff.rule, &terms.choice()));
    let refused = match &price {
        None => Some(("not_offered", None)),
        Some(price) if price.per_period_fen > terms.cap => Some(("over_cap", Some(price.per_period_fen))),
        Some(_) => None,
    };
    let (Some(price), Some(tariff), None) = (price, tariff, refused) else {
        let (why, amount) = refused.unwrap_or(("not_offered", None));
        // Said once, not every day: only other terms, or another month, make it try again.
        tried.tries = MOST_TRIES;
        tried.why = Some(why.to_owned());
        return Run::Tell(record(tried), why, amount);
    };
    tried.made += 1;
    let id = order_id(&mandate.id, &period, tried.made);
    tried.order = Some(id.clone());
    let payload = OrderPayload {
        id,
        ob: Obligation {
            person: terms.person.clone(),
            scheme: terms.scheme.clone(),
            region: terms.region.clone(),
            period: vec![period],
        },
        amt: price.per_period_fen,
        cur: "CNY".to_owned(),
        tar: tariff.version.clone(),
        quo: mandate.id.clone(),
        pye: crate::seed::PAYEE.to_owned(),
        ins: terms.ins.clone(),
        ch: CHANNEL.to_owned(),
        iat: now,
        jseq: None,
        jhead: None,
    };
    Run::Debit(Box::new(payload), record(tried))
}

/// A month that came to its day and is paid already, noted once.
fn paid_by_hand(mandate: &MandateRecord, payable: &Payable, now: i64) -> Option<Box<MandateRecord>> {
    let (terms, today, period) = (mandate.in_force()?, moment::day(now), YearMonth::of(now).text());
    let date = format!("{period}-{:02}", terms.day);
    let new = payable.monthly && !payable.is_free(&period) && mandate.tried.period != period;
    (new && date >= mandate.from && date <= today).then(|| {
        let why = Some(PAID.to_owned());
        let tried = Tried { period, tries: MOST_TRIES, on: today, why, ..Tried::default() };
        Box::new(MandateRecord { tried, ..mandate.clone() })
    })
}

/// The id of the `made`th order a mandate makes for a period.
pub fn order_id(mandate: &str, period: &str, made: u32) -> String {
    let name = format!("shebao mandate order v1\0{mandate}\0{period}\0{made}");
    sha256_hex(name.as_bytes()).chars().take(32).collect()
}

#[cfg(test)]
#[path = "mandates_tests.rs"]
mod tests;
