//! What screens ask about changed rules.

use super::super::{Insurance, overview};
use super::view::RuleChangesView;
use super::work::{self, Mine};
use crate::contributions::{Contribution, PAYABLE, insurance_of};
use crate::error::Outcome;
use crate::reading::together;
use crate::rules::Rulebook;
use crate::says::Says;
use crate::{rules, runtime};
use std::sync::Arc;

/// The schemes whose records tell what somebody pays.
const SCHEMES: [&str; 4] = ["pension_flexible", "pension_resident", "medical_flexible", "medical_resident"];

#[uniffi::export]
impl Insurance {
    /// What new rules mean for the citizen, as a difference in money: those in force since about a year, and those ahead. Never waits for the
    /// network.
    pub async fn rule_changes(self: Arc<Self>) -> Outcome<RuleChangesView> {
        runtime::run(async move {
            let book = rules::book(&self.parts).await?;
            let (_, mut ages) = self.whose().await?;
            let mut years = Vec::new();
            for insurance in PAYABLE {
                let Some(kind) = overview::kind_of(insurance) else { continue };
                let (kept, older) = self.kept_years(kind, book.today()).await?;
                ages.extend(older);
                years.extend(kept.into_iter().map(|(_, year)| (insurance, year)));
            }
            let mine: Vec<Mine<'_>> = SCHEMES
                .into_iter()
                .filter_map(|scheme| {
                    let insurance = insurance_of(scheme)?;
                    let of_scheme = |record: &&Contribution| record.payable_scheme(insurance) == Some(scheme);
                    let rows = years
                        .iter()
                        .filter(|(of, _)| *of == insurance)
                        .flat_map(|(_, year)| &year.records.rows);
                    let records: Vec<&Contribution> = rows.filter(of_scheme).collect();
                    (!records.is_empty()).then(|| Mine::of(scheme, &records))
                })
                .collect();
            let rows = work::changes(&mine, &book);
            let title = match u32::try_from(rows.len()).unwrap_or(u32::MAX) {
                0 => Says::word("change_title_none"),
                count => Says::word("change_title_some").count("count", count),
            };
            Ok(RuleChangesView { freshness: together(&ages), title, rows, pack: pack(&book) })
        })
        .await
    }
}

/// The rules at hand, or why there are none.
fn pack(book: &Rulebook) -> Says {
    match book.newest() {
        Err(rules::NoRule::Unreadable) => Says::word("rule_none_readable"),
        Err(_) => Says::word("rule_none"),
        Ok(pack) => {
            let says = |key: &'static str| Says::word(key).text("number", pack.v.to_string());
            match pack.until {
                _ if !pack.is_current(book.today()) => says("rule_pack_over"),
                Some(until) => says("rule_pack_until").day("day", until),
                None => says("rule_pack").day("day", pack.from),
            }
        }
    }
}
