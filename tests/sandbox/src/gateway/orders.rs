//! Orders arrive, are asked about and closed.

use super::attempts::newest;
use super::{Gateway, Session};
use crate::decide::attempts;
use crate::decide::order::{OrderPayload, OrderRecord, OrderState, Quote};
use crate::decide::orders::{self, Arrived, Decision, Effect, Known};
use crate::decide::quotes::Bill;
use crate::decide::receipt;
use crate::decide::stages;
use crate::jws::{Parsed, parse};
use crate::moment;
use crate::problem::Problem;
use crate::seed;
use crate::shapes::pay::{OrderList, OrderStatus, PaidForMe, ReceiptList, StageTimes};
use crate::store::{Batch, StoreError, Table};
use serde::Deserialize;
use serde_json::json;

/// Orders on a page of `GET /orders`.
const PAGE: usize = 50;

#[derive(Deserialize)]
struct ClosePayload {
    id: String,
}

/// True for an order's id: 32 lower-case hex digits.
pub(crate) fn is_order_id(id: &str) -> bool {
    id.len() == 32 && id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

impl Gateway {
    pub(super) fn order(&self, id: &str) -> Result<Option<OrderRecord>, StoreError> {
        self.store.get(Table::Orders, id)
    }

    /// `PUT /orders/{id}`: true if it is new.
    pub(crate) fn put_order(
        &self,
        session: &Session,
        id: &str,
        text: &str,
    ) -> Result<(bool, OrderStatus), Problem> {
        let signed = parse(text, "shebao-order+jws").ok_or(Problem::BadRequest)?;
        let payload: OrderPayload = signed.read().ok_or(Problem::BadRequest)?;
        let readable = payload.id == id
            && is_order_id(id)
            && payload.amt > 0
            && (1..=24).contains(&payload.ob.period.len())
            && payload.ob.period.iter().all(|p| moment::is_period(p));
        if !readable {
            return Err(Problem::BadRequest);
        }
        let (new, effect) = self.decide_order(session, &signed, payload, text)?;
        match effect {
            Effect::BeginDebit => self.wait_or_debit(id),
            // The citizen waits for the code.
            Effect::BeginAttempt => self.try_cashier(id),
            _ => {}
        }
        Ok((new, self.order_status(session, id)?))
    }

    fn decide_order(
        &self,
        session: &Session,
        signed: &Parsed,
        payload: OrderPayload,
        text: &str,
    ) -> Result<(bool, Effect), Problem> {
        let _writing = self.writing();
        let existing = self.order(&payload.id)?;
        if existing.is_none() && !self.may_begin_payments(&session.client)? {
            return Err(Problem::Outdated);
        }
        let quote = self.store.get::<Quote>(Table::Quotes, &payload.quo)?;
        let bill = match &quote {
            Some(quote) => self.store.get::<Bill>(Table::Bills, &quote.bill)?,
            None => None,
        };
        let tariff = self.tariff(&payload.ob.scheme)?;
        let mut held = false;
        for hold in payload.ob.holds() {
            held |= self.store.get::<String>(Table::Holds, &hold)?.is_some_and(|o| o != payload.id);
        }
        let now = self.clock.now();
        let known = Known {
            existing: existing.as_ref(),
            held,
            quote: quote.as_ref(),
            tariff: tariff.as_ref(),
            window_open: bill.is_some_and(|b| b.is_open(now)),
        };
        let arrived = Arrived {
            payer: session.person.clone(),
            fingerprint: signed.fingerprint(),
            jws: text.to_owned(),
            proved: signed.signed_by(&session.device.consent)
                && self.has_consented(&session.device, &signed.fingerprint())?,
            payload,
        };
        match orders::accept(&arrived, &known, now) {
            Decision::Stands => Ok((false, Effect::None)),
            Decision::Conflict => Err(Problem::ConflictFingerprint),
            Decision::NotYours => Err(Problem::NotFound),
            Decision::Write(record, effect) => {
                let mut batch = Batch::default();
                self.put_record(&mut batch, *record)?;
                self.store.commit(batch)?;
                Ok((true, effect))
            }
        }
    }

    /// `PUT /orders/{id}/close`.
    pub(crate) fn close_order(
        &self,
        session: &Session,
        id: &str,
        text: &str,
    ) -> Result<OrderStatus, Problem> {
        let signed = parse(text, "shebao-close+jws").ok_or(Problem::BadRequest)?;
        let said: ClosePayload = signed.read().ok_or(Problem::BadRequest)?;
        if said.id != id || !is_order_id(id) {
            return Err(Problem::BadRequest);
        }
        if !signed.signed_by(&session.device.consent) {
            return Err(Problem::WeakProof);
        }
        let at_cashier = {
            let _writing = self.writing();
            let existing = self.order(id)?;
            match orders::close(id, &session.person, existing.as_ref(), self.clock.now()) {
                Decision::Write(record, effect) => {
                    let mut batch = Batch::default();
                    self.put_record(&mut batch, *record)?;
                    self.store.commit(batch)?;
                    matches!(effect, Effect::AskCashier(_))
                }
                // Asked before, and the gateway died before the cashier had answered.
                Decision::Stands => existing.is_some_and(|order| order.stop_asked && order.state.is_open()),
                Decision::Conflict | Decision::NotYours => return Err(Problem::NotFound),
            }
        };
        if at_cashier {
            self.try_cashier(id);
        }
        self.order_status(session, id)
    }

    /// Puts an order with everything that follows from its state: signatures, holds, the log, what is still to do.
    pub(super) fn put_record(&self, batch: &mut Batch, mut record: OrderRecord) -> Result<(), StoreError> {
        self.sign_what_is_decided(&mut record)?;
        for hold in record.payload.iter().flat_map(|p| p.ob.holds()) {
            let holder = self.store.get::<String>(Table::Holds, &hold)?;
            if record.state.holds() {
                batch.put(Table::Holds, &hold, &record.id)?;
            } else if holder.as_ref() == Some(&record.id) {
                batch.remove(Table::Holds, &hold);
            }
        }
        if record.state.is_open() {
            batch.put(Table::Unsettled, &record.id, &record.id)?;
        } else {
            batch.remove(Table::Unsettled, &record.id);
        }
        if stages::is_done(&record) {
            batch.remove(Table::Advancing, &record.id);
        } else {
            batch.put(Table::Advancing, &record.id, &record.id)?;
        }
        self.log(batch, &format!("{}/", record.payer), &record.id)?;
        let insured = record.payload.as_ref().map(|p| &p.ob.person);
        if let Some(insured) = insured.filter(|insured| record.receipt.is_some() && **insured != record.payer)
        {
            self.log(batch, &paid_for(insured), &record.id)?;
        }
        batch.put(Table::Orders, &record.id, &record)
    }

    /// Notes that an order changed, in one of the lists that are followed by cursor.
    fn log(&self, batch: &mut Batch, list: &str, order: &String) -> Result<(), StoreError> {
        let last =
            self.store.last_key(Table::OrderLog, list)?.and_then(|k| k.parse::<u64>().ok()).unwrap_or(0);
        batch.put(Table::OrderLog, &format!("{list}{:010}", last + 1), order)
    }

    fn sign_what_is_decided(&self, record: &mut OrderRecord) -> Result<(), StoreError> {
        let said = record.payload.as_ref();
        match record.state {
            OrderState::Settled if record.receipt.is_none() => {
                let insured = said.map(|p| p.ob.person.clone()).unwrap_or_default();
                let name = self.store.get::<crate::records::Person>(Table::People, &insured)?.map(|p| p.name);
                let receipt = receipt::of(record, &name.unwrap_or_default(), seed::REGION);
                record.receipt =
                    receipt.map(|said| self.keys().sign("receipts", "shebao-receipt+jws", &said));
            }
            OrderState::Dead(why) if record.tombstone.is_none() => {
                let mut tombstone = json!({"ord": record.id, "why": why, "at": record.changed_at});
                if let (Some(fingerprint), Some(members)) = (&record.fingerprint, tombstone.as_object_mut()) {
                    members.insert("fp".into(), fingerprint.clone().into());
                }
                record.tombstone = Some(self.keys().sign("orders", "shebao-tombstone+jws", &tombstone));
            }
            OrderState::Refunding | OrderState::Refunded if record.refund.is_none() => {
                let refund = json!({
                    "ord": record.id,
                    "fp": record.fingerprint,
                    "amt": said.map(|p| p.amt),
                    "state": record.state.name(),
                    "at": record.changed_at,
                });
                record.refund = Some(self.keys().sign("receipts", "shebao-refund+jws", &refund));
            }
            _ => {}
        }
        Ok(())
    }

    /// `GET /orders/{id}`.
    pub(crate) fn order_status(&self, session: &Session, id: &str) -> Result<OrderStatus, Problem> {
        let now = self.clock.now();
        let mine = |order: &OrderRecord| order.payer == session.person;
        let mut order = self.order(id)?.filter(mine).ok_or(Problem::NotFound)?;
        if attempts::is_ending(&order, now) {
            self.try_cashier(id);
            order = self.order(id)?.filter(mine).ok_or(Problem::NotFound)?;
        }
        Ok(status(order, now))
    }

    /// `GET /receipts?since=`: what others paid for this citizen.
    pub(crate) fn receipts_since(&self, session: &Session, since: &str) -> Result<ReceiptList, Problem> {
        let (rows, next) = self.changed_since(&paid_for(&session.person), since)?;
        let mut receipts = Vec::new();
        for order in rows {
            let name = self.person(&order.payer).map(|payer| receipt::masked_name(&payer.name))?;
            if let Some(receipt) = order.receipt {
                receipts.push(PaidForMe {
                    receipt,
                    refund: order.refund,
                    payer: name,
                    tax_receipt_no: order.tax_receipt_no,
                });
            }
        }
        Ok(ReceiptList { receipts, next })
    }

    /// `GET /orders?since=`: in the order in which they last changed.
    pub(crate) fn orders_since(&self, session: &Session, since: &str) -> Result<OrderList, Problem> {
        let (rows, next) = self.changed_since(&format!("{}/", session.person), since)?;
        Ok(OrderList {
            orders: rows.into_iter().map(|order| status(order, self.clock.now())).collect(),
            next,
        })
    }

    /// The orders of a list that changed after a cursor, each once, and the cursor of the next page.
    fn changed_since(&self, list: &str, since: &str) -> Result<(Vec<OrderRecord>, Option<String>), Problem> {
        if since.len() > 10 || !since.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Problem::BadRequest);
        }
        let rows = self.store.page::<String>(Table::OrderLog, list, since, PAGE)?;
        let next = rows.last().map(|(key, _)| key.clone()).or((!since.is_empty()).then(|| since.to_owned()));
        let mut found: Vec<OrderRecord> = Vec::new();
        for (_, id) in rows {
            found.retain(|order| order.id != id);
            found.extend(self.order(&id)?);
        }
        Ok((found, next))
    }
}

/// The list of what others paid for a person. No person's id has a colon.
fn paid_for(insured: &str) -> String {
    format!("for:{insured}/")
}

/// An order as the wire shows it.
fn status(order: OrderRecord, now: i64) -> OrderStatus {
    let at = |t: Option<i64>| t.map(moment::instant);
    OrderStatus {
        state: order.state.name().to_owned(),
        cashier: newest(&order),
        id: order.id,
        fingerprint: order.fingerprint,
        receipt: order.receipt,
        tombstone: order.tombstone,
        refund: order.refund,
        order: order.jws,
        stages: StageTimes {
            paid_at: at(order.stages.paid_at),
            ticketed_at: at(order.stages.ticketed_at),
            treasury_at: at(order.stages.treasury_at),
            credited_at: at(order.stages.credited_at),
        },
        tax_receipt_no: order.tax_receipt_no,
        as_of: moment::instant(now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_32_lower_case_hex_digits_are_an_order_s_id() {
        assert!(is_order_id(&"0a".repeat(16)));
        assert!(!is_order_id(&"0A".repeat(16)) && !is_order_id("0a") && !is_order_id(&"é".repeat(16)));
    }
}
