//! A citizen in a hurry: takes the first thing that can be paid, chooses the first of everything, and reviews it.

use shebao_core::payments::{Payment, PaymentDraft, PaymentStep};
use shebao_core::{Citizen, Outcome};
use std::sync::Arc;

/// Asks for the bills and reviews one that can be paid, counted round from `from`. `None` if there is none now.
pub async fn reviewed(citizen: &Arc<Citizen>, from: usize) -> Outcome<Option<Arc<Payment>>> {
    let payments = citizen.payments();
    payments.clone().refresh().await?;
    let mut bills = payments.clone().view().await?.bills;
    bills.retain(|bill| bill.can_pay);
    if bills.is_empty() {
        return Ok(None);
    }
    let payment = payments.pay(bills.swap_remove(from % bills.len()).id).await?;
    let choices = payment.clone().view().await?.choices;
    let periods: Vec<String> =
        choices.periods.iter().filter(|period| period.can_pay).map(|period| period.id.clone()).collect();
    let draft = PaymentDraft {
        base: choices.base.and_then(|base| base.offered.first().copied()),
        tier: choices.tiers.first().map(|tier| tier.id.clone()),
        periods: periods.get(from % periods.len().max(1)).cloned().into_iter().collect(),
        instrument: choices.instruments.first().map(|instrument| instrument.id.clone()),
    };
    payment.clone().choose(draft).await?;
    let view = payment.clone().quote().await?;
    Ok((view.step == PaymentStep::Review).then_some(payment))
}
