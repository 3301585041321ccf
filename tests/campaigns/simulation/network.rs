//! The network between phones and gateway: it loses, delays, repeats, reorders and mistakes one for another.

use super::answers::events;
use super::bureau::Said;
use super::phone::Message;
use super::tally::Seen;
use super::world::{Sent, World};
use shebao_core::simulation::{Event, Request};

/// How long an access token lives, in seconds.
const TOKEN_LIFE: i64 = shebao_sandbox::decide::tokens::ACCESS_LIFE;

impl World {
    /// One message of any age reaches the gateway, is lost, or stays for a second time.
    pub fn deliver(&mut self) {
        if self.air.is_empty() {
            return;
        }
        let index = self.dice.below(self.air.len());
        let sent = if self.dice.once_in(5) {
            let copy = self.air[index].clone();
            self.air[index].again = true;
            copy
        } else {
            self.air.swap_remove(index)
        };
        let (who, message) = (sent.who, &sent.message);
        let id = message.order.id().to_owned();
        if self.dice.once_in(6) {
            self.life.tally.note(Seen::RequestLost);
            self.back.push((who, id, Event::Lost));
            return;
        }
        self.arrives(&sent);
        let said = match self.dice.below(30) {
            0 => Some(Said::Busy),
            // Another copy of the gateway that lags behind: it does not know yet.
            1 if message.request == Request::Get => Some(Said::NotFound),
            _ => self.arrive(who, message),
        };
        match said {
            Some(said) if !self.dice.once_in(5) => {
                let events = events(&said, message.request);
                self.back.extend(events.into_iter().map(|event| (who, id.clone(), event)));
            }
            said => {
                self.life.tally.notes(Seen::AnswerLost, u64::from(said.is_some()));
                self.back.push((who, id, Event::Lost));
            }
        }
    }

    /// Notes how it was on its way.
    fn arrives(&mut self, sent: &Sent) {
        let tally = &mut self.life.tally;
        tally.notes(Seen::Duplicated, u64::from(sent.again));
        tally.notes(Seen::Delayed, u64::from(self.bureau.now >= sent.at + 60));
        let overtaken = self.air.iter().any(|other| other.who == sent.who && other.number < sent.number);
        tally.notes(Seen::Reordered, u64::from(overtaken));
    }

    /// A message at the gateway's door: an expired token leaves no trace, and is renewed for the next one.
    pub fn arrive(&mut self, who: usize, message: &Message) -> Option<Said> {
        if self.phones[who].token_until <= self.bureau.now {
            self.phones[who].token_until = self.bureau.now + TOKEN_LIFE;
            self.life.tally.note(Seen::TokenExpiry);
            return Some(Said::Unauthorized);
        }
        self.received(message)
    }

    pub fn received(&mut self, message: &Message) -> Option<Said> {
        let order = &message.order;
        match message.request {
            Request::Put => self.bureau.put(&order.terms, &order.jws, &order.fingerprint, &mut self.dice),
            Request::Close => self.bureau.close(order.id(), &mut self.dice),
            // The number is what the phone knew when it sent this.
            Request::Attempt => {
                let number = order.next_attempt()?;
                self.bureau.another(order.id(), number, &mut self.dice)
            }
            Request::Get => self.bureau.get(order.id()),
        }
    }

    /// One answer of any age is heard.
    pub fn hear(&mut self) {
        if self.back.is_empty() {
            return;
        }
        let index = self.dice.below(self.back.len());
        let (who, id, event) = self.back.remove(index);
        if self.dice.once_in(10) {
            self.arm(who);
        }
        let message = self.phones[who].happen(&id, &event);
        self.ended(who, message.map(|message| message.into_iter().collect()));
    }

    /// An answer meant for another order, under way or heard long ago. Refunds are rare, so they are preferred.
    pub fn misdeliver(&mut self, who: usize) {
        let heard = self.back.iter().map(|(_, _, event)| event.clone());
        let old = self.bureau.orders.keys().filter_map(|id| self.bureau.get(id));
        let old = old.flat_map(|said| events(&said, Request::Get));
        let is_proof =
            |event: &Event| matches!(event, Event::Receipt(_) | Event::Tombstone(_) | Event::Refund(_));
        let mut proofs: Vec<Event> = heard.chain(old).filter(is_proof).collect();
        if self.dice.once_in(2) && proofs.iter().any(|event| matches!(event, Event::Refund(_))) {
            proofs.retain(|event| matches!(event, Event::Refund(_)));
        }
        let Some(event) = proofs.get(self.dice.below(proofs.len())).cloned() else { return };
        // It is about one order, and reaches them all.
        for id in self.phones[who].ids(false) {
            let message = self.phones[who].happen(&id, &event);
            self.ended(who, message.map(|message| message.into_iter().collect()));
        }
    }
}
