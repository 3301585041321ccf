//! Receipts: kept in the journal and, as a second copy, in the store; shown, added up and exported.
//!
//! The journal comes first: a copy in the store follows the record that the journal has already. A copy that could not be written (the app was
//! locked, the disk full, the process killed between the two) is made good from the journal the next time somebody looks. If the journal was
//! damaged or lost, the store's copies are shown, verified again.

mod calls;
mod export;
mod export_check;
mod export_json;
mod export_page;
mod others;
#[cfg(test)]
pub(super) mod samples;
mod shelf;
mod show;
mod slip;
mod view;
mod words;

pub use export::{Export, ExportFormat};
pub use export_check::{ExportCheck, check_export};
pub(super) use shelf::Shelf;
pub(super) use show::Paper;
pub(super) use slip::Slip;
pub use view::*;
