//! Single rules that a table of usual cases does not show.

use super::*;

fn after(state: State, event: Event) -> (State, Next) {
    let before = order(state);
    let step = step(&before, &event);
    let after = step.change.map_or(before.clone(), |change| before.after(&change));
    (after.state, step.next)
}

#[test]
fn the_journal_is_written_before_the_first_octet() {
    let step = step(&order(State::Prepared), &Event::Ask);
    assert_eq!(step.change, Some(Change::to(State::Submitting)));
    assert_eq!(step.next, Next::Send(Request::Put));
}

#[test]
fn a_receipt_of_another_order_body_amount_or_obligation_pays_nothing() {
    let wrong = [
        Receipt { ord: "f".repeat(32), ..receipt() },
        Receipt { fp: "f2".repeat(16), ..receipt() },
        Receipt { fp: "f1".repeat(32), ..receipt() },
        Receipt { amt: 199_999, ..receipt() },
        Receipt { scheme: "medical_flexible".to_owned(), ..receipt() },
        Receipt { region: Some("990200".to_owned()), ..receipt() },
        Receipt { period: vec!["2026-11".to_owned()], ..receipt() },
    ];
    for receipt in wrong {
        for state in STATES.into_iter().filter(|state| state.is_live()) {
            assert_eq!(after(state, Event::Receipt(receipt.clone())).0, state);
        }
    }
}

#[test]
fn a_receipt_says_the_months_ascending_whatever_the_order_did() {
    let mut order = order(State::Accepted);
    order.terms.ob.period.reverse();
    assert!(receipt().matches(&order));
    assert!(Receipt { region: Some("990100".to_owned()), ..receipt() }.matches(&order));
}

#[test]
fn a_tombstone_of_another_order_or_body_ends_nothing() {
    let closed = tombstone(Why::Closed);
    let refused = tombstone(Why::Refused(Reason::Unknown));
    let wrong = [
        Tombstone { ord: "f".repeat(32), ..closed.clone() },
        Tombstone { fp: Some("f2".to_owned()), ..closed.clone() },
        Tombstone { fp: None, ..refused.clone() },
    ];
    for tombstone in wrong {
        assert_eq!(after(State::Submitting, Event::Tombstone(tombstone)).0, State::Submitting);
    }
    let of_a_close_alone = Tombstone { fp: None, ..closed };
    assert_eq!(after(State::CancelAsked, Event::Tombstone(of_a_close_alone)).0, State::Cancelled);
    assert_eq!(after(State::Accepted, Event::Tombstone(refused)).0, State::Rejected(Reason::Unknown));
}

#[test]
fn a_refund_of_another_amount_or_order_changes_nothing() {
    for wrong in [
        Refund { amt: 1, ..refund(RefundState::Refunded) },
        Refund { fp: "f2".to_owned(), ..refund(RefundState::Refunded) },
    ] {
        assert_eq!(after(State::Paid, Event::Refund(wrong)).0, State::Paid);
    }
}

#[test]
fn what_is_asked_in_doubt_depends_on_what_is_known() {
    let ask = |order: &Order| step(order, &Event::Ask).next;
    let fresh = order(State::Submitting);
    assert_eq!(ask(&fresh), Next::Send(Request::Put));
    assert_eq!(ask(&Order { held: true, ..fresh.clone() }), Next::Send(Request::Get));
    assert_eq!(ask(&Order { adopted: true, ..fresh.clone() }), Next::Send(Request::Get));
    assert_eq!(ask(&Order { contradicted: true, ..fresh.clone() }), Next::Send(Request::Get));
    assert_eq!(ask(&Order { close: Some("c".to_owned()), ..fresh }), Next::Send(Request::Close));
}

#[test]
fn an_order_the_gateway_has_forgotten_is_sent_again_once_and_never_from_another_device() {
    let not_found = |asked| Event::NotFound { asked };
    let known = order(State::Accepted);
    assert_eq!(step(&known, &not_found(Request::Get)).next, Next::Send(Request::Put));
    assert_eq!(step(&known, &not_found(Request::Put)).next, Next::Again(Pace::Backoff));
    let adopted = Order { adopted: true, ..known };
    assert_eq!(step(&adopted, &not_found(Request::Get)).next, Next::Again(Pace::Backoff));
}

#[test]
fn the_first_request_to_stop_is_the_one_that_is_sent_for_ever() {
    let asked = order(State::CancelAsked);
    let again = step(&asked, &Event::Cancel { close: Some("another.jws".to_owned()) });
    assert_eq!(again, Step { change: None, next: Next::Send(Request::Close) });
    let attention = order(State::Attention);
    let step = step(&attention, &Event::Cancel { close: Some("close.jws".to_owned()) });
    let after = attention.after(&step.change.unwrap());
    assert_eq!((after.state, after.close.as_deref()), (State::Attention, Some("close.jws")));
}

#[test]
fn what_attention_was_raised_for_is_kept_until_the_end() {
    let conflicted =
        order(State::Submitting).after(&step(&order(State::Submitting), &Event::Conflict).change.unwrap());
    assert!(conflicted.contradicted);
    assert_eq!(step(&conflicted, &Event::Conflict).change, None, "recorded once");
    let paid = conflicted.clone().after(&step(&conflicted, &Event::Receipt(receipt())).change.unwrap());
    assert_eq!((paid.state, paid.contradicted), (State::Paid, true));
}

#[test]
fn a_damaged_record_can_never_lower_a_rank() {
    for from in STATES {
        for to in STATES {
            let moved = order(from).after(&Change::to(to));
            assert!(moved.state.rank() >= from.rank());
        }
    }
}

#[test]
fn an_unknown_order_is_adopted_once_and_in_doubt() {
    let listed = Listed {
        terms: terms(),
        jws: "order.jws".to_owned(),
        fingerprint: "f1".to_owned(),
        about: About::default(),
    };
    for (after_damage, state) in [(false, State::Accepted), (true, State::Attention)] {
        let mut books = Books::default();
        books.add(adopt(&books, listed.clone(), after_damage).unwrap());
        let order = books.order(ID).unwrap();
        assert!((order.state, order.adopted, order.held) == (state, true, true));
        assert_eq!(adopt(&books, listed.clone(), after_damage), None);
        assert_eq!(books.begin(self::order(State::Prepared)), Err(Taken));
    }
}

#[test]
fn two_orders_of_one_period_cannot_be_live() {
    for state in STATES {
        let mut books = Books::default();
        books.add(Record::Order(Box::new(order(state))));
        let mut other = order(State::Prepared);
        other.terms.id = "f".repeat(32);
        other.terms.ob.period = vec!["2026-12".to_owned(), "2027-01".to_owned()];
        assert_eq!(books.begin(other.clone()).is_err(), state.holds_its_periods(), "{state:?}");
        other.terms.ob.person = "p-li".to_owned();
        assert!(books.begin(other).is_ok());
    }
}

#[test]
fn records_are_read_back_as_written() {
    let mut full = order(State::Rejected(Reason::TariffChanged));
    full.close = Some("close.jws".to_owned());
    let change = Change {
        held: true,
        receipt: Some("r".to_owned()),
        stages: Some(Stages { paid_at: Some(1), ..Stages::default() }),
        ..Change::to(State::Paid)
    };
    for record in [
        Record::Order(Box::new(full)),
        Record::Changed { id: ID.to_owned(), change: Box::new(change) },
        Record::Listed { cursor: "c".to_owned() },
    ] {
        assert_eq!(Record::from_octets(&record.to_octets().unwrap()), Some(record));
    }
    assert_eq!(Record::from_octets(br#"{"from_the_future":1}"#), None);
}

#[test]
fn a_code_of_an_older_attempt_or_an_earlier_moment_never_replaces_a_newer_one() {
    let stages = [Stage::Opening, Stage::Open, Stage::Closing, Stage::Ended];
    let all: Vec<Attempt> = (1..4).flat_map(|n| stages.map(|stage| attempt(n, stage))).collect();
    for (index, known) in all.iter().enumerate() {
        for (other, heard) in all.iter().enumerate() {
            let before = Order { cashier: Some(known.clone()), ..cashier_order(State::Accepted) };
            let step = step(&before, &Event::Cashier(heard.clone()));
            assert_eq!(step.change.is_some(), other > index, "{known:?} then {heard:?}");
            let after = before.after(&step.change.unwrap_or(Change::to(State::Accepted)));
            assert_eq!(after.cashier.as_ref(), all.get(index.max(other)));
        }
    }
    // Nor does a record that a damaged journal holds twice.
    let newer = Order { cashier: Some(attempt(2, Stage::Open)), ..cashier_order(State::Accepted) };
    let old = Change { cashier: Some(attempt(1, Stage::Open)), ..Change::to(State::Accepted) };
    assert_eq!(newer.clone().after(&old), newer);
}

#[test]
fn another_code_is_asked_for_only_after_the_gateway_said_that_the_one_before_is_over() {
    let another = |order: &Order| step(order, &Event::Another);
    let over = cashier_order(State::Accepted);
    assert_eq!(another(&over), Step { change: None, next: Next::Send(Request::Attempt) });
    assert_eq!(over.next_attempt(), Some(2));
    for stage in [Stage::Opening, Stage::Open, Stage::Closing] {
        let open = Order { cashier: Some(attempt(1, stage)), ..over.clone() };
        assert_eq!(another(&open).next, Next::Send(Request::Get), "{stage:?}");
        assert_eq!(open.next_attempt(), None);
    }
    let stopping = Order { close: Some("close.jws".to_owned()), ..over.clone() };
    assert_eq!(another(&stopping).next, Next::Send(Request::Close));
    assert_eq!(another(&Order { contradicted: true, ..over.clone() }).next, Next::Send(Request::Get));
    assert_eq!(another(&order(State::Accepted)).next, Next::Send(Request::Get), "a debit has no code");
    let last = Order { cashier: Some(attempt(u32::MAX, Stage::Ended)), ..over };
    assert_eq!(last.next_attempt(), None);
}

#[test]
fn waiting_for_a_scan_needs_no_attention_however_long_it_takes_and_a_debit_has_no_code() {
    for stage in [Stage::Opening, Stage::Open, Stage::Closing, Stage::Ended] {
        let waiting = Order { cashier: Some(attempt(1, stage)), ..cashier_order(State::Accepted) };
        assert_eq!(step(&waiting, &Event::TooLong).change, None, "{stage:?}");
    }
    let unanswered = Order { cashier: None, ..cashier_order(State::Submitting) };
    assert_eq!(step(&unanswered, &Event::TooLong).change, Some(Change::to(State::Attention)));
    assert_eq!(step(&order(State::Accepted), &Event::Cashier(attempt(1, Stage::Open))).change, None);
}
