//! One month of pension: base, amount, review, confirm, paid, receipt, and the four stages to being credited.

use super::paying;
use super::stage::Stage;
use super::stranger;
use crate::broken::{Broken, Held};
use crate::paper::{Cell, Table};
use crate::speech::{amount, text};
use serde_json::json;
use shebao_core::Tone;
use shebao_core::payments::PaymentStep;
use std::time::Duration;

pub async fn play(stage: &mut Stage) -> Held {
    let bills = stage.citizen.payments().view().await?;
    let mut table = Table::plain();
    for bill in &bills.bills {
        table.row(vec![
            Cell::text(&bill.person),
            Cell::text(stage.speech.says(&bill.relation)),
            Cell::text(stage.speech.says(&bill.title)),
            Cell::text(bill.due.map(|day| stage.speech.day(day)).unwrap_or_default()),
            Cell::text(stage.speech.says(&bill.says)),
        ]);
    }
    stage.paper.table(&table);
    let bill =
        paying::payable(stage, "pension_flexible").await?.ok_or(Broken::new("no pension bill to pay"))?;
    let (payment, review) = paying::review(stage, &bill).await?;
    stage.hold(true, "tour_pay_nothing_chosen", &[])?;
    paying::show_review(stage, &review);

    payment.clone().confirm().await?;
    let paid = paying::settled(&payment, Duration::from_secs(8)).await?;
    stage.sees(&paid.says);
    let order = paying::order_of(&paid)?;
    let (times, taken) = paying::debits(stage, &order).await?;
    let exact = paid.step == PaymentStep::Paid && times == 1 && Some(taken) == review.amount;
    stage.hold(exact, "tour_pay_once", &[amount("amount", taken)])?;

    let receipt = stage.citizen.payments().receipt(order.clone()).await?;
    // Who, what for, how much, when and by whom was said already: what is left is the numbers to give on the telephone.
    stage.facts(receipt.lines.get(5..).unwrap_or_default());
    stage.hold(
        receipt.amount == taken && receipt.qr.is_some(),
        "tour_pay_receipt",
        &[text("person", receipt.person.clone())],
    )?;
    stranger::verifies(stage, &receipt).await?;
    credited(stage, &order).await
}

/// The back offices do their part, one stage after the other.
async fn credited(stage: &Stage, order: &str) -> Held {
    for _ in 0..3 {
        stage.operator.act("stages/advance", json!({ "order": order })).await?;
    }
    stage.citizen.payments().refresh().await?;
    let view = stage.citizen.payments().order(order.to_owned()).await?;
    stage.steps(&view.stages);
    let all =
        view.stages.len() == 4 && view.stages.iter().all(|step| step.tone == Tone::Done && step.at.is_some());
    // The records that were asked for with the order are held against it.
    stage.citizen.clone().refresh().await?;
    let findings = stage.citizen.payments().findings().await?;
    let agree = findings.checked > 0 && findings.rows.iter().all(|row| !row.alarm);
    stage.hold(all && agree, "tour_pay_credited", &[text("says", stage.speech.says(&findings.title))])
}
