//! The five insurances: a line each, one page each, contributions by year, benefits by page.

use shebao_core::insurance::{ContributionView, InsuranceKind};
use shebao_core::{Source, Tone};
use support::City;

const KINDS: [InsuranceKind; 5] = [
    InsuranceKind::Pension,
    InsuranceKind::Medical,
    InsuranceKind::Maternity,
    InsuranceKind::Unemployment,
    InsuranceKind::Injury,
];

#[tokio::test]
async fn all_five_are_shown_whatever_somebody_has() {
    let city = City::start(11);
    for (resident, insured) in [("p-wang", 2), ("p-li", 2), ("p-zhou", 5), ("p-zhao", 2)] {
        let insurance = city.phone_of(resident).await.citizen.insurance();
        insurance.clone().refresh().await.unwrap();
        let view = insurance.view().await.unwrap();
        assert_eq!(view.lines.iter().map(|line| line.kind).collect::<Vec<_>>(), KINDS);
        assert_eq!(view.lines.iter().filter(|line| line.tone == Tone::Done).count(), insured, "{resident}");
        assert_eq!((view.freshness.source, view.dropped), (Source::Fresh, None));
    }
}

#[tokio::test]
async fn a_flexible_workers_years_follow_each_other_and_the_missed_month_stands_out() {
    let city = City::start(12);
    let app = city.phone_of("p-wang").await;
    let insurance = app.citizen.insurance();
    insurance.clone().refresh().await.unwrap();
    let detail = insurance.clone().detail(InsuranceKind::Pension).await.unwrap();
    assert_eq!(detail.line.scheme.unwrap().key, "insurance_scheme_flexible");
    assert!(detail.account.is_some());
    assert_eq!(detail.rule.unwrap().key, "insurance_rule_pension_minimum");

    let mut rows: Vec<ContributionView> = Vec::new();
    let mut year = detail.years.first().copied();
    while let Some(asked) = year {
        let page = insurance.clone().contributions(InsuranceKind::Pension, asked).await.unwrap();
        assert!(page.rows.iter().all(|row| row.month.year() == asked));
        assert_eq!(page.dropped, None);
        rows.extend(page.rows);
        year = page.next.map(|next| next.parse().unwrap());
    }
    assert_eq!(rows.len(), 34, "every month once");
    assert!(rows.windows(2).all(|pair| pair[0].month > pair[1].month), "newest first, over all years");
    let missing: Vec<&ContributionView> = rows.iter().filter(|row| row.tone == Tone::Missing).collect();
    assert_eq!(missing.len(), 1);
    let paid = rows.iter().find(|row| row.tone == Tone::Done).unwrap();
    let labels: Vec<&str> = paid.facts.iter().map(|fact| fact.label.key.as_str()).collect();
    for label in
        ["base", "personal_rate", "to_account", "paid_at", "tax_receipt", "treasury_at", "credited_at"]
    {
        assert!(labels.contains(&format!("insurance_fact_{label}").as_str()), "{label}");
    }
}

#[tokio::test]
async fn benefits_come_by_pages_and_each_once() {
    let city = City::start(13);
    let app = city.phone_of("p-li").await;
    let insurance = app.citizen.insurance();
    let (mut days, mut cursor, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = insurance.clone().benefits(InsuranceKind::Pension, cursor).await.unwrap();
        assert!(page.rows.iter().all(|row| row.account == "**** 8821" && row.amount.fen > 0));
        days.extend(page.rows.into_iter().map(|row| row.day));
        pages += 1;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(days.len(), 26);
    assert!(pages > 1, "not the whole history at once");
    assert!(days.windows(2).all(|pair| pair[0] > pair[1]), "newest first, over all pages");
}

#[tokio::test]
async fn a_pension_that_was_paid_stands_first() {
    let city = City::start(14);
    let app = city.phone_of("p-li").await;
    let insurance = app.citizen.insurance();
    let before = insurance.clone().benefits(InsuranceKind::Pension, None).await.unwrap();
    city.operator().pay_benefit("p-li", "pension", 25_000).unwrap();
    let after = insurance.benefits(InsuranceKind::Pension, None).await.unwrap();
    assert_eq!(after.rows[0].amount.fen, 25_000);
    assert_ne!(after.rows[0], before.rows[0]);
}
