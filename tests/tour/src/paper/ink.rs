//! The few colours there are.

/// A colour, by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A heading.
    Title,
    /// Less than the rest.
    Faint,
    /// Behind us.
    Done,
    /// Under way.
    Now,
    /// Waiting.
    Waiting,
    /// Wrong.
    Wrong,
}

impl Ink {
    /// What switches it on in a terminal.
    pub(super) fn start(self) -> &'static str {
        match self {
            Self::Title => "\u{1b}[1m",
            Self::Faint => "\u{1b}[2m",
            Self::Done => "\u{1b}[32m",
            Self::Now => "\u{1b}[36m",
            Self::Waiting => "\u{1b}[33m",
            Self::Wrong => "\u{1b}[31m",
        }
    }
}
