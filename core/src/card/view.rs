//! What the card screen shows.

use super::activation;
use super::codes::{self, Application, Mapping, Status};
use super::headline::{Facts, headline};
use super::holder;
use super::progress::{self, Stage};
use super::steps::{self, Phones};
use super::wire::{CardAnswer, Code, HolderAnswer, ProgressAnswer};
use crate::answer::Field;
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::says::{FactView, Says, StepView, Tone};
use std::time::SystemTime;

/// The card: how its making goes, how it stands, what is left to do.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CardView {
    /// How old this is.
    pub freshness: Freshness,
    /// The holder, masked.
    pub person: String,
    /// First card, replacement or exchange.
    pub kind: Says,
    /// The answer in one line, for the title and for home.
    pub headline: Says,
    /// How that line is drawn.
    pub tone: Tone,
    /// The headline's state in one word, for a chip.
    pub state: Says,
    /// The six steps of issuing. Empty if there is no application.
    pub progress: Vec<StepView>,
    /// Production, person and application: three axes, never merged.
    pub status: Vec<StatusLineView>,
    /// What is left to do after collecting, in order.
    pub activation: Vec<TaskView>,
    /// What to do next, if anything.
    pub advice: Option<Says>,
    /// On-card data, masked.
    pub holder: HolderView,
}

/// One of the three axes of status.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StatusLineView {
    /// Which axis.
    pub axis: Says,
    /// What the code means here, or `card_status_unknown` with the code.
    pub value: Says,
    /// The code as the bureau holds it.
    pub raw: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// One task of the activation checklist.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TaskView {
    /// What is to be done.
    pub name: Says,
    /// Where and with what.
    pub note: Says,
    /// How it stands, drawn.
    pub tone: Tone,
    /// How it stands, in words.
    pub state: Says,
}

/// What is on the card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HolderView {
    /// Name, numbers, bank account: masked unless revealed.
    pub facts: Vec<FactView>,
    /// When the full data must leave the screen; `None` while masked.
    pub hidden_again_at: Option<SystemTime>,
}

/// Asks for the on-card data in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Reveal {
    /// Masked.
    No,
    /// In full for 30 seconds. Needs an open session.
    Yes,
}

/// What is kept of the card, as the view is made from it.
pub(super) struct Kept<'a> {
    pub card: Option<&'a CardAnswer>,
    pub progress: Option<&'a ProgressAnswer>,
    pub holder: Option<&'a HolderAnswer>,
}

/// The card screen, out of what is kept. `bureau_phone` is the number to call.
pub(super) fn view(kept: &Kept<'_>, freshness: Freshness, bureau_phone: &str, now: SystemTime) -> CardView {
    let (no_card, no_progress) = (CardAnswer::default(), ProgressAnswer::default());
    let card = kept.card.unwrap_or(&no_card);
    let progress = kept.progress.unwrap_or(&no_progress);
    let steps = progress::steps(&progress.raw, &progress.usual_days, now);
    let codes = Codes::read(card);
    let collected = match steps.last() {
        Some(last) => last.stage == Stage::Done,
        // Without an application on record the person's code tells.
        None => matches!(codes.person, Some("03" | "04" | "05" | "06")),
    };
    let activation = activation::activation(card, collected);
    let headline = headline(&Facts {
        steps: &steps,
        activation,
        application: codes.application(),
        application_code: codes.application,
        not_activated: codes::not_activated(codes.person, codes.application()),
        heard: kept.card.is_some() || kept.progress.is_some(),
        known: !steps.is_empty() || codes.any(),
    });
    CardView {
        freshness,
        person: card.person.name.got().map(|name| mask_name(name.text())).unwrap_or_default(),
        kind: kind(card),
        headline: headline.says,
        tone: headline.tone,
        state: headline.state,
        progress: steps::views(&steps, &Phones { bureau: bureau_phone, bank: &card.bank }),
        status: codes.lines(),
        activation: if steps.is_empty() && !codes.any() { Vec::new() } else { activation::tasks(activation) },
        advice: headline.advice,
        holder: kept.holder.map_or(HolderView { facts: Vec::new(), hidden_again_at: None }, holder::masked),
    }
}

fn kind(card: &CardAnswer) -> Says {
    Says::word(match card.kind.got().map(|kind| kind.text()) {
        Some("first") => "card_kind_first",
        Some("replacement") => "card_kind_replacement",
        Some("exchange") => "card_kind_exchange",
        _ => "card_kind_other",
    })
}

/// The codes of the three axes as they came; an unreadable one is shown as `?`, which is in no table.
struct Codes<'a> {
    production: Option<&'a str>,
    person: Option<&'a str>,
    application: Option<&'a str>,
    mapping: Mapping,
}

impl<'a> Codes<'a> {
    fn read(card: &'a CardAnswer) -> Self {
        fn code(field: &Field<Code>) -> Option<&str> {
            match field {
                Field::Absent => None,
                Field::Got(code) => Some(code.text()),
                Field::Unreadable => Some("?"),
            }
        }
        Self {
            production: code(&card.production_code),
            person: code(&card.person_code),
            application: code(&card.application_code),
            mapping: card
                .application_mapping
                .got()
                .map_or(Mapping::Unknown, |name| Mapping::named(name.text())),
        }
    }

    fn any(&self) -> bool {
        self.production.is_some() || self.person.is_some() || self.application.is_some()
    }

    fn application(&self) -> Option<Application> {
        Application::read(self.mapping, self.application?)
    }

    /// A line for each axis the gateway has a code for.
    fn lines(&self) -> Vec<StatusLineView> {
        let application = self.application().map_or(Status::Unknown, Application::status);
        let axes = [
            ("card_axis_production", self.production, self.production.map(codes::production)),
            ("card_axis_person", self.person, self.person.map(codes::person)),
            ("card_axis_application", self.application, Some(application)),
        ];
        axes.into_iter()
            .filter_map(|(axis, raw, status)| {
                let (raw, status) = (raw?, status?);
                Some(StatusLineView {
                    axis: Says::word(axis),
                    value: status.says(raw),
                    raw: raw.to_owned(),
                    tone: status.tone(),
                })
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
