//! What the gateway says about places: for everybody, without signing in.

use crate::answer::{Field, Line, Records};
use serde::{Deserialize, Serialize};

/// `GET` this: all places of the region.
pub(super) const PLACES: &str = "/places";
/// Under which name they are kept.
pub(super) const KEPT: &str = "places";

/// The answer to [`PLACES`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Places {
    pub places: Records<Place>,
}

/// One place. Without an id, a kind, a name or an address nobody can go there, and it is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub id: Line<64>,
    pub kind: Kind,
    pub name: Line<80>,
    pub address: Line<160>,
    #[serde(default)]
    pub hours: Field<Line<120>>,
    #[serde(default)]
    pub phone: Field<Line<20>>,
    /// What is done there; a code this version does not know is left out.
    #[serde(default)]
    pub does: Records<Does>,
    /// Millionths of a degree.
    #[serde(default)]
    pub latitude: Field<Degrees<90>>,
    #[serde(default)]
    pub longitude: Field<Degrees<180>>,
}

/// A kind as the wire names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Bank,
    Office,
    Community,
    Hospital,
    Pharmacy,
}

/// What is done at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Does {
    Collect,
    ActivateBank,
    ActivateSocial,
    ReportLoss,
    EndLoss,
    Replace,
    Correct,
    BankPasswordChange,
    BankPasswordUnlock,
    BankPasswordReset,
    SocialPasswordChange,
    SocialPasswordUnlock,
    SocialPasswordReset,
}

/// Millionths of a degree, at most so many degrees from nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i32", into = "i32")]
pub(super) struct Degrees<const MOST: i32>(i32);

impl<const MOST: i32> TryFrom<i32> for Degrees<MOST> {
    type Error = &'static str;
    fn try_from(value: i32) -> Result<Self, Self::Error> {
        if value.unsigned_abs() <= MOST.unsigned_abs() * 1_000_000 {
            Ok(Self(value))
        } else {
            Err("not on Earth")
        }
    }
}

impl<const MOST: i32> From<Degrees<MOST>> for i32 {
    fn from(degrees: Degrees<MOST>) -> Self {
        degrees.0
    }
}
