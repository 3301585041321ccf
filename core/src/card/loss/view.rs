//! What the loss screen takes and shows.

use crate::freshness::Freshness;
use crate::says::{ProblemView, Says, Tone};
use std::time::SystemTime;

/// A function of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, uniffi::Enum)]
pub enum CardFunction {
    /// 社保功能.
    Social,
    /// 金融功能.
    Financial,
}

/// What is to be reported. Nothing is chosen beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct LossDraft {
    /// Which functions; both, as a rule.
    pub functions: Vec<CardFunction>,
    /// For good (`true`) or for a while (`false`); `None`: not chosen yet.
    #[uniffi(default = None)]
    pub formal: Option<bool>,
}

/// What is wrong with a draft, and whether it can be sent.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LossDraftView {
    /// What is wrong.
    pub problems: Vec<ProblemView>,
    /// True if it can be confirmed.
    pub can_send: bool,
    /// What happens then, in order: also how long it lasts.
    pub next: Vec<Says>,
}

/// The loss screen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LossesView {
    /// How old this is.
    pub freshness: Freshness,
    /// The answer: in use, closed, being confirmed.
    pub title: Says,
    /// How it is drawn.
    pub tone: Tone,
    /// True if something can be reported by phone now.
    pub can_report: bool,
    /// True if a phone without a secure lock asks for the PIN.
    pub asks_for_pin: bool,
    /// Both functions, social first.
    pub functions: Vec<FunctionView>,
    /// What was asked and is not certain yet: it is settled by itself.
    pub in_doubt: Vec<Says>,
    /// What came of what was asked last, if it was refused.
    pub refused: Option<Says>,
    /// Another card: how far it is.
    pub replacement: Option<Says>,
    /// True if another card can be asked for by phone.
    pub can_replace: bool,
    /// Where it is done otherwise: name, address, hours, number.
    pub counter: Option<CounterView>,
}

/// One function.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FunctionView {
    /// Which.
    pub function: CardFunction,
    /// Its name.
    pub name: Says,
    /// Open, or closed for a while or for good.
    pub state: Says,
    /// How that is drawn.
    pub tone: Tone,
    /// When it opens again by itself: a countdown.
    pub opens_at: Option<SystemTime>,
    /// The report that closed it, if it can be taken back by phone.
    pub take_back: Option<String>,
}

/// A counter.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CounterView {
    /// Why one has to go there.
    pub why: Says,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// When it is open.
    pub hours: String,
    /// The number to call.
    pub phone: Option<String>,
}
