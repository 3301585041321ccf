//! The watch over records: what disappears, falls or flips at the bureau is found on the phone, once, and kept.

use shebao_core::insurance::{InsuranceKind, RecordChangeKind, RecordChangesView};
use shebao_core::session::Unlock;
use shebao_core::{CitizenError, Refusal};
use shebao_sandbox::shapes::operate::{AlterRecord, Alteration, SetInsurance};
use support::{App, City, PIN};

async fn seen(app: &App) -> RecordChangesView {
    app.citizen.clone().refresh().await.unwrap();
    app.citizen.insurance().record_changes().await.unwrap()
}

fn alter(city: &City, month: &str, how: Alteration) {
    let altered =
        AlterRecord { person: "p-wang".to_owned(), kind: "pension".to_owned(), month: month.to_owned(), how };
    city.operator().alter_record(&altered).unwrap();
}

/// The newest paid months of this year or the last, newest first.
async fn months(app: &App) -> Vec<String> {
    app.citizen.clone().refresh().await.unwrap();
    let continuity = app.citizen.insurance().continuity().await.unwrap();
    let pension = continuity.rows.into_iter().find(|row| row.scheme == "pension_flexible").unwrap();
    let paid = pension.periods.into_iter().rev().filter(|period| period.state.key == "insurance_month_paid");
    paid.map(|period| period.month.to_string()).collect()
}

#[tokio::test]
async fn a_month_that_disappears_a_base_that_falls_and_a_state_that_flips_are_findings() {
    let city = City::start(91);
    let app = city.phone_of("p-wang").await;
    let months = months(&app).await;
    let first = seen(&app).await;
    assert!(first.rows.is_empty() && first.whole && first.since.is_some());

    alter(&city, &months[0], Alteration::Gone);
    alter(&city, &months[1], Alteration::Base { fen: 400_000 });
    alter(&city, &months[2], Alteration::State { state: "missing".to_owned() });
    alter(&city, &months[3], Alteration::Amount { fen: 1 });
    app.heard.take();
    let view = seen(&app).await;
    let mut kinds: Vec<RecordChangeKind> = view.rows.iter().map(|row| row.kind).collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            RecordChangeKind::MonthGone,
            RecordChangeKind::StateFlipped,
            RecordChangeKind::BaseFell,
            RecordChangeKind::AmountFell
        ]
    );
    assert!(
        view.rows.iter().all(|row| row.open && row.call.is_some() && row.insurance == InsuranceKind::Pension)
    );
    assert_eq!(seen(&app).await.rows.len(), 4, "found once");
}

#[tokio::test]
async fn what_is_put_right_is_said_and_what_is_dismissed_stays_in_the_list() {
    let city = City::start(92);
    let app = city.phone_of("p-wang").await;
    let months = months(&app).await;
    seen(&app).await;
    alter(&city, &months[0], Alteration::Gone);
    alter(&city, &months[1], Alteration::State { state: "missing".to_owned() });
    assert_eq!(seen(&app).await.rows.iter().filter(|row| row.open).count(), 2);
    alter(&city, &months[0], Alteration::Back);
    let view = seen(&app).await;
    let mended: Vec<RecordChangeKind> =
        view.rows.iter().filter(|row| row.mended_at.is_some()).map(|row| row.kind).collect();
    assert_eq!(mended, [RecordChangeKind::MonthGone]);
    let open = view.rows.iter().find(|row| row.open).unwrap();
    app.citizen.insurance().dismiss_change(open.id.clone()).await.unwrap();
    let view = seen(&app).await;
    assert!(view.rows.len() == 2 && view.rows.iter().all(|row| !row.open));
    let unknown = app.citizen.insurance().dismiss_change("9.9".to_owned()).await;
    assert_eq!(unknown, Err(CitizenError::Refused { refusal: Refusal::NotFound }));
}

#[tokio::test]
async fn a_lost_cover_is_found_offline_and_after_a_restart() {
    let city = City::start(93);
    let app = city.phone_of("p-wang").await;
    seen(&app).await;
    let paused = SetInsurance {
        person: "p-wang".to_owned(),
        kind: "pension".to_owned(),
        status: Some("paused".to_owned()),
        months: Some(30),
    };
    city.operator().set_insurance(&paused).unwrap();
    assert_eq!(seen(&app).await.rows.len(), 2);
    city.operator().set_network(false);
    let app = app.restart().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    let view = app.citizen.insurance().record_changes().await.unwrap();
    let kinds: Vec<RecordChangeKind> = view.rows.iter().map(|row| row.kind).collect();
    assert!(
        view.whole
            && kinds.contains(&RecordChangeKind::StatusFlipped)
            && kinds.contains(&RecordChangeKind::MonthsFell)
    );
}

#[tokio::test]
async fn records_are_explained_and_added_up_by_year() {
    let city = City::start(94);
    let app = city.phone_of("p-zhou").await;
    app.citizen.clone().refresh().await.unwrap();
    let insurance = app.citizen.insurance();
    let years = insurance.clone().years(InsuranceKind::Pension).await.unwrap();
    assert!(years.not_here.is_empty() && years.rows.len() >= 3);
    let total = years.total.unwrap();
    assert_eq!(total.own.fen * 2, total.unit.fen, "8 % and 16 %");
    assert_eq!(years.rows.iter().map(|row| row.months).sum::<u32>(), 34);
    let month =
        insurance.clone().contributions(InsuranceKind::Pension, years.rows[0].year).await.unwrap().rows[0]
            .month;
    let explained = insurance.clone().explain(InsuranceKind::Pension, month).await.unwrap();
    let keys: Vec<&str> = explained.records[0].lines.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(keys, ["explain_counts", "explain_own_rate", "explain_unit_rate", "explain_account"]);
    assert!(explained.records[0].adds_up && explained.records[0].law.is_some());

    let flexible = city.phone_of("p-wang").await;
    flexible.citizen.clone().refresh().await.unwrap();
    let months = months(&flexible).await;
    let month = months[0].parse().unwrap();
    let explained = flexible.citizen.insurance().explain(InsuranceKind::Pension, month).await.unwrap();
    assert!(explained.records[0].rule.is_some(), "the local rule of that month");
}
