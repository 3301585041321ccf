//! A citizen's devices, and removing one.

use super::{Gateway, Session};
use crate::jws::{Coordinates, parse};
use crate::moment;
use crate::problem::Problem;
use crate::records::Device;
use crate::shapes::enrol::{DeviceLine, Devices};
use crate::store::{Batch, StoreError, Table};
use serde::Deserialize;

/// The key of a device in every table.
pub(super) fn device_key(device: &Device) -> String {
    format!("{}/{}", device.person, device.id)
}

#[derive(Deserialize)]
struct RemovalPayload {
    dev: String,
}

impl Gateway {
    /// `GET /devices`.
    pub(crate) fn devices(&self, session: &Session) -> Result<Devices, Problem> {
        let devices = self.store.list::<Device>(Table::Devices, &format!("{}/", session.person))?;
        let line = |d: Device| DeviceLine {
            this: d.id == session.device.id,
            since: moment::instant(d.since),
            id: d.id,
            name: d.name,
        };
        Ok(Devices { devices: devices.into_iter().map(line).collect() })
    }

    /// `DELETE /devices/{id}`, agreed to by the user of the device that asks. Removing one that is gone already is success.
    pub(crate) fn remove_device(
        &self,
        session: &Session,
        id: &str,
        consent: Option<&str>,
    ) -> Result<(), Problem> {
        let signed = consent.and_then(|text| parse(text, "shebao-device-removal+jws"));
        let signed = signed.ok_or(Problem::WeakProof)?;
        let said: RemovalPayload = signed.read().ok_or(Problem::WeakProof)?;
        let agreed = said.dev == id
            && signed.signed_by(&session.device.consent)
            && self.has_consented(&session.device, &signed.fingerprint())?;
        if !agreed {
            return Err(Problem::WeakProof);
        }
        let _writing = self.writing();
        let key = format!("{}/{id}", session.person);
        let Some(device) = self.store.get::<Device>(Table::Devices, &key)? else { return Ok(()) };
        let mut batch = Batch::default();
        self.revoke_families(&mut batch, &key)?;
        batch.remove(Table::Devices, &key);
        // So that the device itself, and nobody else, can be told why its tokens are worth nothing.
        batch.put(Table::Removed, &key, &device.auth)?;
        Ok(self.store.commit(batch)?)
    }

    /// Why a token of this device is not good any more, for whoever holds `key`.
    pub(super) fn gone(&self, device: &str, key: &Coordinates) -> Result<Problem, StoreError> {
        let removed = self.store.get::<Coordinates>(Table::Removed, device)?;
        Ok(if removed.as_ref() == Some(key) { Problem::DeviceRemoved } else { Problem::InvalidToken })
    }
}
