use super::super::samples;
use super::*;
use crate::freshness::Source;

const STATES: [State; 10] = [
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

fn order(state: State) -> Order {
    let mut order = samples::order();
    order.state = state;
    if matches!(state, State::Paid | State::Refunding | State::Refunded) {
        order.receipt = Some("receipt.jws".to_owned());
        order.stages.paid_at = Some(order.terms.iat + 10);
    }
    order
}

fn view(state: State) -> OrderView {
    let order = order(state);
    whole(&order, Freshness { as_of: None, source: Source::Fresh }, "12333", at(order.terms.iat + 20))
}

#[test]
fn nothing_in_doubt_is_called_failed_and_nothing_is_called_paid_without_a_receipt() {
    for state in STATES {
        let view = view(state);
        let words = [&view.title.key, &view.says.key, &view.row.state.key];
        if state.is_live() {
            assert!(view.row.tone != Tone::Wrong && view.row.tone != Tone::Missing, "{state:?}");
            assert!(
                !words.iter().any(|key| key.contains("not_charged") || key.contains("paid")),
                "{state:?}"
            );
        }
        let paid = words.iter().any(|key| key.ends_with("_paid"));
        assert_eq!(paid, state == State::Paid, "{state:?}");
        assert_eq!(view.has_receipt, matches!(state, State::Paid | State::Refunding | State::Refunded));
    }
}

#[test]
fn every_order_names_the_insured_person_in_its_row_sentence_and_lines() {
    for state in STATES {
        let view = view(state);
        assert_eq!(view.row.person, "王＊");
        assert!(view.says.args.iter().any(|arg| arg.name == "person"), "{state:?}");
        assert_eq!(view.lines[0].value, label::insured("王＊", "self"));
    }
}

#[test]
fn one_may_ask_to_stop_until_there_is_an_end_and_only_once() {
    for state in STATES {
        assert_eq!(view(state).can_cancel, state.is_live(), "{state:?}");
    }
    let mut asked = order(State::CancelAsked);
    asked.close = Some("close.jws".to_owned());
    let freshness = Freshness { as_of: None, source: Source::Fresh };
    assert!(!whole(&asked, freshness, "12333", at(0)).can_cancel);
}

#[test]
fn attention_says_whom_to_call() {
    let view = view(State::Attention);
    assert_eq!(view.call.as_deref(), Some("12333"));
    assert!(view.says.args.iter().any(|arg| arg.name == "phone"));
}

#[test]
fn a_receipt_of_another_order_is_never_shown() {
    let order = order(State::Paid);
    let mut right = Receipt {
        ord: order.id().to_owned(),
        fp: "f1".repeat(16),
        amt: 100_000,
        paid_at: order.terms.iat + 10,
        bank_ref: "B1".to_owned(),
        scheme: order.terms.ob.scheme.clone(),
        region: None,
        period: order.terms.ob.period.clone(),
        person: "王*".to_owned(),
        text: String::new(),
    };
    let link = "https://localhost:8443/q#a.b.c";
    let shown = receipt(&order, &right, link.to_owned()).unwrap();
    assert_eq!((shown.amount, shown.link.as_str()), (Money::fen(100_000), link));
    assert!(shown.qr.is_some());
    // Too long for a code: shown all the same, to be shared as text.
    let long = receipt(&order, &right, format!("{link}{}", "a".repeat(400))).unwrap();
    assert!(long.qr.is_none() && long.link.len() > 400);
    right.fp = "f2".repeat(16);
    assert!(receipt(&order, &right, link.to_owned()).is_err());
}

#[test]
fn an_order_number_is_read_out_in_groups_of_four() {
    let id = "0123456789abcdef0123456789abcdef";
    assert_eq!(label::order_number(id), "0123 4567 89ab cdef 0123 4567 89ab cdef");
    assert_eq!(label::order_number("ab"), "ab", "whatever comes, nothing is lost");
}
