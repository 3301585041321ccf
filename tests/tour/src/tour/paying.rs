//! Paying a bill, as a citizen does: choose, see the amount, confirm, wait for the answer.

use super::stage::Stage;
use crate::broken::{Broken, Held};
use serde_json::Value;
use shebao_core::Money;
use shebao_core::payments::{BillView, Payment, PaymentDraft, PaymentStep, PaymentView};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The bills that can be paid, whose title has `scheme` in its code.
pub async fn payable(stage: &Stage, scheme: &str) -> Held<Option<BillView>> {
    let view = stage.citizen.payments().view().await?;
    let of_scheme = |bill: &BillView| {
        let words = bill.title.args.iter().filter_map(|arg| match &arg.value {
            shebao_core::ArgValue::Word { key } => Some(key.as_str()),
            _ => None,
        });
        words.chain([bill.title.key.as_str()]).any(|key| key.contains(scheme))
    };
    Ok(view.bills.into_iter().find(|bill| bill.can_pay && of_scheme(bill)))
}

/// Chooses what a bill leaves open and asks for the amount: the page to check before confirming.
pub async fn review(stage: &Stage, bill: &BillView) -> Held<(Arc<Payment>, PaymentView)> {
    let payment = stage.citizen.payments().pay(bill.id.clone()).await?;
    let view = payment.clone().view().await?;
    if view.draft != PaymentDraft::default() || view.can_go_on {
        return Err(Broken::new("something was chosen beforehand"));
    }
    let choices = &view.choices;
    let draft = PaymentDraft {
        base: choices.base.as_ref().and_then(|base| base.offered.first().copied().or(Some(base.floor))),
        tier: choices.tiers.first().map(|tier| tier.id.clone()),
        periods: choices
            .periods
            .iter()
            .find(|period| period.can_pay)
            .map(|period| period.id.clone())
            .into_iter()
            .collect(),
        instrument: choices.instruments.first().map(|instrument| instrument.id.clone()),
    };
    let view = payment.clone().choose(draft).await?;
    for problem in &view.problems {
        stage.sees(&problem.says);
    }
    let view = payment.clone().quote().await?;
    if view.step != PaymentStep::Review {
        return Err(Broken::new(format!("expected the page to review, not {:?}", view.step)));
    }
    Ok((payment, view))
}

/// Shows the page to check before confirming.
pub fn show_review(stage: &Stage, view: &PaymentView) {
    stage.sees(&view.title);
    stage.facts(&view.lines);
    if let Some(arithmetic) = &view.arithmetic {
        stage.sees(arithmetic);
    }
    stage.sees(&view.says);
}

/// Waits until the payment has an end, at most so long; returns how it stands then.
pub async fn settled(payment: &Arc<Payment>, longest: Duration) -> Held<PaymentView> {
    let until = Instant::now() + longest;
    loop {
        let view = payment.clone().view().await?;
        let ended = matches!(view.step, PaymentStep::Paid | PaymentStep::NotCharged | PaymentStep::Attention);
        if ended || Instant::now() > until {
            return Ok(view);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// What the bank took for an order: how often, and how much in all.
pub async fn debits(stage: &Stage, order: &str) -> Held<(usize, Money)> {
    let ledger = stage.operator.read("ledger").await?;
    let debits = ledger.get("debits").and_then(Value::as_array).cloned().unwrap_or_default();
    let of_order: Vec<i64> = debits
        .iter()
        .filter(|debit| debit.get("order").and_then(Value::as_str) == Some(order))
        .filter_map(|debit| debit.get("amount_fen").and_then(Value::as_i64))
        .collect();
    Ok((of_order.len(), Money::fen(of_order.iter().sum())))
}

/// Waits until the bank has taken the money for an order, at most so long.
pub async fn taken(stage: &Stage, order: &str, longest: Duration) -> Held<bool> {
    let until = Instant::now() + longest;
    while debits(stage, order).await?.0 == 0 {
        if Instant::now() > until {
            return Ok(false);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(true)
}

/// The order of a payment that was confirmed.
pub fn order_of(view: &PaymentView) -> Held<String> {
    view.order.clone().ok_or(Broken::new("a confirmed payment has no order"))
}
