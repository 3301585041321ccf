//! Signing out: nothing readable is left on disk.

use super::readable::{Found, search};
use super::stage::Stage;
use crate::broken::Held;
use crate::paper::{Cell, Table};
use crate::speech::count;
use shebao_core::card::Reveal;
use shebao_core::inbox::MessageFilter;
use shebao_core::session::SessionState;
use shebao_core::{CitizenError, Keep};

pub async fn play(stage: &mut Stage) -> Held {
    let words = shown_words(stage).await?;
    let folder = stage.app_folder();
    let before = search(&folder, &words)?;
    let said = [count("count", words.len()), count("files", before.files.len())];
    stage.hold(before.words.is_empty(), "tour_leave_sealed", &said)?;

    stage.citizen.clone().sign_out(Keep::Doubtful).await?;
    let after = search(&folder, &words)?;
    list(stage, &after);
    stage.hold(after.words.is_empty(), "tour_leave_nothing", &[])?;
    let state = stage.citizen.session().view().await?.state;
    let card = stage.citizen.card().holder(Reveal::No).await;
    let out = state == SessionState::SignedOut && card == Err(CitizenError::SignedOut);
    stage.hold(out, "tour_leave_signed_out", &[])
}

/// What the citizen was shown and nobody else may read.
async fn shown_words(stage: &Stage) -> Held<Vec<String>> {
    let mut words = stage.door.citizen.to_vec();
    words.push(super::enrol::PIN.to_owned());
    let page = stage.citizen.inbox().page(MessageFilter::default(), None).await?;
    words.extend(page.rows.iter().flat_map(|row| [row.title.clone(), row.summary.clone()]));
    let holder = stage.citizen.card().holder(Reveal::Yes).await?;
    words.extend(holder.facts.iter().map(|fact| stage.speech.fact(fact).1));
    // Too short a word is found by chance.
    words.retain(|word| word.len() >= 6);
    words.sort();
    words.dedup();
    Ok(words)
}

fn list(stage: &Stage, found: &Found) {
    stage.say("tour_leave_files", &[count("count", found.files.len())]);
    let mut table = Table::plain();
    for (path, octets) in found.files.iter().take(3) {
        table.row(vec![Cell::text(path.display().to_string()), Cell::number(octets.to_string())]);
    }
    stage.paper.table(&table);
}
