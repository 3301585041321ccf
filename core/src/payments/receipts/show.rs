//! Receipts as screens show them: filtered, added up, a page at a time. Pure.

use super::super::flow::{Receipt, Refund, RefundState, left_half};
use super::super::view::ReceiptView;
use super::super::{label, receipt, show_order};
use super::slip::{Payer, Slip};
use super::view::{
    ReceiptChoice, ReceiptChoices, ReceiptFilter, ReceiptRowView, ReceiptsPage, YearTotalView,
};
use crate::bureau::Keys;
use crate::date::CalendarDate;
use crate::money::Money;
use crate::qr;
use crate::says::{Says, Tone};
use crate::signed::Use;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// Rows of a page.
const PAGE: usize = 20;

/// A receipt read, with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::payments) struct Paper {
    pub slip: Slip,
    pub receipt: Receipt,
    /// How far the way back is, if it began.
    pub refund: Option<RefundState>,
}

/// The journal's receipts, and the store's of orders that the journal does not have: those are verified again, now. Newest first; and how many
/// of the store's are not believed any more.
pub(in crate::payments) fn papers(journal: &[Slip], store: Vec<Slip>, keys: &Keys) -> (Vec<Paper>, u32) {
    let known: HashSet<&str> = journal.iter().map(|slip| slip.order.as_str()).collect();
    let (mut papers, mut dropped) = (Vec::new(), 0);
    for slip in store.into_iter().filter(|slip| !known.contains(slip.order.as_str())) {
        match Paper::verified(slip, keys) {
            Some(paper) => papers.push(paper),
            None => dropped += 1,
        }
    }
    papers.extend(journal.iter().filter_map(|slip| Paper::recorded(slip.clone())));
    papers.sort_by_cached_key(|paper| Reverse(paper.place()));
    (papers, dropped)
}

impl Paper {
    /// From the journal: verified when it was recorded, and the journal is sealed.
    fn recorded(slip: Slip) -> Option<Self> {
        let receipt = receipt::recorded(&slip.receipt)?;
        let refund = slip.refund.as_deref().and_then(receipt::recorded_refund).map(|refund| refund.state);
        Some(Self { slip, receipt, refund })
    }

    /// From the store: every signature is looked at again, and whether all of it is about this order.
    pub fn verified(slip: Slip, keys: &Keys) -> Option<Self> {
        let claims = keys.verify_dated(&slip.receipt, Use::Receipt).ok()?.claims::<receipt::Claims>().ok()?;
        let receipt = claims.written_out(&slip.receipt).filter(|receipt| receipt.ord == slip.order)?;
        let refund = match slip.refund.as_deref() {
            Some(text) => {
                let refund = keys.verify_dated(text, Use::Refund).ok()?.claims::<Refund>().ok()?;
                Some(refund.state).filter(|_| gives_back(&refund, &receipt)).map(Some)?
            }
            None => None,
        };
        Some(Self { slip, receipt, refund })
    }

    /// What a list is ordered by: when, then which.
    fn place(&self) -> String {
        format!("{:012}-{}", self.receipt.paid_at, self.slip.order)
    }

    /// Shown and not counted once the money goes back.
    pub fn counted(&self) -> bool {
        self.refund.is_none()
    }

    /// When the newest refund notice was signed, seconds since 1970.
    pub fn refunded_at(&self) -> Option<u64> {
        self.slip.refund.as_deref().and_then(receipt::refunded_at)
    }

    /// The year in which the money was taken, where the bureau is.
    pub fn year(&self) -> u16 {
        CalendarDate::at(show_order::at(self.receipt.paid_at)).year()
    }

    /// The insured person, masked: by us, or by the gateway in the receipt.
    pub fn person(&self) -> &str {
        if self.slip.name.is_empty() { &self.receipt.person } else { &self.slip.name }
    }

    /// The insured person, with what they are to the citizen where that is known.
    pub fn insured(&self) -> Says {
        if self.slip.relation.is_empty() {
            show_order::text(self.person())
        } else {
            label::insured(self.person(), &self.slip.relation)
        }
    }

    pub fn payer(&self) -> Says {
        match &self.slip.payer {
            Payer::Oneself => Says::word("receipt_payer_self"),
            Payer::Mandate => Says::word("receipt_payer_mandate"),
            Payer::Other { name } => Says::word("receipt_payer_other").text("person", name),
        }
    }

    /// Insurance, scheme, periods.
    pub fn title(&self) -> Says {
        receipt::title(&self.receipt)
    }

    /// Paid, being given back, given back: drawn and in words.
    pub fn state(&self) -> (Tone, Says) {
        match self.refund {
            None => (Tone::Done, Says::word("order_state_paid")),
            Some(RefundState::Refunding) => (Tone::Waiting, Says::word("order_state_refunding")),
            Some(RefundState::Refunded) => (Tone::Idle, Says::word("order_state_refunded")),
        }
    }

    fn fits(&self, filter: &ReceiptFilter) -> bool {
        filter.payer.as_ref().is_none_or(|payer| *payer == self.slip.payer.id())
            && filter.insured.as_ref().is_none_or(|insured| *insured == self.slip.insured)
            && filter.year.is_none_or(|year| year == self.year())
            && filter.scheme.as_ref().is_none_or(|scheme| *scheme == self.receipt.scheme)
    }

    pub fn row(&self) -> ReceiptRowView {
        let (tone, state) = self.state();
        ReceiptRowView {
            order: self.slip.order.clone(),
            person: self.person().to_owned(),
            payer: self.payer(),
            title: self.title(),
            amount: Money::fen(self.receipt.amt),
            paid_at: show_order::at(self.receipt.paid_at),
            tone,
            state,
            counted: self.counted(),
        }
    }
}

/// True if the notice gives back exactly what this receipt says was taken.
pub(in crate::payments) fn gives_back(refund: &Refund, receipt: &Receipt) -> bool {
    refund.ord == receipt.ord && left_half(&refund.fp) == receipt.fp && refund.amt == receipt.amt
}

/// Those that fit, in the same order.
pub(in crate::payments) fn filtered<'a>(papers: &'a [Paper], filter: &ReceiptFilter) -> Vec<&'a Paper> {
    papers.iter().filter(|paper| paper.fits(filter)).collect()
}

/// A page, from `cursor` on.
pub(in crate::payments) fn page(
    papers: &[Paper],
    filter: &ReceiptFilter,
    cursor: Option<&str>,
    dropped: u32,
) -> ReceiptsPage {
    let fitting = filtered(papers, filter);
    let totals = totals(&fitting);
    let empty = match (fitting.is_empty(), papers.is_empty()) {
        (true, true) => Some(Says::word("receipt_none")),
        (true, false) => Some(Says::word("receipt_none_here")),
        _ => None,
    };
    let mut rest =
        fitting.into_iter().filter(|paper| cursor.is_none_or(|cursor| paper.place().as_str() < cursor));
    let rows: Vec<&Paper> = rest.by_ref().take(PAGE).collect();
    let next = rows.last().map(|paper| paper.place()).filter(|_| rest.next().is_some());
    ReceiptsPage {
        rows: rows.into_iter().map(Paper::row).collect(),
        totals,
        choices: choices(papers),
        empty,
        next,
        dropped: (dropped > 0).then(|| Says::word("receipt_dropped").count("count", dropped)),
    }
}

/// What each year comes to, newest first.
pub(in crate::payments) fn totals(papers: &[&Paper]) -> Vec<YearTotalView> {
    let mut years: BTreeMap<u16, (i128, u32, u32)> = BTreeMap::new();
    for paper in papers {
        let (sum, count, left_out) = years.entry(paper.year()).or_default();
        if paper.counted() {
            *sum += i128::from(paper.receipt.amt);
            *count = count.saturating_add(1);
        } else {
            *left_out = left_out.saturating_add(1);
        }
    }
    let total = |(year, (sum, count, left_out)): (u16, (i128, u32, u32))| {
        let total = i64::try_from(sum).ok().map(Money::fen);
        let named = |key: &str| Says::word(key).text("year", year.to_string()).count("count", count);
        YearTotalView {
            year,
            count,
            total,
            says: match total {
                Some(total) => named("receipt_total").amount("amount", total),
                None => named("receipt_total_too_large"),
            },
            not_counted: (left_out > 0).then(|| Says::word("receipt_not_counted").count("count", left_out)),
        }
    };
    years.into_iter().rev().map(total).collect()
}

/// Only what occurs, each once.
fn choices(papers: &[Paper]) -> ReceiptChoices {
    let (mut payers, mut insured, mut schemes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut years: Vec<u16> = papers.iter().map(Paper::year).collect();
    for paper in papers {
        payers.entry(paper.slip.payer.id()).or_insert_with(|| paper.payer());
        // Newest first: the newest name and relation count.
        insured.entry(paper.slip.insured.clone()).or_insert_with(|| paper.insured());
        let scheme = paper.receipt.scheme.clone();
        schemes.entry(scheme.clone()).or_insert_with(|| Says::word(label::scheme(&scheme)));
    }
    years.sort_unstable_by_key(|year| Reverse(*year));
    years.dedup();
    let list = |of: BTreeMap<String, Says>| {
        of.into_iter().map(|(id, name)| ReceiptChoice { id, name }).collect::<Vec<_>>()
    };
    ReceiptChoices { payers: list(payers), insured: list(insured), years, schemes: list(schemes) }
}

/// One receipt, whole. `link` is what its code holds.
pub(in crate::payments) fn whole(paper: &Paper, link: String) -> ReceiptView {
    let (fact, text) = (show_order::fact, show_order::text);
    let receipt = &paper.receipt;
    let mut lines = vec![
        fact("order_line_person", paper.insured()),
        fact("order_line_what", paper.title()),
        fact("order_line_amount", show_order::amount(receipt.amt)),
        fact("order_line_paid", show_order::moment(receipt.paid_at)),
        fact("receipt_line_payer", paper.payer()),
        fact("order_line_bank_ref", text(&receipt.bank_ref)),
    ];
    if let Some(number) = &paper.slip.tax_no {
        lines.push(fact("order_line_tax_no", text(number)));
    }
    lines.push(fact("order_line_number", text(&label::order_number(&paper.slip.order))));
    ReceiptView {
        order: paper.slip.order.clone(),
        person: paper.person().to_owned(),
        title: paper.title(),
        amount: Money::fen(receipt.amt),
        paid_at: show_order::at(receipt.paid_at),
        lines,
        // One too long to be scanned in passing is true nevertheless, and can be shared as text.
        qr: qr::view(&link).ok(),
        link,
    }
}

#[cfg(test)]
#[path = "show_tests.rs"]
mod tests;
