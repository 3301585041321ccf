//! What is asked of the gateway about money, and how its answers are read.

use super::flow::{Attempt, Request, Stage};
use crate::answer::{Amount, Field, Line, Records};
use crate::date::CalendarDate;
use crate::error::Outcome;
use crate::moment::{Moment, seconds};
use crate::rules::Rounding;
use crate::wire::{Delivered, Reply, Undelivered, Wire, segment};
use serde::{Deserialize, Serialize};

/// An identifier of the gateway's.
pub(super) type Id = Line<128>;

/// What can be paid, and where from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bills {
    pub bills: Records<Bill>,
    pub instruments: Records<Instrument>,
    pub as_of: Moment,
}

/// One thing to pay for one person. A bill with one unreadable field is left out: nothing about money is guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bill {
    pub id: Id,
    pub person: Person,
    pub scheme: Id,
    #[serde(default)]
    pub due: Option<CalendarDate>,
    pub open: bool,
    pub choices: Choices,
    #[serde(default)]
    pub fixed_amount_fen: Option<Amount>,
    #[serde(default)]
    pub rate_bp: Option<u32>,
    #[serde(default)]
    pub account_rate_bp: Option<u32>,
    pub tariff: Id,
}

/// An insured person, by their relation to the citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Person {
    pub id: Id,
    pub name: Line<60>,
    pub relation: Id,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choices {
    #[serde(default)]
    pub base: Option<Range>,
    #[serde(default)]
    pub tiers: Vec<Tier>,
    pub periods: Vec<Id>,
    #[serde(default)]
    pub paid_periods: Vec<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Range {
    pub floor_fen: Amount,
    pub ceiling_fen: Amount,
    #[serde(default)]
    pub offered_fen: Vec<Amount>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tier {
    pub id: Id,
    pub amount_fen: Amount,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Instrument {
    pub id: Id,
    pub kind: Id,
    /// Absent for the cashier: whoever scans has a bank of their own.
    #[serde(default)]
    pub bank: Option<Line<60>>,
    /// As `bank`.
    #[serde(default)]
    pub tail: Option<Line<8>>,
}

/// What a quote is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Wish {
    pub bill: String,
    pub base_fen: Option<i64>,
    pub tier: Option<String>,
    /// In order, none twice.
    pub periods: Vec<String>,
    pub instrument: String,
}

/// An offer with the gateway's own expiry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Quote {
    pub id: Id,
    pub bill: Id,
    pub amount_fen: Amount,
    pub per_period_fen: Amount,
    pub tariff: Id,
    pub payee: Id,
    pub expires_at: Moment,
    pub rule: Rule,
    #[serde(default)]
    pub account_share_fen: Option<Amount>,
}

/// How an amount comes about, by the gateway's own word. A rule this version does not know makes the quote unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Rule {
    Rate { base_fen: Amount, rate_bp: u32, rounding: Rounding },
    Fixed { amount_fen: Amount },
}

/// Where an order stands at the gateway. Everything that matters is signed inside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct OrderStatus {
    pub id: String,
    pub state: String,
    #[serde(default)]
    pub receipt: Option<String>,
    #[serde(default)]
    pub tombstone: Option<String>,
    #[serde(default)]
    pub refund: Option<String>,
    #[serde(default)]
    pub order: Option<String>,
    #[serde(default)]
    pub stages: StageTimes,
    /// One that cannot be read hides nothing else of the status.
    #[serde(default)]
    pub cashier: Field<CashierAttempt>,
    #[serde(default)]
    pub tax_receipt_no: Option<Line<64>>,
    pub as_of: Moment,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(super) struct StageTimes {
    #[serde(default)]
    pub paid_at: Option<Moment>,
    #[serde(default)]
    pub ticketed_at: Option<Moment>,
    #[serde(default)]
    pub treasury_at: Option<Moment>,
    #[serde(default)]
    pub credited_at: Option<Moment>,
}

/// The newest attempt at the cashier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct CashierAttempt {
    pub attempt: u32,
    pub state: Stage,
    #[serde(default)]
    pub code: Option<String>,
    pub until: Moment,
}

impl CashierAttempt {
    /// What it says, if that can be: numbers from 1, and a code with an open one and no other.
    pub(super) fn read(&self) -> Option<Attempt> {
        let code = self.code.clone().filter(|_| self.state == Stage::Open);
        let sound = match &code {
            Some(code) => Attempt::is_code(code),
            None => self.state != Stage::Open,
        };
        (sound && self.attempt > 0).then_some(())?;
        let until = seconds(self.until.at())?;
        Some(Attempt { number: self.attempt, stage: self.state, code, until })
    }
}

/// Orders that changed after a cursor.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct OrderList {
    pub orders: Records<OrderStatus>,
    #[serde(default)]
    pub next: Option<Line<256>>,
}

/// A receipt of what somebody else paid for the citizen.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PaidForMe {
    pub receipt: String,
    #[serde(default)]
    pub refund: Option<String>,
    /// Who paid, masked.
    pub payer: Line<60>,
    #[serde(default)]
    pub tax_receipt_no: Option<Line<64>>,
}

/// Those that changed after a cursor.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ReceiptList {
    pub receipts: Records<PaidForMe>,
    #[serde(default)]
    pub next: Option<Line<256>>,
}

impl Wire {
    pub(super) async fn receipts_since(&self, cursor: Option<&str>) -> Outcome<Reply<ReceiptList>> {
        let path = match cursor {
            Some(cursor) => format!("/receipts?since={}", segment(cursor)?),
            None => "/receipts".to_owned(),
        };
        self.get(&path, None).await
    }

    pub(super) async fn quote(&self, wish: &Wish) -> Outcome<Quote> {
        self.post("/quotes", wish).await
    }

    pub(super) async fn order_status(&self, id: &str) -> Outcome<Reply<OrderStatus>> {
        self.get(&format!("/orders/{}", segment(id)?), None).await
    }

    pub(super) async fn orders_since(&self, cursor: Option<&str>) -> Outcome<Reply<OrderList>> {
        let path = match cursor {
            Some(cursor) => format!("/orders?since={}", segment(cursor)?),
            None => "/orders".to_owned(),
        };
        self.get(&path, None).await
    }

    /// Sends an order, or the request to stop it. Once: whoever calls has it in the journal, and asks again from there.
    pub(super) async fn send_signed(
        &self,
        id: &str,
        request: Request,
        jws: &str,
    ) -> Result<Delivered, Undelivered> {
        let id = segment(id).map_err(Undelivered::NotSent)?;
        let path = match request {
            Request::Close => format!("/orders/{id}/close"),
            Request::Put | Request::Get | Request::Attempt => format!("/orders/{id}"),
        };
        self.put_signed(&path, jws).await
    }

    /// Asks for an attempt at the cashier. Once: the number makes a second request harmless, and the answer is how the order stands.
    pub(super) async fn attempt(&self, id: &str, number: u32) -> Result<Delivered, Undelivered> {
        let id = segment(id).map_err(Undelivered::NotSent)?;
        self.put_named(&format!("/orders/{id}/attempts/{number}")).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, from_value, json};

    fn attempt(cashier: Value) -> Option<Attempt> {
        let status = json!({
            "id": "o", "state": "pending", "as_of": "2026-11-24T10:05:00+08:00", "receipt": "kept", "cashier": cashier
        });
        let status: OrderStatus = from_value(status).unwrap();
        assert_eq!(status.receipt.as_deref(), Some("kept"), "an unreadable attempt hides nothing else");
        status.cashier.got().and_then(CashierAttempt::read)
    }

    fn with(state: &str, code: Value) -> Value {
        json!({"attempt": 2, "state": state, "code": code, "until": "2026-11-24T10:20:00+08:00"})
    }

    #[test]
    fn an_attempt_at_the_cashier_is_read_with_its_code_only_while_it_is_open() {
        let open = attempt(with("open", json!("https://cashier.invalid/pay/o/2"))).unwrap();
        assert_eq!((open.number, open.stage, open.until), (2, Stage::Open, 1_795_486_800));
        assert_eq!(open.code.as_deref(), Some("https://cashier.invalid/pay/o/2"));
        for (state, stage) in
            [("opening", Stage::Opening), ("closing", Stage::Closing), ("ended", Stage::Ended)]
        {
            let other = attempt(with(state, json!("https://cashier.invalid/pay/o/2"))).unwrap();
            assert_eq!((other.stage, other.code), (stage, None));
        }
    }

    #[test]
    fn an_attempt_that_is_not_what_the_contract_says_is_no_attempt() {
        for code in [Value::Null, json!(""), json!("a b"), json!("付款"), json!("a".repeat(257)), json!(7)]
        {
            assert_eq!(attempt(with("open", code.clone())), None, "{code}");
        }
        assert_eq!(attempt(with("from_the_future", Value::Null)), None);
        for broken in [
            Value::Null,
            json!("open"),
            json!({"attempt": 0, "state": "ended", "until": "2026-11-24T10:20:00+08:00"}),
            json!({"attempt": -1, "state": "ended", "until": "2026-11-24T10:20:00+08:00"}),
            json!({"attempt": 1, "state": "ended", "until": "tomorrow"}),
            json!({"attempt": 1, "state": "ended"}),
        ] {
            assert_eq!(attempt(broken.clone()), None, "{broken}");
        }
    }
}
