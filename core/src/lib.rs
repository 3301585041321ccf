#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs))]

mod answer;
mod bureau;
mod citizen;
mod consent;
mod contributions;
mod date;
mod digits;
mod durable;
mod error;
mod freshness;
mod identity;
mod journal;
mod moment;
mod money;
mod parts;
mod person;
mod platform;
mod push_key;
mod qr;
mod reading;
mod rules;
mod runtime;
mod says;
mod sealing;
mod search;
mod secrets;
mod signed;
#[cfg(feature = "software-keystore")]
mod software_key_store;
mod store;
mod wire;

pub mod card;
pub mod inbox;
pub mod insurance;
pub mod news;
pub mod payments;
pub mod session;
/// The sans-IO rooms, for campaigns that drive the product's own code. Never in what ships.
#[cfg(feature = "simulation")]
pub mod simulation {
    pub use crate::journal::*;
    pub use crate::payments::clerk::*;
    pub use crate::payments::flow::*;
    pub use crate::payments::pace::takes_too_long;
    pub use crate::payments::show_order::words;
    pub use crate::rules::{
        BackPayment, Charge, Lengths, NoRule, NotAPack, NotTaken, OnePeriod, Pack, PensionRules, Rate,
        Rounding, Rule, Shelf, Source, Standing, Subsidy, Tariff, Terms as RuleTerms, Tier, Unit, Waiting,
        Window, standing,
    };
}

pub use citizen::*;
pub use date::{CalendarDate, NotADate, YearMonth};
pub use error::{CitizenError, Outcome, PinRefusal, Refusal};
pub use freshness::{Freshness, Source};
pub use money::{BasisPoints, Money};
pub use platform::{Change, KeyStore, KeyStoreError, Observer, ObserverError, Prompt};
pub use rules::{RetirementGroup, RuleView};
pub use says::{Arg, ArgValue, FactView, ProblemView, QrView, Says, StepView, Tone};
pub use search::HitView;
#[cfg(feature = "software-keystore")]
pub use software_key_store::SoftwareKeyStore;

pub use wire::TrafficView;

uniffi::setup_scaffolding!();
