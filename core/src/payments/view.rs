//! What the payment screens show.

use crate::date::CalendarDate;
use crate::freshness::Freshness;
use crate::money::Money;
use crate::says::{FactView, ProblemView, QrView, Says, StepView, Tone};
use std::time::SystemTime;

/// What can be paid, and what is under way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PaymentsView {
    /// How old the bills are.
    pub freshness: Freshness,
    /// What can be paid, most urgent first.
    pub bills: Vec<BillView>,
    /// Orders without an end yet, newest first.
    pub live: Vec<OrderRowView>,
    /// The newest orders that came to an end; `orders` pages through all of them.
    pub past: Vec<OrderRowView>,
}

/// One thing that can be paid for one person.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BillView {
    /// Its id, for `pay`.
    pub id: String,
    /// The insured person, masked.
    pub person: String,
    /// Oneself, mother, …
    pub relation: Says,
    /// Insurance and scheme.
    pub title: Says,
    /// Pay by.
    pub due: Option<CalendarDate>,
    /// False while an order for it is live, or the period is closed.
    pub can_pay: bool,
    /// What it costs, from when, or why it cannot be paid.
    pub says: Says,
    /// The amount, where there is nothing to choose.
    pub amount: Option<Money>,
}

impl BillView {
    /// Whether it waits for somebody: to be paid, or for the signed rule it is to be paid by.
    pub(crate) fn waits(&self) -> bool {
        self.can_pay || self.says.key.starts_with("pay_bill_rule_")
    }
}

/// What can be chosen for a bill. Nothing is chosen beforehand.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ChoicesView {
    /// A base between floor and ceiling, where the scheme has one.
    pub base: Option<BaseChoice>,
    /// Fixed tiers, where the scheme has them.
    pub tiers: Vec<TierChoice>,
    /// The months or years that can be paid.
    pub periods: Vec<PeriodChoice>,
    /// How they may be chosen and why not otherwise, as the region's signed rules say.
    pub rules: Vec<Says>,
    /// Where the money can come from.
    pub instruments: Vec<InstrumentChoice>,
}

/// A contribution base to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct BaseChoice {
    /// The least allowed, per month.
    pub floor: Money,
    /// The most allowed, per month.
    pub ceiling: Money,
    /// Common choices.
    pub offered: Vec<Money>,
}

/// A fixed tier.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TierChoice {
    /// Its id.
    pub id: String,
    /// What it costs per period.
    pub amount: Money,
}

/// A month or year that can be paid.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PeriodChoice {
    /// Its id: `2026-11` or `2027`.
    pub id: String,
    /// Its name.
    pub name: Says,
    /// False if it is paid or being paid.
    pub can_pay: bool,
}

/// Where the money comes from.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct InstrumentChoice {
    /// Its id.
    pub id: String,
    /// Its name, the number masked.
    pub name: Says,
}

/// What the user chose so far. Fields: `base`, `tier`, `periods`, `instrument`.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PaymentDraft {
    /// The base per month.
    pub base: Option<Money>,
    /// The tier's id.
    pub tier: Option<String>,
    /// The periods' ids.
    pub periods: Vec<String>,
    /// The instrument's id.
    pub instrument: Option<String>,
}

/// Where a payment stands.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PaymentStep {
    /// Choosing.
    Choose,
    /// Everything to check before confirming.
    Review,
    /// In doubt: the result is being asked for. One may leave.
    Confirming,
    /// Paid; the receipt verified.
    Paid,
    /// No money was taken.
    NotCharged,
    /// In doubt for long; asking goes on.
    Attention,
}

/// A payment under way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PaymentView {
    /// Where it stands.
    pub step: PaymentStep,
    /// How that is drawn. In doubt is never drawn as wrong.
    pub tone: Tone,
    /// What is being paid, and for whom.
    pub bill: BillView,
    /// What can be chosen.
    pub choices: ChoicesView,
    /// What was chosen.
    pub draft: PaymentDraft,
    /// What is wrong with it.
    pub problems: Vec<ProblemView>,
    /// True if `quote` (while choosing) or `confirm` (while reviewing) can be called.
    pub can_go_on: bool,
    /// True while reviewing on a phone without a secure lock: the screen asks for the PIN and calls `confirm_with_pin`.
    pub asks_for_pin: bool,
    /// True while an answer is awaited.
    pub busy: bool,
    /// The page's title: the answer.
    pub title: Says,
    /// The total.
    pub amount: Option<Money>,
    /// How the total comes about.
    pub arithmetic: Option<Says>,
    /// Who, what, months, base, from which account, which tariff.
    pub lines: Vec<FactView>,
    /// What happens next, in order.
    pub next: Vec<Says>,
    /// Whether money moved, and what to do. Always there.
    pub says: Says,
    /// The order, once there is one.
    pub order: Option<String>,
    /// What there is to scan, while it is to be paid at the cashier.
    pub cashier: Option<CashierView>,
}

/// An order at the cashier: whoever scans the code with any bank's app pays, once.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CashierView {
    /// The code to scan; absent before it is there and after its time.
    pub qr: Option<QrView>,
    /// How it is used, or why there is none.
    pub says: Says,
    /// Until when it can be scanned, while it can. By the gateway's clock: a shell shows it and decides nothing by it.
    pub until: Option<SystemTime>,
    /// True if `another_code` gives a new one: the gateway said that the one before is over, and not paid.
    pub can_ask_again: bool,
}

/// One order in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OrderRowView {
    /// Its id.
    pub id: String,
    /// The insured person, masked.
    pub person: String,
    /// Insurance, scheme, periods.
    pub title: Says,
    /// How much.
    pub amount: Money,
    /// How it stands, drawn.
    pub tone: Tone,
    /// How it stands, in words.
    pub state: Says,
    /// When it was confirmed.
    pub at: SystemTime,
}

/// One page of orders.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OrdersPage {
    /// Newest first.
    pub rows: Vec<OrderRowView>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// One order, whole.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OrderView {
    /// How old the stages are.
    pub freshness: Freshness,
    /// The line a list shows.
    pub row: OrderRowView,
    /// The page's title: the answer.
    pub title: Says,
    /// Whether money moved, and what to do.
    pub says: Says,
    /// Paid, ticketed, treasury, credited.
    pub stages: Vec<StepView>,
    /// Order number, times, account.
    pub lines: Vec<FactView>,
    /// What there is to scan, while it is to be paid at the cashier.
    pub cashier: Option<CashierView>,
    /// True if one may ask to stop it.
    pub can_cancel: bool,
    /// True if there is a receipt.
    pub has_receipt: bool,
    /// The number to call, when it needs attention.
    pub call: Option<String>,
}

/// A verified receipt.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReceiptView {
    /// The order.
    pub order: String,
    /// The insured person, masked.
    pub person: String,
    /// Insurance, scheme, periods.
    pub title: Says,
    /// How much was taken.
    pub amount: Money,
    /// When.
    pub paid_at: SystemTime,
    /// Bank reference, tax receipt number, order number.
    pub lines: Vec<FactView>,
    /// A code anyone can verify; absent if the receipt is too long for one.
    pub qr: Option<QrView>,
    /// What the code holds, to be shared as text: anyone can verify it offline.
    pub link: String,
}
