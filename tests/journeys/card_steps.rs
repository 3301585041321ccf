//! A card on its way: six steps out of the bureau's raw timestamps, three axes of status, two activations, on-card data.

use shebao_core::card::{CardView, Reveal};
use shebao_core::{ArgValue, Change, CitizenError, FactView, Tone};
use std::time::{Duration, SystemTime};
use support::{App, City};

async fn look(app: &App) -> CardView {
    app.citizen.card().refresh().await.unwrap();
    app.citizen.card().view().await.unwrap()
}

fn tones(view: &CardView) -> Vec<Tone> {
    view.progress.iter().map(|step| step.tone).collect()
}

fn texts(facts: &[FactView]) -> Vec<String> {
    let args = facts.iter().flat_map(|fact| &fact.value.args);
    args.filter_map(|arg| match &arg.value {
        ArgValue::Text { text } => Some(text.clone()),
        _ => None,
    })
    .collect()
}

#[tokio::test]
async fn a_card_goes_from_a_late_factory_to_everyday_use() {
    use Tone::{Done, Idle, Now, Waiting};
    let city = City::start(1);
    let app = city.phone_of("p-wang").await;

    let late = look(&app).await;
    assert_eq!(tones(&late), [Done, Done, Done, Done, Waiting, Idle]);
    assert_eq!((late.person.as_str(), late.state.key.as_str()), ("王＊", "card_stage_late"));
    let step = &late.progress[4];
    assert_eq!(step.note.as_ref().unwrap().key, "card_note_late");
    assert!(step.call.is_some() && step.at.is_some());
    let raw: Vec<&str> = late.status.iter().map(|line| line.raw.as_str()).collect();
    assert_eq!(raw, ["30", "01", "0"]);
    assert_eq!(late.activation.iter().map(|task| task.tone).collect::<Vec<_>>(), [Idle, Idle]);

    city.operator().advance_card("p-wang").unwrap();
    let ready = look(&app).await;
    assert_eq!(tones(&ready), [Done, Done, Done, Done, Done, Waiting]);
    assert_eq!(ready.state.key, "card_stage_ready");

    city.operator().advance_card("p-wang").unwrap();
    let collected = look(&app).await;
    assert_eq!(tones(&collected), [Done; 6]);
    assert_eq!(collected.advice.unwrap().key, "card_advice_activate_bank");
    assert_eq!(collected.activation.iter().map(|task| task.tone).collect::<Vec<_>>(), [Now, Idle]);

    city.operator().advance_card("p-wang").unwrap();
    let bank_on = look(&app).await;
    assert_eq!(bank_on.activation.iter().map(|task| task.tone).collect::<Vec<_>>(), [Done, Now]);
    assert_eq!(bank_on.advice.unwrap().key, "card_advice_activate_social");

    city.operator().advance_card("p-wang").unwrap();
    let in_use = look(&app).await;
    assert_eq!((in_use.headline.key.as_str(), in_use.tone), ("card_headline_active", Done));
    assert_eq!(in_use.advice, None);
}

#[tokio::test]
async fn a_bank_that_cannot_open_the_account_is_said_as_such() {
    use Tone::{Done, Idle, Wrong};
    let city = City::start(2);
    let app = city.phone_of("p-wang").await;
    city.operator().fail_bank("p-wang").unwrap();
    let failed = look(&app).await;
    assert_eq!(tones(&failed), [Done, Done, Done, Wrong, Idle, Idle]);
    assert_eq!((failed.tone, failed.state.key.as_str()), (Wrong, "card_stage_failed"));
    assert_eq!(failed.status[0].value.key, "card_production_bank_return_failed");
    assert!(failed.progress[3].call.is_some());
}

#[tokio::test]
async fn on_card_data_is_masked_until_asked_for_in_full_and_hidden_again() {
    let city = City::start(3);
    let app = city.phone_of("p-li").await;
    let view = look(&app).await;
    let masked = texts(&view.holder.facts);
    assert_eq!(masked[..2], ["李＊＊", "110 **** **** 002X"]);
    assert_eq!(view.holder.hidden_again_at, None);

    let before = SystemTime::now();
    let full = app.citizen.card().holder(Reveal::Yes).await.unwrap();
    assert_eq!(texts(&full.facts)[..2], ["李秀英", "11010519491231002X"]);
    let shown = full.hidden_again_at.unwrap().duration_since(before).unwrap();
    assert!(shown >= Duration::from_secs(30) && shown < Duration::from_secs(35));

    app.citizen.session().lock();
    let locked = app.citizen.card().holder(Reveal::Yes).await;
    assert_eq!(locked.err(), Some(CitizenError::Locked));
}

#[tokio::test]
async fn the_screen_is_told_only_when_the_card_has_changed() {
    let city = City::start(4);
    let app = city.phone_of("p-wang").await;
    look(&app).await;
    app.heard.take();
    look(&app).await;
    assert_eq!(app.heard.take(), [], "nothing moved");
    city.operator().advance_card("p-wang").unwrap();
    look(&app).await;
    assert_eq!(app.heard.take(), [Change::Card, Change::Home]);
}
