//! Rule packs.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A rule pack as it was signed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct RulesAnswer {
    /// `shebao-rules+jws`, 64 KB at most; its payload is a `Pack`.
    pub jws: String,
}
