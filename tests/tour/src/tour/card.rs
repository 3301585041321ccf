//! The card: six steps, three axes of status, the activation checklist, on-card data masked.

use super::card_help;
use super::stage::Stage;
use crate::broken::Held;
use crate::paper::{Cell, Table};
use crate::speech::count;
use shebao_core::card::Reveal;
use std::time::SystemTime;

pub async fn play(stage: &mut Stage) -> Held {
    let card = stage.citizen.card();
    let view = card.clone().view().await?;
    stage.paper.seen(&format!(
        "{} · {} · {}",
        stage.speech.says(&view.headline),
        view.person,
        stage.age(&view.freshness)
    ));
    stage.steps(&view.progress);
    let mut table = Table::plain();
    for line in &view.status {
        table.row(vec![
            Cell::text(stage.paper.mark(line.tone)),
            Cell::text(stage.speech.says(&line.axis)),
            Cell::text(stage.speech.says(&line.value)),
            Cell::text(&line.raw),
        ]);
    }
    for task in &view.activation {
        table.row(vec![
            Cell::text(stage.paper.mark(task.tone)),
            Cell::text(stage.speech.says(&task.name)),
            Cell::text(stage.speech.says(&task.state)),
            Cell::text(stage.speech.says(&task.note)),
        ]);
    }
    stage.paper.table(&table);
    stage.facts(&view.holder.facts);
    let whole = view.progress.len() == 6 && view.status.len() == 3 && view.activation.len() == 2;
    stage.hold(whole, "tour_card_whole", &[])?;

    let number = stage.door.citizen[1].clone();
    let shown = |facts: &[shebao_core::FactView]| {
        facts.iter().any(|fact| stage.speech.fact(fact).1.contains(&number))
    };
    let masked = card.clone().holder(Reveal::No).await?;
    let revealed = card.holder(Reveal::Yes).await?;
    let left = revealed.hidden_again_at.and_then(|at| at.duration_since(SystemTime::now()).ok());
    let left = left.map_or(0, |left| left.as_secs_f64().round() as usize);
    let guarded = !shown(&masked.facts) && masked.hidden_again_at.is_none();
    let opened = shown(&revealed.facts) && (1..=30).contains(&left);
    stage.hold(guarded && opened, "tour_card_masked", &[count("count", left)])?;
    card_help::play(stage).await
}
