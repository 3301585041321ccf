//! What can be chosen for a bill, and what is wrong with what was chosen. Nothing is chosen beforehand.

use super::flow::{Books, Obligation};
use super::label;
use super::view::{BaseChoice, ChoicesView, InstrumentChoice, PaymentDraft, PeriodChoice, TierChoice};
use super::wire::{Bill, Id, Instrument, Wish};
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

/// What can be chosen.
pub(super) fn choices(bill: &Bill, instruments: &[Instrument], books: &Books) -> ChoicesView {
    ChoicesView {
        base: bill.choices.base.as_ref().map(|range| BaseChoice {
            floor: range.floor_fen.money(),
            ceiling: range.ceiling_fen.money(),
            offered: range.offered_fen.iter().map(|fen| fen.money()).collect(),
        }),
        tiers: bill
            .choices
            .tiers
            .iter()
            .map(|tier| TierChoice { id: tier.id.text().to_owned(), amount: tier.amount_fen.money() })
            .collect(),
        periods: bill
            .choices
            .periods
            .iter()
            .map(|period| PeriodChoice {
                id: period.text().to_owned(),
                name: label::period(period.text()),
                can_pay: bill.open && is_free(bill, period, books),
            })
            .collect(),
        instruments: instruments
            .iter()
            .filter(|instrument| instrument.kind.text() == "card_debit")
            .map(|instrument| InstrumentChoice {
                id: instrument.id.text().to_owned(),
                name: label::instrument(instrument.bank.text(), instrument.tail.text()),
            })
            .collect(),
    }
}

/// What is wrong with a draft; empty if a quote can be asked for.
pub(super) fn problems(draft: &PaymentDraft, choices: &ChoicesView) -> Vec<ProblemView> {
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
    }
    let account = |id: &String| choices.instruments.iter().any(|instrument| instrument.id == *id);
    match &draft.instrument {
        None => wrong("instrument", Says::word("pay_problem_instrument_missing")),
        Some(id) if !account(id) => wrong("instrument", Says::word("pay_problem_instrument_unknown")),
        Some(_) => {}
    }
    problems
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
        let choices = choices(bill, &samples::bills().instruments.rows, books);
        problems(draft, &choices)
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
}
