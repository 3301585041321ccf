//! The fictional city: who lives there and what the bureau's books say, the same for the same seed.
//!
//! Nobody here exists. The identity numbers are the published worked example and numbers of the region 990100, which
//! does not exist, with a right check digit so that they pass the apps' own check.

mod articles;
mod books;
mod messages;
mod money;
mod people;
mod places;
mod rules;

pub(crate) use money::opening_balances;
pub(crate) use places::COUNTER;
pub(crate) use rules::first_rules;

use crate::chance::Chance;
use crate::store::{Batch, StoreError};

/// The fictional region.
pub(crate) const REGION: &str = "990100";
/// Who receives contributions.
pub(crate) const PAYEE: &str = "test-city-tax";
/// The bureau's name.
pub(crate) const BUREAU: &str = "测试城市社会保险（演示）";

/// Everything that is there at the first start. Times are relative to `now` (seconds since 1970).
pub(crate) fn city(seed: u64, now: i64) -> Result<Batch, StoreError> {
    let chance = Chance::new(seed, 0);
    let mut batch = Batch::default();
    people::write(&mut batch, now)?;
    money::write(&mut batch, now)?;
    books::write(&mut batch, &chance, now)?;
    messages::write(&mut batch, &chance, now)?;
    articles::write(&mut batch, now)?;
    places::write(&mut batch, now)?;
    Ok(batch)
}

/// What an invented inhabitant types in to enrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// The id at the bureau, such as `p-wang`.
    pub id: String,
    /// The name.
    pub name: String,
    /// The identity number: invented, or the published worked example.
    pub number: String,
    /// The phone that one-time codes go to.
    pub phone: String,
}

/// Everybody in the fictional city: 王芳 (flexible worker) first, then her mother 李秀英 (resident), an employee and a civil servant.
pub fn residents() -> Vec<Resident> {
    let resident =
        |p: crate::records::Person| Resident { id: p.id, name: p.name, number: p.number, phone: p.phone };
    people::everybody().into_iter().map(resident).collect()
}
