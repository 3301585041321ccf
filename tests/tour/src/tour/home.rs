//! Home: does anything need me?

use super::stage::Stage;
use crate::broken::Held;
use crate::paper::{Cell, Table};
use crate::speech::count;

pub async fn play(stage: &mut Stage) -> Held {
    let refreshed = stage.citizen.clone().refresh().await?;
    for failure in &refreshed.failed {
        stage.paper.broken(&format!("{:?}: {}", failure.part, failure.error));
    }
    stage.hold(refreshed.failed.is_empty(), "tour_home_refreshed", &[])?;
    let home = stage.citizen.clone().home().await?;
    stage.sees(&home.title);
    stage.paper.seen(&stage.age(&home.freshness));
    let mut table = Table::plain();
    for item in &home.attention {
        table.row(vec![
            Cell::text(stage.paper.mark(item.tone)),
            Cell::text(stage.speech.says(&item.headline)),
            Cell::text(item.person.clone().unwrap_or_default()),
            Cell::text(stage.speech.says(&item.state)),
            Cell::text(format!("→ {}", stage.speech.says(&item.verb))),
        ]);
    }
    // A card that needs attention stands above already.
    if let Some(card) =
        home.card.as_ref().filter(|card| home.attention.iter().all(|item| item.headline != card.headline))
    {
        table.row(vec![
            Cell::text(stage.paper.mark(card.tone)),
            Cell::text(stage.speech.says(&card.headline)),
            Cell::text(home.person.clone().unwrap_or_default()),
            Cell::text(stage.speech.says(&card.state)),
        ]);
    }
    stage.paper.table(&table);
    stage.hold(stage.changes.count() > 0, "tour_home_told", &[count("count", stage.changes.count())])
}
