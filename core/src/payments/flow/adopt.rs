//! Orders the gateway has and this device does not: made before it was set up anew, or on a second phone.

use super::books::Books;
use super::order::{About, Order, Terms};
use super::record::Record;
use super::state::State;

/// An order as the gateway lists it, its body read and found to have the id and fingerprint claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it says.
    pub terms: Terms,
    /// The order as signed.
    pub jws: String,
    /// SHA-256 of its payload.
    pub fingerprint: String,
    /// For screens.
    pub about: About,
}

/// The record that adopts an order, or `None` if it is known. It begins in doubt: only proof that verifies ends it, as for any other.
/// After a damaged journal it needs attention at once, since nobody can tell what else was known about it.
pub fn adopt(books: &Books, listed: Listed, after_damage: bool) -> Option<Record> {
    if books.order(&listed.terms.id).is_some() {
        return None;
    }
    let mut order = Order::prepared(listed.terms, listed.jws, listed.fingerprint, listed.about);
    order.adopted = true;
    order.held = true;
    order.state = if after_damage { State::Attention } else { State::Accepted };
    Some(Record::Order(Box::new(order)))
}
