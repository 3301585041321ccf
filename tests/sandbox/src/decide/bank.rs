//! What the bank decides. It is another company: it knows order ids and balances, nothing of insurance.

use serde::{Deserialize, Serialize};

/// What the gateway asks the bank to do: take this amount once, under this order's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebitCall {
    /// The order's id: the key that makes a second call harmless.
    pub order: String,
    /// The account, such as `p-wang/card`.
    pub account: String,
    /// Fen.
    pub amount_fen: i64,
}

/// A line of the bank's book. Kept for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debit {
    /// What was asked.
    pub call: DebitCall,
    /// When it was decided, seconds since 1970.
    pub at: i64,
    /// The bank's own reference.
    pub bank_ref: String,
    /// False if there was not enough money: also decided once and for ever.
    pub taken: bool,
    /// When it was given back, if it was.
    pub returned_at: Option<i64>,
}

/// What the bank writes and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankDecision {
    /// The line of the book, as it stands now.
    pub debit: Debit,
    /// The account's new balance, if it changed.
    pub balance_fen: Option<i64>,
    /// False if the line was there already.
    pub new: bool,
}

/// Debits once: a line that exists already is the answer, whatever is asked now.
pub fn debit(found: Option<&Debit>, balance_fen: i64, call: &DebitCall, now: i64) -> BankDecision {
    if let Some(debit) = found {
        return BankDecision { debit: debit.clone(), balance_fen: None, new: false };
    }
    let taken = call.amount_fen > 0 && balance_fen >= call.amount_fen;
    let short: String = call.order.chars().take(12).collect();
    let debit = Debit {
        call: call.clone(),
        at: now,
        bank_ref: format!("TB{short}").to_uppercase(),
        taken,
        returned_at: None,
    };
    BankDecision { debit, balance_fen: taken.then(|| balance_fen - call.amount_fen), new: true }
}

/// Gives a debit back once; `None` if there is nothing to give back.
pub fn give_back(found: &Debit, balance_fen: i64, now: i64) -> Option<BankDecision> {
    if !found.taken || found.returned_at.is_some() {
        return None;
    }
    let debit = Debit { returned_at: Some(now), ..found.clone() };
    Some(BankDecision { balance_fen: balance_fen.checked_add(found.call.amount_fen), debit, new: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn call(amount_fen: i64) -> DebitCall {
        DebitCall { order: "0123456789abcdef".repeat(2), account: "p/card".into(), amount_fen }
    }

    #[test]
    fn a_second_call_takes_nothing_and_says_the_same() {
        let first = debit(None, 1_000, &call(400), 5);
        assert_eq!((first.debit.taken, first.balance_fen), (true, Some(600)));
        let again = debit(Some(&first.debit), 600, &call(400), 9);
        assert_eq!((again.debit, again.balance_fen), (first.debit, None));
    }

    #[test]
    fn too_little_money_is_decided_for_ever() {
        let first = debit(None, 399, &call(400), 5);
        assert!(!first.debit.taken);
        assert!(!debit(Some(&first.debit), 9_999, &call(400), 6).debit.taken);
        assert!(give_back(&first.debit, 399, 7).is_none());
    }

    proptest! {
        #[test]
        fn no_call_makes_a_balance_negative_or_takes_another_amount(balance in 0i64..1_000_000, amount in -5i64..2_000_000) {
            let decision = debit(None, balance, &call(amount), 1);
            if let Some(left) = decision.balance_fen {
                prop_assert!(left >= 0);
                prop_assert_eq!(balance - left, amount);
            }
            prop_assert_eq!(decision.debit.taken, decision.balance_fen.is_some());
            let returned = give_back(&decision.debit, decision.balance_fen.unwrap_or(balance), 2);
            if let Some(returned) = returned {
                prop_assert_eq!(returned.balance_fen, Some(balance));
                prop_assert!(give_back(&returned.debit, balance, 3).is_none());
            }
        }
    }
}
