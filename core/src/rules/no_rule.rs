//! Why there is nothing to go by.

/// Why there is no rule to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRule {
    /// No pack at hand has it.
    #[error("missing")]
    Missing,
    /// It is at hand, and not in force on that day.
    #[error("not in force")]
    NotInForce,
    /// It is at hand, and this version of the app cannot read it.
    #[error("unreadable")]
    Unreadable,
}
