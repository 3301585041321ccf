//! What the gateway says about earlier cards.

use crate::answer::{Field, Line, Records};
use crate::date::CalendarDate;
use serde::{Deserialize, Serialize};

/// `GET` this.
pub(super) const HISTORY: &str = "/card/history";
/// Under which name it is kept.
pub(super) const KEPT: &str = "history";

/// The answer to [`HISTORY`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Cards {
    pub cards: Records<Earlier>,
}

/// One earlier card. Without its number it says nothing, and is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Earlier {
    pub card_number: Line<20>,
    #[serde(default)]
    pub issued_on: Field<CalendarDate>,
    #[serde(default)]
    pub ended_on: Field<CalendarDate>,
    /// `replaced`, `exchanged`, `expired`, `cancelled`.
    #[serde(default)]
    pub why: Field<Line<20>>,
}
