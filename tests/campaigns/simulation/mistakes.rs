//! Design mistakes, planted around the product's code one at a time. A campaign that lets one pass proves nothing. None of these switches exists
//! in what ships.

use super::explained::explained;

explained! {
    /// A mistake.
    pub enum Mistake {
        /// The order is sent, then journalled.
        SendBeforeJournal,
        /// The salt of a frame comes from a counter, which a crash, a compaction or an old copy rolls back.
        NonceFromACounter,
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
        /// An order of the gateway's list that this phone did not make is ignored.
        AdoptIgnoresForeign,
        /// The compacted journal replaces the old one before it is durable.
        CompactionBeforeSync,
        /// An order is made with today's amount instead of the one that was reviewed.
        AmountFromTodaysTariff,
        /// The gateway forgets tombstones after a while.
        TombstonesExpire,
        /// A late "pending" reopens what had an end.
        PendingReopens,
        /// Any refund notice is believed to be about the order at hand.
        RefundNotMatched,
        /// The bank is called before it is durable that it will be.
        DebitBeforeRecord,
        /// What is in doubt is called "not charged".
        DoubtSaidFailed,
        /// Paid is recorded without its receipt.
        ReceiptNotKept,
        /// A request to stop is made anew for each attempt, and not recorded.
        CloseNotRecorded,
        /// The gateway opens another code whenever it is asked to, the first one still being good.
        SecondCodeWhileFirstOpen,
        /// The cashier is called with the order's id alone.
        CashierKeyWithoutAttempt,
        /// The cashier is called with the attempt's number alone.
        CashierKeyWithoutOrder,
        /// The gateway holds a code for closed without the cashier's word.
        ClosesCodeUnasked,
        /// The cashier says "paid already" to a closing, and the gateway does not listen.
        PaidAtCloseIgnored,
        /// An order for the cashier is debited as well.
        BothChannelsCharged,
        /// The cashier is called before it is durable that it will be.
        CodeBeforeRecord,
        /// A code asks for today's amount instead of the confirmed one.
        CashierChargesTodaysTariff,
        /// The phone's clock decides that a code is over.
        CodeEndsByPhoneClock,
        /// Whatever code arrives is shown, a late one of an older attempt too.
        OldCodeShown,
        /// A code is not recorded.
        CodeNotRecorded,
    }
}
