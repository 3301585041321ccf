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
fn an_order_number_is_read_out_in_groups_of_four() {
    let id = "0123456789abcdef0123456789abcdef";
    assert_eq!(label::order_number(id), "0123 4567 89ab cdef 0123 4567 89ab cdef");
    assert_eq!(label::order_number("ab"), "ab", "whatever comes, nothing is lost");
}
