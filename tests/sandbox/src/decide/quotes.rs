//! From a bill and a choice to an offer with an expiry.

use super::order::{Obligation, Quote, channel};
use super::pack::PackTariff;
use super::tariff::{self, Choice, Price};
use crate::moment;
use serde::{Deserialize, Serialize};

/// How long a quote is good, in seconds.
pub const QUOTE_LIFE: i64 = 900;
/// Most periods in one order.
pub const MOST_PERIODS: usize = 12;

/// What can be paid for one person under one scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bill {
    /// Its id.
    pub id: String,
    /// The insured person.
    pub person: String,
    /// The scheme.
    pub scheme: String,
    /// The last second in which it can be paid.
    pub due: Option<i64>,
    /// The periods it offers.
    pub periods: Vec<String>,
}

impl Bill {
    /// True while it can be paid.
    pub fn is_open(&self, now: i64) -> bool {
        self.due.is_none_or(|due| now <= due)
    }
}

/// Why there is no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoQuote {
    /// Not what the bill offers.
    ChoicesInvalid,
    /// A live or paid order holds one of the periods.
    AlreadyBeingPaid,
}

/// What a citizen asks a quote for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The id the quote would get.
    pub id: String,
    /// Who asks.
    pub payer: String,
    /// Base or tier.
    pub choice: Choice,
    /// Which periods.
    pub periods: Vec<String>,
    /// Where the money comes from.
    pub instrument: String,
}

/// Makes a quote. `held` lists the bill's periods that other orders hold.
pub fn quote(
    bill: &Bill,
    rule: &PackTariff,
    wish: &Wish,
    held: &[String],
    now: i64,
) -> Result<(Quote, Price), NoQuote> {
    let (tariff, today) = (rule.tariff(), moment::day(now));
    let mut periods = wish.periods.clone();
    periods.sort();
    periods.dedup();
    let offered = (1..=MOST_PERIODS).contains(&periods.len())
        && periods.len() == wish.periods.len()
        && periods.iter().all(|p| bill.periods.contains(p))
        && channel(&wish.instrument).is_some()
        && bill.is_open(now);
    if !offered {
        return Err(NoQuote::ChoicesInvalid);
    }
    if periods.iter().any(|p| held.contains(p)) {
        return Err(NoQuote::AlreadyBeingPaid);
    }
    let in_time = |p: &&String| rule.is_in_time(p, &today);
    let payable: Vec<String> =
        bill.periods.iter().filter(|p| !held.contains(p)).filter(in_time).cloned().collect();
    if !periods.iter().all(|p| payable.contains(p)) || !rule.allows(&periods, &payable) {
        return Err(NoQuote::ChoicesInvalid);
    }
    let price = tariff::price(&tariff.rule, &wish.choice).ok_or(NoQuote::ChoicesInvalid)?;
    let amount_fen =
        tariff::total(&tariff.rule, &wish.choice, periods.len()).ok_or(NoQuote::ChoicesInvalid)?;
    let quote = Quote {
        id: wish.id.clone(),
        payer: wish.payer.clone(),
        bill: bill.id.clone(),
        obligation: Obligation {
            person: bill.person.clone(),
            scheme: bill.scheme.clone(),
            region: crate::seed::REGION.to_owned(),
            period: periods,
        },
        choice: wish.choice.clone(),
        amount_fen,
        tariff: tariff.version.clone(),
        payee: crate::seed::PAYEE.to_owned(),
        instrument: wish.instrument.clone(),
        expires_at: now + QUOTE_LIFE,
    };
    Ok((quote, price))
}

#[cfg(test)]
mod tests {
    use super::super::pack::{BackPayment, Periods};
    use super::super::tariff::Charge;
    use super::*;

    fn asked(periods: &[&str], held: &[&str], now: i64) -> Result<i64, NoQuote> {
        let bill = Bill {
            id: "b".into(),
            person: "p-li".into(),
            scheme: "medical_resident".into(),
            due: Some(100),
            periods: vec!["2026".into(), "2027".into()],
        };
        let rule = PackTariff {
            scheme: bill.scheme.clone(),
            version: "2027".into(),
            from: "1970-01-01".into(),
            until: None,
            charge: Charge::Fixed { amount_fen: 40_000 },
            periods: Periods { unit: "year".into(), lengths: vec![1] },
            back_payment: BackPayment::None,
            waiting: None,
            subsidies: Vec::new(),
            window: None,
            cites: vec![0],
        };
        let wish = Wish {
            id: "q".into(),
            payer: "p-wang".into(),
            choice: Choice::default(),
            periods: periods.iter().map(|p| (*p).to_owned()).collect(),
            instrument: "card".into(),
        };
        let held: Vec<String> = held.iter().map(|p| (*p).to_owned()).collect();
        quote(&bill, &rule, &wish, &held, now).map(|(q, _)| q.amount_fen)
    }

    #[test]
    fn a_quote_adds_up_the_periods_and_refuses_what_the_bill_does_not_offer() {
        assert_eq!(asked(&["2027"], &[], 0), Ok(40_000));
        assert_eq!(asked(&["2027", "2026"], &[], 0), Ok(80_000));
        for periods in [&[][..], &["2028"], &["2027", "2027"]] {
            assert_eq!(asked(periods, &[], 0), Err(NoQuote::ChoicesInvalid));
        }
        assert_eq!(asked(&["2027"], &["2027"], 0), Err(NoQuote::AlreadyBeingPaid));
        assert_eq!(asked(&["2027"], &[], 101), Err(NoQuote::ChoicesInvalid));
    }
}
