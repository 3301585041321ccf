//! What the places show.

use crate::freshness::Freshness;
use crate::says::Says;

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum PlaceKind {
    /// A branch of the bank on the card.
    Bank,
    /// The social-security card office.
    Office,
    /// A street's or community's service point.
    Community,
    /// A hospital or clinic.
    Hospital,
    /// A pharmacy.
    Pharmacy,
}

/// Where somebody is, in millionths of a degree (WGS 84). It stays on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Position {
    /// North positive.
    pub latitude: i32,
    /// East positive.
    pub longitude: i32,
}

/// Places of one kind.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlacesView {
    /// How old this is.
    pub freshness: Freshness,
    /// The nearest first if a position was given, else as the bureau lists them.
    pub rows: Vec<PlaceView>,
    /// That there are none, or how many could not be read.
    pub says: Option<Says>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlaceView {
    /// Its id.
    pub id: String,
    /// Which kind.
    pub kind: PlaceKind,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When it is open, as the bureau writes it.
    pub hours: String,
    /// The number to call.
    pub phone: Option<String>,
    /// What is done there.
    pub does: Vec<Says>,
    /// How far it is, in metres as the crow flies; `None` without a position.
    pub metres: Option<u32>,
}

/// The two passwords of a card, and where each is changed, unlocked and reset.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PasswordsView {
    /// How old this is.
    pub freshness: Freshness,
    /// The bank's, then social security's.
    pub rows: Vec<PasswordView>,
}

/// One password.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PasswordView {
    /// Which.
    pub name: Says,
    /// What it is for.
    pub what: Says,
    /// Changing, unlocking, resetting.
    pub tasks: Vec<PasswordTaskView>,
}

/// What can be done about a password.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PasswordTaskView {
    /// What.
    pub name: Says,
    /// At which kinds of places; empty: the bureau names none, and the number is to be called.
    pub at: Vec<PlaceKindView>,
}

/// A kind of place that does it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlaceKindView {
    /// Which.
    pub kind: PlaceKind,
    /// Its name.
    pub name: Says,
}
