//! What the screens about auto-debit show.

use crate::date::CalendarDate;
use crate::freshness::Freshness;
use crate::money::Money;
use crate::payments::{BaseChoice, BillView, InstrumentChoice, TierChoice};
use crate::says::{FactView, ProblemView, Says, Tone};

/// Every mandate of this citizen.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MandatesView {
    /// How old the gateway's list is.
    pub freshness: Freshness,
    /// What is in doubt first, then what is in force by its next day, then what ended.
    pub rows: Vec<MandateView>,
    /// What a mandate can be signed for.
    pub offers: Vec<BillView>,
    /// What auto-debit is, that there is none yet, or that some rows could not be verified now.
    pub says: Says,
}

/// One mandate.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MandateView {
    /// Its id, for `change_mandate` and `revoke_mandate`.
    pub id: String,
    /// The insured person, masked.
    pub person: String,
    /// Oneself, mother, …
    pub relation: Says,
    /// Insurance and scheme.
    pub title: Says,
    /// How it stands, drawn.
    pub tone: Tone,
    /// How it stands, in words.
    pub state: Says,
    /// Whether and when money moves, and what to do.
    pub says: Says,
    /// True if, by the gateway's word, the account does not hold what the next debit takes; `says` tells by when to put money in.
    pub short: bool,
    /// What became of the latest act of this phone, if it changed nothing.
    pub note: Option<Says>,
    /// The next debit's day.
    pub next_on: Option<CalendarDate>,
    /// What the next debit takes, by the tariff when the gateway told it.
    pub expected: Option<Money>,
    /// Base or tier, day, highest amount, account.
    pub lines: Vec<FactView>,
    /// True while an act on it has no end.
    pub in_doubt: bool,
    /// True if other terms can be signed.
    pub can_change: bool,
    /// How to end it, or to take back what was not sent; `None` while neither can be done.
    pub stop: Option<StopView>,
    /// The number to call, when it needs attention.
    pub call: Option<String>,
    /// The bill it pays, to pay it by hand; `None` if there is none now.
    pub bill: Option<String>,
}

/// What leads to `revoke_mandate`.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StopView {
    /// The button's label.
    pub verb: Says,
    /// What to ask first; the same verb answers it with yes, `action_keep` with no. `None`: nothing is lost by it, and nothing is asked.
    pub question: Option<Says>,
}

/// What the user chose so far. Fields: `base`, `tier`, `day`, `cap`, `instrument`.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct MandateDraft {
    /// The base per month.
    pub base: Option<Money>,
    /// The tier's id.
    pub tier: Option<String>,
    /// The day of the month, 1 to 28.
    pub day: Option<u32>,
    /// The most one debit may take.
    pub cap: Option<Money>,
    /// The instrument's id.
    pub instrument: Option<String>,
}

/// What can be chosen. Nothing is chosen beforehand; a change begins with the terms in force.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MandateChoices {
    /// A base between floor and ceiling, where the scheme has one.
    pub base: Option<BaseChoice>,
    /// Fixed tiers, where the scheme has them.
    pub tiers: Vec<TierChoice>,
    /// Days to offer; every day from 1 to 28 can be chosen.
    pub days: Vec<DayChoice>,
    /// Highest amounts to offer, once it is known what one debit takes now.
    pub caps: Vec<Money>,
    /// Where the money can come from.
    pub instruments: Vec<InstrumentChoice>,
}

/// A day of the month.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DayChoice {
    /// The day.
    pub day: u32,
    /// Its label.
    pub name: Says,
}

/// Where signing or changing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum MandateStep {
    /// Choosing.
    Choose,
    /// Everything to check before signing.
    Review,
    /// In doubt: the gateway's word is being asked for. One may leave.
    Confirming,
    /// In force, by the gateway's signed word.
    Done,
    /// Nothing changed.
    NotDone,
    /// In doubt for long; asking goes on.
    Attention,
}

/// Signing or changing a mandate.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MandateFormView {
    /// Where it stands.
    pub step: MandateStep,
    /// How that is drawn. In doubt is never drawn as wrong.
    pub tone: Tone,
    /// True for other terms of a mandate that is in force.
    pub changes: bool,
    /// The insured person, masked.
    pub person: String,
    /// Insurance and scheme.
    pub scheme: Says,
    /// The page's title: the answer.
    pub title: Says,
    /// What can be chosen.
    pub choices: MandateChoices,
    /// What was chosen.
    pub draft: MandateDraft,
    /// What is wrong with it.
    pub problems: Vec<ProblemView>,
    /// True if `review` (while choosing) or `confirm` (while reviewing) can be called.
    pub can_go_on: bool,
    /// The label of the button that does so.
    pub verb: Says,
    /// True while reviewing on a phone without a secure lock: the screen asks for the PIN and calls `confirm_with_pin`.
    pub asks_for_pin: bool,
    /// True while an answer is awaited.
    pub busy: bool,
    /// What one debit takes by the tariff in force now.
    pub expected: Option<Money>,
    /// The first debit's day, if signed today.
    pub next_on: Option<CalendarDate>,
    /// Who, what, base or tier, day, highest amount, from which account.
    pub lines: Vec<FactView>,
    /// What happens next, in order.
    pub next: Vec<Says>,
    /// Whether it is in force, and what to do. Always there.
    pub says: Says,
    /// The number to call, when it needs attention.
    pub call: Option<String>,
}
