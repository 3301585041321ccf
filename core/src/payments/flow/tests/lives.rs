//! Whole lives, made at random.

use super::*;
use proptest::prelude::*;

fn any_event() -> impl Strategy<Value = Event> {
    let right = prop::sample::select(EventKind::ALL.to_vec()).prop_map(event);
    let wrong = prop::sample::select(vec![
        Event::Receipt(Receipt { fp: "f2".to_owned(), ..receipt() }),
        Event::Receipt(Receipt { amt: 1, ..receipt() }),
        Event::Tombstone(Tombstone { fp: None, ..tombstone(Why::Closed) }),
        Event::Tombstone(Tombstone { fp: Some("f2".to_owned()), ..tombstone(Why::Closed) }),
        Event::Refund(Refund { amt: 1, ..refund(RefundState::Refunded) }),
        Event::NotFound { asked: Request::Put },
        Event::Cancel { close: None },
        Event::Busy { after_seconds: None },
    ]);
    prop_oneof![4 => right, 1 => wrong]
}

/// Events that say nothing about the end of an order.
fn faults() -> impl Strategy<Value = Event> {
    prop::sample::select(vec![
        Event::Ask,
        Event::Lost,
        Event::Pending,
        Event::Unproven,
        Event::NotFound { asked: Request::Get },
        Event::Conflict,
        Event::Unauthorized,
        Event::Busy { after_seconds: Some(1) },
        Event::Malformed,
        Event::TooLong,
        Event::Forgotten,
        Event::Cashier(attempt(1, Stage::Open)),
        Event::Cashier(attempt(1, Stage::Ended)),
        Event::Another,
    ])
}

fn live(events: &[Event]) -> Vec<(Order, Event, Step, Order)> {
    let mut order = order(State::Prepared);
    let mut life = Vec::new();
    for event in events {
        let step = step(&order, event);
        let after = step.change.as_ref().map_or(order.clone(), |change| order.clone().after(change));
        life.push((order, event.clone(), step, after.clone()));
        order = after;
    }
    life
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_rank_never_falls_and_an_end_stays(events in prop::collection::vec(any_event(), 0..40)) {
        for (before, _, step, after) in live(&events) {
            prop_assert!(after.state.rank() >= before.state.rank());
            if before.state.never_takes_money() || before.state == State::Refunded {
                prop_assert_eq!(&step, &Step { change: None, next: Next::Nothing });
            }
            if matches!(before.state, State::Paid | State::Refunding) {
                prop_assert!(matches!(after.state, State::Paid | State::Refunding | State::Refunded));
            }
        }
    }

    #[test]
    fn id_body_and_stop_request_never_change(events in prop::collection::vec(any_event(), 0..40)) {
        for (before, _, _, after) in live(&events) {
            prop_assert_eq!((&before.terms, &before.jws, &before.fingerprint), (&after.terms, &after.jws, &after.fingerprint));
            prop_assert!(before.close.is_none() || before.close == after.close);
            prop_assert!(before.receipt.is_none() || before.receipt == after.receipt);
        }
    }

    #[test]
    fn an_end_needs_its_proof(events in prop::collection::vec(any_event(), 0..40)) {
        for (before, event, _, after) in live(&events) {
            if after.state == before.state {
                continue;
            }
            match after.state {
                State::Paid => prop_assert!(after.receipt.is_some() && event == Event::Receipt(receipt())),
                State::Rejected(_) => prop_assert!(after.tombstone.is_some()),
                State::Cancelled => prop_assert!(before.state == State::Prepared || after.tombstone.is_some()),
                State::Refunding | State::Refunded => prop_assert!(before.receipt.is_some() && after.refund.is_some()),
                _ => {}
            }
        }
    }

    #[test]
    fn no_fault_ends_an_order_or_stops_the_asking(events in prop::collection::vec(faults(), 1..40)) {
        let mut sent = false;
        for (before, event, step, after) in live(&events) {
            prop_assert!(after.state.is_live());
            sent |= after.state.in_doubt();
            if before.state.in_doubt() {
                prop_assert!(step.next != Next::Nothing, "{:?} stops the asking", event);
            }
        }
        prop_assert!(sent || !events.contains(&Event::Ask));
    }

    #[test]
    fn nothing_is_sent_without_a_record_before_it(events in prop::collection::vec(any_event(), 0..40)) {
        for (before, _, step, after) in live(&events) {
            if let Next::Send(_) = step.next {
                prop_assert!(before.state != State::Prepared || step.change.is_some());
                prop_assert!(after.state != State::Prepared);
            }
        }
    }

    #[test]
    fn from_any_state_in_doubt_each_end_can_still_come(events in prop::collection::vec(faults(), 0..20)) {
        let mut events = events;
        events.push(Event::Ask);
        let Some((.., order)) = live(&events).pop() else { return Ok(()) };
        for (event, state) in [
            (Event::Receipt(receipt()), State::Paid),
            (Event::Tombstone(tombstone(Why::Closed)), State::Cancelled),
            (Event::Tombstone(tombstone(Why::Refused(Reason::QuoteExpired))), State::Rejected(Reason::QuoteExpired)),
        ] {
            let change = step(&order, &event).change;
            prop_assert_eq!(change.map(|change| order.clone().after(&change).state), Some(state));
        }
    }

    #[test]
    fn the_books_added_up_from_records_are_the_books(events in prop::collection::vec(any_event(), 0..40), from in 0usize..40) {
        let mut books = Books::default();
        books.add(books.begin(order(State::Prepared)).unwrap());
        let mut records = books.whole();
        for (index, event) in events.iter().enumerate() {
            let (record, _) = books.step(ID, event).unwrap();
            if let Some(record) = record {
                records.push(Record::from_octets(&record.to_octets().unwrap()).unwrap());
                books.add(record);
            }
            if index == from {
                records = books.whole();
            }
        }
        let mut again = Books::default();
        records.into_iter().for_each(|record| again.add(record));
        prop_assert_eq!(again, books);
    }
}
