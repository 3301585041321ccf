//! Orders at the cashier: a code is opened, looked after, closed when its time is up, and followed by another when the citizen asks.

use super::settling::Point;
use super::{Gateway, Session};
use crate::decide::attempts::{self, Another};
use crate::decide::cashier::{NotScanned, TicketState};
use crate::decide::order::OrderRecord;
use crate::decide::orders::{self, Decision, Effect};
use crate::moment;
use crate::problem::Problem;
use crate::shapes::pay::{CashierAttempt, OrderStatus};
use crate::store::{Batch, StoreError, Table};

impl Gateway {
    /// What is intended on the disk, then the cashier, then its answer on the disk. Safe to repeat from any point.
    pub(super) fn at_cashier(&self, id: &str) -> Result<(), StoreError> {
        if self.dies_at(Point::Accepted) {
            return Ok(());
        }
        let Effect::AskCashier(call) = self.intend(id)? else { return Ok(()) };
        if self.dies_at(Point::CashierIntended) {
            return Ok(());
        }
        let Some(ticket) = self.cashier.ask(&call)? else { return Ok(()) };
        if self.dies_at(Point::CashierAnswered) {
            return Ok(());
        }
        let _writing = self.writing();
        let Some(order) = self.order(id)? else { return Ok(()) };
        if let Decision::Write(record, told) = attempts::told(&order, &ticket, self.clock.now()) {
            let mut batch = Batch::default();
            if told == Effect::TellPaid {
                self.enter_paid(&mut batch, &record)?;
            }
            self.put_record(&mut batch, *record)?;
            self.store.commit(batch)?;
        }
        Ok(())
    }

    /// Writes what follows from the clock and the order's state; what is to be asked of the cashier then.
    fn intend(&self, id: &str) -> Result<Effect, StoreError> {
        let _writing = self.writing();
        let Some(order) = self.order(id)? else { return Ok(Effect::None) };
        let now = self.clock.now();
        let decision = match orders::resume(&order) {
            Effect::BeginAttempt => attempts::begin(&order, now),
            _ => attempts::expire(&order, now),
        };
        match decision {
            Decision::Write(record, effect) => {
                let mut batch = Batch::default();
                self.put_record(&mut batch, *record)?;
                self.store.commit(batch)?;
                Ok(effect)
            }
            _ => Ok(orders::resume(&order)),
        }
    }

    /// As [`Gateway::at_cashier`], for whoever answers the citizen either way.
    pub(super) fn try_cashier(&self, id: &str) {
        if let Err(error) = self.at_cashier(id) {
            eprintln!("sandbox: the cashier will be asked again: {error}");
        }
    }

    /// `PUT /orders/{id}/attempts/{n}`: another code, once the one before is over. Anything else is answered with the present state.
    pub(crate) fn another_attempt(
        &self,
        session: &Session,
        id: &str,
        number: u32,
    ) -> Result<OrderStatus, Problem> {
        let order = self.order(id)?.filter(|order| order.payer == session.person);
        let order = order.ok_or(Problem::NotFound)?;
        if attempts::is_ending(&order, self.clock.now()) {
            self.at_cashier(id)?;
        }
        let opening = {
            let _writing = self.writing();
            let order = self.order(id)?.ok_or(Problem::NotFound)?;
            match attempts::next(&order, &session.person, number, self.clock.now()) {
                Another::Stands => false,
                Another::OutOfTurn => return Err(Problem::AttemptOutOfTurn),
                Another::NotYours => return Err(Problem::NotFound),
                Another::Write(record, _) => {
                    let mut batch = Batch::default();
                    self.put_record(&mut batch, *record)?;
                    self.store.commit(batch)?;
                    true
                }
            }
        };
        if opening {
            self.try_cashier(id);
        }
        self.order_status(session, id)
    }

    /// Somebody scans a code at a counter or elsewhere; the cashier tells the gateway, unless it is dead.
    pub(crate) fn scan_cashier(&self, code: &str, by: &str) -> Result<(), Problem> {
        let scanned = self.cashier.scan(code, by, self.clock.now())?;
        let ticket = scanned.map_err(|why| match why {
            NotScanned::Unknown => Problem::NotFound,
            NotScanned::Closed => Problem::QuoteExpired,
            NotScanned::PaidAlready => Problem::AlreadyBeingPaid,
        })?;
        if !self.dies_at(Point::CashierIntended) {
            self.try_cashier(&ticket.call.order);
        }
        Ok(())
    }

    /// The newest code of an order that can be scanned.
    pub(crate) fn code_of(&self, order: &str) -> Result<String, Problem> {
        let open = |ticket: &crate::decide::cashier::Ticket| ticket.state == TicketState::Open;
        let tickets = self.cashier.tickets()?.into_iter().filter(|ticket| ticket.call.order == order);
        let newest = tickets.filter(open).max_by_key(|ticket| ticket.call.attempt);
        newest.map(|ticket| ticket.call.code()).ok_or(Problem::NotFound)
    }

    /// The newest order that waits for a scan.
    pub(crate) fn waits_for_scan(&self) -> Result<String, Problem> {
        let ids = self.store.list::<String>(Table::Unsettled, "")?;
        let mut waiting: Vec<OrderRecord> = Vec::new();
        for id in ids {
            waiting.extend(self.order(&id)?.filter(|order| order.is_for_cashier()));
        }
        waiting.into_iter().max_by_key(|order| order.changed_at).map(|o| o.id).ok_or(Problem::NotFound)
    }
}

/// The newest attempt as the wire shows it; none once the order has an end.
pub(super) fn newest(order: &OrderRecord) -> Option<CashierAttempt> {
    let last = order.attempts.last().filter(|_| order.state.is_open())?;
    Some(CashierAttempt {
        attempt: last.number,
        state: last.state.name().to_owned(),
        code: match &last.state {
            crate::decide::order::AttemptState::Open { code } => Some(code.clone()),
            _ => None,
        },
        until: moment::instant(last.until),
    })
}
