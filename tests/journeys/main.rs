//! The real core, real reqwest, real sled, real TLS: one file for each journey.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod card_losses;
mod card_places;
mod card_steps;
mod cashier;
mod configuration;
mod continuity;
mod devices;
mod enrolment;
mod estimating;
mod five_insurances;
mod hostile_servers;
mod inbox_search;
mod inbox_topics;
mod kept_readings;
mod ledger_audit;
mod locking;
mod mandates;
mod messages;
mod news_kept;
mod news_offline;
mod observing;
mod paying;
mod pin_proof;
mod receipts;
mod receipts_kept;
mod record_changes;
mod refresh_cost;
mod sessions;
mod signing_out;
mod tariff_prices;
mod tariffs;
mod tariffs_refused;
mod two_processes;
