//! What the gateway keeps, where it is not the wire's own shape or a decision's record.

use crate::jws::Coordinates;
use crate::shapes::inbox::Facts;
use crate::shapes::operate::{Maintenance, Update};
use serde::{Deserialize, Serialize};

/// An invented inhabitant.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) phone: String,
    /// Whom this person sees and pays for: id and what they are to this person.
    pub(crate) relatives: Vec<(String, String)>,
}

/// An enrolment code that was given out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GivenCode {
    pub(crate) jws: String,
    pub(crate) expires_at: i64,
}

/// A grant at the end of an enrolment: good once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) device: Device,
    pub(crate) expires_at: i64,
}

/// An enrolled device.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) auth: Coordinates,
    pub(crate) consent: Coordinates,
    /// Ed25519, base64url: registered by a phone that cannot ask for its user's presence.
    #[serde(default)]
    pub(crate) pin: Option<String>,
    pub(crate) name: String,
    pub(crate) since: i64,
    pub(crate) push: Option<PushTarget>,
}

/// Where a device's pushes go, and under which key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PushTarget {
    pub(crate) vendor: String,
    pub(crate) token: String,
    pub(crate) key_id: String,
    pub(crate) key: String,
}

/// An access token, kept by its hash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Access {
    pub(crate) family: String,
    pub(crate) device: String,
    pub(crate) expires_at: i64,
}

/// A message in one citizen's list, kept under `citizen/seq`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    /// Whose it says it is, where that is not the citizen in whose list it stands: only ever by mistake.
    #[serde(default)]
    pub(crate) per: Option<String>,
    pub(crate) seq: u64,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) sent_at: i64,
    pub(crate) facts: Option<Facts>,
    pub(crate) state: String,
    pub(crate) version: u64,
}

/// What the signed configuration says, before it is signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Settings {
    pub(crate) version: u64,
    pub(crate) tariff: String,
    #[serde(default = "Update::none")]
    pub(crate) update: Update,
    #[serde(default)]
    pub(crate) maintenance: Vec<Maintenance>,
    pub(crate) made_at: i64,
    pub(crate) jws: String,
}
