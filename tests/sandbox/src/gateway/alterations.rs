//! What offices alter in their books, rightly or not, so that an app's watch over records has something to find.

use super::Gateway;
use crate::problem::Problem;
use crate::shapes::operate::{AlterRecord, Alteration, SetInsurance};
use crate::shapes::read::Contribution;
use crate::store::{Batch, Table};

impl Gateway {
    /// Alters one contribution record; as it was before it is remembered, to be put back.
    pub(crate) fn alter_record(&self, asked: &AlterRecord) -> Result<(), Problem> {
        let _writing = self.writing();
        let key = format!("{}/{}/{}", asked.person, asked.kind, asked.month);
        let memory = format!("altered/{key}");
        let now: Option<Contribution> = self.store.get(Table::Contributions, &key)?;
        let before: Option<Contribution> = self.store.get(Table::Meta, &memory)?;
        let mut batch = Batch::default();
        if let (Some(now), None) = (&now, &before) {
            batch.put(Table::Meta, &memory, now)?;
        }
        match &asked.how {
            Alteration::Back => batch.put(Table::Contributions, &key, &before.ok_or(Problem::NotFound)?)?,
            Alteration::Gone => {
                now.ok_or(Problem::NotFound)?;
                batch.remove(Table::Contributions, &key);
            }
            how => {
                let mut record = now.ok_or(Problem::NotFound)?;
                match how {
                    Alteration::State { state } => record.state.clone_from(state),
                    Alteration::Base { fen } => record.base_fen = *fen,
                    Alteration::Amount { fen } => (record.personal_fen, record.total_fen) = (*fen, *fen),
                    Alteration::Back | Alteration::Gone => {}
                }
                batch.put(Table::Contributions, &key, &record)?;
            }
        }
        Ok(self.store.commit(batch)?)
    }

    /// Alters an insurance's line.
    pub(crate) fn set_insurance(&self, asked: &SetInsurance) -> Result<(), Problem> {
        let _writing = self.writing();
        let mut items = self.insurance_items(&asked.person)?;
        let item = items.iter_mut().find(|item| item.kind == asked.kind).ok_or(Problem::NotFound)?;
        if let Some(status) = &asked.status {
            item.status.clone_from(status);
        }
        if let Some(months) = asked.months {
            item.months = Some(months);
        }
        let mut batch = Batch::default();
        batch.put(Table::Insurance, &asked.person, &items)?;
        Ok(self.store.commit(batch)?)
    }
}
