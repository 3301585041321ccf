//! The last table: what each step cost, and the two sides' books.

use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::paper::{Cell, Table};
use crate::speech::{count, text};
use serde_json::Value;

/// Tells it. The tour holds only if the bank's debits are the orders the citizen's journal called paid, and no code was without words.
pub async fn tell(stage: &Stage) -> Held {
    stage.paper.gap();
    let heads = ["tour_sum_step", "tour_sum_requests", "tour_sum_bytes", "tour_sum_ms"];
    let mut table = Table::under(heads.map(|key| stage.word(key)).to_vec());
    let costs = &stage.meter.costs;
    for (at, cost) in costs.iter().enumerate() {
        table.row(vec![
            Cell::text(format!("{:>2}  {}", at + 1, cost.title)),
            Cell::number(cost.requests.to_string()),
            Cell::number(cost.octets.to_string()),
            Cell::number(cost.took.as_millis().to_string()),
        ]);
    }
    let total = |of: fn(&super::meter::Cost) -> u64| costs.iter().map(of).sum::<u64>().to_string();
    table.row(vec![
        Cell::text(format!("    {}", stage.word("common_total"))),
        Cell::number(total(|cost| cost.requests)),
        Cell::number(total(|cost| cost.octets)),
        Cell::number(total(|cost| u64::try_from(cost.took.as_millis()).unwrap_or(u64::MAX))),
    ]);
    for line in table.lines(stage.paper) {
        stage.paper.say(&line);
    }
    let tls = stage.meter.tls.clone().unwrap_or_else(|| "?".to_owned());
    stage.say("tour_sum_tls", &[text("version", tls.replace('_', "."))]);
    books(stage).await?;
    let unknown = stage.speech.unknown();
    if !unknown.is_empty() {
        stage.paper.broken(&stage.speech.line("tour_sum_unknown", &[text("keys", unknown.join(" "))]));
        return Err(Broken::new("codes without words").told());
    }
    stage.paper.held(&stage.word("tour_sum_end"));
    Ok(())
}

async fn books(stage: &Stage) -> Held {
    let ledger = stage.operator.read("ledger").await?;
    let mut bank: Vec<(String, i64)> = ledger
        .get("debits")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|debit| {
            Some((debit.get("order")?.as_str()?.to_owned(), debit.get("amount_fen")?.as_i64()?))
        })
        .collect();
    let mut own = stage.paid.clone();
    bank.sort();
    own.sort();
    stage.hold(
        bank == own && !own.is_empty(),
        "tour_sum_books",
        &[count("debits", bank.len()), count("orders", own.len())],
    )
}
