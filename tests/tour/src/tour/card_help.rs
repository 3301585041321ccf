//! Who does what about a card: the nearest place, the two passwords, a lost card, and the cards before this one.

use super::stage::Stage;
use crate::broken::Held;
use crate::speech::{count, text};
use shebao_core::card::{CardFunction, LossDraft, PlaceKind, Position};

/// Somewhere in the fictional city.
const HERE: Position = Position { latitude: 10_001_200, longitude: 20_001_200 };

pub async fn play(stage: &mut Stage) -> Held {
    let card = stage.citizen.card();
    let places = card.clone().places(PlaceKind::Bank, Some(HERE)).await?;
    let Some(nearest) = places.rows.first() else {
        return stage.hold(false, "tour_card_places", &[count("count", 0)]);
    };
    let far = usize::try_from(nearest.metres.unwrap_or_default()).unwrap_or_default();
    stage.say("tour_card_nearest", &[text("name", nearest.name.clone()), count("count", far)]);
    for password in card.clone().passwords().await?.rows {
        let at = password
            .tasks
            .last()
            .map(|task| task.at.iter().map(|kind| stage.speech.says(&kind.name)).collect::<Vec<_>>());
        let at = at.unwrap_or_default().join("、");
        stage.say("tour_card_password", &[text("name", stage.speech.says(&password.name)), text("at", at)]);
    }
    stage.hold(places.rows.len() == 2, "tour_card_places", &[count("count", places.rows.len())])?;
    if let Some(says) = card.clone().history().await?.says {
        stage.sees(&says);
    }
    let losses = card.clone().losses().await?;
    stage.sees(&losses.title);
    let functions = vec![CardFunction::Social, CardFunction::Financial];
    let ready = card.check_loss(LossDraft { functions, formal: Some(false) }).await?;
    ready.next.iter().for_each(|says| stage.sees(says));
    stage.hold(!ready.can_send && ready.next.len() == 2, "tour_card_loss", &[])
}
