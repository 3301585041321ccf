//! What the insurance screens show.

use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{FactView, Says, Tone};
use crate::{date::CalendarDate, date::YearMonth};

/// The five kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum InsuranceKind {
    /// 养老.
    Pension,
    /// 医疗.
    Medical,
    /// 生育.
    Maternity,
    /// 失业.
    Unemployment,
    /// 工伤.
    Injury,
}

/// All five, a line each.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InsuranceView {
    /// How old this is.
    pub freshness: Freshness,
    /// Whose it is, masked.
    pub person: String,
    /// Always five, in the order of [`InsuranceKind`].
    pub lines: Vec<InsuranceLineView>,
    /// Says how many records could not be read and are left out, if any.
    #[uniffi(default = None)]
    pub dropped: Option<Says>,
}

/// One insurance in one line.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InsuranceLineView {
    /// Which.
    pub kind: InsuranceKind,
    /// Its name.
    pub name: Says,
    /// The scheme, such as employees' or residents'; `None` if not insured.
    pub scheme: Option<Says>,
    /// Insured and paying, paused, not insured.
    pub status: Says,
    /// How that is drawn.
    pub tone: Tone,
    /// What stands out: months paid, an account's balance, a benefit.
    pub detail: Says,
}

/// One insurance's page.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InsuranceDetailView {
    /// How old this is.
    pub freshness: Freshness,
    /// Whose it is, masked.
    pub person: String,
    /// The line that home and the list show.
    pub line: InsuranceLineView,
    /// Months that count, and since when.
    pub months: Vec<FactView>,
    /// The personal account, if this insurance has one.
    pub account: Option<AccountView>,
    /// The years with records, newest first.
    pub years: Vec<u16>,
    /// The rule the page cites, if any.
    pub rule: Option<Says>,
}

/// A personal account.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AccountView {
    /// What is in it.
    pub balance: Money,
    /// As of which day.
    pub day: CalendarDate,
    /// The last full year's interest.
    pub interest: Option<Money>,
}

/// One page of contribution records.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContributionsPage {
    /// How old this is.
    pub freshness: Freshness,
    /// Newest month first.
    pub rows: Vec<ContributionView>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Says how many records could not be read and are left out, if any.
    #[uniffi(default = None)]
    pub dropped: Option<Says>,
}

/// One month's (or year's) contribution.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ContributionView {
    /// The month; for yearly fees the first month of the year.
    pub month: YearMonth,
    /// Paid, being confirmed, missing.
    pub state: Says,
    /// How that is drawn.
    pub tone: Tone,
    /// What was paid in all.
    pub total: Money,
    /// Own part, employer's part, subsidy, base, rate, personal account, receipt number, days of the four stages …
    pub facts: Vec<FactView>,
}

/// One page of benefits paid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BenefitsPage {
    /// How old this is.
    pub freshness: Freshness,
    /// Newest first.
    pub rows: Vec<BenefitView>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Says how many records could not be read and are left out, if any.
    #[uniffi(default = None)]
    pub dropped: Option<Says>,
}

/// One benefit that was paid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BenefitView {
    /// What it is.
    pub name: Says,
    /// On which day.
    pub day: CalendarDate,
    /// How much.
    pub amount: Money,
    /// Into which account, masked.
    pub account: String,
}
