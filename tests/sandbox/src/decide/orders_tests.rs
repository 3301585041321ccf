use super::super::bank;
use super::super::order::Obligation;
use super::super::stages::{self, StageDelays};
use super::super::tariff::{Charge, Choice};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const NOW: i64 = 1_795_485_900;

fn obligation() -> Obligation {
    Obligation {
        person: "p-wang".into(),
        scheme: "pension_flexible".into(),
        region: "990100".into(),
        period: vec!["2026-11".into()],
    }
}

fn tariff(rate_bp: i64, version: &str) -> Tariff {
    Tariff {
        scheme: "pension_flexible".into(),
        version: version.into(),
        rule: Charge::Rate {
            floor_fen: 477_500,
            ceiling_fen: 2_754_900,
            offered_fen: vec![],
            rate_bp,
            account_rate_bp: None,
            rounding: "half_up_fen".into(),
        },
    }
}

fn quote() -> Quote {
    Quote {
        id: "q-1".into(),
        payer: "p-wang".into(),
        bill: "b-1".into(),
        obligation: obligation(),
        choice: Choice { base_fen: Some(477_500), tier: None },
        amount_fen: 95_500,
        tariff: "2026-07".into(),
        payee: "tax".into(),
        instrument: "card".into(),
        expires_at: NOW + 900,
    }
}

fn arrived(id: char, fingerprint: &str) -> Arrived {
    Arrived {
        payer: "p-wang".into(),
        payload: OrderPayload {
            id: id.to_string().repeat(32),
            ob: obligation(),
            amt: 95_500,
            cur: "CNY".into(),
            tar: "2026-07".into(),
            quo: "q-1".into(),
            pye: "tax".into(),
            ins: "card".into(),
            ch: "card_debit".into(),
            iat: 0,
            jseq: None,
            jhead: None,
        },
        fingerprint: fingerprint.into(),
        jws: "a.b.c".into(),
        proved: true,
    }
}

fn state_of(decision: Decision) -> OrderState {
    match decision {
        Decision::Write(record, _) => record.state,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_order_as_quoted_is_accepted_and_its_debit_is_begun_only_after_that() {
    let (quote, tariff) = (quote(), tariff(2_000, "2026-07"));
    let known = Known { quote: Some(&quote), tariff: Some(&tariff), window_open: true, ..Known::default() };
    let Decision::Write(accepted, effect) = accept(&arrived('a', "f"), &known, NOW) else { panic!() };
    assert_eq!((accepted.state, effect), (OrderState::Accepted, Effect::BeginDebit));
    let Decision::Write(sent, Effect::CallBank(call)) = begin_debit(&accepted, NOW) else { panic!() };
    assert_eq!((sent.state, call.amount_fen), (OrderState::DebitSent, 95_500));
    assert_eq!(begin_debit(&sent, NOW), Decision::Stands);
    assert_eq!(close(&sent.id, "p-wang", Some(&sent), NOW), Decision::Stands);
    let debit = bank::debit(None, 100_000, &call, NOW).debit;
    let Decision::Write(settled, Effect::TellPaid) = settle(&sent, &debit, NOW) else { panic!() };
    assert_eq!(settled.state, OrderState::Settled);
    assert_eq!(settle(&settled, &debit, NOW), Decision::Stands);
}

#[test]
fn every_reason_to_refuse_is_said_by_its_own_name() {
    let (quote, in_force) = (quote(), tariff(2_000, "2026-07"));
    let known = Known { quote: Some(&quote), tariff: Some(&in_force), window_open: true, ..Known::default() };
    let why = |order: &Arrived, known: &Known<'_>, now| state_of(accept(order, known, now));
    let good = arrived('a', "f");
    let dead = OrderState::Dead;
    assert_eq!(why(&good, &known, NOW + 900), dead(Why::QuoteExpired));
    assert_eq!(why(&good, &Known { quote: None, ..known.clone() }, NOW), dead(Why::QuoteExpired));
    assert_eq!(why(&good, &Known { held: true, ..known.clone() }, NOW), dead(Why::DuplicateObligation));
    assert_eq!(why(&good, &Known { window_open: false, ..known.clone() }, NOW), dead(Why::RiskDenied));
    let (version, rate) = (tariff(2_000, "2027-01"), tariff(2_100, "2026-07"));
    assert_eq!(why(&good, &Known { tariff: Some(&version), ..known.clone() }, NOW), dead(Why::TariffChanged));
    assert_eq!(why(&good, &Known { tariff: Some(&rate), ..known.clone() }, NOW), dead(Why::TariffChanged));
    assert_eq!(why(&Arrived { proved: false, ..good.clone() }, &known, NOW), dead(Why::BadProof));
    let mut wrong = good.clone();
    wrong.payload.amt = 95_499;
    assert_eq!(why(&wrong, &known, NOW), dead(Why::TariffChanged));
    let mut wrong = good.clone();
    wrong.payload.ob.person = "p-li".into();
    assert_eq!(why(&wrong, &known, NOW), dead(Why::RiskDenied));
    let mut wrong = good.clone();
    wrong.payload.ins = "other".into();
    assert_eq!(why(&wrong, &known, NOW), dead(Why::RiskDenied));
    assert_eq!(why(&Arrived { payer: "p-li".into(), ..good }, &known, NOW), dead(Why::QuoteExpired));
}

#[test]
fn a_known_id_answers_its_status_to_the_same_body_only_and_nothing_to_a_stranger() {
    let Decision::Write(first, _) = accept(&arrived('a', "f"), &Known::default(), NOW) else { panic!() };
    let known = Known { existing: Some(&first), ..Known::default() };
    assert_eq!(accept(&arrived('a', "f"), &known, NOW), Decision::Stands);
    assert_eq!(accept(&arrived('a', "g"), &known, NOW), Decision::Conflict);
    let stranger = Arrived { payer: "p-zhou".into(), ..arrived('a', "f") };
    assert_eq!(accept(&stranger, &known, NOW), Decision::NotYours);
    assert_eq!(close(&first.id, "p-zhou", Some(&first), NOW), Decision::NotYours);
}

#[test]
fn an_id_closed_before_its_order_came_stays_closed() {
    let Decision::Write(planted, _) = close("x", "p-wang", None, NOW) else { panic!() };
    assert_eq!(planted.state, OrderState::Dead(Why::Closed));
    let known = Known { existing: Some(&planted), ..Known::default() };
    assert_eq!(accept(&arrived('x', "f"), &known, NOW), Decision::Stands);
}

/// A small gateway and bank in memory, driven by random steps: what a simulation does, in little.
#[derive(Default)]
struct World {
    orders: BTreeMap<String, OrderRecord>,
    holds: BTreeMap<String, String>,
    debits: BTreeMap<String, Debit>,
    balance: i64,
}

impl World {
    fn write(&mut self, decision: Decision) -> Effect {
        let Decision::Write(record, effect) = decision else { return Effect::None };
        if let Some(before) = self.orders.get(&record.id) {
            let rank = |s: OrderState| match s {
                OrderState::Accepted => 0,
                OrderState::DebitSent | OrderState::AtCashier => 1,
                OrderState::Settled | OrderState::Dead(_) => 2,
                OrderState::Refunding => 3,
                OrderState::Refunded => 4,
            };
            assert!(rank(record.state) >= rank(before.state), "a rank fell");
        }
        for hold in record.payload.iter().flat_map(|p| p.ob.holds()) {
            if record.state.holds() {
                assert!(self.holds.insert(hold, record.id.clone()).is_none_or(|o| o == record.id));
            } else if self.holds.get(&hold) == Some(&record.id) {
                self.holds.remove(&hold);
            }
        }
        self.orders.insert(record.id.clone(), *record);
        effect
    }

    fn call(&mut self, call: &DebitCall) -> Debit {
        let decision = bank::debit(self.debits.get(&call.order), self.balance, call, NOW);
        self.balance = decision.balance_fen.unwrap_or(self.balance);
        self.debits.insert(call.order.clone(), decision.debit.clone());
        decision.debit
    }
}

proptest! {
    #[test]
    fn whatever_comes_in_whatever_order_one_obligation_is_debited_once_and_with_the_confirmed_amount(
        steps in proptest::collection::vec((0u8..6, 0usize..3), 1..60),
        balance in 0i64..300_000,
    ) {
        let mut world = World { balance, ..World::default() };
        let (quote, mut in_force) = (quote(), tariff(2_000, "2026-07"));
        for (step, which) in steps {
            let id = ["a", "b", "c"].get(which).copied().unwrap_or("a").repeat(32);
            let found = world.orders.get(&id).cloned();
            let effect = match step {
                0 => {
                    let order = arrived(id.chars().next().unwrap_or('a'), &id);
                    let held = world.holds.get("p-wang/pension_flexible/2026-11").is_some_and(|o| *o != id);
                    let known = Known {
                        existing: found.as_ref(), held, quote: Some(&quote), tariff: Some(&in_force), window_open: true,
                    };
                    world.write(accept(&order, &known, NOW))
                }
                1 => world.write(close(&id, "p-wang", found.as_ref(), NOW)),
                2 => found.map_or(Effect::None, |o| world.write(begin_debit(&o, NOW))),
                // A crash and a new start.
                3 => found.map_or(Effect::None, |o| resume(&o)),
                4 => { in_force = tariff(2_100, "2027-01"); Effect::None }
                _ => {
                    if let Some(next) = found.and_then(|o| stages::advance(&o, StageDelays::default(), true, NOW)) {
                        world.orders.insert(id.clone(), next);
                    }
                    Effect::None
                }
            };
            if let Effect::CallBank(call) = effect {
                let debit = world.call(&call);
                let order = world.orders.get(&call.order).cloned();
                if let Some(order) = order { world.write(settle(&order, &debit, NOW)); }
            }
            let taken: Vec<&Debit> = world.debits.values().filter(|d| d.taken).collect();
            prop_assert!(taken.len() <= 1);
            prop_assert!(taken.iter().all(|d| d.call.amount_fen == 95_500));
            for order in world.orders.values() {
                let debited = world.debits.get(&order.id).is_some_and(|d| d.taken);
                match order.state {
                    OrderState::Settled => prop_assert!(debited),
                    OrderState::Dead(_) | OrderState::Accepted => prop_assert!(!debited),
                    _ => {}
                }
            }
        }
    }
}
