//! From a reviewed offer to an order in the journal. Nothing is sent here.

use super::desk::Desk;
use super::flow::{About, Obligation, Order, Terms};
use super::label;
use super::show_payment::Offer;
use super::wire::{Bill, Instrument};
use crate::consent;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::moment::seconds;
use crate::money::Money;
use crate::platform::Prompt;
use crate::secrets::random;
use crate::signed::{Use, hex};
use std::time::SystemTime;

/// Makes the order, has it signed with the user's consent, and journals it: durable when this returns. If the user stops the system's
/// dialog, or the PIN is not accepted, there is no order.
pub(super) async fn order(
    desk: &Desk,
    region: &str,
    bill: &Bill,
    instruments: &[Instrument],
    offer: &Offer,
    pin: Option<&str>,
) -> Outcome<String> {
    let (_, head) = desk.ledger(|ledger, key| ledger.found(key)).await?;
    let wish = &offer.wish;
    let instrument = instruments.iter().find(|known| known.id.text() == wish.instrument);
    let channel = instrument.and_then(label::channel).ok_or(CitizenError::refused(Refusal::NotNow))?;
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
        ch: channel.to_owned(),
        iat: seconds(SystemTime::now()).unwrap_or(0),
        jseq: head.sequence,
        jhead: hex(&head.hash),
    };
    let about = match instrument {
        Some(instrument) => label::about(bill, instrument, wish.base_fen),
        None => About { bill: bill.id.text().to_owned(), ..label::about_person(&bill.person) },
    };
    let payload = serde_json::to_vec(&terms).map_err(|_| CitizenError::internal("order payload"))?;
    let prompt = Prompt::ConfirmPayment { amount: Money::fen(terms.amt) };
    let agreed = consent::agree(&desk.parts, Use::Order, payload, prompt, pin).await?;
    let order = Order::prepared(terms, agreed.jws, hex(&agreed.fingerprint), about);
    let id = order.id().to_owned();
    desk.ledger(move |ledger, key| ledger.begin(key, order)).await?;
    Ok(id)
}
