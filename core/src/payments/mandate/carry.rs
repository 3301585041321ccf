//! Carries an act through: record, send, believe, ask again. The desk's own asking takes acts along with orders.

use super::answers;
use super::flow::{Act, ActEvent, ActNext, ActRequest, ActState};
use super::wire::{MANDATES, MANDATES_PATH, Mandates};
use crate::bureau;
use crate::error::{CitizenError, Outcome, Refusal};
use crate::payments::desk::Desk;
use crate::payments::flow::Pace;
use std::time::{Duration, SystemTime};

/// Requests one attendance may send: sent, another one in its place, asked, and one more.
const MOST_REQUESTS: usize = 4;

impl Desk {
    /// Asks for the gateway's list, the truth about what is in force.
    pub(in crate::payments) async fn ask_for_mandates(&self) -> Outcome<()> {
        let asked = self.reading.ask::<Mandates>(MANDATES, MANDATES_PATH).await;
        self.reading.told([asked]).await
    }

    /// The names of acts without an end, in doubt or prepared.
    pub(in crate::payments) async fn live_acts(&self) -> Outcome<Vec<String>> {
        self.ledger(|ledger, key| {
            ledger.read(key, |books| {
                let live = books.acts().filter(|act| act.state.is_live());
                live.map(|act| act.fingerprint.clone()).collect()
            })
        })
        .await
    }

    async fn advance_act(&self, name: &str, event: ActEvent) -> Outcome<(ActNext, Act)> {
        let owned = name.to_owned();
        let (step, act) = self.ledger(move |ledger, key| ledger.advance_act(key, &owned, &event)).await?;
        if step.change.is_some() {
            self.tell().await;
        }
        Ok((step.next, act))
    }

    /// Asks about one act until it has an end or there is nothing to do but wait. Returns it, and how long to wait at least.
    pub(in crate::payments) async fn attend_act(&self, name: &str) -> Outcome<(Act, Pace)> {
        self.follow_act(name, ActEvent::Ask).await
    }

    /// Lets an event happen to an act, and everything that follows from it.
    pub(in crate::payments) async fn follow_act(&self, name: &str, event: ActEvent) -> Outcome<(Act, Pace)> {
        let turn = self.turn(name);
        let _turn = turn.lock().await;
        let (mut event, mut requests, mut pace) = (Some(event), 0, Pace::Backoff);
        let mut before = None;
        while let Some(now) = event.take() {
            let unproven = now == ActEvent::Unproven;
            let (next, act) = self.advance_act(name, now).await?;
            match next {
                ActNext::Send(request) if requests < MOST_REQUESTS => {
                    requests += 1;
                    event = Some(self.carry_act(&act, request).await);
                }
                ActNext::Again(wait) => pace = wait,
                ActNext::Send(_) | ActNext::Nothing => {}
            }
            if unproven {
                // The bureau may have changed its keys: what cannot be verified now may be the next time.
                let _ = bureau::renew(&self.parts).await;
            }
            before = Some(act);
        }
        let act = before.ok_or(CitizenError::refused(Refusal::NotFound))?;
        if requests > 0 && !act.state.is_live() {
            // What is in force now, and when it debits: not reached, the list on the device is older and says so.
            let _ = self.ask_for_mandates().await;
        }
        Ok((act, pace))
    }

    async fn carry_act(&self, act: &Act, request: ActRequest) -> ActEvent {
        let (wire, keys, id) = (&self.parts.wire, &self.parts.bureau.keys, act.terms.id.as_str());
        match request {
            ActRequest::Put => answers::of_delivery(id, wire.send_act(id, &act.jws).await, keys),
            ActRequest::Get => answers::of_reply(id, wire.mandate_status(id).await, keys),
        }
    }

    /// As for orders: in doubt for longer than a person should wait without being told, only the words change.
    pub(in crate::payments) async fn escalate_act(&self, act: &Act) {
        let signed = SystemTime::UNIX_EPOCH + Duration::from_secs(act.terms.iat);
        let overdue = self.is_overdue(&act.fingerprint, act.state.in_doubt(), signed);
        if overdue && act.state != ActState::Attention {
            // Not recorded, it is noticed again in the next round.
            let _ = self.advance_act(&act.fingerprint, ActEvent::TooLong).await;
        }
    }
}
