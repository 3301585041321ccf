//! What the audit looks at: payments with their receipts, and records as delivered. Values only.

use super::super::flow::{Order, RefundState};
use super::super::receipts::Paper;
use crate::contributions::{Contribution, Contributions, PAYABLE, insurance_of};
use crate::date::{CalendarDate, YearMonth};
use crate::money::Money;
use std::collections::BTreeSet;

/// A payment proved by a receipt.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub order: String,
    /// The insured person's id, and their name, masked.
    pub insured: String,
    pub name: String,
    pub scheme: String,
    /// As the receipt names them.
    pub periods: Vec<String>,
    pub amount: Money,
    /// Seconds since 1970, by the gateway.
    pub paid_at: u64,
    /// How far the way back is, and since when.
    pub refund: Option<(RefundState, u64)>,
    /// When the order's stages say that it was credited.
    pub credited_at: Option<u64>,
    /// Whether the stages say that the treasury has it.
    pub in_treasury: bool,
    /// The base per month that was confirmed.
    pub base: Option<Money>,
}

impl Paid {
    /// From a receipt, with its order where the journal has it.
    pub fn of(paper: &Paper, order: Option<&Order>) -> Self {
        let stages = order.map(|order| &order.stages);
        Self {
            order: paper.slip.order.clone(),
            insured: paper.slip.insured.clone(),
            name: paper.person().to_owned(),
            scheme: paper.receipt.scheme.clone(),
            periods: paper.receipt.period.clone(),
            amount: Money::fen(paper.receipt.amt),
            paid_at: paper.receipt.paid_at,
            refund: paper.refund.map(|state| (state, paper.refunded_at().unwrap_or(paper.receipt.paid_at))),
            credited_at: stages.and_then(|stages| stages.credited_at),
            in_treasury: stages.is_some_and(|stages| stages.treasury_at.is_some()),
            base: paper.slip.base_fen.map(Money::fen),
        }
    }

    /// What one period cost; `None` if the total is not so many times the same.
    pub fn each(&self) -> Option<Money> {
        let count = i64::try_from(self.periods.len()).ok().filter(|count| *count > 0)?;
        (self.amount.fen % count == 0).then(|| Money::fen(self.amount.fen / count))
    }

    /// The months of its records.
    pub fn months(&self) -> impl Iterator<Item = YearMonth> {
        self.periods.iter().filter_map(|period| record_month(period))
    }
}

/// The month under which a period is recorded: itself, or a year's first.
pub(super) fn record_month(period: &str) -> Option<YearMonth> {
    match period.parse() {
        Ok(month) => Some(month),
        Err(_) => YearMonth::new(period.parse().ok()?, 1).ok(),
    }
}

/// One insurance's records of one year, as delivered.
#[derive(Clone, Debug)]
pub(super) struct Year {
    /// `pension` or `medical`.
    pub insurance: &'static str,
    pub year: u16,
    /// `None` if they were never received.
    pub records: Option<Received>,
}

/// Records and their age.
#[derive(Clone, Debug)]
pub(super) struct Received {
    /// `pension` or `medical`.
    pub insurance: &'static str,
    pub records: Contributions,
    /// When the gateway said so, by its own clock, seconds since 1970.
    pub as_of: u64,
}

/// All of it.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// The citizen's id, and their name, masked.
    pub own: (String, String),
    pub paid: Vec<Paid>,
    pub years: Vec<Year>,
    /// When the gateway was last heard about orders, by its own clock, seconds since 1970.
    pub heard: Option<u64>,
}

impl Evidence {
    /// The records of a year, if they were received.
    pub fn received(&self, insurance: &str, year: u16) -> Option<&Received> {
        let found = self.years.iter().find(|known| known.insurance == insurance && known.year == year);
        found?.records.as_ref()
    }
}

impl Received {
    /// The credited records of a scheme's month, each once.
    pub fn credited(&self, scheme: &str, month: YearMonth) -> Vec<&Contribution> {
        let mut found: Vec<&Contribution> = Vec::new();
        for record in &self.records.records.rows {
            let fits = record.month == month && record.payable_scheme(self.insurance) == Some(scheme);
            if fits && record.is_credited() && !found.contains(&record) {
                found.push(record);
            }
        }
        found
    }

    /// How many records nobody can tell what they are of, this month's and those that could not be read at all.
    pub fn unclear(&self, month: YearMonth) -> u32 {
        let unclear =
            self.records.records.rows.iter().filter(|record| record.month == month && record.is_unclear());
        self.records.records.dropped.saturating_add(u32::try_from(unclear.count()).unwrap_or(u32::MAX))
    }
}

/// So many years of records are asked for: the newest with payments, and this one.
const MOST_YEARS: usize = 6;

/// The insurances and years whose records the audit needs, newest first. `today` adds this year, where something may be credited unpaid.
pub(crate) fn wanted_years<'a>(
    payments: impl IntoIterator<Item = (&'a str, &'a [String])>,
    today: CalendarDate,
) -> Vec<(&'static str, u16)> {
    let mut wanted: BTreeSet<(u16, &'static str)> = BTreeSet::new();
    for (scheme, periods) in payments {
        if let Some(insurance) = insurance_of(scheme) {
            let months = periods.iter().filter_map(|period| record_month(period));
            wanted.extend(months.map(|month| (month.year(), insurance)));
        }
    }
    wanted.extend(PAYABLE.map(|insurance| (today.year(), insurance)));
    wanted.into_iter().rev().take(MOST_YEARS).map(|(year, insurance)| (insurance, year)).collect()
}
