//! Bills, quotes and orders for this room's tests. The people are invented.

use super::flow::{About, Attempt, Obligation, Order, Stage, State, Terms};
use super::ruling::{Ruled, ruled as held_against};
use super::wire::{Bill, Bills, Quote, Wish};
use crate::answer::Amount;
use crate::rules::{Rulebook, samples};
use crate::says::Says;
use serde_json::{from_value, json};
use shebao_words::{Language, Locale};
use std::time::SystemTime;

pub(super) fn id(text: &str) -> super::wire::Id {
    from_value(json!(text)).unwrap()
}

pub(super) fn amount(fen: i64) -> Amount {
    from_value(json!(fen)).unwrap()
}

pub(super) fn bills() -> Bills {
    let periods = ["2026-11", "2026-12"];
    from_value(json!({
        "bills": [
            {"id": "b-pension", "person": {"id": "p-wang", "name": "王芳", "relation": "self"}, "scheme": "pension_flexible",
             "due": "2026-12-20", "open": true, "tariff": "2026-07", "rate_bp": 2000, "account_rate_bp": 800,
             "choices": {"base": {"floor_fen": 477_500, "ceiling_fen": 2_754_900, "offered_fen": [477_500, 500_000]},
                         "tiers": [], "periods": periods, "paid_periods": []}},
            {"id": "b-medical", "person": {"id": "p-li", "name": "李秀英", "relation": "mother"}, "scheme": "medical_resident",
             "due": "2026-11-30", "open": true, "tariff": "2027", "fixed_amount_fen": 40_000,
             "choices": {"base": null, "tiers": [], "periods": ["2027"], "paid_periods": []}},
            {"id": "b-tiers", "person": {"id": "p-li", "name": "李秀英", "relation": "mother"}, "scheme": "pension_resident",
             "open": true, "tariff": "2026",
             "choices": {"base": null, "tiers": [{"id": "t1", "amount_fen": 20_000}, {"id": "t2", "amount_fen": 100_000}],
                         "periods": ["2026"], "paid_periods": []}}
        ],
        "instruments": [{"id": "card", "kind": "card_debit", "bank": "测试银行", "tail": "4321"},
                        {"id": "cashier", "kind": "cashier", "bank": null, "tail": null}],
        "as_of": "2026-11-24T10:05:00+08:00"
    }))
    .unwrap()
}

/// The signed rules these bills are made of, on a day on which all are in force.
pub(super) fn book() -> Rulebook {
    Rulebook::for_tests(samples::shelf(), "2026-11-24".parse().unwrap())
}

/// The tariff a bill names.
pub(super) fn ruled(bill: &Bill) -> Ruled {
    held_against(&book(), bill).unwrap()
}

pub(super) fn pension() -> Bill {
    bills().bills.rows[0].clone()
}

pub(super) fn medical() -> Bill {
    bills().bills.rows[1].clone()
}

pub(super) fn wish(base_fen: i64, periods: &[&str]) -> Wish {
    Wish {
        bill: "b-pension".to_owned(),
        base_fen: Some(base_fen),
        tier: None,
        periods: periods.iter().map(|period| (*period).to_owned()).collect(),
        instrument: "card".to_owned(),
    }
}

/// The quote a right gateway gives.
pub(super) fn quote(bill: &Bill, wish: &Wish) -> Quote {
    let base = wish.base_fen.unwrap_or_default();
    let each = (base * 2_000 + 5_000) / 10_000;
    from_value(json!({
        "id": "q1", "bill": bill.id, "amount_fen": each * wish.periods.len() as i64, "per_period_fen": each,
        "tariff": "2026-07", "payee": "treasury", "expires_at": "2026-11-24T10:20:00+08:00",
        "rule": {"kind": "rate", "base_fen": base, "rate_bp": 2000, "rounding": "half_up_fen"},
        "account_share_fen": (base * 800 + 5_000) / 10_000
    }))
    .unwrap()
}

pub(super) fn order() -> Order {
    let terms = Terms {
        id: "0123456789abcdef0123456789abcdef".to_owned(),
        ob: Obligation {
            person: "p-wang".to_owned(),
            scheme: "pension_flexible".to_owned(),
            region: "990100".to_owned(),
            period: vec!["2026-11".to_owned()],
        },
        amt: 100_000,
        cur: "CNY".to_owned(),
        tar: "2026-07".to_owned(),
        quo: "q1".to_owned(),
        pye: "treasury".to_owned(),
        ins: "card".to_owned(),
        ch: "card_debit".to_owned(),
        iat: 1_795_500_000,
        jseq: 1,
        jhead: String::new(),
    };
    let about = About {
        bill: "b-pension".to_owned(),
        person: "王＊".to_owned(),
        relation: "self".to_owned(),
        bank: "测试银行".to_owned(),
        tail: "4321".to_owned(),
        base_fen: Some(500_000),
    };
    Order::prepared(terms, "order.jws".to_owned(), "f1".repeat(32), about)
}

/// An order that waits at the cashier.
pub(super) fn at_cashier(number: u32, stage: Stage) -> Order {
    let mut order = order();
    (order.terms.ins, order.terms.ch) = ("cashier".to_owned(), "cashier_qr".to_owned());
    (order.about.bank, order.about.tail) = (String::new(), String::new());
    (order.state, order.held) = (State::Accepted, true);
    let code = (stage == Stage::Open).then(|| format!("https://cashier.invalid/pay/{}/{number}", order.id()));
    order.cashier = Some(Attempt { number, stage, code, until: order.terms.iat + 900 });
    order
}

/// What a citizen reads, every placeholder filled.
pub(super) fn said(language: Language, says: &Says) -> String {
    let locale = Locale { language, now: SystemTime::UNIX_EPOCH, offset_minutes: Locale::CHINA };
    let args: Vec<_> = says.args.iter().map(|arg| (arg.name.clone(), (&arg.value).into())).collect();
    let said = locale.say_plain(&says.key, &args).unwrap_or_else(|| panic!("no words for {}", says.key));
    assert!(!said.contains('{'), "{said}");
    said
}
