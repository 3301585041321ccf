//! Verifying an exported file with nothing but the bureau's public keys, without a network.

use super::export_json::{Entry, FORMAT, File, Said, VERSION, totals};
use super::show::{self, Paper};
use super::slip::{Payer, Slip};
use super::view::{ReceiptRowView, YearTotalView};
use crate::bureau::Bureau;
use crate::error::Outcome;
use crate::qr;
use crate::says::Says;
use std::collections::HashSet;
use std::time::SystemTime;

/// Longer than any export: not looked at.
const LIMIT: usize = 32 * 1024 * 1024;

/// What an exported file is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportCheck {
    /// The receipts that are genuine, as signed, in the file's order.
    pub rows: Vec<ReceiptRowView>,
    /// What those come to.
    pub totals: Vec<YearTotalView>,
    /// What is wrong; nothing if the whole file is true.
    pub problems: Vec<Says>,
}

/// Verifies an exported file: every signature, whether what it says is what was signed, that nothing stands in it twice, and its sums.
pub fn check_export(bureau: &str, text: &[u8]) -> Outcome<ExportCheck> {
    Ok(check(text, &Bureau::parse(bureau, SystemTime::now())?))
}

pub(super) fn check(text: &[u8], bureau: &Bureau) -> ExportCheck {
    let nothing =
        |key: &str| ExportCheck { rows: Vec::new(), totals: Vec::new(), problems: vec![Says::word(key)] };
    let file = (text.len() <= LIMIT).then(|| serde_json::from_slice::<File>(text).ok()).flatten();
    let Some(file) = file.filter(|file| file.format == FORMAT) else {
        return nothing("receipt_file_unknown");
    };
    if file.version != VERSION {
        return nothing("receipt_file_newer");
    }
    if file.region != bureau.region {
        return nothing("link_other_bureau");
    }
    let (mut papers, mut problems, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (entry, number) in file.receipts.iter().zip(1u32..) {
        match read(entry, bureau) {
            Ok(paper) if seen.insert(paper.slip.order.clone()) => papers.push(paper),
            Ok(_) => problems.push(Says::word("receipt_file_twice").count("number", number)),
            Err(key) => problems.push(Says::word(key).count("number", number)),
        }
    }
    let genuine: Vec<&Paper> = papers.iter().collect();
    // With a receipt left out the sums cannot fit; that was said already.
    if problems.is_empty() && totals(&genuine) != file.totals {
        problems.push(Says::word("receipt_file_totals"));
    }
    ExportCheck { rows: papers.iter().map(Paper::row).collect(), totals: show::totals(&genuine), problems }
}

fn read(entry: &Entry, bureau: &Bureau) -> Result<Paper, &'static str> {
    let slip = Slip {
        order: entry.says.order.clone(),
        receipt: entry.receipt.clone(),
        refund: entry.refund.clone(),
        insured: String::new(),
        name: String::new(),
        relation: String::new(),
        payer: Payer::read(&entry.payer),
        base_fen: None,
        tax_no: None,
    };
    let paper = Paper::verified(slip, &bureau.keys).ok_or("receipt_file_not_genuine")?;
    let same = Said::of(&paper).as_ref() == Some(&entry.says);
    let link = qr::link(&bureau.gateway, &entry.receipt);
    if same && entry.link == link { Ok(paper) } else { Err("receipt_file_differs") }
}

#[cfg(test)]
#[path = "export_tests.rs"]
mod tests;
