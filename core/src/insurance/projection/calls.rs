//! What screens ask of the projection.

use super::super::wire::{Kind, Overview};
use super::super::{Insurance, store};
use super::view::{ProjectionDraft, ProjectionView};
use super::work;
use crate::error::{CitizenError, Outcome};
use crate::{rules, runtime};
use std::sync::Arc;

#[uniffi::export]
impl Insurance {
    /// What a monthly pension would be. What the draft leaves out is taken from the records on this device, where somebody is signed in.
    /// Never waits for the network.
    pub async fn project(self: Arc<Self>, draft: ProjectionDraft) -> Outcome<ProjectionView> {
        runtime::run(async move {
            let overview = match self.reading.kept::<Overview>(store::OVERVIEW).await {
                Ok((overview, _)) => overview,
                // Before signing in, and while locked, there are no records: all of it can be typed.
                Err(CitizenError::SignedOut | CitizenError::Locked) => None,
                Err(error) => return Err(error),
            };
            let book = rules::book(&self.parts).await?;
            Ok(work::project(filled(draft, overview.as_ref()), &book))
        })
        .await
    }
}

/// The draft, with what the records say where it says nothing.
fn filled(draft: ProjectionDraft, overview: Option<&Overview>) -> ProjectionDraft {
    let pension = overview.and_then(|all| all.items.rows.iter().find(|item| item.kind == Kind::Pension));
    let Some(pension) = pension else { return draft };
    ProjectionDraft {
        months: draft.months.or_else(|| pension.months.got().map(|months| (*months).into())),
        account: draft.account.or_else(|| pension.account_fen.got().map(|fen| fen.money())),
        ..draft
    }
}
