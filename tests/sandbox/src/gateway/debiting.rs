//! Mandates debit on their day: an order of the gateway's own, then the bank, as for any other order.

use super::Gateway;
use super::settling::insurance_name;
use crate::decide::mandate::{MandatePayload, MandateRecord};
use crate::decide::mandates::{self, CHANNEL, Run};
use crate::decide::order::{OrderPayload, OrderRecord, OrderState};
use crate::decide::tariff::Choice;
use crate::jws::parse;
use crate::moment::{self, DAY};
use crate::records::Person;
use crate::shapes::inbox::Facts;
use crate::store::{Batch, StoreError, Table};
use serde_json::json;

/// The use of an order that the gateway signs itself.
const ORDER: &str = "shebao-mandate-order+jws";
/// So many days before a debit a citizen is told that the account does not hold enough.
const WARNED_BEFORE: i64 = 3;

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

impl Gateway {
    /// Runs every mandate that is due; `by_hand` takes today for everybody's day. How many orders were made.
    pub(crate) fn run_mandates(&self, by_hand: bool) -> Result<u32, StoreError> {
        let mut made = 0;
        for id in self.store.list::<String>(Table::MandateHolds, "")? {
            if let Some(order) = self.run_mandate(&id, by_hand)? {
                made += 1;
                self.wait_or_debit(&order);
            }
        }
        Ok(made)
    }

    /// The order it made, if one was due. Order, holds and note are durable together before the bank hears of anything.
    fn run_mandate(&self, id: &str, by_hand: bool) -> Result<Option<String>, StoreError> {
        let _writing = self.writing();
        let Some(mandate) = self.mandate(id)? else { return Ok(None) };
        let Some(terms) = mandate.in_force().cloned() else { return Ok(None) };
        let (payable, tariff, now) = (self.payable(&mandate)?, self.tariff(&terms.scheme)?, self.clock.now());
        let mut batch = Batch::default();
        let order = match mandates::run(&mandate, &payable, tariff.as_ref(), by_hand, now) {
            Run::Nothing => {
                self.warn_of_too_little(&mut batch, &mandate, &terms)?;
                None
            }
            Run::Note(record) => {
                self.put_mandate_record(&mut batch, *record)?;
                None
            }
            Run::Tell(record, why, amount) => {
                self.tell_not_debited(&mut batch, &record.payer, &terms, why, amount)?;
                self.put_mandate_record(&mut batch, *record)?;
                None
            }
            Run::Debit(payload, record) => {
                let id = payload.id.clone();
                if self.order(&id)?.is_some() {
                    return Ok(None);
                }
                let (jws, fingerprint) = self.sign_order(&payload, &record)?;
                let order = OrderRecord {
                    fingerprint: Some(fingerprint),
                    jws: Some(jws),
                    choice: Choice { base_fen: terms.base_fen, tier: terms.tier.clone() },
                    rule: tariff.map(|tariff| tariff.rule),
                    payload: Some(*payload),
                    ..OrderRecord::new(&id, &record.payer, OrderState::Accepted, now)
                };
                self.put_record(&mut batch, order)?;
                self.put_mandate_record(&mut batch, *record)?;
                Some(id)
            }
        };
        self.store.commit(batch)?;
        Ok(order)
    }

    /// An order in the name of the mandate, and its fingerprint. It names the act that holds, and when it was made.
    fn sign_order(
        &self,
        payload: &OrderPayload,
        mandate: &MandateRecord,
    ) -> Result<(String, String), StoreError> {
        let mut said = serde_json::to_value(payload).map_err(StoreError::Record)?;
        if let Some(members) = said.as_object_mut() {
            members.retain(|_, value| !value.is_null());
            members.insert("at".into(), json!(payload.iat));
            members.insert("act".into(), json!(mandate.holding().map(|act| act.fingerprint.clone())));
        }
        let jws = self.keys().sign("orders", ORDER, &said);
        let fingerprint = parse(&jws, ORDER).map(|signed| signed.fingerprint()).unwrap_or_default();
        Ok((jws, fingerprint))
    }

    fn warn_of_too_little(
        &self,
        batch: &mut Batch,
        mandate: &MandateRecord,
        terms: &MandatePayload,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        let Some(next) = mandates::next(mandate, &self.payable(mandate)?, now) else { return Ok(()) };
        let near = next.on <= moment::day(now + WARNED_BEFORE * DAY);
        let (Some(amount), "short") = self.expected(mandate)? else { return Ok(()) };
        if !near || mandate.warned == next.period {
            return Ok(());
        }
        let title = format!("{}自动扣款：账户余额不足", insurance_name(&terms.scheme));
        let body = format!("{} 将扣款 {} 元，账户余额不足。请在此之前存入足够的钱。", next.on, yuan(amount));
        let facts = Facts { amount_fen: Some(amount), day: Some(next.on), ..Facts::default() };
        self.tell(batch, &mandate.payer, "payment.due", &title, &body, Some(facts))?;
        self.put_mandate_record(batch, MandateRecord { warned: next.period, ..mandate.clone() })
    }

    fn tell_not_debited(
        &self,
        batch: &mut Batch,
        payer: &str,
        terms: &MandatePayload,
        why: &str,
        amount: Option<i64>,
    ) -> Result<(), StoreError> {
        let title = format!("{}没有自动扣款", insurance_name(&terms.scheme));
        let body = match (why, amount) {
            ("over_cap", Some(amount)) => format!(
                "本期应缴 {} 元，高于您设定的每次最多 {} 元，没有扣款。请调整自动扣款，或自行缴费。",
                yuan(amount),
                yuan(terms.cap)
            ),
            _ => "您选定的缴费档次已不再提供，没有扣款。请调整自动扣款，或自行缴费。".to_owned(),
        };
        let facts = Facts { amount_fen: amount, ..Facts::default() };
        self.tell(batch, payer, "payment.due", &title, &body, Some(facts))
    }

    /// The bank said that there is not enough money for an order of a mandate.
    pub(super) fn tell_insufficient(&self, batch: &mut Batch, order: &OrderRecord) -> Result<(), StoreError> {
        let Some(said) = order.payload.as_ref().filter(|said| said.ch == CHANNEL) else { return Ok(()) };
        let person = self.store.get::<Person>(Table::People, &said.ob.person)?;
        let title = format!("{}没有自动扣款：余额不足", insurance_name(&said.ob.scheme));
        let body = format!(
            "{}：{} 应扣 {} 元，账户余额不足，没有扣款。请存入足够的钱，明天会再试；也可自行缴费。",
            person.map(|person| person.name).unwrap_or_default(),
            said.ob.period.join("、"),
            yuan(said.amt)
        );
        let facts = Facts { amount_fen: Some(said.amt), ..Facts::default() };
        self.tell(batch, &order.payer, "payment.due", &title, &body, Some(facts))
    }
}
