//! What the card screen shows.

use crate::freshness::Freshness;
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
