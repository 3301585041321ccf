//! The bureau pays a pension, changes a medical account, publishes a notice: three sealed pushes arrive.

use super::searching;
use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::paper::{Cell, Table};
use crate::speech::{count, text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use shebao_core::inbox::{MessageFilter, PushOutcome};

pub async fn play(stage: &mut Stage) -> Held {
    let before = pushes(stage, 0).await?.last().map_or(0, |push| push.number);
    let operator = &stage.operator;
    operator.act("benefit", json!({ "person": "p-wang", "kind": "pension", "amount_fen": 325_000 })).await?;
    operator
        .act("medical-account", json!({ "person": "p-wang", "change_fen": -8_650, "reason": "药店购药" }))
        .await?;
    operator
        .act(
            "notice",
            json!({ "title": "2027 年度居民医保缴费开始", "body": "缴费期至 2026 年 12 月 31 日。（虚构）" }),
        )
        .await?;
    let arrived = pushes(stage, before).await?;
    let octets: usize = arrived.iter().map(|push| push.sealed.len()).sum();
    if let Some(push) = arrived.first() {
        stage.say("tour_push_vendor", &[count("count", octets), text("text", push.visible.clone())]);
    }
    let citizen = &stage.citizen;
    let (mut stored, mut seen) = (0, 0);
    for push in &arrived {
        let first = citizen.clone().receive_push(push.sealed.clone()).await?;
        let again = citizen.clone().receive_push(push.sealed.clone()).await?;
        stored += usize::from(matches!(first, PushOutcome::Stored { .. }));
        seen += usize::from(again == PushOutcome::Seen);
    }
    let inbox = citizen.inbox();
    let page = inbox.clone().page(MessageFilter::default(), None).await?;
    let mut table = Table::plain();
    for row in page.rows.iter().take(3) {
        let mark = if row.unread { "●" } else { " " };
        table.row(vec![
            Cell::text(mark),
            Cell::text(stage.speech.says(&row.name)),
            Cell::text(&row.title),
            Cell::text(stage.speech.moment(row.at)),
        ]);
    }
    stage.paper.table(&table);
    stage.hold(arrived.len() == 3 && stored == 3, "tour_push_stored", &[count("count", stored)])?;
    stage.hold(seen == 3, "tour_push_seen", &[])?;
    forged(stage, &arrived).await?;
    searching::play(stage).await
}

/// One flipped bit, and it is not believed.
async fn forged(stage: &Stage, arrived: &[Pushed]) -> Held {
    let mut sealed = arrived.first().map(|push| push.sealed.clone()).unwrap_or_default();
    if let Some(last) = sealed.last_mut() {
        *last ^= 1;
    }
    let outcome = stage.citizen.clone().receive_push(sealed).await?;
    stage.hold(outcome == PushOutcome::Broken, "tour_push_forged", &[])
}

/// What a vendor carried.
struct Pushed {
    number: u64,
    sealed: Vec<u8>,
    visible: String,
}

async fn pushes(stage: &Stage, after: u64) -> Held<Vec<Pushed>> {
    let answer = stage.operator.read(&format!("pushes?after={after}")).await?;
    let list = answer.get("pushes").and_then(Value::as_array).cloned().unwrap_or_default();
    list.iter()
        .map(|push| {
            let text = |name: &str| push.get(name).and_then(Value::as_str).unwrap_or_default();
            let sealed = STANDARD.decode(text("sealed")).map_err(|_| Broken::new("a push is not base64"))?;
            let number = push.get("n").and_then(Value::as_u64).unwrap_or_default();
            Ok(Pushed { number, sealed, visible: text("visible").to_owned() })
        })
        .collect()
}
