//! Bills as screens show them.

use super::PAGE;
use super::choice;
use super::flow::{Books, Order};
use super::label;
use super::ruling::{Ruled, Unruled, ruled};
use super::show_order;
use super::view::{BillView, PaymentsView};
use super::wire::{Bill, Bills};
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::rules::{Charge, NoRule, Rulebook};
use crate::says::Says;

/// What can be paid, most urgent first, and what is under way, newest first.
pub(super) fn overview(
    bills: Option<&Bills>,
    books: &Books,
    rules: &Rulebook,
    freshness: Freshness,
) -> PaymentsView {
    let rows = bills.into_iter().flat_map(|bills| &bills.bills.rows);
    let mut rows: Vec<BillView> = rows.map(|row| bill(row, books, &ruled(rules, row))).collect();
    rows.sort_by_key(|row| (!row.can_pay, row.due.is_none(), row.due, row.id.clone()));
    let mut orders: Vec<&Order> = books.orders().collect();
    orders.sort_by_cached_key(|order| std::cmp::Reverse(order.place()));
    let (live, past): (Vec<&Order>, Vec<&Order>) =
        orders.into_iter().partition(|order| order.state.is_live());
    let row = |orders: Vec<&Order>, most| orders.into_iter().take(most).map(show_order::row).collect();
    PaymentsView { freshness, bills: rows, live: row(live, usize::MAX), past: row(past, PAGE) }
}

/// Whether a bill can be paid now.
pub(super) enum Stance<'a> {
    /// It can.
    Payable(&'a Ruled),
    /// An order for it is live.
    Busy,
    /// Its window is closed.
    Closed,
    /// Everything of it is paid, or over.
    Paid,
    /// There is no signed rule to pay it by.
    Unruled(Unruled),
}

/// How a bill stands. What is under way, closed or paid is said first: no rule is needed for it.
pub(super) fn stance<'a>(bill: &Bill, books: &Books, ruled: &'a Result<Ruled, Unruled>) -> Stance<'a> {
    let busy = bill.choices.periods.iter().any(|period| {
        let one = choice::obligation(bill, "", vec![period.text().to_owned()]);
        books.holder(&one).is_some_and(|order| order.state.is_live())
    });
    let mut periods = bill.choices.periods.iter();
    if busy {
        Stance::Busy
    } else if !bill.open {
        Stance::Closed
    } else if !periods.clone().any(|period| choice::is_free(bill, period, books)) {
        Stance::Paid
    } else {
        match ruled {
            Err(why) => Stance::Unruled(*why),
            Ok(ruled) if periods.any(|period| choice::can_pay(bill, ruled, period, books)) => {
                Stance::Payable(ruled)
            }
            Ok(_) => Stance::Closed,
        }
    }
}

/// One bill. Its amounts are the signed tariff's; without one, none is shown.
pub(super) fn bill(bill: &Bill, books: &Books, ruled: &Result<Ruled, Unruled>) -> BillView {
    let stance = stance(bill, books, ruled);
    let amount = ruled.as_ref().ok().and_then(|ruled| match &ruled.terms.charge {
        Charge::Fixed { amount_fen } => Some(amount_fen.money()),
        Charge::Rate(_) | Charge::Tiers { .. } => None,
    });
    let says = match &stance {
        Stance::Busy => Says::word("pay_bill_confirming"),
        Stance::Closed => Says::word("pay_bill_closed"),
        Stance::Paid => Says::word("pay_bill_paid"),
        Stance::Unruled(why) => unruled(bill, *why),
        Stance::Payable(ruled) => offered(&ruled.terms.charge),
    };
    BillView {
        id: bill.id.text().to_owned(),
        person: mask_name(bill.person.name.text()),
        relation: label::relation(bill.person.relation.text()),
        title: Says::word(label::scheme(bill.scheme.text())),
        due: bill.due,
        can_pay: matches!(stance, Stance::Payable(_)),
        says,
        amount,
    }
}

/// What a tariff leaves to choose.
fn offered(charge: &Charge) -> Says {
    match charge {
        Charge::Rate(rate) => Says::word("pay_bill_base")
            .amount("floor", rate.floor_fen.money())
            .amount("ceiling", rate.ceiling_fen.money()),
        Charge::Tiers { tiers } => {
            let least = tiers.iter().map(|tier| tier.amount_fen.money()).min().unwrap_or_default();
            let count = u32::try_from(tiers.len()).unwrap_or(u32::MAX);
            Says::word("pay_bill_tiers").count("count", count).amount("least", least)
        }
        Charge::Fixed { amount_fen } => Says::word("pay_bill_fixed").amount("amount", amount_fen.money()),
    }
}

/// Which rule is not there to go by, and what to do.
fn unruled(bill: &Bill, why: Unruled) -> Says {
    let word = Says::word(match why {
        Unruled::No(NoRule::Missing) => "pay_bill_rule_missing",
        Unruled::No(NoRule::NotInForce) => "pay_bill_rule_expired",
        Unruled::No(NoRule::Unreadable) => "pay_bill_rule_unreadable",
        Unruled::Differs => "pay_bill_rule_differs",
    });
    word.named("scheme", label::scheme(bill.scheme.text())).text("version", bill.tariff.text())
}

#[cfg(test)]
mod tests {
    use super::super::flow::{Record, State};
    use super::super::samples;
    use super::*;
    use crate::freshness::Source;
    use crate::money::Money;

    const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

    #[test]
    fn bills_come_by_their_last_day_and_name_the_insured_person() {
        let view = overview(Some(&samples::bills()), &Books::default(), &samples::book(), NOW);
        let ids: Vec<&str> = view.bills.iter().map(|bill| bill.id.as_str()).collect();
        assert_eq!(ids, ["b-medical", "b-pension", "b-tiers"]);
        let first = &view.bills[0];
        assert_eq!((first.person.as_str(), first.relation.key.as_str()), ("李＊＊", "pay_relation_mother"));
        assert_eq!((first.says.key.as_str(), first.amount), ("pay_bill_fixed", Some(Money::fen(40_000))));
        assert_eq!(view.bills[1].says.key, "pay_bill_base");
        assert_eq!(view.bills[2].says.key, "pay_bill_tiers");
    }

    #[test]
    fn a_bill_cannot_be_paid_while_an_order_for_it_is_live() {
        let mut books = Books::default();
        let mut order = samples::order();
        order.state = State::Submitting;
        books.add(Record::Order(Box::new(order)));
        let view = overview(Some(&samples::bills()), &books, &samples::book(), NOW);
        let pension = view.bills.iter().find(|bill| bill.id == "b-pension").unwrap();
        assert_eq!((pension.can_pay, pension.says.key.as_str()), (false, "pay_bill_confirming"));
        assert_eq!((view.live.len(), view.past.len()), (1, 0));
        assert_eq!(view.bills.last().unwrap().id, "b-pension", "what cannot be paid comes last");
    }

    #[test]
    fn an_order_with_an_end_is_past_and_not_under_way() {
        let mut books = Books::default();
        let mut order = samples::order();
        order.state = State::Paid;
        books.add(Record::Order(Box::new(order)));
        let view = overview(Some(&samples::bills()), &books, &samples::book(), NOW);
        assert_eq!((view.live.len(), view.past.len()), (0, 1));
    }

    #[test]
    fn a_closed_or_paid_bill_says_so() {
        let mut bill = samples::medical();
        bill.open = false;
        assert_eq!(
            super::bill(&bill, &Books::default(), &Ok(samples::ruled(&bill))).says.key,
            "pay_bill_closed"
        );
        let mut bill = samples::medical();
        bill.choices.paid_periods = bill.choices.periods.clone();
        let view = super::bill(&bill, &Books::default(), &Ok(samples::ruled(&bill)));
        assert_eq!((view.can_pay, view.says.key.as_str()), (false, "pay_bill_paid"));
    }

    #[test]
    fn without_a_signed_rule_no_amount_is_shown_and_the_rule_is_named() {
        for (why, key) in [
            (Unruled::No(NoRule::Missing), "pay_bill_rule_missing"),
            (Unruled::No(NoRule::NotInForce), "pay_bill_rule_expired"),
            (Unruled::No(NoRule::Unreadable), "pay_bill_rule_unreadable"),
            (Unruled::Differs, "pay_bill_rule_differs"),
        ] {
            let view = bill(&samples::medical(), &Books::default(), &Err(why));
            assert_eq!((view.can_pay, view.amount, view.says.key.as_str()), (false, None, key));
            let names: Vec<&str> = view.says.args.iter().map(|arg| arg.name.as_str()).collect();
            assert_eq!(names, ["scheme", "version"]);
        }
    }

    #[test]
    fn a_period_that_is_over_cannot_be_paid_unless_the_rule_allows_it() {
        let mut bill = samples::pension();
        bill.choices.periods = vec![samples::id("2026-10")];
        assert!(!super::bill(&bill, &Books::default(), &Ok(samples::ruled(&bill))).can_pay);
        let mut allowed = samples::ruled(&bill);
        allowed.terms.back_payment = crate::rules::BackPayment::Allowed { periods: 1 };
        assert!(super::bill(&bill, &Books::default(), &Ok(allowed)).can_pay);
    }
}
