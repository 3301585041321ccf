//! The operator's side: never part of the contract with apps.

use crate::decide::pack::Pack;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names a person.
#[derive(Debug, Serialize, Deserialize)]
pub struct OfPerson {
    /// The person's id.
    pub person: String,
}

/// Names an order.
#[derive(Debug, Serialize, Deserialize)]
pub struct OfOrder {
    /// The order's id.
    pub order: String,
}

/// A code to scan at the cashier.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ScanCashier {
    /// The order whose newest open code is scanned; the newest order that waits for a scan if neither this nor `code` is there.
    #[serde(default)]
    pub order: Option<String>,
    /// What the scanned code holds: also an old one.
    #[serde(default)]
    pub code: Option<String>,
    /// Who scans; somebody at the counter if absent.
    #[serde(default)]
    pub by: Option<String>,
}

/// A benefit to pay.
#[derive(Debug, Serialize, Deserialize)]
pub struct PayBenefit {
    /// To whom.
    pub person: String,
    /// `pension unemployment injury`.
    pub kind: String,
    /// Fen.
    pub amount_fen: i64,
}

/// A change of a medical account.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChangeAccount {
    /// Whose.
    pub person: String,
    /// Fen; negative if it was used.
    pub change_fen: i64,
    /// Where or why, such as `药店购药`.
    pub reason: String,
}

/// A notice to everyone.
#[derive(Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// The last day to do something, if there is one.
    #[serde(default)]
    pub deadline: Option<String>,
}

/// A tariff to put in force.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetTariff {
    /// The scheme.
    pub scheme: String,
    /// The new rate, basis points.
    #[serde(default)]
    pub rate_bp: Option<i64>,
    /// The new fixed amount.
    #[serde(default)]
    pub fixed_fen: Option<i64>,
    /// The new version.
    pub version: String,
}

/// A rule pack to publish. Its number and the time it is signed are the sandbox's to give.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetRules {
    /// What it says, as `Pack` in `openapi.json` describes it.
    pub pack: Pack,
}

/// Which versions of the app are too old. Versions are `major.minor.patch`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Below it, no new payment begins (426); open ones are settled all the same.
    pub block_below: String,
    /// Below it, the app warns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_below: Option<String>,
    /// Below it, the app recommends an update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommend_below: Option<String>,
}

impl Update {
    /// No version is too old.
    pub(crate) fn none() -> Self {
        Self { block_below: "0.0.1".into(), warn_below: None, recommend_below: None }
    }
}

/// A time in which a function is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Such as `payments`.
    pub function: String,
    /// From when, RFC 3339.
    pub from: String,
    /// Until when, RFC 3339.
    pub until: String,
}

/// What to change in the signed configuration; what is not named stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SetConfig {
    /// Which versions are too old.
    #[serde(default)]
    pub update: Option<Update>,
    /// Every maintenance window.
    #[serde(default)]
    pub maintenance: Option<Vec<Maintenance>>,
}

/// Whether apps reach the gateway.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetNetwork {
    /// False: connections of apps are cut, and new ones die at once.
    pub up: bool,
}

/// How a back office enters an order's credit wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Miscredit {
    /// The money stays in the treasury: the last stage never comes.
    Withheld,
    /// The last stage comes, and the record stays as it was.
    NotRecorded,
    /// So many fen a period are recorded instead of what was paid.
    Amount {
        /// Fen.
        fen: i64,
    },
    /// The rate is recorded so many basis points higher; the amount is right.
    Rate {
        /// Basis points.
        more_bp: i64,
    },
    /// Each period is recorded twice, under two receipt numbers.
    Twice,
    /// After the money was given back the record still counts.
    KeptAfterRefund,
}

/// An order whose credit is to be entered wrongly; to be said before it is credited, or before it is given back.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetMiscredit {
    /// The order.
    pub order: String,
    /// How.
    pub how: Miscredit,
}

/// A contribution that somebody paid elsewhere: at a counter, by an employer, in another app. Credited at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PaidElsewhere {
    /// The insured person.
    pub person: String,
    /// The scheme, such as `pension_flexible`.
    pub scheme: String,
    /// The month, or the year.
    pub period: String,
    /// Fen.
    pub amount_fen: i64,
}

/// An article that is withdrawn, or given another text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChangeArticle {
    /// The article.
    pub id: String,
    /// The new text; null: it is withdrawn.
    #[serde(default)]
    pub markdown: Option<String>,
}

/// A contribution record that an office alters, rightly or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AlterRecord {
    /// Whose.
    pub person: String,
    /// `pension medical maternity unemployment injury`.
    pub kind: String,
    /// The month.
    pub month: String,
    /// What becomes of it.
    pub how: Alteration,
}

/// What becomes of a record.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alteration {
    /// It is taken out.
    Gone,
    /// It is put back as it was before it was taken out or altered first.
    Back,
    /// Its state: `paid confirming missing refunded`, or what no app knows.
    State {
        /// The state.
        state: String,
    },
    /// Its base, with the amounts as they are.
    Base {
        /// Fen.
        fen: i64,
    },
    /// The person's part and the total.
    Amount {
        /// Fen.
        fen: i64,
    },
}

/// An insurance's line, altered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetInsurance {
    /// Whose.
    pub person: String,
    /// `pension medical maternity unemployment injury`.
    pub kind: String,
    /// `insured paused not_insured receiving`; null: as it is.
    #[serde(default)]
    pub status: Option<String>,
    /// Months that count; null: as they are.
    #[serde(default)]
    pub months: Option<u32>,
}

/// A balance to set at the bank.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetBalance {
    /// Whose card account.
    pub person: String,
    /// Fen.
    pub fen: i64,
}

/// Seconds to move the clock on.
#[derive(Debug, Serialize, Deserialize)]
pub struct MoveClock {
    /// Seconds.
    pub seconds: i64,
}

/// What the two books say.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ledger {
    /// The bank's and the cashier's: money taken.
    pub debits: Vec<LedgerDebit>,
    /// The gateway's: orders.
    pub orders: Vec<LedgerOrder>,
    /// Account → fen.
    pub balance_fen: BTreeMap<String, i64>,
}

/// Money the bank took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerDebit {
    /// For which order.
    pub order: String,
    /// From whose account; at the cashier, who scanned.
    pub person: String,
    /// `card_debit` or `cashier_qr`.
    #[serde(default)]
    pub channel: String,
    /// Fen.
    pub amount_fen: i64,
    /// When.
    pub at: String,
    /// The bank's reference.
    pub bank_ref: String,
    /// True if it was given back.
    pub returned: bool,
}

/// An order in the gateway's book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerOrder {
    /// Its id.
    pub id: String,
    /// As the wire calls it.
    pub state: String,
    /// Fen; 0 if only a close was ever seen.
    pub amount_fen: i64,
    /// Whose order it is.
    #[serde(default)]
    pub payer: String,
    /// The insured person.
    pub person: String,
    /// The scheme.
    pub scheme: String,
    /// The periods.
    pub periods: Vec<String>,
}

/// Pushes a vendor would carry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pushes {
    /// Oldest first.
    pub pushes: Vec<Push>,
}

/// What a vendor sees of a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// Its number.
    pub n: u64,
    /// The device.
    pub device: String,
    /// RFC 8188 octets, base64 (standard alphabet, padded).
    pub sealed: String,
    /// What the system draws without the app.
    pub visible: String,
}

/// How much there is of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Requests answered or cut since this start.
    pub requests: u64,
    /// Octets received, after TLS framing.
    pub bytes_in: u64,
    /// Octets sent.
    pub bytes_out: u64,
    /// Connections accepted.
    pub connections: u64,
    /// The TLS version of the last connection, such as `TLSv1_3`.
    pub tls: Option<String>,
    /// Faults still waiting.
    pub faults_waiting: u64,
    /// Orders kept.
    pub orders: u64,
    /// Devices enrolled and not removed.
    pub devices: u64,
    /// Pushes made.
    pub pushes: u64,
}
