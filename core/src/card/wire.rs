//! What the gateway says about the card: raw codes and timestamps, as the bureau holds them.

use crate::answer::{Field, Line};
use crate::date::CalendarDate;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// `GET` this: codes of the three axes and the two activations.
pub(super) const CARD: &str = "/card";
/// `GET` this: the timestamps of issuing.
pub(super) const PROGRESS: &str = "/card/progress";
/// `GET` this: on-card data, in full.
pub(super) const HOLDER: &str = "/card/holder";

/// A code of the bureau's tables, kept as it came.
pub(super) type Code = Line<8>;

/// The answer to [`CARD`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CardAnswer {
    pub person: Person,
    /// `first`, `replacement` or `exchange`.
    pub kind: Field<Line<20>>,
    pub production_code: Field<Code>,
    pub person_code: Field<Code>,
    pub application_code: Field<Code>,
    /// Which region's table the application code is read by.
    pub application_mapping: Field<Line<20>>,
    pub social_active_at: Field<Moment>,
    pub bank_active_at: Field<Moment>,
    pub bank: Field<Bank>,
}

/// Whose card it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    pub name: Field<Line<60>>,
}

/// The bank that opens the card's account and hands the card over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Bank {
    pub name: Field<Line<60>>,
    pub branch: Field<Line<80>>,
    pub phone: Field<Line<20>>,
}

/// The answer to [`PROGRESS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ProgressAnswer {
    pub raw: Stamps,
    pub usual_days: UsualDays,
}

/// One timestamp per stage, under the names of the issuing system in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Stamps {
    pub apply_time: Field<Moment>,
    pub bank_time0: Field<Moment>,
    pub bank_finish_time0: Field<Moment>,
    pub insure_time: Field<Moment>,
    pub insure_finish_time: Field<Moment>,
    pub province_time: Field<Moment>,
    pub city_time: Field<Moment>,
    pub city_send_time: Field<Moment>,
    pub get_time: Field<Moment>,
    pub batch_no: Field<Line<40>>,
    pub bank_account: Field<Line<40>>,
    pub card_no: Field<Line<20>>,
    pub bank_failed: Field<bool>,
}

/// How many days each step usually takes here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct UsualDays {
    pub collect: Field<u16>,
    pub bank: Field<u16>,
    pub submit: Field<u16>,
    pub account: Field<u16>,
    pub make: Field<u16>,
    pub issue: Field<u16>,
}

/// The answer to [`HOLDER`]. No `Debug`: it is the citizen's data in full.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct HolderAnswer {
    pub name: Field<Line<60>>,
    pub number: Field<Line<30>>,
    pub card_number: Field<Line<20>>,
    pub bank_card: Field<Line<30>>,
    pub phone: Field<Line<20>>,
    pub issued_on: Field<CalendarDate>,
    pub valid_until: Field<CalendarDate>,
}
