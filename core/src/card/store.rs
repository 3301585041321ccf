//! What is kept of the card, and under which names.

/// Codes and activations.
pub(super) const CARD: &str = "card";
/// The timestamps of issuing.
pub(super) const PROGRESS: &str = "progress";
/// On-card data, in full: sealed like everything personal, and shown masked.
pub(super) const HOLDER: &str = "holder";
