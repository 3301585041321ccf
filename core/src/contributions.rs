//! A year's contribution records as the gateway tells them and as they are kept: the insurance screens show them, the ledger audit compares them.

use crate::answer::{Amount, Field, Line, Records};
use crate::date::YearMonth;
use crate::error::Outcome;
use crate::moment::Moment;
use crate::money::Money;
use crate::store::{Kept, Room, Store};
use serde::{Deserialize, Serialize};

/// The insurances that flexible workers and residents pay for themselves, as paths and kept names have them.
pub(crate) const PAYABLE: [&str; 2] = ["medical", "pension"];

/// Under which name a year is kept in [`Room::Insurance`].
pub(crate) fn kept_name(insurance: &str, year: u16) -> String {
    format!("contributions/{insurance}/{year}")
}

impl Store {
    /// A year's records as last received. Blocks.
    pub(crate) fn contributions(&self, insurance: &str, year: u16) -> Outcome<Option<Kept<Contributions>>> {
        self.read(Room::Insurance, &kept_name(insurance, year))
    }
}

/// A year's contributions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contributions {
    pub records: Records<Contribution>,
    /// When the gateway said so, by its own clock; it may stay the same for some minutes while nothing changes.
    pub as_of: Field<Moment>,
}

/// The same records are the same, whenever they were told: a screen shows nothing else.
impl PartialEq for Contributions {
    fn eq(&self, other: &Self) -> bool {
        self.records == other.records
    }
}

/// One contribution record. Without a month or a total it says nothing, and is left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contribution {
    pub month: YearMonth,
    pub total_fen: Amount,
    #[serde(default)]
    pub scheme: Field<Line<30>>,
    #[serde(default)]
    pub state: Field<Line<20>>,
    #[serde(default)]
    pub base_fen: Field<Amount>,
    /// The employer's base, where it is another than the person's.
    #[serde(default)]
    pub unit_base_fen: Field<Amount>,
    #[serde(default)]
    pub unit_rate_bp: Field<Rate>,
    #[serde(default)]
    pub personal_rate_bp: Field<Rate>,
    #[serde(default)]
    pub unit_fen: Field<Amount>,
    #[serde(default)]
    pub personal_fen: Field<Amount>,
    #[serde(default)]
    pub subsidy_fen: Field<Amount>,
    #[serde(default)]
    pub to_account_fen: Field<Amount>,
    #[serde(default)]
    pub interest_fen: Field<Amount>,
    #[serde(default)]
    pub late_fee_fen: Field<Amount>,
    #[serde(default)]
    pub payment_type: Field<Line<30>>,
    #[serde(default)]
    pub paid_at: Field<Moment>,
    #[serde(default)]
    pub batch_no: Field<Line<40>>,
    #[serde(default)]
    pub tax_office: Field<Line<60>>,
    #[serde(default)]
    pub tax_receipt_no: Field<Line<60>>,
    #[serde(default)]
    pub treasury_at: Field<Moment>,
    /// When it was handed from the treasury to the fund.
    #[serde(default)]
    pub transferred_at: Field<Moment>,
    #[serde(default)]
    pub credited_at: Field<Moment>,
    #[serde(default)]
    pub months: Field<Months>,
    #[serde(default)]
    pub pool: Field<Line<20>>,
}

/// Months that count: nobody has more than a hundred years of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub(crate) struct Months(u32);

impl TryFrom<u32> for Months {
    type Error = &'static str;
    fn try_from(count: u32) -> Result<Self, Self::Error> {
        if count <= 1_200 { Ok(Self(count)) } else { Err("absurd months") }
    }
}

impl From<Months> for u32 {
    fn from(months: Months) -> Self {
        months.0
    }
}

/// A rate up to 100 %, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub(crate) struct Rate(u32);

impl TryFrom<u32> for Rate {
    type Error = &'static str;
    fn try_from(rate: u32) -> Result<Self, Self::Error> {
        if rate <= 10_000 { Ok(Self(rate)) } else { Err("absurd rate") }
    }
}

impl From<Rate> for u32 {
    fn from(rate: Rate) -> Self {
        rate.0
    }
}

/// The scheme's official name.
pub(crate) fn scheme_word(scheme: &str) -> &'static str {
    match scheme {
        "pension_flexible" => "pay_scheme_pension_flexible",
        "medical_flexible" => "pay_scheme_medical_flexible",
        "medical_resident" => "pay_scheme_medical_resident",
        "pension_resident" => "pay_scheme_pension_resident",
        _ => "pay_scheme_other",
    }
}

/// Which insurance's records a scheme's payments are entered in.
pub(crate) fn insurance_of(scheme: &str) -> Option<&'static str> {
    match scheme {
        "pension_flexible" | "pension_resident" => Some("pension"),
        "medical_flexible" | "medical_resident" => Some("medical"),
        _ => None,
    }
}

impl Contribution {
    /// The scheme that a person pays for themselves, if this record of `insurance` is of one. What an employer has a part in is none.
    pub(crate) fn payable_scheme(&self, insurance: &str) -> Option<&'static str> {
        match (insurance, self.scheme.got()?.text()) {
            ("pension", "flexible" | "pension_flexible") => Some("pension_flexible"),
            ("pension", "resident" | "pension_resident") => Some("pension_resident"),
            ("medical", "resident_medical" | "medical_resident") => Some("medical_resident"),
            ("medical", "flexible" | "medical_flexible") => Some("medical_flexible"),
            ("medical", "employee_medical") if is_nothing(&self.unit_fen) => Some("medical_flexible"),
            _ => None,
        }
    }

    /// True if it counts for the insured person.
    pub(crate) fn is_credited(&self) -> bool {
        match &self.state {
            Field::Got(state) => state.text() == "paid",
            Field::Absent => self.credited_at.got().is_some(),
            Field::Unreadable => false,
        }
    }

    /// True if nobody can tell from it what was credited for what.
    pub(crate) fn is_unclear(&self) -> bool {
        let known = ["paid", "confirming", "missing", "refunded"];
        let state = match &self.state {
            Field::Got(state) => !known.contains(&state.text()),
            Field::Absent => false,
            Field::Unreadable => true,
        };
        state || self.scheme.got().is_none()
    }

    /// All of it.
    pub(crate) fn total(&self) -> Money {
        self.total_fen.money()
    }

    /// The base, where there is one.
    pub(crate) fn base(&self) -> Option<Money> {
        self.base_fen.got().map(|base| base.money()).filter(|base| base.fen > 0)
    }

    /// The person's own part: as such, or all of it where nobody else has one. `None` if that cannot be told.
    pub(crate) fn by_person(&self) -> Option<Money> {
        match &self.personal_fen {
            Field::Got(part) => Some(part.money()),
            Field::Absent if is_nothing(&self.unit_fen) && is_nothing(&self.subsidy_fen) => {
                Some(self.total())
            }
            Field::Absent | Field::Unreadable => None,
        }
    }

    /// Each part with the rate it is said to be computed with. A rate of nothing is a fixed sum, and left out.
    pub(crate) fn parts_with_rates(&self) -> impl Iterator<Item = (Money, u32)> {
        let of = |part: &Field<Amount>, rate: &Field<Rate>| {
            Some((part.got()?.money(), u32::from(*rate.got()?))).filter(|(_, rate)| *rate > 0)
        };
        [of(&self.personal_fen, &self.personal_rate_bp), of(&self.unit_fen, &self.unit_rate_bp)]
            .into_iter()
            .flatten()
    }

    /// Employer's, person's and public parts together. `None` if one cannot be read, or interest or a late fee is in it too.
    pub(crate) fn parts_added(&self) -> Option<Money> {
        if !is_nothing(&self.interest_fen) || !is_nothing(&self.late_fee_fen) {
            return None;
        }
        let part = |field: &Field<Amount>| match field {
            Field::Got(part) => Some(part.money()),
            Field::Absent => Some(Money::ZERO),
            Field::Unreadable => None,
        };
        let person = self.personal_fen.got()?.money();
        part(&self.unit_fen)?.plus(person)?.plus(part(&self.subsidy_fen)?)
    }

    /// `normal`, a back payment …
    pub(crate) fn payment(&self) -> &str {
        self.payment_type.got().map_or("normal", |payment| payment.text())
    }
}

/// Absent, or nought.
fn is_nothing(field: &Field<Amount>) -> bool {
    match field {
        Field::Absent => true,
        Field::Got(amount) => amount.money() == Money::ZERO,
        Field::Unreadable => false,
    }
}
