//! The citizen's view beside the bank's book and the gateway's.

use shebao_core::{Citizen, Outcome};
use shebao_sandbox::Running;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All orders the citizen sees: id → chip and fen.
pub async fn orders(citizen: &Arc<Citizen>) -> Outcome<BTreeMap<String, (String, i64)>> {
    let (mut orders, mut cursor) = (BTreeMap::new(), None);
    loop {
        let page = citizen.payments().orders(cursor).await?;
        orders.extend(page.rows.into_iter().map(|row| (row.id, (row.state.key, row.amount.fen))));
        cursor = page.next;
        if cursor.is_none() {
            return Ok(orders);
        }
    }
}

/// I15: a paid order whose receipt is not in the journal, or not in the store as well, if any. The app must be unlocked.
pub async fn unkept(citizen: &Arc<Citizen>) -> Option<String> {
    let (kept, seen) = (citizen.payments().receipts_kept().await, orders(citizen).await);
    let (Ok([journal, store]), Ok(seen)) = (kept, seen) else {
        return Some("I15: receipts or orders cannot be read".to_owned());
    };
    let paid = ["order_state_paid", "order_state_refunding", "order_state_refunded"];
    let missing = |kept: &BTreeSet<String>| {
        seen.iter().find(|(id, (state, _))| paid.contains(&state.as_str()) && !kept.contains(*id))
    };
    [("journal", &journal), ("store", &store)].into_iter().find_map(|(name, kept)| {
        missing(kept).map(|(id, (state, _))| format!("I15: no receipt of {id} in the {name}: {state}"))
    })
}

/// The first thing on which the bank, the gateway and this citizen do not agree. `payers` are those whose orders the citizen must know;
/// `opening` what the accounts held at first, in fen.
pub fn disagreement(
    city: &Running,
    seen: &BTreeMap<String, (String, i64)>,
    payer: &str,
    opening: i64,
) -> Option<String> {
    let Ok(ledger) = city.operator().ledger() else { return Some("the gateway does not answer".to_owned()) };
    let mut taken = 0;
    let mut periods: BTreeMap<String, &str> = BTreeMap::new();
    let mut orders = BTreeSet::new();
    for debit in &ledger.debits {
        let Some(order) = ledger.orders.iter().find(|order| order.id == debit.order) else {
            return Some(format!("the bank took money for {}, which the gateway does not know", debit.order));
        };
        if !orders.insert(&debit.order) {
            return Some(format!("{} was paid twice", debit.order));
        }
        if order.payer != payer {
            continue;
        }
        if debit.amount_fen != order.amount_fen {
            return Some(format!("{} took another amount than confirmed", debit.order));
        }
        let Some((state, fen)) = seen.get(&debit.order) else {
            return Some(format!("the citizen never heard of {}, which took money", debit.order));
        };
        let expected = if debit.returned { "order_state_refunded" } else { "order_state_paid" };
        if state != expected || *fen != debit.amount_fen {
            return Some(format!("{}: the bank says {expected}, the citizen reads {state}", debit.order));
        }
        if !debit.returned {
            // Who scans a code pays with other money than this account's.
            if debit.channel == "card_debit" {
                taken += debit.amount_fen;
            }
            for period in &order.periods {
                let key = format!("{}/{}/{period}", order.person, order.scheme);
                if let Some(other) = periods.insert(key, &debit.order) {
                    return Some(format!("{period} was paid by {other} and by {}", debit.order));
                }
            }
        }
    }
    let debited = |id: &str| ledger.debits.iter().any(|debit| debit.order == id);
    for (id, (state, _)) in seen {
        let says_moved =
            matches!(state.as_str(), "order_state_paid" | "order_state_refunding" | "order_state_refunded");
        let says_still = matches!(state.as_str(), "order_state_not_charged" | "order_state_cancelled");
        if !says_moved && !says_still {
            return Some(format!("{id} has no end: {state}"));
        }
        if says_moved != debited(id) {
            return Some(format!("{id}: the citizen reads {state}, and money moved: {}", debited(id)));
        }
    }
    let left = ledger.balance_fen.get(&format!("{payer}/card")).copied().unwrap_or_default();
    (left != opening - taken).then(|| format!("the account holds {left} fen instead of {}", opening - taken))
}
