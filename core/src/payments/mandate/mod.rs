//! Auto-debit mandates: the citizen signs once, and the gateway debits each period on its day, at the tariff of that day and never above the
//! signed highest amount.
//!
//! `flow` decides what an act (sign, change, revoke) goes through; acts lie in the same journal as orders. The gateway's list is the truth
//! about what is in force: a second phone and a new one read it there.

pub(crate) mod flow;
