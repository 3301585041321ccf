//! What records and rules mean for one person: explained, added up, watched; by when to pay, what it would cost, and what comes of it.

use super::stage::Stage;
use crate::broken::Held;
use crate::speech::{amount, count};
use serde_json::json;
use shebao_core::insurance::{
    EstimateAnswer, EstimateDraft, InsuranceKind, ProjectionAnswer, ProjectionDraft,
};
use shebao_core::{Money, RetirementGroup, Says};

/// Fen a month: the base that is estimated and projected with.
const BASE: Money = Money { fen: 600_000 };

pub async fn play(stage: &mut Stage) -> Held {
    records(stage).await?;
    guard(stage).await?;
    estimate(stage).await?;
    watch(stage).await
}

/// One month in plain words, and the years added up.
async fn records(stage: &mut Stage) -> Held {
    let insurance = stage.citizen.insurance();
    let years = insurance.clone().years(InsuranceKind::Pension).await?;
    for row in years.rows.iter().take(2) {
        let line = [
            crate::speech::text("year", row.year.to_string()),
            amount("own", row.sums.own),
            amount("account", row.sums.to_account),
        ];
        stage.say("tour_foresight_year", &line);
    }
    let Some(newest) = years.rows.first() else {
        return stage.hold(false, "tour_foresight_explained", &[count("count", 0)]);
    };
    let page = insurance.clone().contributions(InsuranceKind::Pension, newest.year).await?;
    let Some(month) = page.rows.first().map(|row| row.month) else {
        return stage.hold(false, "tour_foresight_explained", &[count("count", 0)]);
    };
    let explained = insurance.explain(InsuranceKind::Pension, month).await?;
    let lines: Vec<&Says> = explained.records.iter().flat_map(|record| &record.lines).collect();
    lines.iter().for_each(|line| stage.sees(line));
    let adds_up = explained.records.iter().all(|record| record.adds_up);
    stage.hold(adds_up && !lines.is_empty(), "tour_foresight_explained", &[count("count", lines.len())])
}

/// By when to pay, and what it costs not to.
async fn guard(stage: &mut Stage) -> Held {
    let continuity = stage.citizen.insurance().continuity().await?;
    stage.sees(&continuity.title);
    for row in &continuity.rows {
        let cost = row.cost.as_ref().map(|cost| stage.speech.says(cost)).unwrap_or_default();
        stage.paper.seen(&format!(
            "{}: {} {cost}",
            stage.speech.says(&row.name),
            stage.speech.says(&row.says)
        ));
    }
    let ruled = continuity.rows.iter().all(|row| row.rule.is_some());
    stage.hold(
        ruled && !continuity.rows.is_empty(),
        "tour_foresight_guard",
        &[count("count", continuity.rows.len())],
    )
}

/// What it would cost, what changed, and what comes of it.
async fn estimate(stage: &mut Stage) -> Held {
    let insurance = stage.citizen.insurance();
    let draft = EstimateDraft {
        scheme: Some("pension_flexible".to_owned()),
        base: Some(BASE),
        periods: Some(12),
        ..EstimateDraft::default()
    };
    let view = insurance.clone().estimate(draft).await?;
    if let Some(rule) = &view.rule {
        stage.sees(&rule.says);
    }
    let total = match view.answer {
        EstimateAnswer::Estimated { total, .. } => total,
        EstimateAnswer::Open | EstimateAnswer::Refused { .. } => Money::ZERO,
    };
    stage.hold(total.fen > 0, "tour_foresight_estimate", &[amount("base", BASE), amount("amount", total)])?;
    for row in insurance.clone().rule_changes().await?.rows {
        stage.paper.seen(&format!("{}: {}", stage.speech.says(&row.name), stage.speech.says(&row.says)));
    }
    let draft = ProjectionDraft {
        group: Some(RetirementGroup::Women50),
        born: "1990-06".parse().ok(),
        index_basis_points: Some(6_000),
        base: Some(BASE),
        ..ProjectionDraft::default()
    };
    let view = insurance.project(draft).await?;
    view.assumptions.iter().for_each(|says| stage.sees(says));
    let (monthly, from) = match view.answer {
        ProjectionAnswer::Projected { monthly, from, .. } => (monthly, stage.speech.month(from)),
        _ => (Money::ZERO, String::new()),
    };
    let said = [amount("amount", monthly), crate::speech::text("month", from)];
    stage.hold(monthly.fen > 0, "tour_foresight_project", &said)
}

/// A month disappears at the bureau, and is put back.
async fn watch(stage: &mut Stage) -> Held {
    let insurance = stage.citizen.insurance();
    let page = insurance.clone().continuity().await?;
    let paid = page
        .rows
        .iter()
        .flat_map(|row| &row.periods)
        .filter(|period| period.state.key == "insurance_month_paid");
    let Some(month) = paid.max_by_key(|period| period.month).map(|period| period.month) else {
        return stage.hold(false, "tour_foresight_watch", &[count("count", 0)]);
    };
    let altered = |how: &str| json!({"person": "p-wang", "kind": "medical", "month": month.to_string(), "how": {"kind": how}});
    stage.operator.act("record", altered("gone")).await?;
    insurance.clone().refresh().await?;
    let found = insurance.clone().record_changes().await?;
    for row in &found.rows {
        stage.paper.seen(&format!("{}: {}", stage.speech.says(&row.title), stage.speech.says(&row.says)));
    }
    let one = found.rows.iter().filter(|row| row.open).count();
    stage.operator.act("record", altered("back")).await?;
    insurance.clone().refresh().await?;
    let after = insurance.record_changes().await?;
    let held = one == 1 && after.rows.iter().all(|row| !row.open);
    stage.hold(held, "tour_foresight_watch", &[count("count", one)])
}
