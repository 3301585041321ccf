//! Holding payments against records. Pure: no clock but the gateway's, no words.

use super::super::flow::RefundState;
use super::super::stages::PAID_TO_CREDITED;
use super::evidence::{Evidence, Paid, Received};
use super::view::FindingKind;
use crate::contributions::{Contribution, insurance_of};
use crate::date::YearMonth;
use crate::money::{BasisPoints, Money};
use std::collections::{BTreeMap, BTreeSet};

/// From the bank to the insured person's record, as an order's stages have it.
pub(super) const USUAL: u64 = PAID_TO_CREDITED;
/// From the money's return to the record that says so.
pub(super) const USUAL_BACK: u64 = 5 * 86_400;

/// What does not agree, without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub detail: Detail,
    /// The insured person's name, masked.
    pub person: String,
    pub scheme: String,
    /// Months or years, ascending.
    pub periods: Vec<String>,
    pub amount: Option<Money>,
    /// Our order.
    pub order: Option<String>,
    /// As of when, seconds since 1970, and whether that is an order's progress (else the records).
    pub as_of: u64,
    pub from_progress: bool,
    /// Whether the treasury has the money, by the order's stages.
    pub in_treasury: bool,
}

/// What exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Later than usual.
    Late { paid_at: u64 },
    /// The order's progress says credited, the record does not.
    NotRecorded { said_at: u64 },
    /// Paid so much, credited so much.
    Amount { credited: Money },
    /// Confirmed this base, credited that.
    Base { confirmed: Money, credited: Money },
    /// A part is not base × rate, half up to whole fen.
    Rate { base: Money, rate: u32, expected: Money, recorded: Money },
    /// The parts do not add up to the total.
    Sum { expected: Money, recorded: Money },
    /// So many records of one month, and so many payments of ours.
    Twice { records: u32, paid: u32 },
    /// Given back, and still there.
    StillThere,
    /// Nobody paid it here.
    Elsewhere { months: u32 },
}

impl Detail {
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Late { .. } | Self::NotRecorded { .. } => FindingKind::PaidNotCredited,
            Self::Amount { .. } | Self::Base { .. } | Self::Rate { .. } | Self::Sum { .. } => {
                FindingKind::AmountDiffers
            }
            Self::Twice { .. } => FindingKind::CreditedTwice,
            Self::StillThere => FindingKind::RefundedStillCredited,
            Self::Elsewhere { .. } => FindingKind::CreditedNotPaid,
        }
    }
}

/// What could not be checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unchecked {
    /// The records of this insurance and year were never received, and something was paid for it.
    NotReceived { scheme: String, year: u16 },
    /// They are older than the moment by which they should show it.
    TooOld { scheme: String, year: u16, as_of: u64 },
    /// Some of them could not be read.
    Unreadable { scheme: String, year: u16, count: u32 },
    /// Only the insured person sees their own records; the order's progress was looked at instead.
    SomebodyElses { name: String, scheme: String },
    /// A scheme this version knows no records of.
    UnknownScheme { scheme: String },
}

/// The outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Audit {
    pub found: Vec<Found>,
    pub unchecked: BTreeSet<Unchecked>,
    /// Paid periods held against a record.
    pub checked: u32,
}

/// Compares everything.
pub(super) fn compare(evidence: &Evidence) -> Audit {
    let mut audit = Audit::default();
    for paid in &evidence.paid {
        if paid.insured == evidence.own.0 {
            audit.own(evidence, paid);
        } else {
            audit.others(evidence, paid);
        }
    }
    for year in &evidence.years {
        if let Some(received) = &year.records {
            audit.records(evidence, received);
            audit.elsewhere(evidence, received);
        }
    }
    audit
}

impl Audit {
    fn add(&mut self, paid: &Paid, detail: Detail, periods: Vec<String>, as_of: u64, from_progress: bool) {
        self.found.push(Found {
            detail,
            person: paid.name.clone(),
            scheme: paid.scheme.clone(),
            periods,
            amount: Some(paid.amount),
            order: Some(paid.order.clone()),
            as_of,
            from_progress,
            in_treasury: paid.in_treasury,
        });
    }

    /// A payment for the citizen's own insurance, held against their records.
    fn own(&mut self, evidence: &Evidence, paid: &Paid) {
        let Some(insurance) = insurance_of(&paid.scheme) else {
            self.unchecked.insert(Unchecked::UnknownScheme { scheme: paid.scheme.clone() });
            return;
        };
        let (mut missing, mut wrong, mut still) = (Vec::new(), false, Vec::new());
        let mut oldest = u64::MAX;
        for (period, month) in paid.periods.iter().zip(paid.months()) {
            let scheme = paid.scheme.clone();
            let Some(received) = evidence.received(insurance, month.year()) else {
                self.unchecked.insert(Unchecked::NotReceived { scheme, year: month.year() });
                continue;
            };
            let (as_of, credited) = (received.as_of, received.credited(&paid.scheme, month));
            let unreadable = received.unclear(month);
            oldest = oldest.min(as_of);
            match paid.refund {
                Some((RefundState::Refunding, _)) => {}
                Some((RefundState::Refunded, at)) => {
                    self.checked = self.checked.saturating_add(1);
                    let paid_again = evidence.paid.iter().any(|other| other.covers(paid, month));
                    if !credited.is_empty() && !paid_again && as_of > at.saturating_add(USUAL_BACK) {
                        still.push(period.clone());
                    }
                }
                None if credited.is_empty() && unreadable > 0 => {
                    let year = month.year();
                    self.unchecked.insert(Unchecked::Unreadable { scheme, year, count: unreadable });
                }
                None if credited.is_empty() => match missing_since(paid, as_of) {
                    Missing::Alarm => missing.push((period.clone(), as_of)),
                    // It may take so long; but old records say nothing about what newer ones should show.
                    Missing::Usual if evidence.heard.is_some_and(|heard| heard > due(paid)) => {
                        self.unchecked.insert(Unchecked::TooOld { scheme, year: month.year(), as_of });
                    }
                    Missing::Usual => self.checked = self.checked.saturating_add(1),
                },
                None => {
                    self.checked = self.checked.saturating_add(1);
                    if !wrong && let [record] = credited.as_slice() {
                        wrong = self.amounts(paid, period, record, as_of);
                    }
                }
            }
        }
        if let Some(as_of) = missing.iter().map(|(_, as_of)| *as_of).min() {
            self.checked = self.checked.saturating_add(u32::try_from(missing.len()).unwrap_or(u32::MAX));
            let detail = match paid.credited_at {
                Some(said_at) => Detail::NotRecorded { said_at },
                None => Detail::Late { paid_at: paid.paid_at },
            };
            self.add(paid, detail, missing.into_iter().map(|(period, _)| period).collect(), as_of, false);
        }
        if !still.is_empty() {
            self.add(paid, Detail::StillThere, still, oldest, false);
        }
    }

    /// What was paid and confirmed, and what one record says. True if they differ.
    fn amounts(&mut self, paid: &Paid, period: &str, record: &Contribution, as_of: u64) -> bool {
        let credited = record.by_person();
        let detail = match (paid.each(), credited, paid.base, record.base()) {
            (Some(each), Some(credited), ..) if each != credited => Detail::Amount { credited },
            (.., Some(confirmed), Some(credited)) if confirmed != credited => {
                Detail::Base { confirmed, credited }
            }
            _ => return false,
        };
        self.add(paid, detail, vec![period.to_owned()], as_of, false);
        if let (Some(last), Some(each)) = (self.found.last_mut(), paid.each()) {
            last.amount = Some(each);
        }
        true
    }

    /// A payment for somebody else: their records are theirs to read, so the order's own progress is looked at.
    fn others(&mut self, evidence: &Evidence, paid: &Paid) {
        self.unchecked
            .insert(Unchecked::SomebodyElses { name: paid.name.clone(), scheme: paid.scheme.clone() });
        if paid.refund.is_some() || paid.credited_at.is_some() {
            return;
        }
        if let Some(heard) = evidence.heard.filter(|heard| *heard > due(paid)) {
            let detail = Detail::Late { paid_at: paid.paid_at };
            self.add(paid, detail, paid.periods.clone(), heard, true);
        }
    }

    /// The records by themselves: counted twice, or not what they say they are made of.
    fn records(&mut self, evidence: &Evidence, received: &Received) {
        let mut months: BTreeSet<(YearMonth, &'static str)> = BTreeSet::new();
        for record in &received.records.records.rows {
            let Some(scheme) = record.payable_scheme(received.insurance).filter(|_| record.is_credited())
            else {
                continue;
            };
            if !months.insert((record.month, scheme)) {
                continue;
            }
            let credited = received.credited(scheme, record.month);
            let kinds: BTreeSet<&str> = credited.iter().map(|record| record.payment()).collect();
            let payments: Vec<&Paid> = evidence.payments_of(scheme, record.month).collect();
            // A supplement or a back payment beside the usual one is no second credit.
            if kinds.len() < credited.len() {
                let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                let detail = Detail::Twice { records: count(credited.len()), paid: count(payments.len()) };
                self.alone(evidence, received, scheme, record, detail, payments.first().copied());
            }
            let known = self.found.iter().any(|found| {
                found.detail.kind() == FindingKind::AmountDiffers
                    && found.scheme == scheme
                    && found
                        .periods
                        .iter()
                        .any(|period| super::evidence::record_month(period) == Some(record.month))
            });
            if !known && let Some(detail) = credited.iter().find_map(|record| arithmetic(record)) {
                self.alone(evidence, received, scheme, record, detail, payments.first().copied());
            }
        }
    }

    fn alone(
        &mut self,
        evidence: &Evidence,
        received: &Received,
        scheme: &str,
        record: &Contribution,
        detail: Detail,
        payment: Option<&Paid>,
    ) {
        self.found.push(Found {
            detail,
            person: evidence.own.1.clone(),
            scheme: scheme.to_owned(),
            periods: vec![period_of(scheme, record.month)],
            amount: Some(record.total()),
            order: payment.map(|paid| paid.order.clone()),
            as_of: received.as_of,
            from_progress: false,
            in_treasury: true,
        });
    }

    /// Credited, and paid by no order of ours: one line for each scheme and year.
    fn elsewhere(&mut self, evidence: &Evidence, received: &Received) {
        let mut schemes: BTreeMap<&'static str, BTreeMap<YearMonth, Option<Money>>> = BTreeMap::new();
        for record in &received.records.records.rows {
            let Some(scheme) = record.payable_scheme(received.insurance).filter(|_| record.is_credited())
            else {
                continue;
            };
            // Paid here, or was: then it is no news that it is there.
            if evidence.paid.iter().any(|paid| paid.is_for(evidence, scheme, record.month)) {
                continue;
            }
            let months = schemes.entry(scheme).or_default();
            let sum = months.entry(record.month).or_insert(Some(Money::ZERO));
            *sum = sum.and_then(|sum| sum.plus(record.total()));
        }
        for (scheme, months) in schemes {
            self.found.push(Found {
                detail: Detail::Elsewhere { months: u32::try_from(months.len()).unwrap_or(u32::MAX) },
                person: evidence.own.1.clone(),
                scheme: scheme.to_owned(),
                amount: months.values().try_fold(Money::ZERO, |sum, month| sum.plus((*month)?)),
                periods: months.into_keys().map(|month| period_of(scheme, month)).collect(),
                order: None,
                as_of: received.as_of,
                from_progress: false,
                in_treasury: true,
            });
        }
    }
}

enum Missing {
    /// It should be there by now.
    Alarm,
    /// It may take so long, or the records are older than the payment.
    Usual,
}

/// What it means that records of `as_of` do not show a payment.
fn missing_since(paid: &Paid, as_of: u64) -> Missing {
    let said = paid.credited_at.is_some_and(|said| as_of > said);
    if said || as_of > due(paid) { Missing::Alarm } else { Missing::Usual }
}

/// By when it should be credited.
fn due(paid: &Paid) -> u64 {
    paid.paid_at.saturating_add(USUAL)
}

/// What a record says it is made of, against its own parts. Rounded half up to whole fen; a rate of nothing is a fixed sum.
fn arithmetic(record: &Contribution) -> Option<Detail> {
    for (part, rate) in record.parts_with_rates() {
        let base = record.base()?;
        let expected = base.share_half_up(BasisPoints(rate))?;
        if expected != part {
            return Some(Detail::Rate { base, rate, expected, recorded: part });
        }
    }
    let expected = record.parts_added()?;
    (expected != record.total()).then(|| Detail::Sum { expected, recorded: record.total() })
}

/// As an order names it.
fn period_of(scheme: &str, month: YearMonth) -> String {
    if scheme.ends_with("_resident") { month.year().to_string() } else { month.to_string() }
}

impl Evidence {
    /// Our payments of a month that were not given back.
    fn payments_of<'a>(&'a self, scheme: &'a str, month: YearMonth) -> impl Iterator<Item = &'a Paid> {
        self.paid.iter().filter(move |paid| paid.refund.is_none() && paid.is_for(self, scheme, month))
    }
}

impl Paid {
    fn is_for(&self, evidence: &Evidence, scheme: &str, month: YearMonth) -> bool {
        self.insured == evidence.own.0 && self.scheme == scheme && self.months().any(|own| own == month)
    }

    /// True for another payment of the same month that was not given back.
    fn covers(&self, other: &Self, month: YearMonth) -> bool {
        self.order != other.order
            && self.refund.is_none()
            && self.insured == other.insured
            && self.scheme == other.scheme
            && self.months().any(|own| own == month)
    }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
