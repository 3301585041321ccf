//! What is asked of the gateway about rules.

use crate::error::{CitizenError, Outcome, Refusal};
use crate::wire::{Reply, Wire, segment};
use serde::Deserialize;

impl Wire {
    /// One pack, as it was signed: never another for the same number. `Refused { RulesMissing }` if the gateway has it not.
    pub(super) async fn rules(&self, region: &str, v: u64) -> Outcome<String> {
        #[derive(Deserialize)]
        struct Signed {
            jws: String,
        }
        let path = format!("/rules/{}/{v}", segment(region)?);
        match self.get_public::<Signed>(&path, None).await {
            Ok(Reply::New { body, .. }) => Ok(body.jws),
            Ok(Reply::NotModified) => Err(CitizenError::refused(Refusal::RulesUnreadable)),
            Err(CitizenError::Refused { refusal: Refusal::NotFound }) => {
                Err(CitizenError::refused(Refusal::RulesMissing))
            }
            Err(CitizenError::Refused { refusal: Refusal::BadAnswer }) => {
                Err(CitizenError::refused(Refusal::RulesUnreadable))
            }
            Err(error) => Err(error),
        }
    }
}
