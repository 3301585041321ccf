//! What a phone was seen to do: what it sent, showed and promised. The rules about one phone alone are checked here, where they happen.

use super::Mistake;
use shebao_core::simulation::{Books, Event, Order, Request, Stage, State, words};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Watch {
    /// What was put on the network: id → body.
    sent: BTreeMap<String, String>,
    /// The requests to stop that were put on the network: id → body.
    stopped: BTreeMap<String, String>,
    /// The highest rank shown for an order.
    ranks: BTreeMap<String, u8>,
    /// The newest attempt at the cashier shown for an order, and how far it was.
    codes: BTreeMap<String, (u32, Stage)>,
    /// The amount the citizen saw and confirmed, in fen.
    pub reviewed: BTreeMap<String, i64>,
    /// Violations.
    pub wrong: Vec<String>,
}

impl Watch {
    pub fn has_sent(&self, id: &str) -> bool {
        self.sent.contains_key(id)
    }

    fn is_wrong(&mut self, what: String) {
        self.wrong.push(what);
    }

    /// A step was taken, durable by now.
    pub fn stepped(&mut self, before: &Order, event: &Event, after: &Order, mistake: Option<Mistake>) {
        let (id, rank) = (after.id(), after.state.rank());
        let known = self.ranks.get(id).copied().unwrap_or_default();
        if rank < known.max(before.state.rank()) {
            self.is_wrong(format!("I6: {id} fell in rank"));
        }
        self.ranks.insert(id.to_owned(), rank.max(known));
        self.shows_code(after);
        let fault = matches!(
            event,
            Event::Lost
                | Event::NotFound { .. }
                | Event::Unauthorized
                | Event::Busy { .. }
                | Event::Unproven
                | Event::TooLong
        );
        if fault && before.state.is_live() && !after.state.is_live() {
            let rule = if *event == Event::TooLong { "I10" } else { "I9" };
            self.is_wrong(format!("{rule}: {event:?} ended {id}"));
        }
        if after.state.in_doubt() && (before.state != after.state || *event == Event::Lost) {
            self.shown(after, mistake);
        }
    }

    /// I6: an older code never takes the place of a newer one.
    fn shows_code(&mut self, order: &Order) {
        let known = self.codes.get(order.id()).copied();
        let now = order.cashier.as_ref().map(|attempt| (attempt.number, attempt.stage));
        if now < known {
            self.is_wrong(format!("I6: an older code of {} came back", order.id()));
        }
        if let Some(now) = now {
            self.codes.insert(order.id().to_owned(), now);
        }
    }

    /// I14: the screen never says failed in doubt, never paid without a receipt.
    fn shown(&mut self, order: &Order, mistake: Option<Mistake>) {
        let mut order = order.clone();
        if mistake == Some(Mistake::DoubtSaidFailed) && order.state == State::Submitting {
            order.state = State::Cancelled;
        }
        let said = words(&order, "12333");
        let ended = ["paid", "credited", "not_charged", "cancelled", "refund", "_why_"];
        if said.iter().any(|says| ended.iter().any(|end| says.key.contains(end))) {
            self.is_wrong(format!("I14: in doubt, and the screen says {}", said[1].key));
        }
    }

    /// A request is about to be put on the network; `order` is as the journal has it.
    pub fn sends(&mut self, request: Request, order: &Order) {
        if order.state == State::Prepared {
            self.is_wrong(format!("I3: {} was sent without a record", order.id()));
        }
        let (bodies, body) = match request {
            Request::Put => (&mut self.sent, Some(order.jws.clone())),
            Request::Close => (&mut self.stopped, order.close.clone()),
            // Neither says anything that was not signed before.
            Request::Get | Request::Attempt => return,
        };
        let Some(body) = body else {
            return self.is_wrong(format!("I3: {} was asked to stop without a record", order.id()));
        };
        if *bodies.entry(order.id().to_owned()).or_insert_with(|| body.clone()) != body {
            self.is_wrong(format!("I8: {} was sent with another body", order.id()));
        }
    }

    /// As `sends`, for a design that sends first.
    pub fn sent_before_recording(&mut self, order: &Order) {
        self.sent.insert(order.id().to_owned(), order.jws.clone());
    }

    /// I3, I6, I15 across a restart: all that was sent is in the journal, no rank has fallen, no receipt is gone.
    pub fn reopened(&mut self, books: &Books) {
        let mut wrong = Vec::new();
        for id in self.sent.keys().chain(self.stopped.keys()) {
            if books.order(id).is_none_or(|order| order.state == State::Prepared) {
                wrong.push(format!("I3: {id} was sent and the journal does not know"));
            }
        }
        for order in books.orders() {
            let shown = order.cashier.as_ref().map(|attempt| (attempt.number, attempt.stage));
            if shown < self.codes.get(order.id()).copied() {
                wrong.push(format!("I6: {} lost its newest code over a restart", order.id()));
            }
            if self.ranks.get(order.id()).is_some_and(|before| *before > order.state.rank()) {
                wrong.push(format!("I6: {} fell in rank over a restart", order.id()));
            }
        }
        self.wrong.extend(wrong);
    }

    /// An old copy of the journal was put back: what was sent and shown may be ahead of it.
    pub fn forgets(&mut self, books: &Books) {
        self.ranks.clear();
        self.codes.clear();
        self.sent.retain(|id, _| books.order(id).is_some());
        self.stopped.clear();
    }

    /// A new phone, or the app set up anew. What the citizen confirmed stays confirmed.
    pub fn reinstalled(&mut self) {
        *self = Self {
            reviewed: std::mem::take(&mut self.reviewed),
            wrong: std::mem::take(&mut self.wrong),
            ..Self::default()
        };
    }
}
