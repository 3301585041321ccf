//! Contribution records and benefits, a page at a time.

use super::overview::{benefit_name, dropped, scheme};
use super::wire::{Benefit, Benefits};
use super::{BenefitView, BenefitsPage, ContributionView, ContributionsPage};
use crate::answer::{Amount, Field, Line};
use crate::contributions::{Contribution, Contributions, Rate};
use crate::freshness::Freshness;
use crate::identity::mask_bank_card;
use crate::moment::Moment;
use crate::says::{FactView, Says, Tone};
use std::cmp::Reverse;

/// One year, newest month first. `older` is the next year back that has records.
pub(super) fn contributions(
    answer: &Contributions,
    older: Option<u16>,
    freshness: Freshness,
) -> ContributionsPage {
    let mut records: Vec<&Contribution> = answer.records.rows.iter().collect();
    // Stable: several records of one month keep the gateway's order.
    records.sort_by_key(|record| Reverse(record.month));
    records.dedup();
    ContributionsPage {
        freshness,
        rows: records.into_iter().map(contribution).collect(),
        next: older.map(|year| year.to_string()),
        dropped: dropped(answer.records.dropped),
    }
}

/// One page of benefits, newest first, each once.
pub(super) fn benefits(answer: &Benefits, freshness: Freshness) -> BenefitsPage {
    let mut rows: Vec<&Benefit> = Vec::with_capacity(answer.rows.rows.len());
    let mut seen = std::collections::HashSet::new();
    rows.extend(answer.rows.rows.iter().filter(|row| seen.insert(row.id.text())));
    rows.sort_by_key(|row| Reverse(row.day));
    BenefitsPage {
        freshness,
        rows: rows.into_iter().map(benefit).collect(),
        next: answer.next.got().map(|cursor| cursor.text().to_owned()),
        dropped: dropped(answer.rows.dropped),
    }
}

fn benefit(row: &Benefit) -> BenefitView {
    BenefitView {
        name: benefit_name(row.name.got().map(|name| name.text())),
        day: row.day,
        amount: row.amount_fen.money(),
        account: row.account.got().map(|account| mask_bank_card(account.text())).unwrap_or_default(),
    }
}

fn contribution(record: &Contribution) -> ContributionView {
    let (state, tone) = state(&record.state);
    ContributionView {
        month: record.month,
        state,
        tone,
        total: record.total_fen.money(),
        facts: facts(record),
    }
}

fn state(state: &Field<Line<20>>) -> (Says, Tone) {
    let (word, tone) = match state {
        Field::Got(state) => match state.text() {
            "paid" => ("insurance_month_paid", Tone::Done),
            "confirming" => ("insurance_month_confirming", Tone::Waiting),
            "missing" => ("insurance_month_missing", Tone::Missing),
            "refunded" => ("insurance_month_refunded", Tone::Idle),
            code => return (Says::word("insurance_status_unknown").text("code", code), Tone::Waiting),
        },
        Field::Absent | Field::Unreadable => ("insurance_unreadable", Tone::Waiting),
    };
    (Says::word(word), tone)
}

/// A row for each field there is. What cannot be read is a row that says so.
fn facts(record: &Contribution) -> Vec<FactView> {
    let rows = [
        row("insurance_fact_scheme", &record.scheme, |code| scheme(code.text())),
        row("insurance_fact_base", &record.base_fen, amount),
        row("insurance_fact_unit_base", some_money(&record.unit_base_fen), amount),
        row("insurance_fact_unit_rate", &record.unit_rate_bp, rate),
        row("insurance_fact_personal_rate", &record.personal_rate_bp, rate),
        row("insurance_fact_unit", some_money(&record.unit_fen), amount),
        row("insurance_fact_personal", &record.personal_fen, amount),
        row("insurance_fact_subsidy", some_money(&record.subsidy_fen), amount),
        row("insurance_fact_to_account", &record.to_account_fen, amount),
        row("insurance_fact_interest", some_money(&record.interest_fen), amount),
        row("insurance_fact_late_fee", some_money(&record.late_fee_fen), amount),
        row("insurance_fact_payment_type", &record.payment_type, |code| payment_type(code.text())),
        row("insurance_fact_months", &record.months, |months| {
            Says::word("insurance_months").count("count", (*months).into())
        }),
        row("insurance_fact_pool", &record.pool, text),
        row("insurance_fact_paid_at", &record.paid_at, moment),
        row("insurance_fact_tax_receipt", &record.tax_receipt_no, text),
        row("insurance_fact_tax_office", &record.tax_office, text),
        row("insurance_fact_treasury_at", &record.treasury_at, moment),
        row("insurance_fact_transferred_at", &record.transferred_at, moment),
        row("insurance_fact_batch", &record.batch_no, text),
        row("insurance_fact_credited_at", &record.credited_at, moment),
    ];
    rows.into_iter().flatten().collect()
}

fn row<T>(label: &'static str, field: &Field<T>, says: impl FnOnce(&T) -> Says) -> Option<FactView> {
    let value = match field {
        Field::Absent => return None,
        Field::Got(value) => says(value),
        Field::Unreadable => Says::word("insurance_unreadable"),
    };
    Some(FactView { label: Says::word(label), value })
}

/// Nothing is no row where most people have nothing: an employer's part, a subsidy, a late fee.
fn some_money(field: &Field<Amount>) -> &Field<Amount> {
    match field {
        Field::Got(amount) if amount.money() == crate::money::Money::ZERO => &Field::Absent,
        other => other,
    }
}

fn amount(amount: &Amount) -> Says {
    Says::word("insurance_value_amount").amount("amount", amount.money())
}

fn text<const N: usize>(text: &Line<N>) -> Says {
    Says::word("insurance_value_text").text("value", text.text())
}

fn rate(rate: &Rate) -> Says {
    Says::word("insurance_value_rate").rate("rate", (*rate).into())
}

fn moment(at: &Moment) -> Says {
    Says::word("insurance_value_moment").moment("at", at.at())
}

fn payment_type(code: &str) -> Says {
    let known = match code {
        "normal" => "insurance_payment_normal",
        "back_payment" | "backpay" => "insurance_payment_back",
        "yearly" => "insurance_payment_yearly",
        _ => return Says::word("insurance_payment_unknown").text("code", code),
    };
    Says::word(known)
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
