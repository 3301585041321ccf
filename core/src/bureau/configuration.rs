//! What a bureau sets for its apps while they run.

use crate::answer::{Line, Records};
use crate::error::{CitizenError, Outcome};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::time::SystemTime;

/// The claims of the signed configuration this version acts on. Versions never go down.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Configuration {
    /// Its version.
    pub v: u64,
    #[serde(default)]
    update: Update,
    #[serde(default)]
    maintenance: Records<Window>,
    #[serde(default)]
    rules: Records<NamedPack>,
}

/// The newest pack of a region's rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedPack {
    region: Line<6>,
    /// Its number.
    pub v: u64,
    sha256: Line<64>,
}

impl NamedPack {
    /// SHA-256 of its signed octets, lower-case hex.
    pub(crate) fn digest(&self) -> &str {
        self.sha256.text()
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
struct Update {
    /// `major.minor.patch`; older ones may not begin anything new.
    #[serde(default)]
    block_below: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Window {
    function: String,
    from: Moment,
    until: Moment,
}

impl Configuration {
    /// Which pack of this region's rules is the newest, if the bureau names one.
    pub(crate) fn rules(&self, region: &str) -> Option<&NamedPack> {
        self.rules.rows.iter().find(|named| named.region.text() == region)
    }

    /// Whether something new may be begun, `payments` for one. `Outdated` if this app is too old, `Unavailable` with the time left during
    /// maintenance. What was begun is settled whatever this says.
    pub(crate) fn may_begin(&self, function: &str, client: &str, now: SystemTime) -> Outcome<()> {
        let own = client.rsplit('/').next().and_then(version);
        let least = self.update.block_below.as_deref().and_then(version);
        if let (Some(own), Some(least)) = (own, least)
            && own < least
        {
            return Err(CitizenError::Outdated);
        }
        let window = self.maintenance.rows.iter().find(|window| {
            window.function == function && (window.from.at()..window.until.at()).contains(&now)
        });
        match window.and_then(|window| window.until.at().duration_since(now).ok()) {
            Some(left) => Err(CitizenError::Unavailable {
                retry_after_seconds: Some(left.as_secs().try_into().unwrap_or(u32::MAX)),
            }),
            None => Ok(()),
        }
    }
}

/// `1.2.3`, compared number by number.
fn version(text: &str) -> Option<[u32; 3]> {
    let numbers: Option<Vec<u32>> = text.split('.').map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::time::{Duration, UNIX_EPOCH};

    impl NamedPack {
        /// Names one.
        pub(crate) fn for_tests(region: &str, v: u64, digest: &str) -> Self {
            serde_json::from_value(json!({"region": region, "v": v, "sha256": digest})).unwrap()
        }
    }

    fn configuration() -> Configuration {
        serde_json::from_value(json!({
            "v": 1, "update": {"block_below": "0.10.0"}, "banner": null,
            "maintenance": [{"function": "payments", "from": "2026-11-24T22:00:00+08:00", "until": "2026-11-24T23:00:00+08:00"}],
        }))
        .unwrap()
    }

    #[test]
    fn a_version_too_old_begins_nothing() {
        let begin = |client| configuration().may_begin("payments", client, UNIX_EPOCH);
        assert_eq!(begin("android/0.9.12"), Err(CitizenError::Outdated));
        for client in ["android/0.10.0", "ios/1.0.0", "tour/dev", ""] {
            assert_eq!(begin(client), Ok(()), "{client}");
        }
    }

    #[test]
    fn maintenance_is_said_before_and_with_the_time_left() {
        // 2026-11-24T22:00:00+08:00.
        let begins = UNIX_EPOCH + Duration::from_secs(1_795_528_800);
        let at = |function, after| {
            configuration().may_begin(function, "ios/1.0.0", begins + Duration::from_secs(after))
        };
        assert_eq!(at("payments", 60), Err(CitizenError::Unavailable { retry_after_seconds: Some(3540) }));
        assert_eq!(at("payments", 3600), Ok(()));
        assert_eq!(at("card", 60), Ok(()));
    }
}
