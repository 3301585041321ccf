//! The estimate, out of the draft and the rules. Pure.

use super::view::{
    BaseOffer, EstimateAnswer, EstimateDraft, EstimateView, OffersView, SchemeChoice, TierOffer,
};
use crate::contributions::scheme_word;
use crate::money::Money;
use crate::rules::{self, Charge, NoRule, Rule, Rulebook, Terms, Unit};
use crate::says::{FactView, ProblemView, Says};

/// So many months or years are worked out at once: what lies further will be charged by other rules.
const MOST_MONTHS: u32 = 12;
const MOST_YEARS: u32 = 5;

/// The screen for a draft. `region` is the bureau's.
pub(super) fn estimate(draft: &EstimateDraft, region: &str, book: &Rulebook) -> EstimateView {
    let schemes = schemes(book);
    let open =
        |answer| EstimateView { schemes: Vec::new(), offers: None, problems: Vec::new(), answer, rule: None };
    if let Some(other) = draft.region.as_deref().filter(|other| *other != region) {
        let says = Says::word("estimate_refused_region").text("region", other);
        return EstimateView { schemes, ..open(EstimateAnswer::Refused { says }) };
    }
    let Some(scheme) = draft.scheme.as_deref() else {
        let answer = match book.newest() {
            Ok(_) => EstimateAnswer::Open,
            Err(why) => EstimateAnswer::Refused { says: no_rules(why) },
        };
        return EstimateView { schemes, ..open(answer) };
    };
    match book.in_force(scheme) {
        Err(why) => {
            let says = rules::refused(why, scheme);
            EstimateView { schemes, ..open(EstimateAnswer::Refused { says }) }
        }
        Ok(rule) => {
            let problems = problems(draft, rule.terms);
            let answer = match problems.is_empty() {
                true => answer(draft, &rule),
                false => EstimateAnswer::Open,
            };
            let (offers, rule) = (Some(offers(rule.terms)), Some(rules::cited(&rule)));
            EstimateView { schemes, offers, problems, answer, rule }
        }
    }
}

/// No pack at hand at all.
fn no_rules(why: NoRule) -> Says {
    Says::word(match why {
        NoRule::Missing | NoRule::NotInForce => "rule_none",
        NoRule::Unreadable => "rule_none_readable",
    })
}

/// Each scheme of the newest pack once, in the order published.
fn schemes(book: &Rulebook) -> Vec<SchemeChoice> {
    let mut choices: Vec<SchemeChoice> = Vec::new();
    for tariff in book.newest().iter().flat_map(|pack| &pack.tariffs) {
        if choices.iter().all(|choice| choice.scheme != tariff.scheme) {
            let name = Says::word(scheme_word(&tariff.scheme));
            choices.push(SchemeChoice { scheme: tariff.scheme.clone(), name });
        }
    }
    choices
}

fn most(terms: &Terms) -> u32 {
    match terms.unit {
        Unit::Month => MOST_MONTHS,
        Unit::Year => MOST_YEARS,
    }
}

fn offers(terms: &Terms) -> OffersView {
    let (mut base, mut tiers) = (None, Vec::new());
    match &terms.charge {
        Charge::Rate(rate) => {
            base = Some(BaseOffer {
                floor: rate.floor_fen.money(),
                ceiling: rate.ceiling_fen.money(),
                offered: rate.offered_fen.iter().map(|fen| fen.money()).collect(),
            });
        }
        Charge::Tiers { tiers: offered } => {
            let offer = |tier: &rules::Tier| TierOffer {
                id: tier.id().to_owned(),
                amount: tier.amount_fen.money(),
                subsidy: terms.subsidy(Some(tier.id())).map(|fen| fen.money()),
            };
            tiers = offered.iter().map(offer).collect();
        }
        Charge::Fixed { .. } => {}
    }
    let unit = Says::word(match terms.unit {
        Unit::Month => "estimate_unit_month",
        Unit::Year => "estimate_unit_year",
    });
    OffersView { base, tiers, unit, most: most(terms) }
}

fn problems(draft: &EstimateDraft, terms: &Terms) -> Vec<ProblemView> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, says: Says| {
        problems.push(ProblemView { field: field.to_owned(), says });
    };
    if let (Charge::Rate(rate), Some(base)) = (&terms.charge, draft.base) {
        let (floor, ceiling) = (rate.floor_fen.money(), rate.ceiling_fen.money());
        if base < floor || base > ceiling {
            let says = Says::word("pay_problem_base_range").amount("floor", floor).amount("ceiling", ceiling);
            wrong("base", says);
        }
    }
    if let (Charge::Tiers { tiers }, Some(chosen)) = (&terms.charge, draft.tier.as_deref())
        && tiers.iter().all(|tier| tier.id() != chosen)
    {
        wrong("tier", Says::word("estimate_problem_tier"));
    }
    if draft.periods.is_some_and(|count| count == 0 || count > most(terms)) {
        wrong("periods", Says::word("estimate_problem_periods").count("count", most(terms)));
    }
    problems
}

fn answer(draft: &EstimateDraft, rule: &Rule<'_>) -> EstimateAnswer {
    let terms = rule.terms;
    // What a scheme does not ask for is left aside: it stays in the draft when somebody looks at another scheme.
    let (base, tier) = match &terms.charge {
        Charge::Rate(_) => (draft.base.map(|base| base.fen), None),
        Charge::Tiers { .. } => (None, draft.tier.as_deref()),
        Charge::Fixed { .. } => (None, None),
    };
    let worked_out = draft.periods.and_then(|count| {
        let one = terms.one_period(base, tier)?;
        Some((count, one, one.amount.times(count)?))
    });
    let Some((count, one, total)) = worked_out else { return EstimateAnswer::Open };
    let amount = |label: &'static str, amount: Money| FactView {
        label: Says::word(label),
        value: Says::word("insurance_value_amount").amount("amount", amount),
    };
    let mut lines = Vec::new();
    if let Charge::Rate(rate) = &terms.charge {
        lines.extend(draft.base.map(|base| amount("estimate_line_base", base)));
        let value = Says::word("insurance_value_rate").rate("rate", rate.rate_bp);
        lines.push(FactView { label: Says::word("estimate_line_rate"), value });
    }
    lines.push(amount(
        match terms.unit {
            Unit::Month => "estimate_line_month",
            Unit::Year => "estimate_line_year",
        },
        one.amount,
    ));
    if let Some(share) = one.account_share {
        lines.push(amount("estimate_line_account", share));
        lines.push(amount("estimate_line_pool", Money::fen(one.amount.fen.saturating_sub(share.fen))));
    }
    lines.extend(terms.subsidy(tier).map(|fen| amount("estimate_line_subsidy", fen.money())));
    lines.push(FactView {
        label: Says::word("estimate_line_count"),
        value: match terms.unit {
            Unit::Month => Says::word("insurance_months").count("count", count),
            Unit::Year => Says::word("insurance_years").count("count", count),
        },
    });
    EstimateAnswer::Estimated { total, each: one.amount, lines }
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
