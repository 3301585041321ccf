//! The citizen's devices, as a screen shows them.

use super::wire::{Device, DevicesAnswer};
use crate::error::{CitizenError, Outcome, Refusal};
use crate::freshness::Freshness;
use crate::moment::seconds;
use crate::says::Says;
use std::time::SystemTime;

/// The citizen's devices.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DevicesView {
    /// How old the list is.
    pub freshness: Freshness,
    /// This device first, then the newest.
    pub rows: Vec<DeviceView>,
    /// What there is to know about them, or that nothing was received yet.
    pub says: Says,
}

/// One device.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DeviceView {
    /// Its id, for `remove_device`.
    pub id: String,
    /// What it is.
    pub name: Says,
    /// Since when it is signed in, if that is known.
    pub since: Option<Says>,
    /// True for the device that shows it.
    pub this: bool,
    /// True if it can be removed from here: any but this one, which signs out instead.
    pub can_remove: bool,
}

pub(super) fn view(answer: Option<&DevicesAnswer>, freshness: Freshness) -> DevicesView {
    let Some(answer) = answer else {
        return DevicesView { freshness, rows: Vec::new(), says: Says::word("session_devices_unknown") };
    };
    let mut devices: Vec<&Device> = answer.devices.rows.iter().collect();
    devices.sort_by_key(|device| (!device.this, std::cmp::Reverse(device.since.got().map(|at| at.at()))));
    let others = devices.iter().any(|device| !device.this);
    let key = if others { "session_devices_others" } else { "session_devices_only" };
    DevicesView { freshness, rows: devices.into_iter().map(row).collect(), says: Says::word(key) }
}

fn row(device: &Device) -> DeviceView {
    DeviceView {
        id: device.id.text().to_owned(),
        name: name(device.name.got().map_or("", |name| name.text())),
        since: device.since.got().map(|at| Says::word("session_device_since").moment("time", at.at())),
        this: device.this,
        can_remove: !device.this,
    }
}

/// `<platform>/<version>`, as a device calls itself.
fn name(text: &str) -> Says {
    let (platform, version) = text.split_once('/').unwrap_or((text, ""));
    match platform {
        "android" => Says::word("session_device_android").text("version", version),
        "ios" => Says::word("session_device_ios").text("version", version),
        _ => Says::word("session_device_other"),
    }
}

/// Only a listed device other than this one.
pub(super) fn may_remove(answer: Option<&DevicesAnswer>, id: &str) -> Outcome<()> {
    let device = answer.and_then(|answer| answer.devices.rows.iter().find(|device| device.id.text() == id));
    match device {
        None => Err(CitizenError::refused(Refusal::NotFound)),
        Some(device) if device.this => Err(CitizenError::refused(Refusal::NotNow)),
        Some(_) => Ok(()),
    }
}

/// The payload of a removal. `iat` is evidence only.
pub(super) fn removal(id: &str, now: SystemTime) -> Outcome<Vec<u8>> {
    let iat = seconds(now).unwrap_or(0);
    let payload = serde_json::json!({ "dev": id, "iat": iat });
    serde_json::to_vec(&payload).map_err(|_| CitizenError::internal("removal payload"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;

    fn answer() -> DevicesAnswer {
        serde_json::from_value(serde_json::json!({"devices": [
            {"id": "d-1", "name": "android/1.2.0", "since": "2026-11-01T08:00:00+08:00", "this": false},
            {"id": "d-2", "name": "<b>", "since": "yesterday", "this": false},
            {"id": "d-3", "name": "ios/2.0.0", "since": "2026-10-01T08:00:00+08:00", "this": true},
            {"name": "nameless", "this": false},
            {"id": "d-4", "name": "ios/2.0.0", "since": "2026-11-20T08:00:00+08:00", "this": false},
        ]}))
        .unwrap()
    }

    fn shown(answer: Option<&DevicesAnswer>) -> DevicesView {
        view(answer, Freshness { as_of: None, source: Source::Stored })
    }

    #[test]
    fn this_device_comes_first_and_is_the_only_one_that_cannot_be_removed() {
        let view = shown(Some(&answer()));
        let rows: Vec<_> = view.rows.iter().map(|row| (row.id.as_str(), row.this, row.can_remove)).collect();
        assert_eq!(
            rows,
            [("d-3", true, false), ("d-4", false, true), ("d-1", false, true), ("d-2", false, true)]
        );
        assert_eq!(view.says.key, "session_devices_others");
        // What cannot be read is not shown: neither a name nor a time is made up.
        assert_eq!((view.rows[3].name.key.as_str(), &view.rows[3].since), ("session_device_other", &None));
        assert_eq!(shown(None).says.key, "session_devices_unknown");
    }

    #[test]
    fn only_a_listed_device_other_than_this_one_may_be_removed() {
        let may = |id: &str| may_remove(Some(&answer()), id);
        assert_eq!(may("d-1"), Ok(()));
        assert_eq!(may("d-3"), Err(CitizenError::refused(Refusal::NotNow)));
        assert_eq!(may("d-9"), Err(CitizenError::refused(Refusal::NotFound)));
        assert_eq!(may_remove(None, "d-1"), Err(CitizenError::refused(Refusal::NotFound)));
    }
}
