//! Receipts of what somebody else paid for the citizen, as the gateway lists them. Kept in the store alone: no order of ours stands behind them, so
//! the journal has nothing to say about them. Each is verified whenever it is shown.

use super::super::wire::PaidForMe;
use super::super::{desk::Desk, receipt};
use super::show::Paper;
use super::slip::{Payer, Slip};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::identity::mask_name;
use crate::person::Person;
use crate::runtime;
use crate::store::{Kept, Room, Store};
use crate::wire::Reply;
use serde::{Deserialize, Serialize};
use std::time::SystemTime;

/// The name they are kept under.
const NAME: &str = "receipts_of_others";
/// Pages followed at once.
const MOST_PAGES: usize = 40;
/// More than anybody has paid for one person.
const MOST: usize = 2_000;

/// What is kept of them, and how far the list was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::payments) struct Others {
    cursor: Option<String>,
    slips: Vec<Slip>,
}

/// The receipts of others on this device. Blocks.
pub(in crate::payments) fn kept(store: &Store) -> Outcome<Vec<Slip>> {
    Ok(read(store)?.slips)
}

fn read(store: &Store) -> Outcome<Others> {
    Ok(store.read::<Others>(Room::Payments, NAME)?.map(|kept| kept.value).unwrap_or_default())
}

impl Desk {
    /// Follows the gateway's list from where it was left. A gateway that has no such list lists nothing.
    pub(in crate::payments) async fn ask_for_others(&self) -> Outcome<()> {
        let (period, parts) = (self.parts.store.period(), self.parts.clone());
        let (person, mut others) = runtime::blocking(move || {
            let person = parts.store.person()?.ok_or(CitizenError::SignedOut)?;
            Ok((person, read(&parts.store)?))
        })
        .await?;
        let before = others.clone();
        for _ in 0..MOST_PAGES {
            let asked = self.parts.wire.receipts_since(others.cursor.as_deref()).await;
            let body = match asked {
                Ok(Reply::New { body, .. }) => body,
                Ok(Reply::NotModified) => break,
                Err(error) if error == CitizenError::refused(Refusal::NotFound) => return Ok(()),
                Err(error) => return Err(error),
            };
            let more = !body.receipts.rows.is_empty();
            for slip in body.receipts.rows.iter().filter_map(|row| slip(row, &person)) {
                let genuine = Paper::verified(slip.clone(), &self.parts.bureau.keys).is_some();
                others.add(slip, genuine);
            }
            let next = body.next.map(|next| next.text().to_owned());
            let Some(next) = next.filter(|next| Some(next) != others.cursor.as_ref()) else { break };
            others.cursor = Some(next);
            if !more {
                break;
            }
        }
        if others == before {
            return Ok(());
        }
        let (parts, shown) = (self.parts.clone(), others.slips != before.slips);
        runtime::blocking(move || {
            if parts.store.period() != period {
                return Err(CitizenError::SignedOut);
            }
            let kept = Kept { value: others, etag: None, as_of: SystemTime::now() };
            parts.store.write(Room::Payments, NAME, &kept)
        })
        .await?;
        if shown {
            self.tell().await;
        }
        Ok(())
    }
}

impl Others {
    /// The newest word about an order counts: a refund may have come. What cannot be verified (yet: keys may follow) takes no other's place.
    fn add(&mut self, slip: Slip, genuine: bool) {
        match self.slips.iter().position(|known| known.order == slip.order) {
            Some(_) if !genuine => return,
            Some(known) => drop(self.slips.remove(known)),
            None => {}
        }
        if self.slips.len() < MOST {
            self.slips.push(slip);
        }
    }
}

/// A listed receipt. Whoever it names must at least be able to be the citizen: the name is masked, and its first character is not.
fn slip(row: &PaidForMe, person: &Person) -> Option<Slip> {
    let receipt = receipt::recorded(&row.receipt)?;
    if receipt.person.chars().next() != person.name.chars().next() {
        return None;
    }
    Some(Slip {
        order: receipt.ord,
        receipt: row.receipt.clone(),
        refund: row.refund.clone(),
        insured: person.id.clone(),
        name: mask_name(&person.name),
        relation: "self".to_owned(),
        payer: Payer::Other { name: mask_name(row.payer.text()) },
        base_fen: None,
        tax_no: row.tax_receipt_no.as_ref().map(|number| number.text().to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{AT, Office, pension};
    use super::*;

    #[test]
    fn what_cannot_be_verified_takes_no_other_receipts_place_and_a_refund_does() {
        let office = Office::new();
        let order = office.paid(pension(1, 100, AT));
        let kept = Slip::of(&order).unwrap();
        let spoiled = Slip { receipt: format!("{}A", kept.receipt), ..kept.clone() };
        let mut others = Others::default();
        others.add(kept.clone(), true);
        others.add(spoiled.clone(), false);
        assert_eq!(others.slips, std::slice::from_ref(&kept));
        let refunded = Slip::of(&office.given_back(order, "refunded")).unwrap();
        others.add(refunded.clone(), true);
        assert_eq!(others.slips, [refunded]);
        let mut fresh = Others::default();
        fresh.add(spoiled.clone(), false);
        assert_eq!(fresh.slips, [spoiled], "kept: the keys that verify it may follow");
    }
}
