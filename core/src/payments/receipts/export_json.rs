//! Receipts as data. The shape, version 1:
//!
//! ```json
//! { "format": "shebao-receipts", "version": 1, "bureau": "…", "region": "990100", "exported_at": "2026-11-25T02:00:00Z",
//!   "filter": { "payer": null, "insured": null, "year": 2026, "scheme": null },
//!   "receipts": [ { "receipt": "<compact JWS>", "refund": null, "link": "https://…/q#<the same JWS>", "payer": "self",
//!                   "says": { "order": "…", "insured": "王*", "scheme": "pension_flexible", "periods": ["2026-11"],
//!                             "amount_fen": 95500, "paid_at": "2026-11-24T02:05:00Z", "bank_ref": "…", "counted": true } } ],
//!   "totals": [ { "year": 2026, "count": 1, "total_fen": 95500 } ] }
//! ```
//!
//! `says` repeats what is signed, for programs that do not open signatures; whoever verifies holds it against `receipt`. `payer` is the app's own
//! word: `self`, `mandate`, `other/<masked name>`. `counted` is false once a signed `refund` notice gives the money back. A year is the one in
//! which the money was taken, in UTC+8.

use super::export::Occasion;
use super::show::{self, Paper};
use super::view::ReceiptFilter;
use crate::error::{CitizenError, Outcome};
use crate::moment::{Moment, seconds};
use crate::qr;
use serde::{Deserialize, Serialize};

/// What the file calls itself.
pub(super) const FORMAT: &str = "shebao-receipts";
/// The version written, and the only one read.
pub(super) const VERSION: u32 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct File {
    pub format: String,
    pub version: u32,
    pub bureau: String,
    pub region: String,
    pub exported_at: Moment,
    #[serde(default)]
    pub filter: Filter,
    pub receipts: Vec<Entry>,
    pub totals: Vec<Total>,
}

/// What was chosen.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Filter {
    payer: Option<String>,
    insured: Option<String>,
    year: Option<u16>,
    scheme: Option<String>,
}

/// One receipt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub receipt: String,
    #[serde(default)]
    pub refund: Option<String>,
    pub link: String,
    pub payer: String,
    pub says: Said,
}

/// What the signed texts say, written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    pub order: String,
    pub insured: String,
    pub scheme: String,
    pub periods: Vec<String>,
    pub amount_fen: i64,
    pub paid_at: Moment,
    pub bank_ref: String,
    pub counted: bool,
}

/// What a year comes to; `null` if it is more than can be said.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Total {
    pub year: u16,
    pub count: u32,
    pub total_fen: Option<i64>,
}

impl Said {
    /// What the signed texts of a paper say.
    pub(super) fn of(paper: &Paper) -> Option<Self> {
        let receipt = &paper.receipt;
        Some(Self {
            order: receipt.ord.clone(),
            insured: receipt.person.clone(),
            scheme: receipt.scheme.clone(),
            periods: receipt.period.clone(),
            amount_fen: receipt.amt,
            paid_at: Moment::from_unix(receipt.paid_at)?,
            bank_ref: receipt.bank_ref.clone(),
            counted: paper.counted(),
        })
    }
}

/// The totals of these papers.
pub(super) fn totals(papers: &[&Paper]) -> Vec<Total> {
    let said = |total: super::view::YearTotalView| Total {
        year: total.year,
        count: total.count,
        total_fen: total.total.map(|total| total.fen),
    };
    show::totals(papers).into_iter().map(said).collect()
}

pub(super) fn write(papers: &[&Paper], filter: &ReceiptFilter, occasion: &Occasion<'_>) -> Outcome<Vec<u8>> {
    let entry = |paper: &&Paper| {
        Some(Entry {
            receipt: paper.slip.receipt.clone(),
            refund: paper.slip.refund.clone(),
            link: qr::link(&occasion.bureau.gateway, &paper.slip.receipt),
            payer: paper.slip.payer.id(),
            says: Said::of(paper)?,
        })
    };
    let defect = CitizenError::internal("receipt export");
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        bureau: occasion.bureau.name.clone(),
        region: occasion.bureau.region.clone(),
        exported_at: seconds(occasion.now).and_then(Moment::from_unix).ok_or(defect.clone())?,
        filter: Filter {
            payer: filter.payer.clone(),
            insured: filter.insured.clone(),
            year: filter.year,
            scheme: filter.scheme.clone(),
        },
        receipts: papers.iter().map(entry).collect::<Option<_>>().ok_or(defect.clone())?,
        totals: totals(papers),
    };
    serde_json::to_vec_pretty(&file).map_err(|_| defect)
}
