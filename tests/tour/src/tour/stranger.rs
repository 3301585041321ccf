//! Somebody who has nothing but the bureau's public keys verifies a receipt, offline.

use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::speech::count;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shebao_core::payments::{ExportFormat, ReceiptFilter, ReceiptView, check_export};
use shebao_core::{Link, read_link};

/// The code of `receipt`, as anyone would read it; the text stays beside the gateway's folder for `shebao verify`.
pub async fn verifies(stage: &Stage, receipt: &ReceiptView) -> Held {
    let bureau = std::fs::read_to_string(&stage.door.bureau)?;
    std::fs::write(stage.door.bureau.with_file_name("receipt.txt"), &receipt.link)?;
    let read = |text: String| read_link(bureau.clone(), text);
    let same = match read(receipt.link.clone())? {
        Link::Receipt { order, amount, paid_at, .. } => {
            (order, amount, paid_at) == (receipt.order.clone(), receipt.amount, receipt.paid_at)
        }
        _ => false,
    };
    let forged = matches!(read(with_another_amount(&receipt.link)?)?, Link::Unknown { .. });
    let exported = takes_along(stage, &bureau).await?;
    stage.hold(same && forged && exported, "tour_pay_stranger", &[count("count", receipt.link.len())])
}

/// The receipts as files beside the gateway's folder: data for `shebao verify`, and a page to print. True if the data verifies, as for anyone.
async fn takes_along(stage: &Stage, bureau: &str) -> Held<bool> {
    let payments = stage.citizen.payments();
    let save = async |format, name| -> Held<Vec<u8>> {
        let file = payments.clone().export_receipts(ReceiptFilter::default(), format).await?;
        std::fs::write(stage.door.bureau.with_file_name(name), &file.bytes)?;
        Ok(file.bytes)
    };
    save(ExportFormat::Page, "receipts.html").await?;
    let data = save(ExportFormat::Json, "receipts.json").await?;
    let checked = check_export(bureau, &data)?;
    Ok(checked.problems.is_empty() && !checked.rows.is_empty())
}

/// The same text, its amount ten times as much.
fn with_another_amount(link: &str) -> Held<String> {
    let broken = || Broken::new("the receipt is no signed text");
    let parts: Vec<&str> = link.split('.').collect();
    let [header, payload, signature] = parts.as_slice() else { return Err(broken()) };
    let octets = URL_SAFE_NO_PAD.decode(payload).map_err(|_| broken())?;
    let mut said: serde_json::Value = serde_json::from_slice(&octets).map_err(|_| broken())?;
    let amount = said.get_mut("a").ok_or_else(broken)?;
    *amount = (amount.as_i64().ok_or_else(broken)? * 10).into();
    Ok(format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(said.to_string())))
}
