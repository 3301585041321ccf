//! Bills, quotes, orders.

use super::read::Relative;
use crate::decide::tariff::Tier;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be paid, and where from.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Bills {
    /// What can be paid.
    pub bills: Vec<BillLine>,
    /// Where the money can come from.
    pub instruments: Vec<Instrument>,
    /// How old this is.
    pub as_of: String,
}

/// One thing to pay for one person.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BillLine {
    /// Its id.
    pub id: String,
    /// The insured person.
    pub person: Relative,
    /// The scheme.
    pub scheme: String,
    /// Last day.
    pub due: Option<String>,
    /// True while it can be paid.
    pub open: bool,
    /// `window_closed` if not.
    pub closed_why: Option<String>,
    /// What can be chosen.
    pub choices: Choices,
    /// The amount a period, where there is nothing to choose.
    pub fixed_amount_fen: Option<i64>,
    /// The rate, basis points.
    pub rate_bp: Option<i64>,
    /// The personal account's part, basis points of the base.
    pub account_rate_bp: Option<i64>,
    /// The tariff version in force.
    pub tariff: String,
}

/// What can be chosen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Choices {
    /// A base, where the scheme has one.
    pub base: Option<BaseRange>,
    /// Tiers, where the scheme has them.
    pub tiers: Vec<Tier>,
    /// Every period of the bill, those paid or being paid among them.
    pub periods: Vec<String>,
    /// Periods that a live or paid order holds.
    pub paid_periods: Vec<String>,
}

/// The bases that can be chosen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BaseRange {
    /// Lowest, a month.
    pub floor_fen: i64,
    /// Highest, a month.
    pub ceiling_fen: i64,
    /// Common choices.
    pub offered_fen: Vec<i64>,
}

/// Where money comes from.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// `card_debit` or `cashier`.
    pub kind: String,
    /// The bank; null for the cashier.
    pub bank: Option<String>,
    /// The last four digits; null for the cashier.
    pub tail: Option<String>,
}

/// Receipts of what others paid for this citizen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReceiptList {
    /// In the order in which they last changed.
    pub receipts: Vec<PaidForMe>,
    /// The cursor to ask with next time; `null` while there is none.
    pub next: Option<String>,
}

/// A receipt whose insured person is the citizen, paid by somebody else.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct PaidForMe {
    /// `shebao-receipt+jws`.
    pub receipt: String,
    /// `shebao-refund+jws`, once the money goes back.
    pub refund: Option<String>,
    /// Who paid: the name, masked as in a receipt.
    pub payer: String,
    /// The tax office's receipt number, once there is one.
    pub tax_receipt_no: Option<String>,
}

/// What a quote is asked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct QuoteRequest {
    /// The bill.
    pub bill: String,
    /// The base, where there is one.
    #[serde(default)]
    pub base_fen: Option<i64>,
    /// The tier, where there are some.
    #[serde(default)]
    pub tier: Option<String>,
    /// Which periods.
    pub periods: Vec<String>,
    /// Where the money comes from.
    pub instrument: String,
}

/// An offer with the gateway's own expiry.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct QuoteAnswer {
    /// Its id.
    pub id: String,
    /// The bill.
    pub bill: String,
    /// In all.
    pub amount_fen: i64,
    /// A period.
    pub per_period_fen: i64,
    /// The tariff version.
    pub tariff: String,
    /// Who receives the money.
    pub payee: String,
    /// Good until then, by the gateway's clock.
    pub expires_at: String,
    /// How the amount comes about.
    pub rule: QuoteRule,
    /// The personal account's part, a period.
    pub account_share_fen: Option<i64>,
}

/// How an amount comes about.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuoteRule {
    /// A share of the base.
    Rate {
        /// The base.
        base_fen: i64,
        /// The rate.
        rate_bp: i64,
        /// `half_up_fen`.
        rounding: String,
    },
    /// The same for everyone.
    Fixed {
        /// The amount a period.
        amount_fen: i64,
    },
}

/// Where an order stands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderStatus {
    /// Its id.
    pub id: String,
    /// SHA-256 of the payload; null if only a close was ever seen.
    pub fingerprint: Option<String>,
    /// `pending paid rejected closed refunding refunded`.
    pub state: String,
    /// The newest attempt at the cashier, while the order is `pending` and to be paid there.
    pub cashier: Option<CashierAttempt>,
    /// A `shebao-receipt+jws` once paid.
    pub receipt: Option<String>,
    /// A `shebao-tombstone+jws` once it can never take money.
    pub tombstone: Option<String>,
    /// A `shebao-refund+jws` while and after it is given back.
    pub refund: Option<String>,
    /// The order as it was received, for adoption by another device.
    pub order: Option<String>,
    /// What comes after payment.
    pub stages: StageTimes,
    /// The tax office's receipt number.
    pub tax_receipt_no: Option<String>,
    /// How old this is.
    pub as_of: String,
}

/// A try to have an order paid at the cashier: what can be scanned, and until when.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CashierAttempt {
    /// From 1. The next one is asked for by `PUT /orders/{id}/attempts/{attempt + 1}` once this one has `ended`.
    pub attempt: u32,
    /// `opening` no code yet; `open` it can be scanned; `closing` its time is up and the cashier is being asked whether it was paid; `ended` it
    /// was not paid, and never will be.
    pub state: String,
    /// What the QR code holds, while `open`: 256 printable ASCII characters at most.
    pub code: Option<String>,
    /// It is closed from then on, by the gateway's clock.
    pub until: String,
}

/// The four stages: 支付 → 税务开票 → 财政入库 → 到账.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct StageTimes {
    /// The bank took the money.
    pub paid_at: Option<String>,
    /// The tax office made out its receipt.
    pub ticketed_at: Option<String>,
    /// The treasury has it.
    pub treasury_at: Option<String>,
    /// It counts.
    pub credited_at: Option<String>,
}

/// Orders that changed after a cursor.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct OrderList {
    /// In the order in which they last changed.
    pub orders: Vec<OrderStatus>,
    /// To pass as `since` next time; null if there was never an order.
    pub next: Option<String>,
}
