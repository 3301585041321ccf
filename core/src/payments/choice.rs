//! What can be chosen for a bill, and what is wrong with what was chosen. Nothing is chosen beforehand.

use super::flow::{Books, Obligation};
use super::label;
use super::ruling::Ruled;
use super::view::{BaseChoice, ChoicesView, InstrumentChoice, PaymentDraft, PeriodChoice, TierChoice};
use super::wire::{Bill, Id, Instrument, Wish};
use crate::date::YearMonth;
use crate::rules::{BackPayment, Charge, Standing, Tier, Unit, Waiting, standing};
use crate::says::{ProblemView, Says};

/// More periods than one order may have.
const MOST_PERIODS: usize = 12;

/// The obligation of a bill for these periods.
pub(super) fn obligation(bill: &Bill, region: &str, periods: Vec<String>) -> Obligation {
    Obligation {
        person: bill.person.id.text().to_owned(),
        scheme: bill.scheme.text().to_owned(),
        region: region.to_owned(),
        period: periods,
    }
}

/// True if the period is neither paid nor being paid, by the gateway's word and by the device's own books.
pub(super) fn is_free(bill: &Bill, period: &Id, books: &Books) -> bool {
    !bill.choices.paid_periods.contains(period)
        && books.holder(&obligation(bill, "", vec![period.text().to_owned()])).is_none()
}

/// True if the period is free, and not over by the tariff's rule.
pub(super) fn can_pay(bill: &Bill, ruled: &Ruled, period: &Id, books: &Books) -> bool {
    let standing = standing(ruled.terms.unit, ruled.terms.back_payment, period.text(), ruled.today);
    bill.open && matches!(standing, Standing::Current | Standing::Late) && is_free(bill, period, books)
}

/// What can be chosen, all of it by the signed tariff.
pub(super) fn choices(bill: &Bill, ruled: &Ruled, instruments: &[Instrument], books: &Books) -> ChoicesView {
    let (mut base, mut tiers) = (None, Vec::new());
    match &ruled.terms.charge {
        Charge::Rate(rate) => {
            base = Some(BaseChoice {
                floor: rate.floor_fen.money(),
                ceiling: rate.ceiling_fen.money(),
                offered: rate.offered_fen.iter().map(|fen| fen.money()).collect(),
            });
        }
        Charge::Tiers { tiers: offered } => {
            let choice =
                |tier: &Tier| TierChoice { id: tier.id().to_owned(), amount: tier.amount_fen.money() };
            tiers = offered.iter().map(choice).collect();
        }
        Charge::Fixed { .. } => {}
    }
    let periods = bill.choices.periods.iter().map(|period| PeriodChoice {
        id: period.text().to_owned(),
        name: label::period(period.text()),
        can_pay: can_pay(bill, ruled, period, books),
    });
    let accounts = instruments.iter().filter(|instrument| label::channel(instrument).is_some());
    let accounts = accounts.map(|instrument| InstrumentChoice {
        id: instrument.id.text().to_owned(),
        name: label::instrument(instrument),
    });
    ChoicesView {
        base,
        tiers,
        periods: periods.collect(),
        rules: rules(ruled),
        instruments: accounts.collect(),
    }
}

/// How periods may be chosen, and why not otherwise.
fn rules(ruled: &Ruled) -> Vec<Says> {
    let terms = &ruled.terms;
    let lengths = match (terms.unit, terms.lengths.months().next()) {
        (Unit::Year, _) => "pay_rule_yearly",
        (Unit::Month, Some(3)) => "pay_rule_quarters",
        (Unit::Month, Some(6)) => "pay_rule_halves",
        (Unit::Month, Some(12)) => "pay_rule_years",
        (Unit::Month, _) => "pay_rule_monthly",
    };
    let back = match (terms.back_payment, terms.unit) {
        (BackPayment::None, _) => Says::word("pay_rule_no_back").text("title", &ruled.source.title),
        (BackPayment::Allowed { periods }, Unit::Month) => {
            Says::word("pay_rule_back_months").count("count", u32::from(periods))
        }
        (BackPayment::Allowed { periods }, Unit::Year) => {
            Says::word("pay_rule_back_years").count("count", u32::from(periods))
        }
    };
    [Some(Says::word(lengths)), Some(back), terms.waiting.map(waiting)].into_iter().flatten().collect()
}

/// What a gap costs.
fn waiting(waiting: Waiting) -> Says {
    let Waiting { months, grace_months, more_per_missed_year } = waiting;
    let says = match (grace_months, more_per_missed_year) {
        (0, 0) => Says::word("pay_rule_waiting"),
        (0, more) => Says::word("pay_rule_waiting_missed").count("more", u32::from(more)),
        (grace, _) => Says::word("pay_rule_waiting_grace").count("grace", u32::from(grace)),
    };
    says.count("count", u32::from(months))
}

/// What is wrong with a draft; empty if a quote can be asked for.
pub(super) fn problems(draft: &PaymentDraft, choices: &ChoicesView, ruled: &Ruled) -> Vec<ProblemView> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, says: Says| {
        problems.push(ProblemView { field: field.to_owned(), says });
    };
    match (&choices.base, draft.base) {
        (Some(_), None) => wrong("base", Says::word("pay_problem_base_missing")),
        (Some(range), Some(base)) if base < range.floor || base > range.ceiling => wrong(
            "base",
            Says::word("pay_problem_base_range")
                .amount("floor", range.floor)
                .amount("ceiling", range.ceiling),
        ),
        (None, Some(_)) => wrong("base", Says::word("pay_problem_base_none")),
        _ => {}
    }
    let offered = |id: &String| choices.tiers.iter().any(|tier| tier.id == *id);
    match &draft.tier {
        None if !choices.tiers.is_empty() => wrong("tier", Says::word("pay_problem_tier_missing")),
        Some(tier) if !offered(tier) => wrong("tier", Says::word("pay_problem_tier_unknown")),
        _ => {}
    }
    let free = |id: &String| choices.periods.iter().any(|period| period.id == *id && period.can_pay);
    if draft.periods.is_empty() {
        wrong("periods", Says::word("pay_problem_periods_missing"));
    } else if draft.periods.len() > MOST_PERIODS || !draft.periods.iter().all(free) {
        wrong("periods", Says::word("pay_problem_periods_taken"));
    } else if !is_whole(draft, choices, ruled) {
        wrong("periods", Says::word("pay_problem_periods_blocks"));
    }
    let account = |id: &String| choices.instruments.iter().any(|instrument| instrument.id == *id);
    match &draft.instrument {
        None => wrong("instrument", Says::word("pay_problem_instrument_missing")),
        Some(id) if !account(id) => wrong("instrument", Says::word("pay_problem_instrument_unknown")),
        Some(_) => {}
    }
    problems
}

/// Whether the months chosen are whole quarters, half-years or years, where that is the rule.
fn is_whole(draft: &PaymentDraft, choices: &ChoicesView, ruled: &Ruled) -> bool {
    let months = |ids: &mut dyn Iterator<Item = &String>| -> Vec<YearMonth> {
        ids.filter_map(|id| id.parse().ok()).collect()
    };
    let payable = choices.periods.iter().filter(|period| period.can_pay).map(|period| &period.id);
    let payable = months(&mut { payable });
    ruled.terms.unit == Unit::Year || ruled.terms.lengths.allow(&months(&mut draft.periods.iter()), &payable)
}

/// What a quote is asked for, from a draft without problems.
pub(super) fn wish(bill: &Bill, draft: &PaymentDraft) -> Option<Wish> {
    let mut periods = draft.periods.clone();
    periods.sort();
    periods.dedup();
    Some(Wish {
        bill: bill.id.text().to_owned(),
        base_fen: draft.base.map(|base| base.fen),
        tier: draft.tier.clone(),
        periods,
        instrument: draft.instrument.clone()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::flow::{Record, State};
    use super::super::samples;
    use super::*;
    use crate::money::Money;

    fn fields(draft: &PaymentDraft, bill: &Bill, books: &Books) -> Vec<String> {
        let ruled = samples::ruled(bill);
        let choices = choices(bill, &ruled, &samples::bills().instruments.rows, books);
        problems(draft, &choices, &ruled)
            .into_iter()
            .map(|problem| format!("{} {}", problem.field, problem.says.key))
            .collect()
    }

    fn good() -> PaymentDraft {
        PaymentDraft {
            base: Some(Money::fen(500_000)),
            tier: None,
            periods: vec!["2026-12".to_owned(), "2026-11".to_owned()],
            instrument: Some("card".to_owned()),
        }
    }

    #[test]
    fn nothing_is_chosen_beforehand_and_everything_missing_is_named() {
        assert_eq!(
            fields(&PaymentDraft::default(), &samples::pension(), &Books::default()),
            [
                "base pay_problem_base_missing",
                "periods pay_problem_periods_missing",
                "instrument pay_problem_instrument_missing"
            ]
        );
    }

    #[test]
    fn a_good_draft_becomes_a_wish_with_its_periods_in_order() {
        let bill = samples::pension();
        assert_eq!(fields(&good(), &bill, &Books::default()), [""; 0]);
        assert_eq!(wish(&bill, &good()), Some(samples::wish(500_000, &["2026-11", "2026-12"])));
    }

    #[test]
    fn each_wrong_choice_is_said_at_its_field() {
        let says = |draft: PaymentDraft, bill: &Bill| fields(&draft, bill, &Books::default());
        let bill = samples::pension();
        for base in [477_499, 2_754_901] {
            let draft = PaymentDraft { base: Some(Money::fen(base)), ..good() };
            assert_eq!(says(draft, &bill), ["base pay_problem_base_range"]);
        }
        let unknown = PaymentDraft { periods: vec!["2027-01".to_owned()], ..good() };
        assert_eq!(says(unknown, &bill), ["periods pay_problem_periods_taken"]);
        let other = PaymentDraft { instrument: Some("purse".to_owned()), ..good() };
        assert_eq!(says(other, &bill), ["instrument pay_problem_instrument_unknown"]);
        let tiers = samples::bills().bills.rows[2].clone();
        let draft = PaymentDraft { base: None, periods: vec!["2026".to_owned()], ..good() };
        assert_eq!(says(draft.clone(), &tiers), ["tier pay_problem_tier_missing"]);
        assert_eq!(
            says(PaymentDraft { tier: Some("t9".to_owned()), ..draft }, &tiers),
            ["tier pay_problem_tier_unknown"]
        );
    }

    #[test]
    fn a_period_with_a_live_or_paid_order_cannot_be_chosen_again() {
        for (state, free) in [(State::Submitting, false), (State::Paid, false), (State::Cancelled, true)] {
            let mut books = Books::default();
            let mut order = samples::order();
            order.state = state;
            books.add(Record::Order(Box::new(order)));
            assert_eq!(fields(&good(), &samples::pension(), &books).is_empty(), free, "{state:?}");
        }
    }

    #[test]
    fn the_rules_beside_a_choice_are_the_tariffs() {
        let keys = |ruled: &Ruled| -> Vec<String> { rules(ruled).into_iter().map(|says| says.key).collect() };
        let mut pension = samples::ruled(&samples::pension());
        assert_eq!(keys(&pension), ["pay_rule_monthly", "pay_rule_no_back"]);
        pension.terms.back_payment = BackPayment::Allowed { periods: 3 };
        pension.terms.waiting = Some(Waiting { months: 6, grace_months: 3, more_per_missed_year: 0 });
        assert_eq!(keys(&pension), ["pay_rule_monthly", "pay_rule_back_months", "pay_rule_waiting_grace"]);
        pension.terms.waiting = Some(Waiting { months: 6, grace_months: 0, more_per_missed_year: 0 });
        assert_eq!(keys(&pension)[2], "pay_rule_waiting");
        let medical = samples::ruled(&samples::medical());
        assert_eq!(keys(&medical), ["pay_rule_yearly", "pay_rule_no_back", "pay_rule_waiting_missed"]);
    }

    #[test]
    fn months_that_belong_together_are_chosen_together() {
        let (bill, books) = (samples::pension(), Books::default());
        let mut ruled = samples::ruled(&bill);
        ruled.terms.lengths = vec![3].try_into().unwrap();
        let choices = choices(&bill, &ruled, &samples::bills().instruments.rows, &books);
        assert_eq!(choices.rules[0].key, "pay_rule_quarters");
        let said = |periods: &[&str]| {
            let periods = periods.iter().map(|period| (*period).to_owned()).collect();
            let problems = problems(&PaymentDraft { periods, ..good() }, &choices, &ruled);
            problems.first().map(|problem| problem.says.key.clone())
        };
        assert_eq!(said(&["2026-11", "2026-12"]), None);
        assert_eq!(said(&["2026-11"]).as_deref(), Some("pay_problem_periods_blocks"));
    }
}
