mod lives;
mod pairs;
mod table;

use super::*;

pub(super) const ID: &str = "0123456789abcdef0123456789abcdef";

/// Every state; `Rejected` once.
pub(super) const STATES: [State; 10] = [
    State::Prepared,
    State::Submitting,
    State::Accepted,
    State::CancelAsked,
    State::Attention,
    State::Paid,
    State::Rejected(Reason::Insufficient),
    State::Cancelled,
    State::Refunding,
    State::Refunded,
];

pub(super) fn obligation() -> Obligation {
    Obligation {
        person: "p-wang".to_owned(),
        scheme: "pension_flexible".to_owned(),
        region: "990100".to_owned(),
        period: vec!["2026-11".to_owned(), "2026-12".to_owned()],
    }
}

pub(super) fn terms() -> Terms {
    Terms {
        id: ID.to_owned(),
        ob: obligation(),
        amt: 200_000,
        cur: "CNY".to_owned(),
        tar: "2026-07".to_owned(),
        quo: "q1".to_owned(),
        pye: "payee".to_owned(),
        ins: "card".to_owned(),
        ch: "card_debit".to_owned(),
        iat: 1_796_000_000,
        jseq: 3,
        jhead: "00".repeat(32),
    }
}

/// An order in this state, as it usually gets there.
pub(super) fn order(state: State) -> Order {
    let mut order = Order::prepared(terms(), "order.jws".to_owned(), "f1".repeat(32), About::default());
    order.state = state;
    order.held = matches!(
        state,
        State::Accepted | State::CancelAsked | State::Paid | State::Refunding | State::Refunded
    );
    order.close = (state == State::CancelAsked).then(|| "close.jws".to_owned());
    order
}

pub(super) fn receipt() -> Receipt {
    Receipt {
        ord: ID.to_owned(),
        fp: "f1".repeat(16),
        amt: 200_000,
        paid_at: 1_796_000_100,
        bank_ref: "B1".to_owned(),
        scheme: obligation().scheme,
        region: None,
        period: obligation().period,
        person: "王*".to_owned(),
        text: "receipt.jws".to_owned(),
    }
}

pub(super) fn tombstone(why: Why) -> Tombstone {
    Tombstone { ord: ID.to_owned(), fp: Some("f1".repeat(32)), why, text: "tombstone.jws".to_owned() }
}

pub(super) fn refund(state: RefundState) -> Refund {
    Refund { ord: ID.to_owned(), fp: "f1".repeat(32), amt: 200_000, state, text: "refund.jws".to_owned() }
}

pub(super) fn attempt(number: u32, stage: Stage) -> Attempt {
    let code = (stage == Stage::Open).then(|| format!("https://cashier.invalid/pay/{ID}/{number}"));
    Attempt { number, stage, code, until: 1_796_000_900 }
}

/// An order to be paid at the cashier, in this state, the attempt before being over.
pub(super) fn cashier_order(state: State) -> Order {
    let mut order = order(state);
    (order.terms.ins, order.terms.ch) = ("cashier".to_owned(), CASHIER.to_owned());
    order.cashier = (state != State::Prepared).then(|| attempt(1, Stage::Ended));
    order
}

pub(super) fn event(kind: EventKind) -> Event {
    match kind {
        EventKind::Ask => Event::Ask,
        EventKind::Cancel => Event::Cancel { close: Some("close.jws".to_owned()) },
        EventKind::Lost => Event::Lost,
        EventKind::Pending => Event::Pending,
        EventKind::Receipt => Event::Receipt(receipt()),
        EventKind::Closed => Event::Tombstone(tombstone(Why::Closed)),
        EventKind::Refused => Event::Tombstone(tombstone(Why::Refused(Reason::Insufficient))),
        EventKind::Refunding => Event::Refund(refund(RefundState::Refunding)),
        EventKind::Refunded => Event::Refund(refund(RefundState::Refunded)),
        EventKind::Unproven => Event::Unproven,
        EventKind::NotFound => Event::NotFound { asked: Request::Get },
        EventKind::Conflict => Event::Conflict,
        EventKind::Unauthorized => Event::Unauthorized,
        EventKind::Busy => Event::Busy { after_seconds: Some(3) },
        EventKind::Malformed => Event::Malformed,
        EventKind::TooLong => Event::TooLong,
        EventKind::Forgotten => Event::Forgotten,
        EventKind::Cashier => Event::Cashier(attempt(2, Stage::Open)),
        EventKind::Another => Event::Another,
        EventKind::Stages => Event::Stages(Stages { paid_at: Some(1_796_000_100), ..Stages::default() }),
    }
}

#[test]
fn of_two_orders_of_one_second_the_later_in_the_journal_is_listed_first() {
    let at = |iat, jseq, id: &str| {
        let terms = Terms { iat, jseq, id: id.repeat(32), ..terms() };
        Order::prepared(terms, String::new(), String::new(), About::default()).place()
    };
    assert!(at(1_796_000_000, 10, "1") > at(1_796_000_000, 9, "2"), "not by their ids");
    assert!(at(1_796_000_001, 3, "1") > at(1_796_000_000, 9, "2"), "by the second first");
}
