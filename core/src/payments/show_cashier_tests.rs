use super::super::samples;
use super::*;
use crate::says::Tone;

fn order(stage: Stage) -> Order {
    samples::at_cashier(1, stage)
}

#[test]
fn an_open_code_is_drawn_with_its_end_and_no_other_can_be_asked_for() {
    let shown = view(&order(Stage::Open)).unwrap();
    assert!(shown.qr.is_some() && shown.until.is_some() && !shown.can_ask_again);
}

#[test]
fn a_code_that_is_coming_closing_or_over_is_not_drawn_and_only_after_its_end_another_may_be_asked_for() {
    for (stage, again) in [(Stage::Opening, false), (Stage::Closing, false), (Stage::Ended, true)] {
        let shown = view(&order(stage)).unwrap();
        assert_eq!((shown.qr, shown.until, shown.can_ask_again), (None, None, again), "{stage:?}");
    }
}

#[test]
fn nothing_is_to_be_scanned_once_there_is_an_end_a_wish_to_stop_or_a_contradiction() {
    for state in [State::Paid, State::Cancelled, State::Refunding, State::Refunded, State::Prepared] {
        let ended = Order { state, ..order(Stage::Open) };
        assert_eq!(view(&ended), None, "{state:?}");
        assert_eq!(instead(&ended), None, "{state:?}");
    }
    let stopping =
        Order { state: State::CancelAsked, close: Some("close.jws".to_owned()), ..order(Stage::Open) };
    assert_eq!(view(&stopping), None);
    assert_eq!(instead(&stopping).unwrap()[2].key, "order_says_code_cancelling");
    let contradicted = Order { state: State::Attention, contradicted: true, ..order(Stage::Open) };
    assert_eq!((view(&contradicted), instead(&contradicted)), (None, None));
}

#[test]
fn a_debit_is_never_shown_a_code() {
    let mut debit = order(Stage::Open);
    debit.terms.ch = "card_debit".to_owned();
    assert_eq!((view(&debit), instead(&debit)), (None, None));
}

#[test]
fn before_the_first_code_comes_the_order_says_so_and_in_attention_with_a_code_it_can_be_scanned() {
    let coming = Order { state: State::Submitting, cashier: None, ..order(Stage::Open) };
    assert_eq!(view(&coming), None);
    assert_eq!(instead(&coming).unwrap()[2].key, "order_says_code_coming");
    let late = Order { state: State::Attention, ..order(Stage::Open) };
    assert!(view(&late).unwrap().qr.is_some());
    assert_eq!(instead(&late).unwrap()[2].key, "order_says_scan");
    assert_ne!(super::super::show_order::row(&late).tone, Tone::Wrong);
}
