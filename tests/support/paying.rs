//! A citizen in a hurry: takes the first thing that can be paid, chooses the first of everything, and reviews it. And whoever scans codes.

use shebao_core::payments::{Payment, PaymentDraft, PaymentStep};
use shebao_core::{Citizen, Outcome};
use shebao_sandbox::Running;
use shebao_sandbox::shapes::operate::ScanCashier;
use std::sync::Arc;

/// Whoever pays from the card's own account.
pub const CARD: &str = "card";
/// Whoever lets a code be scanned.
pub const CASHIER: &str = "cashier";

/// Asks for the bills and reviews one that can be paid with this instrument, counted round from `from`. `None` if there is none now.
pub async fn reviewed(
    citizen: &Arc<Citizen>,
    from: usize,
    instrument: &str,
) -> Outcome<Option<Arc<Payment>>> {
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
        instrument: choices.instruments.into_iter().map(|with| with.id).find(|id| id == instrument),
    };
    payment.clone().choose(draft).await?;
    let view = payment.clone().quote().await?;
    Ok((view.step == PaymentStep::Review).then_some(payment))
}

/// Somebody scans every code that waits for it.
pub fn scan_all(city: &Running) {
    while city.operator().scan_cashier(&ScanCashier::default()).is_ok() {}
}
