//! What can be paid, and quotes for it.

use super::{Gateway, Session};
use crate::decide::quotes::{self, Bill, NoQuote, Wish};
use crate::decide::tariff::{Charge, Choice, Tariff};
use crate::moment;
use crate::problem::Problem;
use crate::shapes::pay::{
    BaseRange, BillLine, Bills, Choices, Instrument, QuoteAnswer, QuoteRequest, QuoteRule,
};
use crate::shapes::read::Relative;
use crate::store::{Batch, StoreError, Table};

impl Gateway {
    /// Which of a bill's periods a live or paid order holds.
    fn held(&self, bill: &Bill) -> Result<Vec<String>, StoreError> {
        let mut held = Vec::new();
        for period in &bill.periods {
            let key = format!("{}/{}/{period}", bill.person, bill.scheme);
            if self.store.get::<String>(Table::Holds, &key)?.is_some() {
                held.push(period.clone());
            }
        }
        Ok(held)
    }

    /// `GET /bills`.
    pub(crate) fn bills(&self, session: &Session) -> Result<Bills, Problem> {
        let people = self.circle(&session.person)?;
        let mut bills = Vec::new();
        for bill in self.store.list::<Bill>(Table::Bills, "")? {
            let Some(person) = people.iter().find(|p| p.id == bill.person) else { continue };
            let Some(tariff) = self.tariff(&bill.scheme)? else { continue };
            bills.push(self.bill_line(bill, person.clone(), tariff)?);
        }
        let tail = self.card_record(&session.person)?.bank_account;
        let tail = tail.get(tail.len().saturating_sub(4)..).unwrap_or_default().to_owned();
        let card = Instrument {
            id: "card".into(),
            kind: "card_debit".into(),
            bank: Some("测试银行".into()),
            tail: Some(tail),
        };
        // Anybody's bank, at a counter or elsewhere: nothing of it is known here.
        let cashier = Instrument { id: "cashier".into(), kind: "cashier".into(), bank: None, tail: None };
        Ok(Bills { bills, instruments: vec![card, cashier], as_of: String::new() })
    }

    fn bill_line(&self, bill: Bill, person: Relative, tariff: Tariff) -> Result<BillLine, Problem> {
        let open = bill.is_open(self.clock.now());
        let paid_periods = self.held(&bill)?;
        let (mut base, mut tiers, mut fixed, mut rate, mut account) = (None, Vec::new(), None, None, None);
        match tariff.rule {
            Charge::Rate { floor_fen, ceiling_fen, offered_fen, rate_bp, account_rate_bp, .. } => {
                base = Some(BaseRange { floor_fen, ceiling_fen, offered_fen });
                (rate, account) = (Some(rate_bp), account_rate_bp);
            }
            Charge::Fixed { amount_fen } => fixed = Some(amount_fen),
            Charge::Tiers { tiers: offered } => tiers = offered,
        }
        Ok(BillLine {
            id: bill.id,
            person,
            scheme: bill.scheme,
            due: bill.due.map(moment::day),
            open,
            closed_why: (!open).then(|| "window_closed".to_owned()),
            choices: Choices { base, tiers, periods: bill.periods, paid_periods },
            fixed_amount_fen: fixed,
            rate_bp: rate,
            account_rate_bp: account,
            tariff: tariff.version,
        })
    }

    /// `POST /quotes`.
    pub(crate) fn quote(&self, session: &Session, asked: &QuoteRequest) -> Result<QuoteAnswer, Problem> {
        let bill = self.store.get::<Bill>(Table::Bills, &asked.bill)?.ok_or(Problem::NotFound)?;
        if !self.circle(&session.person)?.iter().any(|p| p.id == bill.person) {
            return Err(Problem::NotFound);
        }
        let rule = self.rule(&bill.scheme)?.ok_or(Problem::NotFound)?;
        let tariff = rule.tariff();
        let _writing = self.writing();
        let wish = Wish {
            id: self.chance.id("q"),
            payer: session.person.clone(),
            choice: Choice { base_fen: asked.base_fen, tier: asked.tier.clone() },
            periods: asked.periods.clone(),
            instrument: asked.instrument.clone(),
        };
        let (quote, price) = quotes::quote(&bill, &rule, &wish, &self.held(&bill)?, self.clock.now())
            .map_err(|why| match why {
                NoQuote::ChoicesInvalid => Problem::ChoicesInvalid,
                NoQuote::AlreadyBeingPaid => Problem::AlreadyBeingPaid,
            })?;
        let mut batch = Batch::default();
        batch.put(Table::Quotes, &quote.id, &quote)?;
        self.store.commit(batch)?;
        let rule = match (&tariff.rule, asked.base_fen) {
            (Charge::Rate { rate_bp, rounding, .. }, Some(base_fen)) => {
                QuoteRule::Rate { base_fen, rate_bp: *rate_bp, rounding: rounding.clone() }
            }
            _ => QuoteRule::Fixed { amount_fen: price.per_period_fen },
        };
        Ok(QuoteAnswer {
            id: quote.id,
            bill: quote.bill,
            amount_fen: quote.amount_fen,
            per_period_fen: price.per_period_fen,
            tariff: quote.tariff,
            payee: quote.payee,
            expires_at: moment::instant(quote.expires_at),
            rule,
            account_share_fen: price.account_share_fen,
        })
    }
}
