//! How often something happened, and in how many lives: a campaign in which a kind of trouble never came proves nothing about it.

use super::explained::explained;
use std::collections::BTreeMap;

explained! {
    /// What is counted.
    pub enum Seen {
        /// a request was lost
        RequestLost,
        /// an answer was lost
        AnswerLost,
        /// a message arrived a minute to days after it was sent
        Delayed,
        /// a message arrived a second time
        Duplicated,
        /// a message arrived before one that was sent earlier
        Reordered,
        /// a phone went down in the middle of an append
        CutAppend,
        /// a phone went down in the middle of a sync
        CutSync,
        /// a phone went down in the middle of cutting a torn file
        CutTruncate,
        /// a phone went down in the middle of a rename
        CutRename,
        /// a phone went down in the middle of a removal
        CutRemoval,
        /// a phone went down in the middle of the folder's sync
        CutFolderSync,
        /// a phone went down with the record durable and its anchor not
        CutAnchor,
        /// a phone went down with the record durable and nothing sent
        CutBeforeSending,
        /// a phone went down right after sending
        CutAfterSending,
        /// a phone went down at any moment
        PhoneCrash,
        /// the gateway went down between two records
        GatewayCrash,
        /// the tariff changed
        TariffChange,
        /// an access token expired
        TokenExpiry,
        /// both phones of the citizen made orders
        TwoDevices,
        /// an order of the other phone, or of the time before a reinstallation, was adopted
        Adopted,
        /// a double tap was refused
        DoubleTap,
        /// the citizen asked to stop an order
        CancelAsked,
        /// an order was stopped, with the gateway's tombstone
        Stopped,
        /// an order was refused
        Refused,
        /// an order was paid
        Paid,
        /// money was given back
        Refunded,
        /// a phone's clock was turned back ten years
        ClockTenYearsBack,
        /// a phone's clock was turned ahead ten years
        ClockTenYearsAhead,
        /// a phone's system suspended the app for days
        Suspended,
        /// an order was in doubt for so long that the citizen is told whom to call
        LongDoubt,
        /// a phone's disk was full when something was to be recorded
        DiskFull,
        /// a phone's key store took no anchor
        AnchorFailure,
        /// a journal was compacted
        Compaction,
        /// an older copy of a journal was put back
        OldCopy,
        /// the app was set up anew, journal and anchor gone
        Reinstalled,
        /// a cashier's code was scanned and paid
        Scan,
        /// a cashier's code was scanned and refused
        ScanRefused,
        /// the citizen asked for another code
        MoreCodes,
        /// a code's time was over
        Expiry,
        /// an order was made
        Order,
    }
}

/// Counts.
#[derive(Clone, Default, Debug)]
pub struct Tally(BTreeMap<Seen, Count>);

/// How often, and in how many lives.
#[derive(Clone, Copy, Default, Debug)]
pub struct Count {
    pub times: u64,
    pub lives: u64,
}

impl Tally {
    /// It happened in this life.
    pub fn note(&mut self, what: Seen) {
        self.notes(what, 1);
    }

    /// It happened so often in this life.
    pub fn notes(&mut self, what: Seen, times: u64) {
        if times > 0 {
            let count = self.0.entry(what).or_default();
            (count.times, count.lives) = (count.times + times, 1);
        }
    }

    /// Adds other lives.
    pub fn add(&mut self, other: &Self) {
        for (what, more) in &other.0 {
            let count = self.0.entry(*what).or_default();
            (count.times, count.lives) = (count.times + more.times, count.lives + more.lives);
        }
    }

    pub fn of(&self, what: Seen) -> Count {
        self.0.get(&what).copied().unwrap_or_default()
    }
}
