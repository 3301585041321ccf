//! Receipts for this room's tests. The people are invented.

use super::super::flow::{About, Obligation, Order, Terms};
use super::super::samples;
use super::slip::Slip;
use crate::bureau::{Bureau, signing};
use crate::signed::{Use, encode, hex, sha256};
use serde_json::{Value, json};

type Signs = Box<dyn Fn(Use, &Value) -> String>;

/// A bureau, and orders it has signed receipts for.
pub(in crate::payments) struct Office {
    pub bureau: Bureau,
    sign: Signs,
}

/// What an order of a test is about.
#[derive(Clone, Copy)]
pub(in crate::payments) struct Wanted {
    pub number: u8,
    pub insured: (&'static str, &'static str, &'static str),
    pub scheme: (&'static str, &'static str),
    /// As the order names it, and as a receipt does.
    pub period: (&'static str, &'static str),
    pub fen: i64,
    pub paid_at: u64,
}

pub(in crate::payments) const WANG: (&str, &str, &str) = ("p-wang", "王＊", "self");
pub(in crate::payments) const LI: (&str, &str, &str) = ("p-li", "李＊＊", "mother");
/// 24 November 2026, 10:05 in China.
pub(in crate::payments) const AT: u64 = 1_795_485_900;

pub(in crate::payments) fn pension(number: u8, fen: i64, paid_at: u64) -> Wanted {
    Wanted {
        number,
        insured: WANG,
        scheme: ("pension_flexible", "pf"),
        period: ("2026-11", "26002"),
        fen,
        paid_at,
    }
}

pub(in crate::payments) fn mothers_fee(number: u8, paid_at: u64) -> Wanted {
    Wanted {
        number,
        insured: LI,
        scheme: ("medical_resident", "mr"),
        period: ("2027", "27"),
        fen: 40_000,
        paid_at,
    }
}

impl Office {
    pub(in crate::payments) fn new() -> Self {
        let (bureau, sign) = signing();
        Self { bureau, sign: Box::new(sign) }
    }

    /// A paid order with its receipt.
    pub(in crate::payments) fn paid(&self, wanted: Wanted) -> Order {
        let (person, name, relation) = wanted.insured;
        let sample = samples::order();
        let terms = Terms {
            id: format!("{:02x}", wanted.number).repeat(16),
            ob: Obligation {
                person: person.to_owned(),
                scheme: wanted.scheme.0.to_owned(),
                region: "990100".to_owned(),
                period: vec![wanted.period.0.to_owned()],
            },
            amt: wanted.fen,
            iat: wanted.paid_at - 5,
            ..sample.terms
        };
        let fingerprint = hex(&sha256(&serde_json::to_vec(&terms).unwrap()));
        let claims = json!({"o": encode(&[wanted.number; 16]), "f": half(&fingerprint), "a": wanted.fen, "t": wanted.paid_at,
            "b": format!("TB{:014}", wanted.number), "s": wanted.scheme.1, "p": wanted.period.1, "n": name});
        let about = About { person: name.to_owned(), relation: relation.to_owned(), ..sample.about };
        let mut order = Order::prepared(terms, "order.jws".to_owned(), fingerprint, about);
        order.state = super::super::flow::State::Paid;
        order.stages.paid_at = Some(wanted.paid_at);
        order.receipt = Some((self.sign)(Use::Receipt, &claims));
        order
    }

    /// The same order, its money on the way back or back.
    pub(in crate::payments) fn given_back(&self, mut order: Order, state: &str) -> Order {
        let refund = json!({"ord": order.id(), "fp": order.fingerprint, "amt": order.terms.amt, "state": state,
            "at": order.terms.iat + 1_000});
        order.state = match state {
            "refunding" => super::super::flow::State::Refunding,
            _ => super::super::flow::State::Refunded,
        };
        order.refund = Some((self.sign)(Use::Refund, &refund));
        order
    }

    pub(in crate::payments) fn slip(&self, wanted: Wanted) -> Slip {
        Slip::of(&self.paid(wanted)).unwrap()
    }
}

fn half(fingerprint: &str) -> String {
    let octets: Vec<u8> =
        (0..16).map(|at| u8::from_str_radix(&fingerprint[at * 2..at * 2 + 2], 16).unwrap()).collect();
    encode(&octets)
}
