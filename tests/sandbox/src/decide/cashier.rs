//! What the cashier decides. It is another company, like the bank: it knows orders' ids, attempts' numbers and amounts, and who scanned.
//!
//! A ticket is one attempt of one order: what can be scanned, once. The cashier has no clock of the gateway's: a ticket can be paid until
//! the gateway closes it, and what the cashier then answers is the truth.

use serde::{Deserialize, Serialize};

/// What the gateway asks about: one attempt of one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCall {
    /// The order's id.
    pub order: String,
    /// The attempt's number, from 1.
    pub attempt: u32,
    /// Fen.
    pub amount_fen: i64,
}

impl TicketCall {
    /// The key that makes a second call harmless: order and attempt together, neither alone.
    pub fn key(&self) -> String {
        format!("{}/{:06}", self.order, self.attempt)
    }

    /// What the code to be scanned holds.
    pub fn code(&self) -> String {
        format!("https://cashier.invalid/pay/{}/{}", self.order, self.attempt)
    }
}

/// How a ticket stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// It can be scanned and paid.
    Open,
    /// Nobody can pay it any more.
    Closed,
    /// Somebody paid it.
    Paid(Scanned),
}

/// Who paid, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// Whoever scanned: the citizen, a relative, anybody.
    pub by: String,
    /// When, seconds since 1970.
    pub at: i64,
    /// The cashier's own reference.
    pub reference: String,
    /// When it was given back, if it was.
    pub returned_at: Option<i64>,
}

/// A line of the cashier's book. Kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// What was asked.
    pub call: TicketCall,
    /// How it stands.
    pub state: TicketState,
}

impl Ticket {
    /// True if money was taken and not given back.
    pub fn is_taken(&self) -> bool {
        matches!(&self.state, TicketState::Paid(scanned) if scanned.returned_at.is_none())
    }
}

/// Why a scan pays nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotScanned {
    /// There is no such code.
    Unknown,
    /// The gateway closed it.
    Closed,
    /// Somebody was quicker.
    PaidAlready,
}

/// Opens once: a ticket that exists already is the answer, whatever it came to.
pub fn open(found: Option<&Ticket>, call: &TicketCall) -> Ticket {
    found.cloned().unwrap_or_else(|| Ticket { call: call.clone(), state: TicketState::Open })
}

/// Closes what is open. One never seen is closed too, so that opening it, if that still comes, finds it closed. What is paid stays paid.
pub fn close(found: Option<&Ticket>, call: &TicketCall) -> Ticket {
    match found {
        Some(ticket) if ticket.state != TicketState::Open => ticket.clone(),
        _ => Ticket { call: call.clone(), state: TicketState::Closed },
    }
}

/// Somebody scans: the first one pays.
pub fn scan(found: Option<&Ticket>, by: &str, now: i64) -> Result<Ticket, NotScanned> {
    let ticket = found.ok_or(NotScanned::Unknown)?;
    match ticket.state {
        TicketState::Open => {
            let short: String = ticket.call.order.chars().take(10).collect();
            let reference = format!("SY{short}{}", ticket.call.attempt).to_uppercase();
            let scanned = Scanned { by: by.to_owned(), at: now, reference, returned_at: None };
            Ok(Ticket { state: TicketState::Paid(scanned), ..ticket.clone() })
        }
        TicketState::Closed => Err(NotScanned::Closed),
        TicketState::Paid(_) => Err(NotScanned::PaidAlready),
    }
}

/// Gives a paid ticket's money back once; `None` if there is nothing to give back.
pub fn give_back(found: &Ticket, now: i64) -> Option<Ticket> {
    match &found.state {
        TicketState::Paid(scanned) if scanned.returned_at.is_none() => {
            let scanned = Scanned { returned_at: Some(now), ..scanned.clone() };
            Some(Ticket { state: TicketState::Paid(scanned), ..found.clone() })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(order: char, attempt: u32) -> TicketCall {
        TicketCall { order: order.to_string().repeat(32), attempt, amount_fen: 40_000 }
    }

    #[test]
    fn each_attempt_of_each_order_has_a_key_and_a_code_of_its_own() {
        let calls = [call('a', 1), call('a', 2), call('b', 1)];
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            assert_ne!(calls[one].key(), calls[other].key());
            assert_ne!(calls[one].code(), calls[other].code());
        }
    }

    #[test]
    fn opening_again_and_closing_again_change_nothing() {
        let ticket = open(None, &call('a', 1));
        assert_eq!(open(Some(&ticket), &call('a', 1)), ticket);
        let closed = close(Some(&ticket), &call('a', 1));
        assert_eq!(close(Some(&closed), &call('a', 1)), closed);
        assert_eq!(open(Some(&closed), &call('a', 1)).state, TicketState::Closed, "closed is for ever");
    }

    #[test]
    fn the_first_scan_pays_and_no_other_does_nor_one_of_a_closed_or_unknown_code() {
        let ticket = open(None, &call('a', 1));
        let paid = scan(Some(&ticket), "p-wang", 5).unwrap();
        assert!(paid.is_taken());
        assert_eq!(scan(Some(&paid), "p-li", 6), Err(NotScanned::PaidAlready));
        assert_eq!(close(Some(&paid), &call('a', 1)), paid, "what is paid is not closed");
        let closed = close(Some(&ticket), &call('a', 1));
        assert_eq!(scan(Some(&closed), "p-li", 6), Err(NotScanned::Closed));
        assert_eq!(scan(None, "p-li", 6), Err(NotScanned::Unknown));
    }

    #[test]
    fn closing_what_was_never_opened_keeps_it_from_ever_being_opened() {
        let closed = close(None, &call('a', 1));
        assert_eq!(open(Some(&closed), &call('a', 1)).state, TicketState::Closed);
    }

    #[test]
    fn money_is_given_back_once() {
        let paid = scan(Some(&open(None, &call('a', 1))), "p-li", 5).unwrap();
        let returned = give_back(&paid, 9).unwrap();
        assert!(!returned.is_taken());
        assert_eq!(give_back(&returned, 10), None);
        assert_eq!(give_back(&open(None, &call('a', 1)), 9), None);
    }
}
