//! A reply is lost in the middle of a payment: in doubt, said so, and resolved without a second debit.

use super::paying;
use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::paper::{Cell, Table};
use crate::speech::amount;
use serde_json::{Value, json};
use shebao_core::CitizenError;
use shebao_core::payments::PaymentStep;
use std::time::Duration;

/// So many answers are lost: more than the app asks for while the citizen waits.
const LOST: u32 = 50;

pub async fn play(stage: &mut Stage) -> Held {
    stage.citizen.payments().refresh().await?;
    let bill = match paying::payable(stage, "medical_flexible").await? {
        Some(bill) => bill,
        None => {
            paying::payable(stage, "pension_flexible").await?.ok_or(Broken::new("no bill left to pay"))?
        }
    };
    let (payment, review) = paying::review(stage, &bill).await?;
    for on in ["PUT /v1/orders/", "GET /v1/orders/"] {
        stage.operator.act("fault", json!({ "on": on, "kind": "drop_after", "times": LOST })).await?;
    }
    // The list of orders stays readable: nobody confirms a payment without looking first whether another is under way.
    let confirmed = payment.clone().confirm().await?;
    stage
        .operator
        .act("fault", json!({ "on": "GET /v1/orders", "kind": "drop_after", "times": LOST }))
        .await?;
    stage.sees(&confirmed.title);
    stage.sees(&confirmed.says);
    let order = paying::order_of(&confirmed)?;
    let taken = paying::taken(stage, &order, Duration::from_secs(3)).await?;
    let still = payment.clone().view().await?;
    stage.hold(still.step == PaymentStep::Confirming && taken, "tour_doubt_unknown", &[])?;

    let again = stage.citizen.payments().pay(bill.id.clone()).await;
    let refused = match again {
        Err(CitizenError::Refused { .. }) => true,
        Err(other) => return Err(other.into()),
        Ok(second) => !second.view().await?.can_go_on,
    };
    stage.hold(refused, "tour_doubt_no_second", &[])?;

    stage.operator.heal().await?;
    stage.citizen.clone().network_changed();
    stage.citizen.payments().settle().await?;
    let settled = paying::settled(&payment, Duration::from_secs(8)).await?;
    let (times, taken) = paying::debits(stage, &order).await?;
    let once = settled.step == PaymentStep::Paid && times == 1 && Some(taken) == review.amount;
    stage.hold(once, "tour_doubt_resolved", &[amount("amount", taken)])?;
    both_books(stage).await
}

/// The citizen's view beside the operator's ledger.
async fn both_books(stage: &mut Stage) -> Held {
    let orders = stage.citizen.payments().orders(None).await?;
    let ledger = stage.operator.read("ledger").await?;
    let debits = ledger.get("debits").and_then(Value::as_array).cloned().unwrap_or_default();
    let heads = [
        "tour_doubt_order",
        "tour_doubt_person",
        "tour_doubt_citizen",
        "tour_doubt_amount",
        "tour_doubt_bank",
        "tour_doubt_taken",
    ];
    let mut table = Table::under(heads.map(|key| stage.word(key)).to_vec());
    for row in &orders.rows {
        let of_order =
            debits.iter().filter(|debit| debit.get("order").and_then(Value::as_str) == Some(&row.id));
        let amounts: Vec<i64> =
            of_order.filter_map(|debit| debit.get("amount_fen").and_then(Value::as_i64)).collect();
        let taken = shebao_core::Money::fen(amounts.iter().sum());
        table.row(vec![
            Cell::text(row.id.chars().take(8).collect::<String>()),
            Cell::text(&row.person),
            Cell::text(format!("{} {}", stage.paper.mark(row.tone), stage.speech.says(&row.state))),
            Cell::number(stage.speech.money(row.amount)),
            Cell::number(format!("×{}", amounts.len())),
            Cell::number(stage.speech.money(taken)),
        ]);
        if stage.citizen.payments().receipt(row.id.clone()).await.is_ok() {
            stage.paid.push((row.id.clone(), row.amount.fen));
        }
    }
    stage.paper.table(&table);
    let bank: i64 = debits.iter().filter_map(|debit| debit.get("amount_fen").and_then(Value::as_i64)).sum();
    let own: i64 = stage.paid.iter().map(|(_, fen)| fen).sum();
    stage.hold(debits.len() == stage.paid.len() && bank == own, "tour_doubt_books", &[])
}
