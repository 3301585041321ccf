//! The network between phones and gateway: it loses, delays, repeats, reorders and mistakes one for another.

use super::answers::events;
use super::bureau::Said;
use super::phone::Message;
use super::tally::Seen;
use super::world::World;
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
        let (who, message) =
            if self.dice.once_in(5) { self.air[index].clone() } else { self.air.swap_remove(index) };
        let id = message.order.id().to_owned();
        if self.dice.once_in(6) {
            self.back.push((who, id, Event::Lost));
            return;
        }
        let said = match self.dice.below(30) {
            0 => Some(Said::Busy),
            // Another copy of the gateway that lags behind: it does not know yet.
            1 if message.request == Request::Get => Some(Said::NotFound),
            _ => self.arrive(who, &message),
        };
        match said {
            Some(said) if !self.dice.once_in(5) => {
                let events = events(&said, message.request);
                self.back.extend(events.into_iter().map(|event| (who, id.clone(), event)));
            }
            _ => self.back.push((who, id, Event::Lost)),
        }
    }

    /// A message at the gateway's door: an expired token leaves no trace, and is renewed for the next one.
    pub fn arrive(&mut self, who: usize, message: &Message) -> Option<Said> {
        if self.phones[who].token_until <= self.bureau.now {
            self.phones[who].token_until = self.bureau.now + TOKEN_LIFE;
            self.life.tally.note(Seen::TokenExpiries);
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

    /// An answer meant for another order.
    pub fn misdeliver(&mut self, who: usize) {
        let heard = self.back.iter().map(|(_, _, event)| event.clone());
        // Or one that was heard long ago.
        let ids: Vec<&String> = self.bureau.orders.keys().collect();
        let old = ids.get(self.dice.below(ids.len())).and_then(|id| self.bureau.get(id));
        let old = old.iter().flat_map(|said| events(said, Request::Get));
        let is_proof =
            |event: &Event| matches!(event, Event::Receipt(_) | Event::Tombstone(_) | Event::Refund(_));
        let proofs: Vec<Event> = heard.chain(old).filter(is_proof).collect();
        let Some(event) = proofs.get(self.dice.below(proofs.len())).cloned() else { return };
        // It is about one order, and reaches them all.
        for id in self.phones[who].ids(false) {
            let message = self.phones[who].happen(&id, &event);
            self.ended(who, message.map(|message| message.into_iter().collect()));
        }
    }
}
