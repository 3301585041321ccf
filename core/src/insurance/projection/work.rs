//! The projection, out of the draft, the records and the rules. Pure, exact: fractions are kept in 128 bits and rounded once for each of the two parts.
//!
//! Source of the formula: 国发〔2005〕38号, art. 6. Basic pension a month = (average wage + indexed wage) ÷ 2 × years × 1 %, where the indexed wage is the average
//! wage × the average index; pension from the account = what is in it ÷ the months of the table. A bureau confirms.

use super::super::rules::in_years;
use super::view::{ProjectionAnswer, ProjectionDraft, ProjectionView};
use crate::date::{CalendarDate, YearMonth};
use crate::money::Money;
use crate::rules::{self, Charge, NoRule, Pack, PensionRules, Rulebook};
use crate::says::{FactView, ProblemView, Says};

/// The scheme whose share goes to the account from now on.
const SCHEME: &str = "pension_flexible";
/// An index beyond is a slip of the pen: bases end at 300 % of the average wage.
const MOST_INDEX: u32 = 30_000;
/// A hundred years.
const MOST_MONTHS: u32 = 1_200;
/// An index of one, in basis points.
const ONE: i128 = 10_000;

/// The screen for a draft that was filled in from the records already.
pub(super) fn project(draft: ProjectionDraft, book: &Rulebook) -> ProjectionView {
    let refused = |says| ProjectionAnswer::Refused { says };
    let (rules, pack) = match book.pension() {
        Ok(found) => found,
        Err(why) => return bare(draft, refused(missing(why))),
    };
    let tariff = match book.in_force(SCHEME) {
        Ok(rule) => rule,
        Err(why) => return bare(draft, refused(rules::refused(why, SCHEME))),
    };
    let (Charge::Rate(rate), Some(source)) =
        (&tariff.terms.charge, rules.cites.first().and_then(|at| pack.sources.get(*at)))
    else {
        return bare(draft, refused(rules::refused(NoRule::Missing, SCHEME)));
    };
    let Some(share) = rate.account_rate_bp else {
        return bare(draft, refused(Says::word("project_refused_share")));
    };
    let mut problems = problems(&draft, book.today());
    if let Some(base) = draft.base {
        let (floor, ceiling) = (rate.floor_fen.money(), rate.ceiling_fen.money());
        if base < floor || base > ceiling {
            let says = Says::word("pay_problem_base_range").amount("floor", floor).amount("ceiling", ceiling);
            problems.push(ProblemView { field: "base".to_owned(), says });
        }
    }
    let cited = vec![rules::document(source, pack, rules.from), rules::cited(&tariff)];
    let answer = match known(&draft).filter(|_| problems.is_empty()) {
        None => ProjectionAnswer::Open,
        Some(known) => {
            let each = rate.rounding.share(known.base, share);
            each.and_then(|each| answer(&known, each, rules, book.today()))
                .unwrap_or_else(|| refused(no_row()))
        }
    };
    let assumptions = assumptions(rules, pack);
    ProjectionView { draft, problems, answer, assumptions, rules: cited }
}

fn bare(draft: ProjectionDraft, answer: ProjectionAnswer) -> ProjectionView {
    ProjectionView { draft, problems: Vec::new(), answer, assumptions: Vec::new(), rules: Vec::new() }
}

/// Which rule is missing, over or unreadable.
fn missing(why: NoRule) -> Says {
    Says::word(match why {
        NoRule::Missing => "project_refused_missing",
        NoRule::NotInForce => "project_refused_over",
        NoRule::Unreadable => "project_refused_unreadable",
    })
}

fn no_row() -> Says {
    Says::word("project_refused_table")
}

fn assumptions(rules: &PensionRules, pack: &Pack) -> Vec<Says> {
    let mut said = vec![
        Says::word("project_assumes_wage")
            .amount("amount", rules.average_wage_fen.money())
            .text("year", rules.average_wage_year.to_string()),
        Says::word("project_assumes_paying"),
        Says::word("project_assumes_no_interest"),
    ];
    if pack.fictional {
        said.push(Says::word("project_assumes_fictional"));
    }
    said
}

fn problems(draft: &ProjectionDraft, today: CalendarDate) -> Vec<ProblemView> {
    let mut problems = Vec::new();
    let mut wrong = |is: bool, field: &str, key: &'static str| {
        if is {
            problems.push(ProblemView { field: field.to_owned(), says: Says::word(key) });
        }
    };
    wrong(draft.born.is_some_and(|born| born > today.year_month()), "born", "project_problem_born");
    wrong(draft.months.is_some_and(|months| months > MOST_MONTHS), "months", "project_problem_months");
    wrong(draft.account.is_some_and(|account| account < Money::ZERO), "account", "project_problem_account");
    let index = |index: u32| index == 0 || index > MOST_INDEX;
    wrong(draft.index_basis_points.is_some_and(index), "index_basis_points", "project_problem_index");
    problems
}

/// All that it takes.
struct Known {
    group: rules::RetirementGroup,
    born: YearMonth,
    months: u32,
    account: Money,
    index: u32,
    base: Money,
}

fn known(draft: &ProjectionDraft) -> Option<Known> {
    Some(Known {
        group: draft.group?,
        born: draft.born?,
        months: draft.months?,
        account: draft.account?,
        index: draft.index_basis_points?,
        base: draft.base?,
    })
}

/// `None` if the tables have no row, or it does not fit.
fn answer(known: &Known, each: Money, rules: &PensionRules, today: CalendarDate) -> Option<ProjectionAnswer> {
    let age = rules.retirement(known.group)?.age_months(known.born);
    let reached = known.born.plus(i32::try_from(age).ok()?);
    // Who is past the age may retire now: at the age they have.
    let (from, age) = if reached < today.year_month() {
        (today.year_month(), u32::try_from(known.born.months_until(today.year_month())).ok()?)
    } else {
        (reached, age)
    };
    let to_go = u32::try_from(today.year_month().months_until(from)).ok()?;
    let total = known.months.checked_add(to_go)?;
    let minimum = rules.minimum.months_in(from.year());
    if total < minimum {
        let missing = minimum - total;
        let says = Says::word("project_too_short").month("month", from).count("count", missing);
        return Some(ProjectionAnswer::TooShort { from, missing, says });
    }
    let months = i128::from(rules.payout_months(age)?);
    let wage = i128::from(rules.average_wage_fen.money().fen);
    let indexed = i128::from(known.months) * i128::from(known.index) * wage
        + i128::from(to_go) * i128::from(known.base.fen) * ONE;
    // (wage + wage × index) ÷ 2 × total ÷ 12 ÷ 100, with the index as indexed ÷ (total × 10000 × wage).
    let basic = half_up(i128::from(total) * ONE * wage + indexed, ONE * 2 * 12 * 100)?;
    let saved = known.account.plus(each.times(to_go)?)?;
    let from_account = half_up(i128::from(saved.fen), months)?;
    let fact = |label: &'static str, value: Says| FactView { label: Says::word(label), value };
    let amount = |amount: Money| Says::word("insurance_value_amount").amount("amount", amount);
    let lines = vec![
        fact("project_line_age", in_years(age)),
        fact("project_line_months", Says::word("insurance_months").count("count", total)),
        fact("project_line_minimum", Says::word("insurance_months").count("count", minimum)),
        fact("project_line_basic", amount(basic)),
        fact("project_line_saved", amount(saved)),
        fact(
            "project_line_divided",
            Says::word("insurance_months").count("count", u32::try_from(months).ok()?),
        ),
        fact("project_line_account", amount(from_account)),
    ];
    Some(ProjectionAnswer::Projected { monthly: basic.plus(from_account)?, from, lines })
}

/// Rounded half up to whole fen.
fn half_up(of: i128, by: i128) -> Option<Money> {
    let rounded = of.checked_mul(2)?.checked_add(by)?.checked_div_euclid(by.checked_mul(2)?)?;
    i64::try_from(rounded).ok().map(Money::fen)
}

#[cfg(test)]
#[path = "work_tests.rs"]
mod tests;
