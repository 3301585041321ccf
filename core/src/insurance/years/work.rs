//! A year added up. Pure.

use super::super::overview::dropped;
use super::view::{YearSums, YearView};
use crate::answer::{Amount, Field};
use crate::contributions::{Contribution, Contributions};
use crate::date::YearMonth;
use crate::money::Money;
use crate::says::{Says, Tone};

/// One year's row. `None` if its sums do not fit: absurd, and shown as not readable by the list of records.
pub(super) fn year(year: u16, records: &Contributions) -> Option<YearView> {
    let mut rows: Vec<&Contribution> = Vec::new();
    for record in &records.records.rows {
        // The gateway may send a record twice; two different ones of a month both count.
        if !rows.contains(&record) {
            rows.push(record);
        }
    }
    let counting = || rows.iter().filter(|record| record.is_credited());
    let months =
        counting().map(|record| record.months.got().map_or(1, |months| u32::from(*months))).sum::<u32>();
    let mut missing: Vec<YearMonth> = rows
        .iter()
        .filter(|record| record.state.got().is_some_and(|state| state.text() == "missing"))
        .map(|record| record.month)
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let count = u32::try_from(missing.len()).unwrap_or(u32::MAX);
    let (says, tone) = match count {
        0 => (Says::word("insurance_months").count("count", months), Tone::Done),
        gaps => {
            (Says::word("insurance_year_gaps").count("months", months).count("count", gaps), Tone::Missing)
        }
    };
    let sums = counting().try_fold(YearSums::default(), |sums, record| sums.with(record))?;
    Some(YearView { year, months, says, tone, sums, missing, dropped: dropped(records.records.dropped) })
}

impl YearSums {
    fn with(self, record: &Contribution) -> Option<Self> {
        let part = |sum: Money, field: &Field<Amount>| {
            sum.plus(field.got().map_or(Money::ZERO, |part| part.money()))
        };
        Some(Self {
            total: self.total.plus(record.total())?,
            own: self.own.plus(record.by_person().unwrap_or(Money::ZERO))?,
            unit: part(self.unit, &record.unit_fen)?,
            subsidy: part(self.subsidy, &record.subsidy_fen)?,
            to_account: part(self.to_account, &record.to_account_fen)?,
        })
    }

    /// Both together; `None` if it does not fit.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            total: self.total.plus(other.total)?,
            own: self.own.plus(other.own)?,
            unit: self.unit.plus(other.unit)?,
            subsidy: self.subsidy.plus(other.subsidy)?,
            to_account: self.to_account.plus(other.to_account)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn added(records: Value) -> YearView {
        year(2026, &serde_json::from_value(json!({"records": records})).unwrap()).unwrap()
    }

    #[test]
    fn only_what_counts_is_added_up_and_what_is_missing_is_named() {
        let paid = json!({"month": "2026-09", "total_fen": 240_000, "unit_fen": 160_000, "personal_fen": 80_000, "to_account_fen": 80_000, "state": "paid", "months": 1});
        let row = added(json!([
            paid, paid,
            {"month": "2026-10", "total_fen": 0, "state": "missing"},
            {"month": "2026-11", "total_fen": 240_000, "state": "confirming"},
            {"month": "2026-13"},
        ]));
        let fen = |amount: Money| amount.fen;
        assert_eq!(
            (fen(row.sums.total), fen(row.sums.own), fen(row.sums.unit), fen(row.sums.to_account)),
            (240_000, 80_000, 160_000, 80_000)
        );
        assert_eq!((row.months, row.tone), (1, Tone::Missing));
        assert_eq!(row.missing, ["2026-10".parse().unwrap()]);
        assert_eq!(row.says, Says::word("insurance_year_gaps").count("months", 1).count("count", 1));
        assert!(row.dropped.is_some());
    }

    #[test]
    fn a_yearly_fee_counts_its_months() {
        let row = added(
            json!([{"month": "2026-01", "total_fen": 105_000, "personal_fen": 38_000, "subsidy_fen": 67_000, "state": "paid", "months": 12}]),
        );
        assert_eq!((row.months, row.sums.subsidy.fen, row.tone), (12, 67_000, Tone::Done));
    }
}
