//! Bills as screens show them.

use super::choice;
use super::flow::{Books, Order};
use super::label;
use super::show_order;
use super::view::{BillView, PaymentsView};
use super::wire::{Bill, Bills};
use crate::freshness::Freshness;
use crate::identity::mask_name;
use crate::says::Says;

/// What can be paid, most urgent first, and what is under way, newest first.
pub(super) fn overview(bills: Option<&Bills>, books: &Books, freshness: Freshness) -> PaymentsView {
    let mut rows: Vec<BillView> =
        bills.into_iter().flat_map(|bills| &bills.bills.rows).map(|row| bill(row, books)).collect();
    rows.sort_by_key(|row| (!row.can_pay, row.due.is_none(), row.due, row.id.clone()));
    let mut live: Vec<&Order> = books.orders().filter(|order| order.state.is_live()).collect();
    live.sort_by_key(|order| std::cmp::Reverse((order.terms.iat, order.id().to_owned())));
    PaymentsView { freshness, bills: rows, live: live.into_iter().map(show_order::row).collect() }
}

/// One bill.
pub(super) fn bill(bill: &Bill, books: &Books) -> BillView {
    let busy = bill.choices.periods.iter().any(|period| {
        let one = choice::obligation(bill, "", vec![period.text().to_owned()]);
        books.holder(&one).is_some_and(|order| order.state.is_live())
    });
    let free = bill.choices.periods.iter().any(|period| choice::is_free(bill, period, books));
    let amount = bill.fixed_amount_fen.map(|fen| fen.money());
    let says = if busy {
        Says::word("pay_bill_confirming")
    } else if !bill.open {
        Says::word("pay_bill_closed")
    } else if !free {
        Says::word("pay_bill_paid")
    } else if let Some(base) = &bill.choices.base {
        let (floor, ceiling) = (base.floor_fen.money(), base.ceiling_fen.money());
        Says::word("pay_bill_base").amount("floor", floor).amount("ceiling", ceiling)
    } else if let Some(least) = bill.choices.tiers.iter().map(|tier| tier.amount_fen.money()).min() {
        let count = u32::try_from(bill.choices.tiers.len()).unwrap_or(u32::MAX);
        Says::word("pay_bill_tiers").count("count", count).amount("least", least)
    } else {
        Says::word("pay_bill_fixed").amount("amount", amount.unwrap_or_default())
    };
    BillView {
        id: bill.id.text().to_owned(),
        person: mask_name(bill.person.name.text()),
        relation: label::relation(bill.person.relation.text()),
        title: Says::word(label::scheme(bill.scheme.text())),
        due: bill.due,
        can_pay: bill.open && free && !busy,
        says,
        amount,
    }
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
        let view = overview(Some(&samples::bills()), &Books::default(), NOW);
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
        let view = overview(Some(&samples::bills()), &books, NOW);
        let pension = view.bills.iter().find(|bill| bill.id == "b-pension").unwrap();
        assert_eq!((pension.can_pay, pension.says.key.as_str()), (false, "pay_bill_confirming"));
        assert_eq!(view.live.len(), 1);
        assert_eq!(view.bills.last().unwrap().id, "b-pension", "what cannot be paid comes last");
    }

    #[test]
    fn a_closed_or_paid_bill_says_so() {
        let mut bill = samples::medical();
        bill.open = false;
        assert_eq!(super::bill(&bill, &Books::default()).says.key, "pay_bill_closed");
        let mut bill = samples::medical();
        bill.choices.paid_periods = bill.choices.periods.clone();
        let view = super::bill(&bill, &Books::default());
        assert_eq!((view.can_pay, view.says.key.as_str()), (false, "pay_bill_paid"));
    }
}
