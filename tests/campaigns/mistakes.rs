//! Design mistakes, planted around the product's code one at a time. A campaign that lets one pass proves nothing. None of these switches exists
//! in what ships.

/// A mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The order is sent, then journalled.
    SendBeforeJournal,
    /// The disk is never told to make anything durable.
    NoSync,
    /// No reply means failed.
    LostIsFailed,
    /// 404 means failed.
    NotFoundIsFailed,
    /// 401 means failed.
    UnauthorizedIsFailed,
    /// 5xx means failed.
    BusyIsFailed,
    /// "Pending" is shown as paid.
    PendingIsPaid,
    /// Stopping an order in doubt is believed without a tombstone.
    CancelWithoutTombstone,
    /// Each attempt has a new id.
    NewIdOnRetry,
    /// The client's clock decides that an order expired.
    ClientClockExpires,
    /// Asking stops at 404.
    AskingStopsAtNotFound,
    /// Whatever is signed by the bureau is believed to be about the order at hand.
    ReceiptNotMatched,
    /// An old journal put back is taken as it is.
    AnchorIgnored,
    /// What may have been forgotten is not doubted.
    ForgottenNotDoubted,
    /// A second order for a period that is being paid.
    PeriodNotHeld,
    /// The gateway charges by today's tariff.
    ChargesTodaysTariff,
    /// The bank is called with a key per attempt.
    BankKeyPerAttempt,
    /// The gateway forgets ids after a while.
    IdsExpire,
    /// The gateway stops an order the bank was asked about.
    ClosesWhileDebiting,
    /// The gateway does not look for another order of the period.
    NoDuplicateCheck,
    /// The gateway takes any amount.
    AmountNotChecked,
    /// Stopping an id the gateway never saw leaves nothing behind.
    CloseLeavesNoTombstone,
    /// After a crash the gateway leaves unfinished orders alone.
    NoResume,
}

/// All of them.
pub const ALL: [Mistake; 23] = [
    Mistake::SendBeforeJournal,
    Mistake::NoSync,
    Mistake::LostIsFailed,
    Mistake::NotFoundIsFailed,
    Mistake::UnauthorizedIsFailed,
    Mistake::BusyIsFailed,
    Mistake::PendingIsPaid,
    Mistake::CancelWithoutTombstone,
    Mistake::NewIdOnRetry,
    Mistake::ClientClockExpires,
    Mistake::AskingStopsAtNotFound,
    Mistake::ReceiptNotMatched,
    Mistake::AnchorIgnored,
    Mistake::ForgottenNotDoubted,
    Mistake::PeriodNotHeld,
    Mistake::ChargesTodaysTariff,
    Mistake::BankKeyPerAttempt,
    Mistake::IdsExpire,
    Mistake::ClosesWhileDebiting,
    Mistake::NoDuplicateCheck,
    Mistake::AmountNotChecked,
    Mistake::CloseLeavesNoTombstone,
    Mistake::NoResume,
];
