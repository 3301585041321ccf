//! The tour: one citizen's whole path, told to a stranger, each step proven.

pub mod device;

mod act;
mod card;
mod card_help;
mod doubt;
mod enrol;
mod foresight;
mod home;
mod insurance;
mod leave;
mod meter;
mod mother;
mod offline;
mod pay;
mod paying;
mod push;
mod readable;
mod scan;
mod searching;
mod stage;
mod stranger;
mod summary;

use crate::args::TourArgs;
use crate::broken::{Broken, Held};
use crate::stopping;
use act::Act;
use stage::Stage;

/// Takes the tour; the first step that does not hold ends it, and so does Ctrl-C. Either way nothing is left behind.
pub async fn run(args: TourArgs) -> Held {
    let mut stage = Stage::set(&args).await?;
    let outcome = tokio::select! {
        outcome = walk(&mut stage) => outcome,
        () = stopping::asked() => Err(Broken::stopped()),
    };
    stage.close().await;
    outcome
}

async fn walk(stage: &mut Stage) -> Held {
    stage.paper.line(&stage.word("tour_title"));
    stage.paper.line(&stage.word("tour_what"));
    for (at, act) in Act::ALL.iter().enumerate() {
        let title = stage.word(act.title());
        stage.paper.heading(at + 1, &title);
        stage.meter.begin(title);
        let outcome = act.play(stage).await;
        stage.measure().await;
        if let Err(broken) = outcome {
            return Err(if broken.is_told() { broken } else { stage.broke(broken) });
        }
        stage.pause().await;
    }
    summary::tell(stage).await
}
