//! Bills and what is on the bank accounts.

use crate::decide::quotes::Bill;
use crate::moment::{DAY, YearMonth};
use crate::store::{Batch, StoreError, Table};

/// Account → fen, at the bank.
pub(crate) fn opening_balances() -> [(&'static str, i64); 4] {
    [("p-wang/card", 1_286_450), ("p-li/card", 356_200), ("p-zhou/card", 904_000), ("p-zhao/card", 1_120_000)]
}

fn bill(id: &str, person: &str, scheme: &str, due: Option<i64>, periods: &[String]) -> Bill {
    Bill { id: id.into(), person: person.into(), scheme: scheme.into(), due, periods: periods.to_vec() }
}

pub(super) fn write(batch: &mut Batch, now: i64) -> Result<(), StoreError> {
    let month = YearMonth::of(now);
    let months = [month.text(), month.plus(1).text()];
    let next_year = [(month.year + 1).to_string()];
    // The end of the seventh day from now, in the bureau's time.
    let due = (now + 7 * DAY + 8 * 3_600).div_euclid(DAY) * DAY - 8 * 3_600 - 1;
    let bills = [
        bill("b-wang-pension", "p-wang", "pension_flexible", None, &months),
        bill("b-wang-medical", "p-wang", "medical_flexible", Some(due), &[months[0].clone()]),
        bill("b-li-medical", "p-li", "medical_resident", Some(due + 30 * DAY), &next_year),
    ];
    for bill in &bills {
        batch.put(Table::Bills, &bill.id, bill)?;
    }
    Ok(())
}
