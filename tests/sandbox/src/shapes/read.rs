//! The card, the five insurances, people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The card as the bureau holds it: three axes of raw codes, never merged.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// The holder.
    pub person: Named,
    /// `first`, `replacement`, `exchange`.
    pub kind: String,
    /// 00 to 70.
    pub production_code: String,
    /// 00 to 19.
    pub person_code: String,
    /// AAZ502.
    pub application_code: String,
    /// How this region writes AAZ502: `standard`.
    pub application_mapping: String,
    /// When the social-security function was activated.
    pub social_active_at: Option<String>,
    /// When the financial function was activated.
    pub bank_active_at: Option<String>,
    /// A letter and eight digits, once there is one.
    pub card_number: Option<String>,
    /// The bank on the card.
    pub bank: BankBranch,
    /// How old this is.
    pub as_of: String,
}

/// A name.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// The name.
    pub name: String,
}

/// A bank branch.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BankBranch {
    /// The bank.
    pub name: String,
    /// The branch.
    pub branch: String,
    /// Its phone.
    pub phone: String,
}

/// How the making of the card goes: one timestamp a stage.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CardProgress {
    /// As the bureau holds it; the app derives the steps.
    pub raw: RawProgress,
    /// How many days each step usually takes.
    pub usual_days: UsualDays,
    /// How old this is.
    pub as_of: String,
}

/// The stages' own timestamps.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs)] // The names are the bureau's columns.
pub struct RawProgress {
    pub apply_time: Option<String>,
    pub bank_time0: Option<String>,
    pub bank_finish_time0: Option<String>,
    pub insure_time: Option<String>,
    pub insure_finish_time: Option<String>,
    pub province_time: Option<String>,
    pub city_time: Option<String>,
    pub city_send_time: Option<String>,
    pub get_time: Option<String>,
    pub batch_no: Option<String>,
    pub bank_account: Option<String>,
    pub card_no: Option<String>,
    pub bank_failed: bool,
}

/// Usual days for each of the six steps.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs)] // One per step, named after it.
pub struct UsualDays {
    pub collect: u32,
    pub bank: u32,
    pub submit: u32,
    pub account: u32,
    pub make: u32,
    pub issue: u32,
}

/// What is on the card, in full: the app masks it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CardHolder {
    /// The name.
    pub name: String,
    /// The identity number.
    pub number: String,
    /// A letter and eight digits.
    pub card_number: Option<String>,
    /// The bank card's number.
    pub bank_card: Option<String>,
    /// The phone.
    pub phone: String,
    /// The day it was handed over.
    pub issued_on: Option<String>,
    /// The last day it is good.
    pub valid_until: Option<String>,
}

/// The five insurances.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Insurance {
    /// Whose.
    pub person: PersonRef,
    /// Always five.
    pub items: Vec<InsuranceItem>,
    /// How old this is.
    pub as_of: String,
}

/// A person by id.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonRef {
    /// The name.
    pub name: String,
    /// The id.
    pub id: String,
}

/// One insurance.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct InsuranceItem {
    /// `pension medical maternity unemployment injury`.
    pub kind: String,
    /// `employee resident civil flexible employee_medical resident_medical`.
    pub scheme: Option<String>,
    /// `insured paused not_insured receiving`.
    pub status: String,
    /// Months that count.
    pub months: Option<u32>,
    /// First month.
    pub since: Option<String>,
    /// The personal account.
    pub account_fen: Option<i64>,
    /// As of which day.
    pub account_day: Option<String>,
    /// Last year's interest.
    pub interest_fen: Option<i64>,
    /// The benefit received, if one is.
    pub benefit_name: Option<String>,
    /// Its amount.
    pub benefit_fen: Option<i64>,
    /// The employer.
    pub unit: Option<String>,
    /// Years with records, newest first.
    pub years: Vec<i32>,
}

/// A year of contributions.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Contributions {
    /// The year.
    pub year: i32,
    /// Oldest month first.
    pub records: Vec<Contribution>,
    /// How old this is.
    pub as_of: String,
}

/// One month's (or year's) contribution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Contribution {
    /// The month; January for a yearly fee.
    pub month: String,
    /// The scheme.
    pub scheme: String,
    /// `paid confirming missing refunded`.
    pub state: String,
    /// The base.
    pub base_fen: i64,
    /// The employer's base, where it is another than the person's.
    #[serde(default)]
    pub unit_base_fen: Option<i64>,
    /// The employer's rate, basis points.
    pub unit_rate_bp: i64,
    /// The person's rate, basis points.
    pub personal_rate_bp: i64,
    /// The employer's part.
    pub unit_fen: i64,
    /// The person's part.
    pub personal_fen: i64,
    /// The public subsidy.
    pub subsidy_fen: i64,
    /// Credited to the personal account.
    pub to_account_fen: i64,
    /// In all.
    pub total_fen: i64,
    /// Interest.
    pub interest_fen: i64,
    /// Late fee; never computed for flexible workers and residents.
    pub late_fee_fen: i64,
    /// `normal`.
    pub payment_type: String,
    /// When it was paid.
    pub paid_at: Option<String>,
    /// The tax office's receipt.
    pub tax_receipt_no: Option<String>,
    /// The office that collected it.
    #[serde(default)]
    pub tax_office: Option<String>,
    /// The batch in which it arrived.
    #[serde(default)]
    pub batch_no: Option<String>,
    /// When the treasury had it.
    pub treasury_at: Option<String>,
    /// When it was handed from the treasury to the fund.
    #[serde(default)]
    pub transferred_at: Option<String>,
    /// When it was credited.
    pub credited_at: Option<String>,
    /// Months it counts for.
    pub months: u32,
    /// The pooling area.
    pub pool: String,
}

/// Benefits paid, newest first.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Benefits {
    /// One page.
    pub rows: Vec<Benefit>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How old this is.
    pub as_of: String,
}

/// A benefit paid, or a change of the medical account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Benefit {
    /// Its id.
    pub id: String,
    /// `pension_monthly unemployment_monthly injury_monthly medical_account`.
    pub name: String,
    /// The day.
    pub day: String,
    /// Fen; negative if the medical account was used.
    pub amount_fen: i64,
    /// The account, masked.
    pub account: String,
}

/// Whom this citizen sees and pays for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct People {
    /// The citizen first.
    pub people: Vec<Relative>,
}

/// A person and what they are to the citizen.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Relative {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// `self mother father child spouse`.
    pub relation: String,
}
