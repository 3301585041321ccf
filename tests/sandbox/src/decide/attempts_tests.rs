use super::super::cashier::{self, Scanned};
use super::super::order::{Obligation, OrderPayload};
use super::super::orders;
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const NOW: i64 = 1_795_485_900;
const AMOUNT: i64 = 95_500;

/// An order that was accepted for the cashier, and nothing more.
fn accepted() -> OrderRecord {
    OrderRecord {
        fingerprint: Some("f".into()),
        payload: Some(OrderPayload {
            id: "a".repeat(32),
            ob: Obligation {
                person: "p-wang".into(),
                scheme: "pension_flexible".into(),
                region: "990100".into(),
                period: vec!["2026-11".into()],
            },
            amt: AMOUNT,
            cur: "CNY".into(),
            tar: "2026-07".into(),
            quo: "q-1".into(),
            pye: "tax".into(),
            ins: "cashier".into(),
            ch: "cashier_qr".into(),
            iat: 0,
            jseq: None,
            jhead: None,
        }),
        jws: Some("a.b.c".into()),
        ..OrderRecord::new(&"a".repeat(32), "p-wang", OrderState::Accepted, NOW)
    }
}

/// A gateway and a cashier in memory.
struct Desk {
    order: OrderRecord,
    tickets: BTreeMap<String, Ticket>,
    now: i64,
}

impl Desk {
    fn new() -> Self {
        Self { order: accepted(), tickets: BTreeMap::new(), now: NOW }
    }

    /// One whose first code can be scanned.
    fn open() -> Self {
        let mut desk = Self::new();
        let effect = desk.write(begin(&desk.order, desk.now));
        desk.ask(effect);
        assert!(matches!(desk.state(), AttemptState::Open { .. }));
        desk
    }

    fn write(&mut self, decision: Decision) -> Effect {
        match decision {
            Decision::Write(record, effect) => {
                self.order = *record;
                effect
            }
            _ => Effect::None,
        }
    }

    /// What the cashier answers, durable there.
    fn answer(&mut self, effect: Effect) -> Option<Ticket> {
        let Effect::AskCashier(call) = effect else { return None };
        let (ticket, key) = match call {
            CashierCall::Look(call) => return self.tickets.get(&call.key()).cloned(),
            CashierCall::Open(call) => (cashier::open(self.tickets.get(&call.key()), &call), call.key()),
            CashierCall::Close(call) => (cashier::close(self.tickets.get(&call.key()), &call), call.key()),
        };
        self.tickets.insert(key, ticket.clone());
        Some(ticket)
    }

    fn ask(&mut self, effect: Effect) {
        if let Some(ticket) = self.answer(effect) {
            self.write(told(&self.order, &ticket, self.now));
        }
    }

    fn another(&mut self, number: u32) {
        if let Another::Write(record, effect) = next(&self.order, "p-wang", number, self.now) {
            self.order = *record;
            self.ask(effect);
        }
    }

    fn scan(&mut self, attempt: u32) -> bool {
        let key = format!("{}/{attempt:06}", self.order.id);
        match cashier::scan(self.tickets.get(&key), "p-li", self.now) {
            Ok(paid) => self.tickets.insert(key, paid).is_some(),
            Err(_) => false,
        }
    }

    fn state(&self) -> AttemptState {
        self.order.attempts.last().unwrap().state.clone()
    }

    fn payable(&self) -> usize {
        self.tickets.values().filter(|ticket| ticket.state == TicketState::Open).count()
    }

    fn taken(&self) -> usize {
        self.tickets.values().filter(|ticket| ticket.is_taken()).count()
    }
}

#[test]
fn the_first_attempt_is_durable_before_the_cashier_is_asked_and_a_scan_pays_the_confirmed_amount() {
    let mut desk = Desk::new();
    assert_eq!(orders::resume(&desk.order), Effect::BeginAttempt);
    assert_eq!(orders::begin_debit(&desk.order, NOW), Decision::Stands, "never both channels");
    let effect = desk.write(begin(&desk.order, NOW));
    assert_eq!((desk.order.state, desk.state()), (OrderState::AtCashier, AttemptState::Opening));
    let Effect::AskCashier(CashierCall::Open(call)) = &effect else { panic!("{effect:?}") };
    assert_eq!((call.amount_fen, call.attempt), (AMOUNT, 1));
    desk.ask(effect);
    assert!(desk.scan(1) && !desk.scan(1));
    let look = ask(&desk.order);
    desk.ask(look);
    assert_eq!((desk.order.state, desk.state()), (OrderState::Settled, AttemptState::Paid));
    assert_eq!(desk.order.stages.paid_at, Some(NOW));
    assert!(desk.order.bank_ref.is_some());
}

#[test]
fn an_attempt_is_closed_at_the_cashier_when_its_time_is_up_and_not_a_second_earlier() {
    let mut desk = Desk::open();
    desk.now += ATTEMPT_LIFE - 1;
    assert!(!is_due(&desk.order, desk.now) && !is_ending(&desk.order, desk.now));
    assert_eq!(expire(&desk.order, desk.now), Decision::Stands);
    desk.now += 1;
    let effect = desk.write(expire(&desk.order, desk.now));
    assert_eq!(desk.state(), AttemptState::Closing, "durable before the cashier is asked");
    assert!(is_ending(&desk.order, desk.now), "whoever asks now waits for the cashier's word");
    assert!(matches!(&effect, Effect::AskCashier(CashierCall::Close(call)) if call.attempt == 1));
    desk.ask(effect);
    assert_eq!((desk.order.state, desk.state()), (OrderState::AtCashier, AttemptState::Closed));
    assert!(!is_ending(&desk.order, desk.now));
    assert!(!desk.scan(1), "a closed code pays nothing");
}

#[test]
fn a_scan_that_came_before_the_closing_pays_whatever_the_clock_says() {
    let mut desk = Desk::open();
    desk.now += ATTEMPT_LIFE + 60;
    let effect = desk.write(expire(&desk.order, desk.now));
    assert!(desk.scan(1));
    desk.ask(effect);
    assert_eq!(desk.order.state, OrderState::Settled);
}

#[test]
fn another_attempt_is_the_next_number_after_one_that_is_closed_and_nothing_else() {
    let mut desk = Desk::open();
    let asked = |desk: &Desk, number| next(&desk.order, "p-wang", number, desk.now);
    for number in [1, 2] {
        assert_eq!(asked(&desk, number), Another::Stands, "the first one can still be scanned");
    }
    for number in [0, 3, u32::MAX] {
        assert_eq!(asked(&desk, number), Another::OutOfTurn);
    }
    assert_eq!(next(&desk.order, "p-zhou", 2, desk.now), Another::NotYours);
    desk.now += ATTEMPT_LIFE;
    let effect = desk.write(expire(&desk.order, desk.now));
    assert_eq!(asked(&desk, 2), Another::Stands, "not before the cashier has answered");
    desk.ask(effect);
    desk.another(2);
    assert_eq!(desk.order.attempts.len(), 2);
    assert_eq!(asked(&desk, 2), Another::Stands, "asked again, it is the same one");
    assert_eq!((desk.payable(), desk.scan(1), desk.scan(2)), (1, false, true));
    let look = ask(&desk.order);
    desk.ask(look);
    assert_eq!(asked(&desk, 3), Another::Stands, "paid is the end");
    let debit = OrderRecord { payload: None, ..accepted() };
    assert_eq!(next(&debit, "p-wang", 1, NOW), Another::OutOfTurn, "not an order for the cashier");
}

#[test]
fn stopping_closes_the_code_at_the_cashier_first_and_its_answer_decides() {
    let close = |desk: &Desk| orders::close(&desk.order.id, "p-wang", Some(&desk.order), desk.now);
    let mut desk = Desk::open();
    let effect = desk.write(close(&desk));
    assert_eq!((desk.order.state, desk.state()), (OrderState::AtCashier, AttemptState::Closing));
    assert_eq!(close(&desk), Decision::Stands);
    assert_eq!(next(&desk.order, "p-wang", 2, desk.now), Another::Stands);
    desk.ask(effect);
    assert_eq!(desk.order.state, OrderState::Dead(Why::Closed));
    assert!(!desk.scan(1));

    let mut desk = Desk::open();
    let effect = desk.write(close(&desk));
    assert!(desk.scan(1));
    desk.ask(effect);
    assert_eq!(desk.order.state, OrderState::Settled, "somebody was quicker");

    let mut desk = Desk::open();
    desk.now += ATTEMPT_LIFE;
    let effect = desk.write(expire(&desk.order, desk.now));
    desk.ask(effect);
    desk.write(close(&desk));
    assert_eq!(desk.order.state, OrderState::Dead(Why::Closed), "between two codes nothing is to be closed");
}

#[test]
fn a_late_answer_about_an_older_attempt_or_another_order_changes_nothing() {
    let mut desk = Desk::open();
    let old = desk.tickets.values().next().unwrap().clone();
    desk.now += ATTEMPT_LIFE;
    let effect = desk.write(expire(&desk.order, desk.now));
    desk.ask(effect);
    desk.another(2);
    assert_eq!(told(&desk.order, &old, desk.now), Decision::Stands);
    let mut other = desk.tickets.values().last().unwrap().clone();
    other.call.order = "b".repeat(32);
    let scanned = Scanned { by: "p-li".into(), at: NOW, reference: "R".into(), returned_at: None };
    other.state = TicketState::Paid(scanned);
    assert_eq!(told(&desk.order, &other, desk.now), Decision::Stands);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_comes_in_whatever_order_one_scan_at_most_pays_and_the_dead_are_never_paid(
        steps in proptest::collection::vec(0u8..9, 1..60),
    ) {
        let mut desk = Desk::new();
        // A call under way: its answer may be lost with a crash of the gateway, or come late.
        let mut answers: Vec<Ticket> = Vec::new();
        for step in steps {
            match step {
                0 => {
                    let effect = match orders::resume(&desk.order) {
                        Effect::BeginAttempt => desk.write(begin(&desk.order, desk.now)),
                        other => other,
                    };
                    answers.extend(desk.answer(effect));
                }
                1 => if let Some(ticket) = answers.pop() {
                    desk.write(told(&desk.order, &ticket, desk.now));
                },
                2 => answers.clear(),
                3 => desk.now += 500,
                4 => {
                    let effect = desk.write(expire(&desk.order, desk.now));
                    answers.extend(desk.answer(effect));
                }
                5 => {
                    let number = desk.order.attempts.len() as u32 + 1;
                    desk.another(number);
                }
                6 => {
                    let effect = desk.write(orders::close(&desk.order.id, "p-wang", Some(&desk.order), desk.now));
                    answers.extend(desk.answer(effect));
                }
                other => {
                    let newest = desk.order.attempts.len() as u32;
                    desk.scan(if other == 7 { newest } else { 1 });
                }
            }
            prop_assert!(desk.payable() <= 1, "two codes can be paid");
            prop_assert!(desk.taken() <= 1, "two scans paid");
            prop_assert!(desk.tickets.values().all(|ticket| ticket.call.amount_fen == AMOUNT));
            match desk.order.state {
                OrderState::Dead(_) => prop_assert_eq!((desk.taken(), desk.payable()), (0, 0)),
                OrderState::Settled => prop_assert_eq!((desk.taken(), desk.payable()), (1, 0)),
                _ => {}
            }
        }
    }
}
