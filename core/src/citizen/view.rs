//! What home shows.

use crate::freshness::Freshness;
use crate::inbox::MessageRowView;
use crate::insurance::InsuranceKind;
use crate::money::Money;
use crate::news::ArticleRowView;
use crate::says::{Says, Tone};

/// Home answers one question: does anything need me?
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HomeView {
    /// How old the oldest part of this is.
    pub freshness: Freshness,
    /// Whose it is, masked; `None` when nobody is signed in.
    pub person: Option<String>,
    /// The bureau's name.
    pub bureau: String,
    /// True when the bureau is a fictional one: the screen says so.
    pub fictional: bool,
    /// The answer: how many things need attention, or that all is well.
    pub title: Says,
    /// What needs attention, most urgent first.
    pub attention: Vec<AttentionView>,
    /// True if the screen offers to sign in beside what needs attention.
    pub offers_sign_in: bool,
    /// The card in one line, if there is one.
    pub card: Option<CardLineView>,
    /// Unread messages.
    pub unread: u32,
    /// The newest three messages.
    pub messages: Vec<MessageRowView>,
    /// The newest three articles.
    pub news: Vec<ArticleRowView>,
}

/// One thing that needs attention, with one verb.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AttentionView {
    /// Stable while it is about the same thing.
    pub id: String,
    /// How its state is drawn.
    pub tone: Tone,
    /// Its state in words, for a chip.
    pub state: Says,
    /// Whom it is about, masked.
    pub person: Option<String>,
    /// The amount it is about.
    pub amount: Option<Money>,
    /// What it is.
    pub headline: Says,
    /// What it means, or what waiting costs.
    pub body: Option<Says>,
    /// The one verb.
    pub verb: Says,
    /// Where the verb leads.
    pub target: Target,
}

/// The card in one line.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CardLineView {
    /// What it says.
    pub headline: Says,
    /// How its state is drawn.
    pub tone: Tone,
    /// Its state in words.
    pub state: Says,
}

/// A screen to go to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Target {
    /// Sign in, or unlock.
    SignIn,
    /// An order.
    Order {
        /// Its id.
        id: String,
    },
    /// Paying a bill.
    Bill {
        /// Its id.
        id: String,
    },
    /// The auto-debit mandates.
    Mandates,
    /// The card.
    Card,
    /// An insurance.
    Insurance {
        /// Which.
        kind: InsuranceKind,
    },
    /// A message.
    Message {
        /// Its id.
        id: String,
    },
    /// An article.
    Article {
        /// Its id.
        id: String,
    },
}

/// What a scanned or opened text is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Link {
    /// The bureau's enrolment code: hand it to `enrol`.
    Enrol {
        /// The code.
        code: String,
    },
    /// A receipt, verified.
    Receipt {
        /// The order it is for.
        order: String,
        /// How much was paid.
        amount: Money,
        /// For whom, masked.
        person: String,
        /// What for: insurance, scheme, periods.
        title: Says,
        /// When.
        paid_at: std::time::SystemTime,
        /// The bank's reference.
        bank_ref: String,
    },
    /// A message of ours.
    Message {
        /// Its id.
        id: String,
    },
    /// An article.
    Article {
        /// Its id.
        id: String,
    },
    /// Nothing of ours; nothing was opened.
    Unknown {
        /// Why, in words.
        problem: Says,
    },
}

/// How what was kept on the device was found when the app was opened.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FoundView {
    /// True if nothing was damaged.
    pub whole: bool,
    /// What that means for the citizen.
    pub says: Says,
}

/// What became of a refresh, part by part: one failing part never hides another.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RefreshView {
    /// The parts that could not be refreshed, and why.
    pub failed: Vec<PartFailure>,
}

/// One part that could not be refreshed.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PartFailure {
    /// Which.
    pub part: crate::platform::Change,
    /// Why.
    pub error: crate::error::CitizenError,
}

/// What to do with orders in doubt when signing out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Keep {
    /// Refuse to sign out while an order is in doubt.
    Doubtful,
    /// Sign out whatever happens; the bureau's list still knows the orders.
    Nothing,
}
