//! The five insurances, and the pension's page.

use super::foresight;
use super::stage::Stage;
use crate::broken::Held;
use crate::paper::{Cell, Table};
use crate::speech::{amount, count, text};
use shebao_core::insurance::InsuranceKind;

pub async fn play(stage: &mut Stage) -> Held {
    let insurance = stage.citizen.insurance();
    let view = insurance.clone().view().await?;
    stage.paper.seen(&format!("{} · {}", view.person, stage.age(&view.freshness)));
    let mut table = Table::plain();
    for line in &view.lines {
        table.row(vec![
            Cell::text(stage.paper.mark(line.tone)),
            Cell::text(stage.speech.says(&line.name)),
            Cell::text(line.scheme.as_ref().map(|scheme| stage.speech.says(scheme)).unwrap_or_default()),
            Cell::text(stage.speech.says(&line.status)),
            Cell::text(stage.speech.says(&line.detail)),
        ]);
    }
    stage.paper.table(&table);
    stage.hold(view.lines.len() == 5, "tour_insurance_five", &[])?;

    let pension = insurance.clone().detail(InsuranceKind::Pension).await?;
    stage.facts(&pension.months);
    if let Some(account) = &pension.account {
        let day = text("day", stage.speech.day(account.day));
        stage.say("tour_insurance_account", &[amount("amount", account.balance), day]);
    }
    let Some(year) = pension.years.first().copied() else {
        return stage.hold(false, "tour_insurance_records", &[text("year", ""), count("count", 0)]);
    };
    let records = insurance.clone().contributions(InsuranceKind::Pension, year).await?;
    let mut table = Table::plain();
    for row in records.rows.iter().take(2) {
        table.row(vec![
            Cell::text(stage.paper.mark(row.tone)),
            Cell::text(stage.speech.month(row.month)),
            Cell::number(stage.speech.money(row.total)),
            Cell::text(stage.speech.says(&row.state)),
        ]);
    }
    stage.paper.table(&table);
    let said = [text("year", year.to_string()), count("count", records.rows.len())];
    stage.hold(!records.rows.is_empty(), "tour_insurance_records", &said)?;
    foresight::play(stage).await
}
