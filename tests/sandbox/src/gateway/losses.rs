//! Earlier cards and lost ones.

use super::orders::is_order_id;
use super::{Gateway, Session};
use crate::decide::loss::{self, Book, Decision, Function, LossPayload, Region};
use crate::jws::parse;
use crate::moment;
use crate::problem::Problem;
use crate::seed;
use crate::shapes::card::{
    CardHistory, ClosedFunction, Counter, EarlierCard, LossDone, LossReport, Losses, Place, Places,
    Replacement,
};
use crate::store::{Batch, StoreError, Table};

const REGION: &str = "loss/region";

fn place(person: &str) -> String {
    format!("loss/{person}")
}

impl Gateway {
    /// `GET /places`.
    pub(crate) fn places(&self) -> Result<Places, Problem> {
        Ok(Places { places: self.store.list::<Place>(Table::Places, "")? })
    }

    /// `GET /card/history`.
    pub(crate) fn card_history(&self, session: &Session) -> Result<CardHistory, Problem> {
        let prefix = format!("{}/", session.person);
        Ok(CardHistory { cards: self.store.list::<EarlierCard>(Table::EarlierCards, &prefix)? })
    }

    fn losses_of(&self, person: &str) -> Result<Book, StoreError> {
        Ok(self.store.get(Table::Meta, &place(person))?.unwrap_or_default())
    }

    fn loss_region(&self) -> Result<Region, StoreError> {
        Ok(self.store.get(Table::Meta, REGION)?.unwrap_or_default())
    }

    /// `GET /card/loss`.
    pub(crate) fn losses(&self, session: &Session) -> Result<Losses, Problem> {
        let (book, region, now) = (self.losses_of(&session.person)?, self.loss_region()?, self.clock.now());
        let days = |days: i64| u16::try_from(days).unwrap_or(u16::MAX);
        let reports = book.reports.iter().map(|kept| LossReport {
            id: kept.id.clone(),
            functions: kept
                .closed
                .iter()
                .map(|(function, until)| ClosedFunction {
                    function: *function,
                    opens_at: until.map(moment::instant),
                })
                .collect(),
            formal: kept.formal,
            since: moment::instant(kept.since),
            in_force: kept.in_force(now),
        });
        Ok(Losses {
            has_card: self.card_record(&session.person)?.get_time.is_some(),
            remote: region.remote,
            formal_taken_back: region.formal_taken_back,
            social_days: days(region.days[0]),
            financial_days: days(region.days[1]),
            reports: reports.collect(),
            replacement: book
                .replacement
                .as_ref()
                .map(|(state, since)| Replacement { state: state.clone(), since: moment::instant(*since) }),
            counter: counter(),
        })
    }

    /// `PUT /card/loss/{id}`, `/card/loss/{report}/close`, `/card/replacements/{id}`: `on` is the id in the path. True if it is new.
    pub(crate) fn put_loss(
        &self,
        session: &Session,
        on: &str,
        text: &str,
    ) -> Result<(bool, LossDone), Problem> {
        let signed = parse(text, "shebao-loss+jws").ok_or(Problem::BadRequest)?;
        let said: LossPayload = signed.read().ok_or(Problem::BadRequest)?;
        let (id, about) = match &said {
            LossPayload::Report { id, .. } | LossPayload::Replace { id, .. } => (id, id),
            LossPayload::TakeBack { id, report, .. } => (id, report),
        };
        if about != on || !is_order_id(id) {
            return Err(Problem::BadRequest);
        }
        let fingerprint = signed.fingerprint();
        if !signed.signed_by(&session.device.consent) || !self.has_consented(&session.device, &fingerprint)? {
            return Err(Problem::WeakProof);
        }
        let _writing = self.writing();
        if self.card_record(&session.person)?.get_time.is_none() {
            return Err(Problem::NotFound);
        }
        let (book, region, now) = (self.losses_of(&session.person)?, self.loss_region()?, self.clock.now());
        let decision = match &said {
            LossPayload::Report { functions, formal, .. } => {
                if functions.is_empty() || functions.len() > 2 {
                    return Err(Problem::BadRequest);
                }
                loss::report(&book, id, &fingerprint, (functions, *formal), region, now)
            }
            LossPayload::TakeBack { report, .. } => {
                loss::take_back(&book, id, &fingerprint, report, region, now)
            }
            LossPayload::Replace { .. } => loss::replace(&book, id, &fingerprint, region, now),
        };
        let (new, code, next) = match decision {
            Decision::Done(next) => (true, "00", Some(next)),
            Decision::Already(next) => (false, "01", next),
            Decision::Conflict => return Err(Problem::ConflictFingerprint),
            Decision::NothingThere => return Err(Problem::NotFound),
            Decision::CounterOnly => return Err(Problem::CounterOnly),
        };
        if let Some(next) = next {
            self.keep_losses(&session.person, &next)?;
        }
        Ok((new, LossDone { code: code.to_owned() }))
    }

    fn keep_losses(&self, person: &str, book: &Book) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        batch.put(Table::Meta, &place(person), book)?;
        self.store.commit(batch)
    }

    /// The application's code while a report is in force: 2 for good, 4 for a while.
    pub(super) fn loss_codes(
        &self,
        person: &str,
    ) -> Result<Option<(&'static str, &'static str)>, StoreError> {
        let (book, now) = (self.losses_of(person)?, self.clock.now());
        let social = |formal: bool| {
            book.reports.iter().any(|kept| kept.formal == formal && kept.closes(Function::Social, now))
        };
        Ok(if social(true) {
            Some(("05", "2"))
        } else if social(false) {
            Some(("06", "4"))
        } else {
            None
        })
    }

    /// What the region allows from now on.
    pub(crate) fn set_loss_region(&self, region: Region) -> Result<(), Problem> {
        let _writing = self.writing();
        let mut batch = Batch::default();
        batch.put(Table::Meta, REGION, &region)?;
        Ok(self.store.commit(batch)?)
    }

    /// Moves another card on by one stage.
    pub(crate) fn move_replacement(&self, person: &str) -> Result<(), Problem> {
        let _writing = self.writing();
        let next = loss::advance(&self.losses_of(person)?, self.clock.now()).ok_or(Problem::BadRequest)?;
        Ok(self.keep_losses(person, &next)?)
    }
}

fn counter() -> Counter {
    let (name, address, hours, phone) = seed::COUNTER;
    Counter { name: name.into(), address: address.into(), hours: hours.into(), phone: phone.into() }
}
