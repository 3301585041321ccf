//! What the fictional city charges in a life, as one pack for each rate: the sandbox decides by it, the phone computes by the core's own reading of it.

use shebao_core::simulation::{Pack as Read, Shelf};
use shebao_sandbox::decide::pack::{BackPayment, Pack, PackSource, PackTariff, Periods};
use shebao_sandbox::decide::tariff::{Charge, Tariff};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The base everybody chooses, fen a month.
pub const BASE: i64 = 500_000;
const SCHEME: &str = "pension_flexible";

/// What is published while this rate is in force.
fn pack(rate_bp: i64) -> Pack {
    let tariff = PackTariff {
        scheme: SCHEME.to_owned(),
        version: version(rate_bp),
        from: "2026-07-01".to_owned(),
        until: None,
        charge: Charge::Rate {
            floor_fen: 1,
            ceiling_fen: 10_000_000,
            offered_fen: vec![BASE],
            rate_bp,
            account_rate_bp: None,
            rounding: "half_up_fen".to_owned(),
        },
        periods: Periods { unit: "month".to_owned(), lengths: vec![1] },
        back_payment: BackPayment::None,
        waiting: None,
        subsidies: Vec::new(),
        window: None,
        cites: vec![0],
    };
    let source = PackSource {
        title: "缴费标准（虚构）".to_owned(),
        issued_by: "测试城市".to_owned(),
        date: "2026-06-20".to_owned(),
        url: None,
    };
    Pack {
        region: "990100".to_owned(),
        v: u64::try_from(rate_bp).unwrap(),
        at: 1_795_000_000,
        from: "2026-07-01".to_owned(),
        until: None,
        fictional: true,
        sources: vec![source],
        tariffs: vec![tariff],
        pension: None,
    }
}

/// The version of a rate's tariff.
pub fn version(rate_bp: i64) -> String {
    format!("v{rate_bp}")
}

/// One rate's rules, made and read once: lives are many.
struct Known {
    tariff: Tariff,
    shelf: Shelf,
}

thread_local! {
    static KNOWN: RefCell<HashMap<i64, Rc<Known>>> = RefCell::default();
}

fn known(rate_bp: i64) -> Rc<Known> {
    let fresh = || {
        let (pack, mut shelf) = (pack(rate_bp), Shelf::new("990100"));
        let octets = serde_json::to_vec(&pack).unwrap();
        assert_eq!(shelf.offer(Read::read(&octets).unwrap()), Ok(true));
        Rc::new(Known { tariff: pack.tariffs[0].tariff(), shelf })
    };
    KNOWN.with_borrow_mut(|known| known.entry(rate_bp).or_insert_with(fresh).clone())
}

/// What the gateway decides by.
pub fn tariff(rate_bp: i64) -> Tariff {
    known(rate_bp).tariff.clone()
}

/// What the app computes for so many months: the signed figures through the core's own arithmetic.
pub fn computed(rate_bp: i64, periods: usize) -> i64 {
    let known = known(rate_bp);
    let today = "2026-11-24".parse().unwrap();
    let rule = known.shelf.payable(SCHEME, &version(rate_bp), today).unwrap();
    let one = rule.terms.one_period(Some(BASE), None).unwrap();
    one.amount.times(u32::try_from(periods).unwrap()).unwrap().fen
}
