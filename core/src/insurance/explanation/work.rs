//! A record's sentences, derived from its fields and the rule of its month. Pure.

use super::super::InsuranceKind;
use super::super::overview::scheme;
use super::super::rules::cited as law;
use super::view::RecordExplanation;
use crate::answer::{Amount, Field};
use crate::contributions::Contribution;
use crate::money::{BasisPoints, Money};
use crate::rules::{self, Charge, Rule, Rulebook};
use crate::says::Says;

/// One record's explanation.
pub(super) fn explain(
    kind: InsuranceKind,
    insurance: &str,
    record: &Contribution,
    book: &Rulebook,
) -> RecordExplanation {
    let rule =
        record.payable_scheme(insurance).and_then(|scheme| book.on(scheme, record.month.last_day()).ok());
    let code = record.scheme.got().map(|scheme| scheme.text());
    let (parts, adds_up) = parts(record);
    let mut lines = vec![state(record)];
    lines.extend(parts);
    lines.extend(account(record, rule.as_ref()));
    lines.extend(more(record));
    RecordExplanation {
        name: code.map_or_else(|| Says::word("insurance_unreadable"), scheme),
        lines,
        adds_up,
        law: law(kind, code),
        rule: rule.map(|rule| rules::cited(&rule)),
    }
}

/// What the record says first: whether the month counts.
fn state(record: &Contribution) -> Says {
    let state = record.state.got().map(|state| state.text());
    let months = record.months.got().map(|months| u32::from(*months));
    match (state, months) {
        (Some("paid"), Some(count)) if count > 1 => Says::word("explain_counts_months").count("count", count),
        (Some("paid"), _) => Says::word("explain_counts"),
        (Some("confirming"), _) => Says::word("explain_confirming"),
        (Some("missing"), _) => Says::word("explain_missing"),
        (Some("refunded"), _) => Says::word("explain_refunded"),
        _ => Says::word("explain_unclear"),
    }
}

/// Own part, employer's part, subsidy: each with how it comes about. False if one is not base × rate.
fn parts(record: &Contribution) -> (Vec<Says>, bool) {
    let (mut lines, mut adds_up) = (Vec::new(), true);
    let own = (&record.personal_fen, &record.personal_rate_bp, record.base());
    let unit_base = record.unit_base_fen.got().map(|base| base.money()).or(record.base());
    let unit = (&record.unit_fen, &record.unit_rate_bp, unit_base);
    for ((amount, rate, base), keys) in [(own, OWN), (unit, UNIT)] {
        let Some(amount) = some(amount) else { continue };
        let rate = rate.got().map(|rate| u32::from(*rate)).filter(|rate| *rate > 0);
        lines.push(match (base, rate) {
            (Some(base), Some(rate)) if base.share_half_up(BasisPoints(rate)) == Some(amount) => {
                Says::word(keys.by_rate).amount("base", base).rate("rate", rate).amount("amount", amount)
            }
            (Some(base), Some(rate)) => {
                adds_up = false;
                let line = Says::word(keys.not_by_rate).amount("base", base).rate("rate", rate);
                line.amount("amount", amount)
            }
            _ => Says::word(keys.fixed).amount("amount", amount),
        });
    }
    if let Some(amount) = some(&record.subsidy_fen) {
        lines.push(Says::word("explain_subsidy").amount("amount", amount));
    }
    let whole = record.parts_added().is_none_or(|sum| sum == record.total());
    (lines, adds_up && whole)
}

/// The sentences for one part.
struct Keys {
    by_rate: &'static str,
    not_by_rate: &'static str,
    fixed: &'static str,
}

const OWN: Keys =
    Keys { by_rate: "explain_own_rate", not_by_rate: "explain_own_differs", fixed: "explain_own_fixed" };
const UNIT: Keys =
    Keys { by_rate: "explain_unit_rate", not_by_rate: "explain_unit_differs", fixed: "explain_unit_fixed" };

/// What went to the personal account, with the rule's share where it is that.
fn account(record: &Contribution, rule: Option<&Rule<'_>>) -> Option<Says> {
    let amount = some(&record.to_account_fen)?;
    let share = rule.and_then(|rule| match &rule.terms.charge {
        Charge::Rate(rate) => rate.account_rate_bp,
        Charge::Fixed { .. } | Charge::Tiers { .. } => None,
    });
    let by_rule = share.filter(|share| {
        record.base().and_then(|base| base.share_half_up(BasisPoints(*share))) == Some(amount)
    });
    Some(match by_rule {
        Some(share) => Says::word("explain_account_rate").rate("rate", share).amount("amount", amount),
        None => Says::word("explain_account").amount("amount", amount),
    })
}

/// Interest and late fees, where there are any.
fn more(record: &Contribution) -> Vec<Says> {
    let line = |key: &'static str, field| some(field).map(|amount| Says::word(key).amount("amount", amount));
    let lines =
        [line("explain_interest", &record.interest_fen), line("explain_late_fee", &record.late_fee_fen)];
    lines.into_iter().flatten().collect()
}

fn some(field: &Field<Amount>) -> Option<Money> {
    field.got().map(|amount| amount.money()).filter(|amount| *amount != Money::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Shelf, samples};
    use serde_json::{Value, json};

    fn explained(record: Value) -> RecordExplanation {
        let mut shelf = Shelf::new("990100");
        shelf.offer(samples::read(&samples::pack_json())).unwrap();
        let book = Rulebook::for_tests(shelf, "2026-11-25".parse().unwrap());
        explain(InsuranceKind::Pension, "pension", &serde_json::from_value(record).unwrap(), &book)
    }

    fn keys(explanation: &RecordExplanation) -> Vec<&str> {
        explanation.lines.iter().map(|line| line.key.as_str()).collect()
    }

    #[test]
    fn a_flexible_workers_month_is_base_times_rate_with_the_account_by_rule() {
        let own = explained(
            json!({"month": "2026-10", "total_fen": 100_000, "scheme": "flexible", "state": "paid", "months": 1,
            "base_fen": 500_000, "personal_rate_bp": 2_000, "personal_fen": 100_000, "to_account_fen": 40_000}),
        );
        assert_eq!(keys(&own), ["explain_counts", "explain_own_rate", "explain_account_rate"]);
        assert!(own.adds_up);
        assert_eq!(own.law.unwrap().key, "insurance_rule_pension_minimum");
        assert_eq!(own.rule.unwrap().title, "测试城市缴费标准（虚构）");
        let before = explained(
            json!({"month": "2025-10", "total_fen": 92_000, "scheme": "flexible", "state": "paid",
            "base_fen": 460_000, "personal_rate_bp": 2_000, "personal_fen": 92_000, "to_account_fen": 36_800}),
        );
        assert_eq!(
            keys(&before),
            ["explain_counts", "explain_own_rate", "explain_account"],
            "the rule of that month has no share"
        );
    }

    #[test]
    fn the_employers_part_stands_beside_ones_own() {
        let both = explained(
            json!({"month": "2026-10", "total_fen": 220_800, "scheme": "employee", "state": "paid",
            "base_fen": 920_000, "unit_rate_bp": 1_600, "unit_fen": 147_200, "personal_rate_bp": 800, "personal_fen": 73_600}),
        );
        assert_eq!(keys(&both), ["explain_counts", "explain_own_rate", "explain_unit_rate"]);
        assert!(both.adds_up && both.rule.is_none());
        let other = explained(
            json!({"month": "2026-10", "total_fen": 247_200, "scheme": "employee", "state": "paid", "unit_base_fen": 1_085_000,
            "base_fen": 920_000, "unit_rate_bp": 1_600, "unit_fen": 173_600, "personal_rate_bp": 800, "personal_fen": 73_600}),
        );
        assert!(other.adds_up, "the employer's base may be another");
    }

    #[test]
    fn what_is_not_base_times_rate_or_does_not_add_up_is_said() {
        let wrong = json!({"month": "2026-10", "total_fen": 100_001, "scheme": "flexible", "state": "paid",
            "base_fen": 500_000, "personal_rate_bp": 2_000, "personal_fen": 100_001});
        let explanation = explained(wrong);
        assert_eq!(keys(&explanation)[1], "explain_own_differs");
        assert!(!explanation.adds_up);
        let sum = explained(
            json!({"month": "2026-10", "total_fen": 5, "scheme": "resident", "state": "paid", "personal_fen": 3, "subsidy_fen": 1}),
        );
        assert!(!sum.adds_up);
        assert_eq!(keys(&sum), ["explain_counts", "explain_own_fixed", "explain_subsidy"]);
    }

    #[test]
    fn a_state_nobody_knows_is_not_explained_away() {
        for (state, key) in [
            ("missing", "explain_missing"),
            ("confirming", "explain_confirming"),
            ("frozen", "explain_unclear"),
        ] {
            assert_eq!(keys(&explained(json!({"month": "2026-10", "total_fen": 0, "state": state})))[0], key);
        }
    }
}
