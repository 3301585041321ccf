//! Receipts to take along: as data anyone can verify, or as a page to print.

use super::show::{self, Paper};
use super::view::ReceiptFilter;
use super::{export_json, export_page};
use crate::bureau::Bureau;
use crate::date::CalendarDate;
use crate::error::{CitizenError, Outcome, Refusal};
use std::time::SystemTime;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ExportFormat {
    /// JSON with each signed receipt, to be verified by anyone.
    Json,
    /// A page of HTML, A4, to print or to keep: nothing in it runs, and it loads nothing.
    Page,
}

/// A file to save or share.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Export {
    /// A name for it, without anything personal.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What an export is made of besides the receipts.
pub(in crate::payments) struct Occasion<'a> {
    pub bureau: &'a Bureau,
    /// The app's language.
    pub language: &'a str,
    pub now: SystemTime,
}

/// Makes the file. `Refused { NotFound }` if there is no such receipt: an empty page would look like a proof that nothing was paid.
pub(in crate::payments) fn export(
    papers: &[Paper],
    filter: &ReceiptFilter,
    format: ExportFormat,
    occasion: &Occasion<'_>,
) -> Outcome<Export> {
    let fitting = show::filtered(papers, filter);
    if fitting.is_empty() {
        return Err(CitizenError::refused(Refusal::NotFound));
    }
    let day = CalendarDate::at(occasion.now);
    let (ending, media_type, bytes) = match format {
        ExportFormat::Json => ("json", "application/json", export_json::write(&fitting, filter, occasion)?),
        ExportFormat::Page => {
            ("html", "text/html; charset=utf-8", export_page::write(&fitting, filter, occasion).into_bytes())
        }
    };
    Ok(Export { name: format!("shebao-receipts-{day}.{ending}"), media_type: media_type.to_owned(), bytes })
}
