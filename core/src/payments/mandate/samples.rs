//! Mandates for this room's tests. The people are invented.

use super::flow::{Act, ActKind, ActState, MandateTerms};
use super::wire::{MandateStatus, Mandates};
use crate::bureau::{Bureau, signing};
use crate::payments::flow::About;
use crate::signed::{Use, hex, sha256};
use serde_json::{Value, from_value, json};

pub(super) const ID: &str = "0123456789abcdef0123456789abcdef";

type Signs = Box<dyn Fn(Use, &Value) -> String>;

/// A bureau that keeps mandates.
pub(super) struct Office {
    pub bureau: Bureau,
    sign: Signs,
}

pub(super) fn terms(v: u32, act: ActKind) -> MandateTerms {
    MandateTerms {
        id: ID.to_owned(),
        v,
        act,
        person: "p-wang".to_owned(),
        scheme: "pension_flexible".to_owned(),
        region: "990100".to_owned(),
        base_fen: Some(500_000),
        tier: None,
        ins: "card".to_owned(),
        day: 5,
        cap: 120_000,
        iat: 1_795_500_000,
    }
}

pub(super) fn about(person: &str, relation: &str) -> About {
    About {
        bill: "b-pension".to_owned(),
        person: person.to_owned(),
        relation: relation.to_owned(),
        bank: "测试银行".to_owned(),
        tail: "4321".to_owned(),
        base_fen: Some(500_000),
    }
}

/// An act in this state, not signed by anybody.
pub(super) fn act(v: u32, kind: ActKind, state: ActState) -> Act {
    let terms = terms(v, kind);
    let fingerprint = hex(&sha256(&serde_json::to_vec(&terms).unwrap()));
    Act { state, ..Act::prepared(terms, "act.jws".to_owned(), fingerprint, about("王＊", "self")) }
}

impl Office {
    pub(super) fn new() -> Self {
        let (bureau, sign) = signing();
        Self { bureau, sign: Box::new(sign) }
    }

    /// The bureau's word after an act.
    pub(super) fn proof(&self, v: u32, state: &str, cur: Option<&str>) -> String {
        let claims =
            json!({"man": ID, "v": v, "fp": "f".repeat(64), "state": state, "cur": cur, "at": 1_795_485_900});
        (self.sign)(Use::MandateState, &claims)
    }

    /// A row of its list for terms that hold.
    pub(super) fn row(&self, terms: &MandateTerms, v: u32, state: &str) -> MandateStatus {
        let jws = (self.sign)(Use::Mandate, &serde_json::to_value(terms).unwrap());
        let payload = crate::signed::decode(jws.split('.').nth(1).unwrap()).unwrap();
        let proof = self.proof(v, state, Some(&hex(&sha256(&payload))));
        MandateStatus { id: ID.to_owned(), proof, mandate: Some(jws), next: None, last: None }
    }
}

pub(super) fn list(rows: Vec<MandateStatus>) -> Mandates {
    let rows = serde_json::to_value(rows).unwrap();
    from_value(json!({"mandates": rows, "as_of": "2026-11-24T10:05:00+08:00"})).unwrap()
}

pub(super) fn next(on: &str, period: &str, amount: Option<i64>, balance: &str) -> super::wire::NextDebit {
    from_value(json!({"on": on, "period": period, "amount_fen": amount, "balance": balance})).unwrap()
}

pub(super) fn last(period: &str, order: Option<&str>, why: Option<&str>) -> super::wire::LastDebit {
    from_value(json!({"period": period, "on": "2026-12-05", "order": order, "why": why})).unwrap()
}
