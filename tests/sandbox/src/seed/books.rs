//! What the five insurances know: statuses, years of contributions with one month missing, benefits.

use crate::chance::Chance;
use crate::decide::tariff::share_half_up;
use crate::moment::{DAY, YearMonth, day, instant};
use crate::shapes::read::{Benefit, Contribution, InsuranceItem};
use crate::store::{Batch, StoreError, Table};

/// How one scheme was paid over the years.
struct Plan {
    person: &'static str,
    kind: &'static str,
    scheme: &'static str,
    /// Months back from now at which it began.
    since: i32,
    /// The month that was not paid, counted back from now.
    missing: Option<i32>,
    unit_bp: i64,
    personal_bp: i64,
    account_bp: i64,
    base_fen: i64,
}

fn plan(
    person: &'static str,
    kind: &'static str,
    scheme: &'static str,
    rates: [i64; 3],
    base_fen: i64,
) -> Plan {
    let [unit_bp, personal_bp, account_bp] = rates;
    Plan { person, kind, scheme, since: 34, missing: None, unit_bp, personal_bp, account_bp, base_fen }
}

pub(super) fn write(batch: &mut Batch, chance: &Chance, now: i64) -> Result<(), StoreError> {
    let wang = [
        Plan { missing: Some(5), ..plan("p-wang", "pension", "flexible", [0, 2_000, 800], 455_500) },
        plan("p-wang", "medical", "employee_medical", [0, 800, 200], 455_500),
    ];
    insured(batch, chance, now, "p-wang", &wang, &[])?;
    let zhou = [
        plan("p-zhou", "pension", "employee", [1_600, 800, 800], 920_000),
        plan("p-zhou", "medical", "employee_medical", [850, 200, 200], 920_000),
        plan("p-zhou", "maternity", "employee_medical", [50, 0, 0], 920_000),
        plan("p-zhou", "unemployment", "employee", [50, 50, 0], 920_000),
        plan("p-zhou", "injury", "employee", [40, 0, 0], 920_000),
    ];
    insured(batch, chance, now, "p-zhou", &zhou, &[])?;
    let zhao = [
        plan("p-zhao", "pension", "civil", [1_600, 800, 800], 1_080_000),
        plan("p-zhao", "medical", "employee_medical", [850, 200, 200], 1_080_000),
    ];
    insured(batch, chance, now, "p-zhao", &zhao, &[])?;
    mother(batch, chance, now)
}

/// Writes the records of each plan and the five lines that sum them up.
fn insured(
    batch: &mut Batch,
    chance: &Chance,
    now: i64,
    person: &str,
    plans: &[Plan],
    more: &[InsuranceItem],
) -> Result<(), StoreError> {
    let mut items = Vec::new();
    for kind in ["pension", "medical", "maternity", "unemployment", "injury"] {
        if let Some(plan) = plans.iter().find(|p| p.kind == kind) {
            items.push(history(batch, chance, now, plan)?);
        } else if let Some(item) = more.iter().find(|i| i.kind == kind) {
            items.push(item.clone());
        } else {
            items.push(InsuranceItem {
                kind: kind.into(),
                status: "not_insured".into(),
                ..InsuranceItem::default()
            });
        }
    }
    batch.put(Table::Insurance, person, &items)
}

fn history(batch: &mut Batch, chance: &Chance, now: i64, plan: &Plan) -> Result<InsuranceItem, StoreError> {
    let month = YearMonth::of(now);
    let (mut months, mut account, mut base) = (0, 0, plan.base_fen);
    let mut years = Vec::new();
    for back in (1..=plan.since).rev() {
        let at = month.plus(-back);
        // Bases are set anew each July.
        if at.month == 7 {
            base += 11_000;
        }
        if years.last() != Some(&at.year) {
            years.push(at.year);
        }
        let record = if plan.missing == Some(back) {
            Contribution {
                month: at.text(),
                scheme: plan.scheme.into(),
                state: "missing".into(),
                pool: super::REGION.into(),
                ..Contribution::default()
            }
        } else {
            months += 1;
            let record = paid(chance, plan, base, at);
            account += record.to_account_fen;
            record
        };
        batch.put(
            Table::Contributions,
            &format!("{}/{}/{}", plan.person, plan.kind, record.month),
            &record,
        )?;
    }
    if years.last() != Some(&month.year) {
        years.push(month.year);
    }
    years.reverse();
    let has_account = plan.account_bp > 0;
    Ok(InsuranceItem {
        kind: plan.kind.into(),
        scheme: Some(plan.scheme.into()),
        status: "insured".into(),
        months: Some(months),
        since: Some(month.plus(-plan.since).text()),
        account_fen: has_account.then_some(account),
        account_day: has_account.then(|| day(now - DAY)),
        interest_fen: has_account.then(|| share_half_up(account, 262)),
        unit: (plan.unit_bp > 0).then(|| "测试城市示例单位（虚构）".to_owned()),
        years,
        ..InsuranceItem::default()
    })
}

fn paid(chance: &Chance, plan: &Plan, base: i64, at: YearMonth) -> Contribution {
    let (unit_fen, personal_fen) = (share_half_up(base, plan.unit_bp), share_half_up(base, plan.personal_bp));
    let day_of_month = u8::try_from(5 + chance.below(15)).unwrap_or(5);
    let paid_at = at.at_ten(day_of_month) + i64::try_from(chance.below(20_000)).unwrap_or(0);
    Contribution {
        month: at.text(),
        scheme: plan.scheme.into(),
        state: "paid".into(),
        base_fen: base,
        unit_rate_bp: plan.unit_bp,
        personal_rate_bp: plan.personal_bp,
        unit_fen,
        personal_fen,
        to_account_fen: share_half_up(base, plan.account_bp),
        total_fen: unit_fen + personal_fen,
        payment_type: "normal".into(),
        paid_at: Some(instant(paid_at)),
        tax_receipt_no: Some(format!("990100{:010}", chance.below(10_000_000_000))),
        tax_office: Some("测试城市税务局（虚构）".into()),
        batch_no: Some(format!("{}-{day_of_month:02}", at.text())),
        treasury_at: Some(instant(paid_at + 2 * DAY)),
        transferred_at: Some(instant(paid_at + 3 * DAY)),
        credited_at: Some(instant(paid_at + 4 * DAY)),
        months: 1,
        pool: super::REGION.into(),
        ..Contribution::default()
    }
}

/// A resident who receives a pension and pays the yearly medical fee.
fn mother(batch: &mut Batch, chance: &Chance, now: i64) -> Result<(), StoreError> {
    let month = YearMonth::of(now);
    let years: Vec<i32> = (0..3).map(|back| month.year - back).collect();
    for year in &years {
        let paid_at = YearMonth { year: year - 1, month: 11 }.at_ten(12);
        let record = Contribution {
            month: format!("{year}-01"),
            scheme: "resident_medical".into(),
            state: "paid".into(),
            personal_fen: 38_000,
            subsidy_fen: 67_000,
            total_fen: 105_000,
            payment_type: "normal".into(),
            paid_at: Some(instant(paid_at)),
            tax_receipt_no: Some(format!("990100{:010}", chance.below(10_000_000_000))),
            treasury_at: Some(instant(paid_at + 2 * DAY)),
            credited_at: Some(instant(paid_at + 4 * DAY)),
            months: 12,
            pool: super::REGION.into(),
            ..Contribution::default()
        };
        batch.put(Table::Contributions, &format!("p-li/medical/{}", record.month), &record)?;
    }
    for back in (1..=26).rev() {
        let at = month.plus(-back).at_ten(10);
        let row = Benefit {
            id: format!("bn-li-{back:02}"),
            name: "pension_monthly".into(),
            day: day(at),
            amount_fen: if back > 17 { 22_600 } else { 24_850 },
            account: "**** 8821".into(),
        };
        // Keys count down, so that the newest comes first.
        batch.put(Table::Benefits, &crate::gateway::benefit_key("p-li", "pension", at, &row.id), &row)?;
    }
    let pension = InsuranceItem {
        kind: "pension".into(),
        scheme: Some("resident".into()),
        status: "receiving".into(),
        months: Some(180),
        since: Some("2009-12".into()),
        benefit_name: Some("pension_monthly".into()),
        benefit_fen: Some(24_850),
        ..InsuranceItem::default()
    };
    let medical = InsuranceItem {
        kind: "medical".into(),
        scheme: Some("resident_medical".into()),
        status: "insured".into(),
        months: Some(36),
        since: Some(format!("{}-01", month.year - 2)),
        years,
        ..InsuranceItem::default()
    };
    insured(batch, chance, now, "p-li", &[], &[pension, medical])
}
