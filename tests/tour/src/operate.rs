//! The operator's side, from another terminal.

use crate::args::{Action, BenefitKind, FaultKind, OperateArgs};
use crate::broken::{Broken, Held};
use crate::door::{self, Door};
use crate::operator::Operator;
use crate::paper::{Cell, Paper, Table};
use clap::ValueEnum;
use serde_json::{Value, json};

/// Does one thing and says what came of it.
pub async fn run(args: OperateArgs) -> Held {
    let operator = door::operator(&args.at.unwrap_or_else(Door::usual_place))?;
    let paper = Paper::standard();
    match args.action {
        Action::Ledger => ledger(&operator, paper).await,
        Action::State => show(paper, &operator.read("state").await?),
        Action::Code { phone } => show(paper, &operator.read(&format!("one-time-code?phone={phone}")).await?),
        Action::Ask { path, body: None } => {
            paper.line(&operator.read(&path).await?.to_string());
            Ok(())
        }
        Action::Ask { path, body: Some(body) } => {
            let body = serde_json::from_str(&body).map_err(|_| Broken::new("what to send is not JSON"))?;
            paper.line(&operator.act(&path, body).await?.to_string());
            Ok(())
        }
        Action::Heal => {
            operator.heal().await?;
            paper.line("done");
            Ok(())
        }
        action => {
            let (path, body) = request(action);
            show(paper, &operator.act(path, body).await?)
        }
    }
}

/// What an action asks of the gateway.
fn request(action: Action) -> (&'static str, Value) {
    match action {
        Action::Card { person, fail_bank: false } => ("card/advance", json!({ "person": person })),
        Action::Card { person, fail_bank: true } => ("card/fail-bank", json!({ "person": person })),
        Action::Benefit { kind, amount, person } => {
            ("benefit", json!({ "person": person, "kind": name(kind), "amount_fen": amount }))
        }
        Action::Account { change, reason, person } => {
            ("medical-account", json!({ "person": person, "change_fen": change, "reason": reason }))
        }
        Action::Notice { title, body } => ("notice", json!({ "title": title, "body": body })),
        Action::Tariff { scheme, version, rate, fixed } => {
            ("tariff", json!({ "scheme": scheme, "version": version, "rate_bp": rate, "fixed_fen": fixed }))
        }
        Action::Stage { order } => ("stages/advance", json!({ "order": order })),
        Action::Refund { order } => ("refund", json!({ "order": order })),
        Action::ScanCashier { order, code, by } => {
            ("scan-cashier", json!({ "order": order, "code": code, "by": by }))
        }
        Action::Balance { amount, person } => ("balance", json!({ "person": person, "fen": amount })),
        Action::Mandates => ("mandates/run", Value::Null),
        Action::Fault { kind, on, times, delay } => {
            ("fault", json!({ "on": on, "kind": fault(kind), "times": times, "delay_ms": delay }))
        }
        Action::Heal | Action::Code { .. } | Action::Ledger | Action::State | Action::Ask { .. } => {
            ("state", Value::Null)
        }
    }
}

fn name(kind: BenefitKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn fault(kind: FaultKind) -> String {
    kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Facts, one a line.
fn show(paper: Paper, answer: &Value) -> Held {
    let mut table = Table::plain();
    for (name, value) in answer.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        table.row(vec![Cell::text(name.replace('_', " ")), Cell::text(value)]);
    }
    if table.is_empty() {
        paper.line("done");
    }
    for line in table.lines(paper) {
        paper.line(&line);
    }
    Ok(())
}

async fn ledger(operator: &Operator, paper: Paper) -> Held {
    let ledger = operator.read("ledger").await?;
    for (title, list, columns) in [
        ("the bank: money taken", "debits", ["order", "person", "amount_fen", "bank_ref"]),
        ("the gateway: orders", "orders", ["id", "person", "amount_fen", "state"]),
    ] {
        paper.line(title);
        let mut table = Table::under(columns.map(|column| column.replace("amount_fen", "yuan")).to_vec());
        for entry in ledger.get(list).and_then(Value::as_array).into_iter().flatten() {
            table.row(columns.iter().map(|column| cell(column, entry.get(*column))).collect());
        }
        for line in table.lines(paper) {
            paper.line(&format!("  {line}"));
        }
    }
    Ok(())
}

fn cell(column: &str, value: Option<&Value>) -> Cell {
    match (column, value.and_then(Value::as_i64)) {
        ("amount_fen", Some(fen)) => Cell::number(format!("{}.{:02}", fen / 100, fen % 100)),
        _ => Cell::text(value.and_then(Value::as_str).unwrap_or_default()),
    }
}
