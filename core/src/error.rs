//! What can go wrong, as far as a screen reacts to it.

/// One variant per reaction a screen can have. No sentence for people and no personal data in any of them:
/// the shells' one `ErrorText` turns a variant into words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum CitizenError {
    /// The gateway cannot be reached. What is kept stays readable.
    #[error("offline")]
    Offline,
    /// Nobody is signed in, or the session ended and must be begun again.
    #[error("signed out")]
    SignedOut,
    /// The app is locked: unlock, then call again.
    #[error("locked")]
    Locked,
    /// The user stopped it, for example in the system's own dialog.
    #[error("cancelled")]
    Cancelled,
    /// This version of the app is too old for what was asked.
    #[error("outdated")]
    Outdated,
    /// The gateway answers, but cannot serve this now.
    #[error("unavailable")]
    Unavailable {
        /// When to ask again, in seconds, if the gateway said so.
        retry_after_seconds: Option<u32>,
    },
    /// A rule says no; asking again changes nothing.
    #[error("refused: {refusal:?}")]
    Refused {
        /// Which rule.
        refusal: Refusal,
    },
    /// The PIN is asked for, because this phone has no secure lock that could ask for its user. Nothing was sent, and no money moved.
    #[error("pin: {why:?}")]
    Pin {
        /// Why it is asked for, or cannot be asked for now.
        why: PinRefusal,
    },
    /// No room left on the device. What was there stays.
    #[error("storage full")]
    StorageFull,
    /// A defect or a damaged part. `trace` names the place in the code, never data.
    #[error("internal: {trace}")]
    Internal {
        /// A fixed word that names the place in the code.
        trace: String,
    },
}

/// What is to be said about the PIN that stands in for the user's presence. The gateway counts; the PIN that opens the app is counted
/// apart from it, on the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum PinRefusal {
    /// Ask for it, and call again with it: none was given, or not six digits. Not counted.
    Needed,
    /// It is wrong.
    Wrong {
        /// Tries left before the next wait, or before the block.
        tries_left: u32,
    },
    /// Wrong too often: until then nothing is compared, not even the right one.
    Wait {
        /// Seconds.
        seconds: u32,
    },
    /// Wrong for good: only signing in again helps.
    Blocked,
}

/// Why the answer is no. Each has one sentence in the catalogue, `error_refused_…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Refusal {
    /// The code is not one of ours, or its signature does not verify.
    BadCode,
    /// The code is no longer valid.
    ExpiredCode,
    /// It belongs to another bureau than the one this app is set up for.
    OtherBureau,
    /// The identity fields or the one-time code do not match. Which of them is never said.
    NotMatched,
    /// Too many tries; a new code must be asked for.
    TooManyTries,
    /// The PIN is wrong.
    WrongPin,
    /// The PIN is too easy to guess.
    WeakPin,
    /// The obligation already has a live order.
    AlreadyBeingPaid,
    /// The quote does not match what the core computes itself, or is no longer valid.
    QuoteMismatch,
    /// The signed rule a bill is computed by is not at hand. Nothing was sent.
    RulesMissing,
    /// The signed rule a bill is computed by is not in force today. Nothing was sent.
    RulesExpired,
    /// The signed rule a bill is computed by cannot be believed, or not be read by this version. Nothing was sent.
    RulesUnreadable,
    /// The step does not allow this now.
    NotNow,
    /// The server's answer is not what the contract says. Nothing was changed.
    BadAnswer,
    /// The bureau's address or certificate is not the pinned one. Nothing was sent.
    NotTrusted,
    /// Another process has the citizen's data open.
    AlreadyOpen,
    /// What was asked for does not exist, or is not this citizen's.
    NotFound,
    /// Refused by the gateway for a reason this version does not know.
    Other,
}

impl CitizenError {
    /// A refusal.
    pub(crate) fn refused(refusal: Refusal) -> Self {
        Self::Refused { refusal }
    }

    /// A defect at a named place. `place` is a fixed word: foreign error texts may hold personal data.
    pub(crate) fn internal(place: &'static str) -> Self {
        Self::Internal { trace: place.to_owned() }
    }
}

/// What a feature's call ends with.
pub type Outcome<T> = Result<T, CitizenError>;
