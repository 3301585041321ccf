//! Earlier cards, places, and lost cards.

use crate::decide::loss::Function;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Earlier cards.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CardHistory {
    /// The last one first.
    pub cards: Vec<EarlierCard>,
}

/// One earlier card.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EarlierCard {
    /// A letter and eight digits.
    pub card_number: String,
    /// The day it was handed over.
    pub issued_on: String,
    /// The last day it was good.
    pub ended_on: String,
    /// `replaced exchanged expired cancelled`.
    pub why: String,
}

/// Places of the region. No sign-in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Places {
    /// All of them.
    pub places: Vec<Place>,
}

/// One place.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// `bank office community hospital pharmacy`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When it is open.
    pub hours: String,
    /// The number to call.
    pub phone: Option<String>,
    /// `collect activate_bank activate_social report_loss end_loss replace correct` and `bank_password_` or `social_password_` with `change unlock
    /// reset`. Codes unknown to a client are left out by it.
    pub does: Vec<String>,
    /// Millionths of a degree, WGS 84.
    pub latitude: Option<i32>,
    /// Millionths of a degree, WGS 84.
    pub longitude: Option<i32>,
}

/// What is reported lost, and what the region allows.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Losses {
    /// False while the citizen has no card in hand.
    pub has_card: bool,
    /// Reports are taken by phone.
    pub remote: bool,
    /// A formal report may be taken back by phone.
    pub formal_taken_back: bool,
    /// Days after which the social function opens by itself.
    pub social_days: u16,
    /// Days after which the financial function opens by itself.
    pub financial_days: u16,
    /// Reports, oldest first.
    pub reports: Vec<LossReport>,
    /// Another card, if one was asked for.
    pub replacement: Option<Replacement>,
    /// Where it is done otherwise.
    pub counter: Counter,
}

/// A report.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LossReport {
    /// Its id.
    pub id: String,
    /// What it closed.
    pub functions: Vec<ClosedFunction>,
    /// For good.
    pub formal: bool,
    /// When.
    pub since: String,
    /// False if it was taken back, or is over.
    pub in_force: bool,
}

/// A function it closed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ClosedFunction {
    /// Which.
    pub function: Function,
    /// When it opens by itself; null: never.
    pub opens_at: Option<String>,
}

/// How far another card is.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Replacement {
    /// `asked making ready done`.
    pub state: String,
    /// Since when.
    pub since: String,
}

/// A counter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Counter {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When it is open.
    pub hours: String,
    /// The number to call.
    pub phone: String,
}

/// An act that was done.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct LossDone {
    /// `00` done, `01` done before: both are success.
    pub code: String,
}
