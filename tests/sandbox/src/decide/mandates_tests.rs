use super::super::tariff::Charge;
use super::*;

/// 24 November 2026, 10:05 in the bureau's time.
const NOW: i64 = 1_795_485_900;

fn at(days: i64) -> i64 {
    NOW + days * DAY
}

fn tariff(rate_bp: i64) -> Tariff {
    let rule = Charge::Rate {
        floor_fen: 477_500,
        ceiling_fen: 2_754_900,
        offered_fen: vec![],
        rate_bp,
        account_rate_bp: None,
        rounding: "half_up_fen".into(),
    };
    Tariff { scheme: "pension_flexible".into(), version: format!("v{rate_bp}"), rule }
}

fn payload(act: Act, v: u32) -> MandatePayload {
    MandatePayload {
        id: "a".repeat(32),
        v,
        act,
        person: "p-wang".into(),
        scheme: "pension_flexible".into(),
        region: "990100".into(),
        base_fen: Some(477_500),
        tier: None,
        ins: "card".into(),
        day: 5,
        cap: 100_000,
        iat: 0,
    }
}

fn arrived(payload: MandatePayload, fingerprint: &str) -> ActArrived {
    ActArrived {
        payer: "p-wang".into(),
        payload,
        fingerprint: fingerprint.into(),
        jws: "a.b.c".into(),
        proved: true,
    }
}

fn decided(act: &ActArrived, existing: Option<&MandateRecord>, now: i64) -> ActDecision {
    let tariff = tariff(2_000);
    let known = KnownMandate { existing, taken: false, offered: true, tariff: Some(&tariff) };
    accept(act, &known, now)
}

fn written(decision: ActDecision) -> MandateRecord {
    match decision {
        ActDecision::Write(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn signed() -> MandateRecord {
    written(decided(&arrived(payload(Act::Sign, 1), "f1"), None, NOW))
}

fn months() -> Payable {
    Payable { monthly: true, ..Payable::default() }
}

fn date(next: Option<NextDebit>) -> Option<String> {
    next.map(|next| format!("{} {}", next.on, next.period))
}

#[test]
fn a_signed_mandate_is_in_force_and_debits_first_on_its_next_day() {
    let mandate = signed();
    assert_eq!((mandate.state, mandate.v()), (MandateState::Active, 1));
    assert_eq!(date(next(&mandate, &months(), NOW)).as_deref(), Some("2026-12-05 2026-12"));
    let tomorrow = MandatePayload { day: 25, ..payload(Act::Sign, 1) };
    let mandate = written(decided(&arrived(tomorrow, "f1"), None, NOW));
    assert_eq!(date(next(&mandate, &months(), NOW)).as_deref(), Some("2026-11-25 2026-11"));
    let today = MandatePayload { day: 24, ..payload(Act::Sign, 1) };
    let mandate = written(decided(&arrived(today, "f1"), None, NOW));
    assert_eq!(date(next(&mandate, &months(), NOW)).as_deref(), Some("2026-12-24 2026-12"));
}

#[test]
fn the_same_act_again_stands_another_body_conflicts_and_a_number_out_of_turn_leaves_no_trace() {
    let mandate = signed();
    let again = |v, fingerprint: &str| {
        let act = if v == 1 { Act::Sign } else { Act::Change };
        decided(&arrived(payload(act, v), fingerprint), Some(&mandate), NOW)
    };
    assert_eq!(again(1, "f1"), ActDecision::Stands);
    assert_eq!(again(1, "f2"), ActDecision::Conflict);
    assert_eq!(again(3, "f3"), ActDecision::Malformed);
    assert_eq!(again(0, "f3"), ActDecision::Malformed);
    let changed = written(again(2, "f2"));
    // Older numbers are known: the same body is told how it stands now, any other is refused.
    let old = |fingerprint: &str| decided(&arrived(payload(Act::Sign, 1), fingerprint), Some(&changed), NOW);
    assert_eq!((old("f1"), old("f9")), (ActDecision::Stands, ActDecision::Conflict));
    for (act, v) in [(Act::Change, 2), (Act::Revoke, 2), (Act::Sign, 2), (Act::Change, 1)] {
        let unknown = decided(&arrived(payload(act, v), "f"), None, NOW);
        let expected = if v == 1 { ActDecision::Malformed } else { ActDecision::Unknown };
        assert_eq!(unknown, expected, "{act:?} {v}");
    }
    let stranger = ActArrived { payer: "p-li".into(), ..arrived(payload(Act::Sign, 1), "f1") };
    assert_eq!(decided(&stranger, Some(&mandate), NOW), ActDecision::Unknown);
}

#[test]
fn every_reason_to_refuse_is_said_and_changes_nothing_that_is_in_force() {
    let (mandate, in_force) = (signed(), tariff(2_000));
    let why = |act: &ActArrived, known: &KnownMandate<'_>| {
        let record = written(accept(act, known, NOW));
        assert_eq!(record.terms, known.existing.and_then(|existing| existing.terms.clone()));
        assert_eq!(record.state, known.existing.map_or(MandateState::None, |existing| existing.state));
        record.acts.last().and_then(|act| act.why).unwrap()
    };
    let fresh = KnownMandate { offered: true, tariff: Some(&in_force), ..KnownMandate::default() };
    let sign = arrived(payload(Act::Sign, 1), "f");
    assert_eq!(why(&ActArrived { proved: false, ..sign.clone() }, &fresh), MandateWhy::BadProof);
    assert_eq!(why(&sign, &KnownMandate { taken: true, ..fresh.clone() }), MandateWhy::Duplicate);
    assert_eq!(why(&sign, &KnownMandate { offered: false, ..fresh.clone() }), MandateWhy::NotOffered);
    assert_eq!(why(&sign, &KnownMandate { tariff: None, ..fresh.clone() }), MandateWhy::NotOffered);
    let low = MandatePayload { base_fen: Some(477_499), ..payload(Act::Sign, 1) };
    assert_eq!(why(&arrived(low, "f"), &fresh), MandateWhy::NotOffered);
    let purse = MandatePayload { ins: "purse".into(), ..payload(Act::Sign, 1) };
    assert_eq!(why(&arrived(purse, "f"), &fresh), MandateWhy::NotOffered);
    let cap = MandatePayload { cap: 95_499, ..payload(Act::Sign, 1) };
    assert_eq!(why(&arrived(cap, "f"), &fresh), MandateWhy::CapTooLow);
    let held = KnownMandate { existing: Some(&mandate), ..fresh };
    let other = MandatePayload { person: "p-li".into(), ..payload(Act::Change, 2) };
    assert_eq!(why(&arrived(other, "f"), &held), MandateWhy::NotOffered);
    let ended = written(decided(&arrived(payload(Act::Revoke, 2), "f2"), Some(&mandate), NOW));
    let held = KnownMandate { existing: Some(&ended), ..held };
    assert_eq!(why(&arrived(payload(Act::Change, 3), "f3"), &held), MandateWhy::NotActive);
    assert_eq!(why(&arrived(payload(Act::Revoke, 3), "f3"), &held), MandateWhy::NotActive);
}

#[test]
fn ending_needs_no_tariff_and_no_offer() {
    let mandate = signed();
    let known = KnownMandate { existing: Some(&mandate), ..KnownMandate::default() };
    let ended = written(accept(&arrived(payload(Act::Revoke, 2), "f2"), &known, NOW));
    assert_eq!(ended.state, MandateState::Revoked);
    assert_eq!(next(&ended, &months(), at(11)), None);
    assert_eq!(run(&ended, &months(), Some(&tariff(2_000)), true, at(11)), Run::Nothing);
}

fn debit(mandate: &MandateRecord, payable: &Payable, now: i64) -> (OrderPayload, MandateRecord) {
    match run(mandate, payable, Some(&tariff(2_000)), false, now) {
        Run::Debit(order, record) => (*order, *record),
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_debits_on_its_day_once_at_the_tariff_of_that_day() {
    let mandate = signed();
    // 4 December and 5 December.
    assert_eq!(run(&mandate, &months(), Some(&tariff(2_000)), false, at(10)), Run::Nothing);
    let Run::Debit(order, after) = run(&mandate, &months(), Some(&tariff(2_050)), false, at(11)) else {
        panic!()
    };
    assert_eq!((order.amt, order.tar.as_str()), (97_888, "v2050"));
    assert_eq!(
        (order.ob.period.clone(), order.quo.clone()),
        (vec!["2026-12".to_owned()], mandate.id.clone())
    );
    let held = Payable { held: vec!["2026-12".into()], last: Some(OrderState::Settled), ..months() };
    assert_eq!(run(&after, &held, Some(&tariff(2_000)), false, at(11)), Run::Nothing);
    assert_eq!(date(next(&after, &held, at(11))).as_deref(), Some("2027-01-05 2027-01"));
    // The order that was made and lost its period, given back or stopped, is not made again.
    for last in [OrderState::Refunded, OrderState::Dead(Why::Closed)] {
        let freed = Payable { last: Some(last), ..months() };
        assert_eq!(run(&after, &freed, Some(&tariff(2_000)), false, at(12)), Run::Nothing, "{last:?}");
    }
}

#[test]
fn a_month_paid_by_hand_is_not_debited_even_if_the_money_came_back() {
    let mandate = signed();
    let held = Payable { held: vec!["2026-12".into()], ..months() };
    let Run::Note(noted) = run(&mandate, &held, Some(&tariff(2_000)), false, at(11)) else { panic!() };
    assert_eq!(run(&noted, &held, Some(&tariff(2_000)), false, at(11)), Run::Nothing, "noted once");
    assert_eq!(run(&noted, &months(), Some(&tariff(2_000)), false, at(12)), Run::Nothing);
    let by_hand = run(&noted, &months(), Some(&tariff(2_000)), true, at(12));
    assert_eq!(by_hand, Run::Nothing, "nor by the operator");
    assert_eq!(date(next(&noted, &months(), at(12))).as_deref(), Some("2027-01-05 2027-01"));
}

#[test]
fn too_little_money_is_tried_again_on_the_next_days_three_times_in_all() {
    let (mut mandate, mut ids) = (signed(), Vec::new());
    let short = Payable { last: Some(OrderState::Dead(Why::Insufficient)), ..months() };
    for day in [11, 12, 13] {
        let (order, after) = debit(&mandate, &short, at(day));
        assert_eq!(run(&after, &short, Some(&tariff(2_000)), false, at(day)), Run::Nothing, "one a day");
        ids.push(order.id);
        mandate = after;
    }
    ids.dedup();
    assert_eq!(ids.len(), 3, "each try is an order of its own");
    assert_eq!(run(&mandate, &short, Some(&tariff(2_000)), false, at(14)), Run::Nothing);
    assert_eq!(date(next(&mandate, &short, at(14))).as_deref(), Some("2027-01-05 2027-01"));
}

#[test]
fn above_the_highest_amount_nothing_is_debited_and_it_is_said_once() {
    let mandate = signed();
    let Run::Tell(after, why, amount) = run(&mandate, &months(), Some(&tariff(2_100)), false, at(11)) else {
        panic!()
    };
    assert_eq!((why, amount), ("over_cap", Some(100_275)));
    assert_eq!(run(&after, &months(), Some(&tariff(2_100)), false, at(12)), Run::Nothing);
    // A higher amount, signed on the 6th, debits on the 7th.
    let higher = MandatePayload { cap: 110_000, ..payload(Act::Change, 2) };
    let changed = written(decided(&arrived(higher, "f2"), Some(&after), at(12)));
    assert_eq!(date(next(&changed, &months(), at(12))).as_deref(), Some("2026-12-07 2026-12"));
    let Run::Debit(order, _) = run(&changed, &months(), Some(&tariff(2_100)), false, at(13)) else {
        panic!()
    };
    assert_eq!(order.amt, 100_275);
}

#[test]
fn a_gateway_that_was_down_on_the_day_debits_on_the_next_but_never_in_another_month() {
    let mandate = signed();
    assert_eq!(debit(&mandate, &months(), at(20)).0.ob.period, ["2026-12"]);
    // 3 January: December is over.
    assert_eq!(run(&mandate, &months(), Some(&tariff(2_000)), false, at(40)), Run::Nothing);
    assert_eq!(date(next(&mandate, &months(), at(40))).as_deref(), Some("2027-01-05 2027-01"));
}

#[test]
fn a_year_is_debited_while_it_can_be_paid() {
    let mandate = signed();
    let payable =
        Payable { years: vec!["2027".into()], due: Some("2026-12-31".into()), ..Payable::default() };
    assert_eq!(date(next(&mandate, &payable, NOW)).as_deref(), Some("2026-12-05 2027"));
    let late = Payable { due: Some("2026-12-04".into()), ..payable.clone() };
    assert_eq!(next(&mandate, &late, NOW), None);
    let paid = Payable { held: vec!["2027".into()], ..payable };
    assert_eq!(next(&mandate, &paid, NOW), None);
}

#[test]
fn an_order_s_id_follows_from_mandate_period_and_try_and_from_nothing_else() {
    assert_eq!(order_id("m", "2026-12", 1), order_id("m", "2026-12", 1));
    assert_eq!(order_id("m", "2026-12", 1).len(), 32);
    let others = [("n", "2026-12", 1), ("m", "2027-01", 1), ("m", "2026-12", 2), ("m\0", "2026-12", 1)];
    for (mandate, period, made) in others {
        assert_ne!(order_id(mandate, period, made), order_id("m", "2026-12", 1));
    }
}
