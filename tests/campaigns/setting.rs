//! How long a campaign lives, and from which seed.

use crate::figures;

/// The seed a run begins with: `SHEBAO_SEED`, or the day this was written.
pub fn seed() -> u64 {
    figures::begin();
    std::env::var("SHEBAO_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_124)
}

/// True in the long setting.
pub fn is_long() -> bool {
    std::env::var("SHEBAO_CAMPAIGN").is_ok_and(|setting| setting == "long")
}

/// `short` or `long`.
pub fn name() -> &'static str {
    if is_long() { "long" } else { "short" }
}
