//! Mandates are signed, changed, revoked and asked about.

use super::orders::is_order_id;
use super::{Gateway, Session};
use crate::decide::mandate::{Act, MandatePayload, MandateRecord};
use crate::decide::mandates::{self, ActArrived, ActDecision, KnownMandate, Payable};
use crate::decide::order::{OrderRecord, OrderState};
use crate::decide::orders::{self, Decision};
use crate::decide::quotes::Bill;
use crate::decide::tariff;
use crate::jws::{Parsed, parse};
use crate::moment::{self, YearMonth};
use crate::problem::Problem;
use crate::shapes::mandate::{LastDebit, MandateList, MandateStatePayload, MandateStatus, NextDebit};
use crate::store::{Batch, StoreError, Table};

impl Gateway {
    pub(super) fn mandate(&self, id: &str) -> Result<Option<MandateRecord>, StoreError> {
        self.store.get(Table::Mandates, id)
    }

    /// `PUT /mandates/{id}`: true if it is a new act.
    pub(crate) fn put_mandate(
        &self,
        session: &Session,
        id: &str,
        text: &str,
    ) -> Result<(bool, MandateStatus), Problem> {
        let signed = parse(text, "shebao-mandate+jws").ok_or(Problem::BadRequest)?;
        let said: MandatePayload = signed.read().ok_or(Problem::BadRequest)?;
        let readable = said.id == id && is_order_id(id) && said.cap > 0 && (1..=28).contains(&said.day);
        if !readable {
            return Err(Problem::BadRequest);
        }
        let new = self.decide_act(session, &signed, said, text)?;
        Ok((new, self.mandate_status(session, id)?))
    }

    fn decide_act(
        &self,
        session: &Session,
        signed: &Parsed,
        said: MandatePayload,
        text: &str,
    ) -> Result<bool, Problem> {
        let _writing = self.writing();
        let existing = self.mandate(&said.id)?;
        if existing.is_none() && !self.may_begin_payments(&session.client)? {
            return Err(Problem::Outdated);
        }
        let holder = self.store.get::<String>(Table::MandateHolds, &said.pays_for())?;
        let tariff = self.tariff(&said.scheme)?;
        let consented =
            said.act == Act::Revoke || self.has_consented(&session.device, &signed.fingerprint())?;
        let known = KnownMandate {
            existing: existing.as_ref(),
            taken: holder.is_some_and(|holder| holder != said.id),
            offered: said.region == crate::seed::REGION
                && self.circle(&session.person)?.iter().any(|p| p.id == said.person)
                && self.bill_of(&said.person, &said.scheme)?.is_some(),
            tariff: tariff.as_ref(),
        };
        let act = ActArrived {
            payer: session.person.clone(),
            fingerprint: signed.fingerprint(),
            jws: text.to_owned(),
            proved: consented && signed.signed_by(&session.device.consent),
            payload: said,
        };
        match mandates::accept(&act, &known, self.clock.now()) {
            ActDecision::Stands => Ok(false),
            ActDecision::Conflict => Err(Problem::ConflictFingerprint),
            ActDecision::Unknown => Err(Problem::NotFound),
            ActDecision::Malformed => Err(Problem::BadRequest),
            ActDecision::Write(record) => {
                let mut batch = Batch::default();
                if act.payload.act == Act::Revoke && record.in_force().is_none() {
                    self.stop_waiting_debit(&mut batch, &record)?;
                }
                self.put_mandate_record(&mut batch, *record)?;
                self.store.commit(batch)?;
                Ok(true)
            }
        }
    }

    /// An order of this mandate that was not taken to the bank yet never is.
    fn stop_waiting_debit(&self, batch: &mut Batch, mandate: &MandateRecord) -> Result<(), StoreError> {
        let Some(id) = &mandate.tried.order else { return Ok(()) };
        let order = self.order(id)?.filter(|order| order.state == OrderState::Accepted);
        match order.map(|order| orders::close(id, &mandate.payer, Some(&order), self.clock.now())) {
            Some(Decision::Write(record, _)) => self.put_record(batch, *record),
            _ => Ok(()),
        }
    }

    /// Puts a mandate with everything that follows from it: its proof, whom it pays for.
    pub(super) fn put_mandate_record(
        &self,
        batch: &mut Batch,
        mut record: MandateRecord,
    ) -> Result<(), StoreError> {
        if let Some(latest) = record.acts.last() {
            let proof = MandateStatePayload {
                man: record.id.clone(),
                v: record.v(),
                fp: latest.fingerprint.clone(),
                why: latest.why,
                state: record.state.name().to_owned(),
                cur: record.holding().map(|act| act.fingerprint.clone()),
                at: latest.at,
            };
            // One act has one proof: what is noted about debits says nothing new about it.
            let known = self.mandate(&record.id)?.filter(|known| known.v() == record.v());
            record.proof = match known {
                Some(known) if !known.proof.is_empty() => known.proof,
                _ => self.keys().sign("orders", "shebao-mandate-state+jws", &proof),
            };
        }
        if let Some(terms) = &record.terms {
            let key = terms.pays_for();
            let holder = self.store.get::<String>(Table::MandateHolds, &key)?;
            if record.in_force().is_some() {
                batch.put(Table::MandateHolds, &key, &record.id)?;
            } else if holder.as_ref() == Some(&record.id) {
                batch.remove(Table::MandateHolds, &key);
            }
        }
        batch.put(Table::MandatesOf, &format!("{}/{}", record.payer, record.id), &record.id)?;
        batch.put(Table::Mandates, &record.id, &record)
    }

    pub(super) fn bill_of(&self, person: &str, scheme: &str) -> Result<Option<Bill>, StoreError> {
        let bills = self.store.list::<Bill>(Table::Bills, "")?;
        Ok(bills.into_iter().find(|bill| bill.person == person && bill.scheme == scheme))
    }

    /// What can be paid under a mandate now.
    pub(super) fn payable(&self, mandate: &MandateRecord) -> Result<Payable, StoreError> {
        let Some(terms) = &mandate.terms else { return Ok(Payable::default()) };
        let Some(bill) = self.bill_of(&terms.person, &terms.scheme)? else { return Ok(Payable::default()) };
        let monthly = bill.periods.iter().any(|period| period.len() > 4);
        let this = YearMonth::of(self.clock.now());
        let months = (0..=12).map(|later| this.plus(later).text());
        let periods: Vec<String> = if monthly { months.collect() } else { bill.periods.clone() };
        let mut held = Vec::new();
        for period in &periods {
            let key = format!("{}/{period}", terms.pays_for());
            if self.store.get::<String>(Table::Holds, &key)?.is_some() {
                held.push(period.clone());
            }
        }
        let last = match &mandate.tried.order {
            Some(id) => self.order(id)?.map(|order: OrderRecord| order.state),
            None => None,
        };
        let years = if monthly { Vec::new() } else { bill.periods };
        let due = bill.due.filter(|_| !monthly).map(moment::day);
        Ok(Payable { monthly, held, years, due, last })
    }

    /// `GET /mandates`.
    pub(crate) fn mandates(&self, session: &Session) -> Result<MandateList, Problem> {
        let mut mandates = Vec::new();
        for id in self.store.list::<String>(Table::MandatesOf, &format!("{}/", session.person))? {
            if let Some(mandate) = self.mandate(&id)? {
                mandates.push(self.shown_mandate(mandate)?);
            }
        }
        Ok(MandateList { mandates, as_of: String::new() })
    }

    /// `GET /mandates/{id}`.
    pub(crate) fn mandate_status(&self, session: &Session, id: &str) -> Result<MandateStatus, Problem> {
        let mandate = self.mandate(id)?.filter(|m| m.payer == session.person).ok_or(Problem::NotFound)?;
        Ok(self.shown_mandate(mandate)?)
    }

    /// What the next debit would take, and whether the account holds it.
    pub(super) fn expected(
        &self,
        mandate: &MandateRecord,
    ) -> Result<(Option<i64>, &'static str), StoreError> {
        let Some(terms) = mandate.in_force() else { return Ok((None, "unknown")) };
        let tariff = self.tariff(&terms.scheme)?;
        let price = tariff.and_then(|tariff| tariff::price(&tariff.rule, &terms.choice()));
        let amount = price.map(|price| price.per_period_fen);
        let balance = self.bank.balance(&format!("{}/{}", mandate.payer, terms.ins))?;
        let word = match (amount, balance) {
            (Some(amount), Some(balance)) if balance >= amount => "covered",
            (Some(_), Some(_)) => "short",
            _ => "unknown",
        };
        Ok((amount, word))
    }

    fn shown_mandate(&self, mandate: MandateRecord) -> Result<MandateStatus, StoreError> {
        let next = mandates::next(&mandate, &self.payable(&mandate)?, self.clock.now());
        let (amount_fen, balance) = self.expected(&mandate)?;
        let next = next.map(|next| NextDebit {
            on: next.on,
            period: next.period,
            amount_fen,
            balance: balance.to_owned(),
        });
        let tried = &mandate.tried;
        let last = (!tried.period.is_empty()).then(|| LastDebit {
            period: tried.period.clone(),
            on: tried.on.clone(),
            order: tried.order.clone(),
            why: tried.why.clone(),
        });
        let holding = mandate.holding().map(|act| act.jws.clone());
        Ok(MandateStatus { id: mandate.id, proof: mandate.proof, mandate: holding, next, last })
    }
}
