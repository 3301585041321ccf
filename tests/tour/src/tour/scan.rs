//! News without signing in; then the bureau's code is scanned.

use super::stage::Stage;
use crate::broken::{Broken, Held};
use crate::paper::half_blocks;
use crate::speech::{count, text};
use qrcode::{EcLevel, QrCode};
use shebao_core::Link;
use shebao_core::news::ArticleKind;

pub async fn play(stage: &mut Stage) -> Held {
    let news = stage.citizen.news();
    news.clone().refresh().await?;
    let page = news.page(ArticleKind::News, None).await?;
    stage.say("tour_scan_news", &[count("count", page.rows.len())]);
    for row in page.rows.iter().take(1) {
        stage.paper.seen(&format!("{} · {}", stage.speech.moment(row.at), row.title));
    }
    let code = stage.door.enrolment_code.clone();
    draw(stage, &code)?;
    let forged = stage.citizen.read_link(forged(&code));
    let Link::Unknown { problem } = forged else {
        return stage.hold(false, "tour_scan_forged", &[]);
    };
    let refused = text("says", stage.speech.says(&problem));
    stage.hold(true, "tour_scan_forged", &[refused])?;
    let genuine = matches!(stage.citizen.read_link(code), Link::Enrol { .. });
    stage.hold(genuine, "tour_scan_genuine", &[])
}

fn draw(stage: &Stage, code: &str) -> Held {
    stage.say("tour_scan_code", &[count("count", code.len())]);
    let qr = QrCode::with_error_correction_level(code, EcLevel::L)
        .map_err(|_| Broken::new("the enrolment code is too long for a QR code"))?;
    let side = qr.width();
    let modules: Vec<bool> = qr.into_colors().into_iter().map(|color| color.select(true, false)).collect();
    for line in half_blocks(side, &modules) {
        stage.paper.line(&format!("    {line}"));
    }
    Ok(())
}

/// The same code with one character of the signature changed.
fn forged(code: &str) -> String {
    let mut chars: Vec<char> = code.chars().collect();
    let at = chars.len().saturating_sub(20);
    if let Some(c) = chars.get_mut(at) {
        *c = if *c == 'A' { 'B' } else { 'A' };
    }
    chars.into_iter().collect()
}
