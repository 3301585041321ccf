//! From acceptance to credit: the bank is asked, the stages advance, the insured person's record is written.

use super::{Gateway, lock};
use crate::decide::order::{OrderRecord, OrderState};
use crate::decide::orders::{self, Decision, Effect};
use crate::decide::stages;
use crate::decide::tariff::{Charge, price};
use crate::moment;
use crate::problem::Problem;
use crate::shapes::inbox::Facts;
use crate::shapes::operate::Miscredit;
use crate::shapes::read::Contribution;
use crate::store::{Batch, StoreError, Table};
use std::time::Instant;

/// Insurance, scheme in the records, and months a period counts for.
pub(super) fn record_of(scheme: &str) -> (&'static str, &'static str, u32) {
    match scheme {
        "medical_flexible" => ("medical", "employee_medical", 1),
        "medical_resident" => ("medical", "resident_medical", 12),
        "pension_resident" => ("pension", "resident", 12),
        _ => ("pension", "flexible", 1),
    }
}

/// What messages call the insurance of a scheme.
pub(super) fn insurance_name(scheme: &str) -> &'static str {
    if record_of(scheme).0 == "pension" { "养老保险" } else { "医疗保险" }
}

/// After which record debits stop, as if the gateway had died there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// Accepted is on the disk; nothing more was done.
    Accepted,
    /// DebitSent is on the disk; the bank was not asked.
    DebitSent,
    /// The bank took the money; the gateway has not written it down.
    BankAnswered,
    /// That the cashier is to open or close a code is on the disk; it was not asked.
    CashierIntended,
    /// The cashier opened, closed or told of a scan; the gateway has not written it down.
    CashierAnswered,
}

impl Gateway {
    /// Debits stop at this point until the next start.
    pub(crate) fn die_at(&self, point: Point) {
        *lock(&self.dead_from) = Some(point);
    }

    pub(super) fn dies_at(&self, point: Point) -> bool {
        *lock(&self.dead_from) == Some(point)
    }

    /// With no delay the bank is asked before the order is answered; otherwise [`Gateway::tick`] does it.
    pub(super) fn wait_or_debit(&self, id: &str) {
        if self.timing.bank.is_zero() {
            if let Err(error) = self.debit(id) {
                eprintln!("sandbox: the debit will be taken up again: {error}");
            }
        } else {
            lock(&self.waiting).insert(id.to_owned(), Instant::now());
        }
    }

    /// What goes on by itself: mandates on their day, debits whose time has come (and those a crash left behind), then stages.
    pub(crate) fn tick(&self) -> Result<(), StoreError> {
        self.run_mandates(false)?;
        for id in self.store.list::<String>(Table::Unsettled, "")? {
            if self.order(&id)?.is_some_and(|order| order.is_for_cashier()) {
                self.at_cashier(&id)?;
                continue;
            }
            let since = lock(&self.waiting).get(&id).copied();
            if since.is_none_or(|s| s.elapsed() >= self.timing.bank) {
                self.debit(&id)?;
                lock(&self.waiting).remove(&id);
            }
        }
        if self.timing.stages.is_some() {
            for id in self.store.list::<String>(Table::Advancing, "")? {
                self.advance_order(&id, false)?;
            }
        }
        Ok(())
    }

    /// DebitSent on the disk, then the bank, then Settled on the disk. Safe to repeat from any point.
    fn debit(&self, id: &str) -> Result<(), StoreError> {
        if self.dies_at(Point::Accepted) {
            return Ok(());
        }
        let Some(order) = self.order(id)? else { return Ok(()) };
        let mut effect = orders::resume(&order);
        if effect == Effect::BeginDebit {
            let _writing = self.writing();
            let Some(order) = self.order(id)? else { return Ok(()) };
            let Decision::Write(record, next) = orders::begin_debit(&order, self.clock.now()) else {
                return Ok(());
            };
            let mut batch = Batch::default();
            self.put_record(&mut batch, *record)?;
            self.store.commit(batch)?;
            effect = next;
        }
        if self.dies_at(Point::DebitSent) {
            return Ok(());
        }
        let Effect::CallBank(call) = effect else { return Ok(()) };
        let debit = self.bank.debit(&call, self.clock.now())?;
        if self.dies_at(Point::BankAnswered) {
            return Ok(());
        }
        let _writing = self.writing();
        let Some(order) = self.order(id)? else { return Ok(()) };
        if let Decision::Write(record, told) = orders::settle(&order, &debit, self.clock.now()) {
            let mut batch = Batch::default();
            if told == Effect::TellPaid {
                self.enter_paid(&mut batch, &record)?;
            } else {
                self.tell_insufficient(&mut batch, &record)?;
            }
            self.put_record(&mut batch, *record)?;
            self.store.commit(batch)?;
        }
        Ok(())
    }

    /// What follows from being paid, by whichever channel.
    pub(super) fn enter_paid(&self, batch: &mut Batch, order: &OrderRecord) -> Result<(), StoreError> {
        self.enter_contributions(batch, order, "confirming")?;
        self.tell_paid(batch, order)
    }

    fn tell_paid(&self, batch: &mut Batch, order: &OrderRecord) -> Result<(), StoreError> {
        let Some(said) = &order.payload else { return Ok(()) };
        let name = insurance_name(&said.ob.scheme);
        let person = self.store.get::<crate::records::Person>(Table::People, &said.ob.person)?;
        let body = format!(
            "{}：{}，已扣款。到账前还要经过税务开票和财政入库。",
            person.map(|p| p.name).unwrap_or_default(),
            said.ob.period.join("、")
        );
        let facts = Facts { amount_fen: Some(said.amt), ..Facts::default() };
        self.tell(batch, &order.payer, "payment.paid", &format!("{name}已缴费"), &body, Some(facts))
    }

    /// Moves an order to its next stage; false if there is none (yet).
    pub(crate) fn advance_order(&self, id: &str, by_hand: bool) -> Result<bool, StoreError> {
        let _writing = self.writing();
        let Some(order) = self.order(id)? else { return Ok(false) };
        let delays = self.timing.stages.unwrap_or_default();
        let Some(next) = stages::advance(&order, delays, by_hand, self.clock.now()) else { return Ok(false) };
        let mut batch = Batch::default();
        let wrong = self.miscredited(id)?;
        if next.stages.credited_at.is_some() {
            if wrong == Some(Miscredit::Withheld) {
                return Ok(false);
            }
            if wrong != Some(Miscredit::NotRecorded) {
                self.enter_contributions(&mut batch, &next, "paid")?;
                self.credit(&mut batch, &next)?;
            }
        }
        self.put_record(&mut batch, next)?;
        self.store.commit(batch)?;
        Ok(true)
    }

    /// Gives an order's money back; two calls make it `refunded`.
    pub(crate) fn refund_order(&self, id: &str) -> Result<(), Problem> {
        let _writing = self.writing();
        let order = self.order(id)?.ok_or(Problem::NotFound)?;
        let now = self.clock.now();
        let next = stages::refund(&order, now).ok_or(Problem::BadRequest)?;
        if next.state == OrderState::Refunded {
            // The bank is idempotent by order id, and so is the cashier: a crash between the two files is made good by repeating.
            if next.is_for_cashier() {
                self.cashier.give_back(id, now)?;
            } else {
                self.bank.give_back(id, now)?;
            }
        }
        let mut batch = Batch::default();
        if next.state == OrderState::Refunded && self.miscredited(id)? != Some(Miscredit::KeptAfterRefund) {
            self.enter_contributions(&mut batch, &next, "refunded")?;
        }
        self.put_record(&mut batch, next)?;
        Ok(self.store.commit(batch)?)
    }

    /// One record a period in the insured person's book.
    fn enter_contributions(
        &self,
        batch: &mut Batch,
        order: &OrderRecord,
        state: &str,
    ) -> Result<(), StoreError> {
        let Some(said) = &order.payload else { return Ok(()) };
        let (kind, scheme, months) = record_of(&said.ob.scheme);
        let periods = i64::try_from(said.ob.period.len()).unwrap_or(1).max(1);
        let each = said.amt / periods;
        let rule = order.rule.as_ref();
        let rate = match rule {
            Some(Charge::Rate { rate_bp, .. }) => *rate_bp,
            _ => 0,
        };
        let share = rule.and_then(|r| price(r, &order.choice)).and_then(|p| p.account_share_fen);
        let at = |t: Option<i64>| t.map(moment::instant);
        for period in &said.ob.period {
            let month = if period.len() == 4 { format!("{period}-01") } else { period.clone() };
            let record = Contribution {
                month: month.clone(),
                scheme: scheme.into(),
                state: state.into(),
                base_fen: order.choice.base_fen.unwrap_or(0),
                personal_rate_bp: rate,
                personal_fen: each,
                to_account_fen: share.unwrap_or(0),
                total_fen: each,
                payment_type: "normal".into(),
                paid_at: at(order.stages.paid_at),
                tax_receipt_no: order.tax_receipt_no.clone(),
                treasury_at: at(order.stages.treasury_at),
                credited_at: at(order.stages.credited_at),
                months,
                pool: crate::seed::REGION.into(),
                ..Contribution::default()
            };
            let key = format!("{}/{kind}/{month}", said.ob.person);
            self.put_contribution(batch, &key, record, &order.id)?;
        }
        self.list_years(batch, &said.ob.person, kind, &said.ob.period)
    }

    pub(super) fn list_years(
        &self,
        batch: &mut Batch,
        person: &str,
        kind: &str,
        periods: &[String],
    ) -> Result<(), StoreError> {
        let mut items = self.insurance_items(person)?;
        for item in items.iter_mut().filter(|i| i.kind == kind) {
            item.years.extend(periods.iter().filter_map(|p| p.get(..4)?.parse::<i32>().ok()));
            item.years.sort_unstable_by(|a, b| b.cmp(a));
            item.years.dedup();
        }
        batch.put(Table::Insurance, person, &items)
    }

    /// The months count and the account grows.
    fn credit(&self, batch: &mut Batch, order: &OrderRecord) -> Result<(), StoreError> {
        let Some(said) = &order.payload else { return Ok(()) };
        let (kind, scheme, months) = record_of(&said.ob.scheme);
        let periods = u32::try_from(said.ob.period.len()).unwrap_or(0);
        let rule = order.rule.as_ref();
        let share = rule.and_then(|r| price(r, &order.choice)).and_then(|p| p.account_share_fen).unwrap_or(0);
        let mut items = self.insurance_items(&said.ob.person)?;
        for item in items.iter_mut().filter(|i| i.kind == kind) {
            if item.status == "not_insured" {
                item.status = "insured".into();
                item.scheme = Some(scheme.into());
            }
            item.months = Some(item.months.unwrap_or(0) + months * periods);
            item.account_fen = item.account_fen.map(|a| a.saturating_add(share * i64::from(periods)));
            if item.account_fen.is_some() {
                item.account_day = Some(moment::day(self.clock.now()));
            }
            item.years.extend(said.ob.period.iter().filter_map(|p| p.get(..4)?.parse::<i32>().ok()));
            item.years.sort_unstable_by(|a, b| b.cmp(a));
            item.years.dedup();
        }
        batch.put(Table::Insurance, &said.ob.person, &items)
    }
}
