//! The gateway is gone: everything that was delivered is still readable, and says how old it is.

use super::stage::Stage;
use crate::broken::Held;
use crate::paper::{Cell, Table};
use shebao_core::inbox::MessageFilter;
use shebao_core::insurance::InsuranceKind;
use shebao_core::{CitizenError, Freshness, Source};

pub async fn play(stage: &mut Stage) -> Held {
    stage.stop_gateway().await?;
    let refreshed = stage.citizen.clone().refresh().await?;
    let offline = !refreshed.failed.is_empty()
        && refreshed
            .failed
            .iter()
            .all(|failure| matches!(failure.error, CitizenError::Offline | CitizenError::Unavailable { .. }));
    stage.hold(offline, "tour_offline_noticed", &[])?;

    let mut table = Table::plain();
    let mut parts: Vec<Freshness> = Vec::new();
    let mut part = |name: &str, content: String, freshness: Freshness| {
        table.row(vec![Cell::text(stage.word(name)), Cell::text(content), Cell::text(stage.age(&freshness))]);
        parts.push(freshness);
    };
    let citizen = &stage.citizen;
    let page = citizen.inbox().page(MessageFilter::default(), None).await?;
    part("action_inbox", page.rows.first().map(|row| row.title.clone()).unwrap_or_default(), page.freshness);
    let card = citizen.card().view().await?;
    part("action_card", stage.speech.says(&card.headline), card.freshness);
    let pension = citizen.insurance().detail(InsuranceKind::Pension).await?;
    part("action_insurance", stage.speech.says(&pension.line.detail), pension.freshness);
    let bills = citizen.payments().view().await?;
    part(
        "action_pay",
        bills.bills.first().map(|bill| stage.speech.says(&bill.title)).unwrap_or_default(),
        bills.freshness,
    );
    stage.paper.table(&table);
    let readable = parts.iter().all(|age| age.as_of.is_some() && age.source == Source::StoredOffline);
    stage.hold(readable, "tour_offline_readable", &[])?;

    let orders = citizen.payments().orders(None).await?;
    let mut receipts = 0;
    for row in &orders.rows {
        receipts += usize::from(citizen.payments().receipt(row.id.clone()).await.is_ok());
    }
    stage.hold(receipts == 2, "tour_offline_receipts", &[crate::speech::count("count", receipts)])?;
    stage.start_gateway().await
}
