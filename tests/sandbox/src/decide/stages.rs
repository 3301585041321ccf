//! What comes after the bank's answer: tax receipt, treasury, credit; and the way back.

use super::order::{OrderRecord, OrderState};

/// Seconds from one stage to the next when nobody moves them by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageDelays {
    /// Payment to tax receipt.
    pub ticketed: i64,
    /// Tax receipt to treasury.
    pub treasury: i64,
    /// Treasury to the insured person's record.
    pub credited: i64,
}

impl Default for StageDelays {
    fn default() -> Self {
        Self { ticketed: 2, treasury: 2, credited: 2 }
    }
}

/// The stage an order reaches now, or `None`. `by_hand` skips the wait.
pub fn advance(order: &OrderRecord, delays: StageDelays, by_hand: bool, now: i64) -> Option<OrderRecord> {
    if order.state != OrderState::Settled {
        return None;
    }
    let due = |since: i64, delay: i64| by_hand || now >= since.saturating_add(delay);
    let mut next = OrderRecord { changed_at: now, ..order.clone() };
    let stages = &order.stages;
    match (stages.paid_at, stages.ticketed_at, stages.treasury_at, stages.credited_at) {
        (Some(paid), None, None, None) if due(paid, delays.ticketed) => {
            next.stages.ticketed_at = Some(now);
            let short: String = order.id.chars().take(10).collect();
            next.tax_receipt_no = Some(format!("990100{}", short.to_uppercase()));
        }
        (Some(_), Some(ticketed), None, None) if due(ticketed, delays.treasury) => {
            next.stages.treasury_at = Some(now);
        }
        (Some(_), Some(_), Some(treasury), None) if due(treasury, delays.credited) => {
            next.stages.credited_at = Some(now);
        }
        _ => return None,
    }
    Some(next)
}

/// True once nothing more will come by itself.
pub fn is_done(order: &OrderRecord) -> bool {
    order.state != OrderState::Settled || order.stages.credited_at.is_some()
}

/// The operator gives the money back: paid → refunding → refunded, one step a call.
pub fn refund(order: &OrderRecord, now: i64) -> Option<OrderRecord> {
    let state = match order.state {
        OrderState::Settled => OrderState::Refunding,
        OrderState::Refunding => OrderState::Refunded,
        _ => return None,
    };
    Some(OrderRecord { state, changed_at: now, refund: None, ..order.clone() })
}
