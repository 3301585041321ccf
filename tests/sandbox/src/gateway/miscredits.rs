//! What back offices get wrong, so that an app's ledger audit has something to find; and what was paid elsewhere.

use super::Gateway;
use super::settling::record_of;
use crate::moment;
use crate::problem::Problem;
use crate::shapes::operate::{Miscredit, PaidElsewhere};
use crate::shapes::read::Contribution;
use crate::store::{Batch, StoreError, Table};

fn place(order: &str) -> String {
    format!("miscredit/{order}")
}

impl Gateway {
    /// From now on this order's credit is entered wrongly.
    pub(crate) fn miscredit(&self, order: &str, how: Miscredit) -> Result<(), Problem> {
        let _writing = self.writing();
        if self.order(order)?.is_none() {
            return Err(Problem::NotFound);
        }
        let mut batch = Batch::default();
        batch.put(Table::Meta, &place(order), &how)?;
        Ok(self.store.commit(batch)?)
    }

    /// How this order's credit is entered wrongly, if it is.
    pub(super) fn miscredited(&self, order: &str) -> Result<Option<Miscredit>, StoreError> {
        self.store.get(Table::Meta, &place(order))
    }

    /// Puts a record of an order as the back office enters it, rightly or not.
    pub(super) fn put_contribution(
        &self,
        batch: &mut Batch,
        key: &str,
        mut record: Contribution,
        order: &str,
    ) -> Result<(), StoreError> {
        if record.state == "paid" {
            match self.miscredited(order)? {
                Some(Miscredit::Amount { fen }) => {
                    (record.personal_fen, record.total_fen) = (fen, fen);
                }
                Some(Miscredit::Rate { more_bp }) => record.personal_rate_bp += more_bp,
                Some(Miscredit::Twice) => {
                    let number = record.tax_receipt_no.clone().unwrap_or_default();
                    let again =
                        Contribution { tax_receipt_no: Some(format!("{number}-2")), ..record.clone() };
                    batch.put(Table::Contributions, &format!("{key}#2"), &again)?;
                }
                _ => {}
            }
        }
        batch.put(Table::Contributions, key, &record)
    }

    /// Enters what was paid at a counter, by an employer or in another app.
    pub(crate) fn pay_elsewhere(&self, paid: &PaidElsewhere) -> Result<(), Problem> {
        if !moment::is_period(&paid.period) || paid.amount_fen <= 0 {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let person = self.person(&paid.person)?.id;
        let (kind, scheme, months) = record_of(&paid.scheme);
        let month = if paid.period.len() == 4 { format!("{}-01", paid.period) } else { paid.period.clone() };
        let at = moment::instant(self.clock.now());
        let record = Contribution {
            month: month.clone(),
            scheme: scheme.into(),
            state: "paid".into(),
            personal_fen: paid.amount_fen,
            total_fen: paid.amount_fen,
            payment_type: "normal".into(),
            paid_at: Some(at.clone()),
            tax_receipt_no: Some("990100COUNTER".into()),
            treasury_at: Some(at.clone()),
            credited_at: Some(at),
            months,
            pool: crate::seed::REGION.into(),
            ..Contribution::default()
        };
        let mut batch = Batch::default();
        batch.put(Table::Contributions, &format!("{person}/{kind}/{month}"), &record)?;
        self.list_years(&mut batch, &person, kind, std::slice::from_ref(&paid.period))?;
        Ok(self.store.commit(batch)?)
    }
}
