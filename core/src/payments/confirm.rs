//! From a reviewed offer to an order in the journal. Nothing is sent here.

use super::desk::Desk;
use super::flow::{About, Obligation, Order, Terms};
use super::label;
use super::show_payment::Offer;
use super::wire::{Bill, Instrument};
use crate::error::{CitizenError, Outcome};
use crate::money::Money;
use crate::platform::Prompt;
use crate::runtime;
use crate::secrets::random;
use crate::signed::{self, Use, hex, sha256};
use std::time::{SystemTime, UNIX_EPOCH};

/// The device key that needs the user's presence.
pub(super) const CONSENT_KEY: &str = "consent";

/// Makes the order, has it signed with the user present, and journals it: durable when this returns. If the user stops the
/// system's dialog, there is no order.
pub(super) async fn order(
    desk: &Desk,
    region: &str,
    bill: &Bill,
    instruments: &[Instrument],
    offer: &Offer,
) -> Outcome<String> {
    let (_, head) = desk.ledger(|ledger, key| ledger.found(key)).await?;
    let wish = &offer.wish;
    let terms = Terms {
        id: hex(&random::<16>()?),
        ob: Obligation {
            person: bill.person.id.text().to_owned(),
            scheme: bill.scheme.text().to_owned(),
            region: region.to_owned(),
            period: wish.periods.clone(),
        },
        amt: offer.price.total.fen,
        cur: "CNY".to_owned(),
        tar: offer.quote.tariff.text().to_owned(),
        quo: offer.quote.id.text().to_owned(),
        pye: offer.quote.payee.text().to_owned(),
        ins: wish.instrument.clone(),
        ch: "card_debit".to_owned(),
        iat: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
        jseq: head.sequence,
        jhead: hex(&head.hash),
    };
    let instrument = instruments.iter().find(|known| known.id.text() == wish.instrument);
    let about = match instrument {
        Some(instrument) => label::about(bill, instrument, wish.base_fen),
        None => About { bill: bill.id.text().to_owned(), ..label::about_person(&bill.person) },
    };
    let keys = desk.parts.keys.clone();
    let order = runtime::blocking(move || {
        let payload = serde_json::to_vec(&terms).map_err(|_| CitizenError::internal("order payload"))?;
        let prompt = Some(Prompt::ConfirmPayment { amount: Money::fen(terms.amt) });
        let jws = signed::sign(&keys, CONSENT_KEY, Use::Order, &payload, prompt)?;
        Ok(Order::prepared(terms, jws, hex(&sha256(&payload)), about))
    })
    .await?;
    let id = order.id().to_owned();
    desk.ledger(move |ledger, key| ledger.begin(key, order)).await?;
    Ok(id)
}
