//! Tokens and the devices they belong to.

use super::devices::device_key;
use super::enrolment::push_key;
use super::{Credentials, Gateway, Session};
use crate::decide::tokens::{self, ACCESS_LIFE, Family, REFRESH_LIFE, Refreshed};
use crate::jws::{Coordinates, sha256_b64u};
use crate::problem::Problem;
use crate::records::{Access, Device, Grant, PushTarget};
use crate::shapes::enrol::{PushKey, PushRegistration, TokenRequest, Tokens};
use crate::store::{Batch, StoreError, Table};

impl Gateway {
    /// `POST /tokens`.
    pub(crate) fn tokens(&self, with: &Credentials, asked: &TokenRequest) -> Result<Tokens, Problem> {
        let key = self.prove_key(with)?;
        let _writing = self.writing();
        match asked {
            TokenRequest::Enrolment { grant } => self.first_tokens(grant, &key),
            TokenRequest::Refresh { refresh } => self.next_tokens(refresh, &key),
        }
    }

    fn first_tokens(&self, grant: &str, key: &Coordinates) -> Result<Tokens, Problem> {
        let grant_hash = sha256_b64u(grant.as_bytes());
        let grant = self.store.get::<Grant>(Table::Grants, &grant_hash)?.ok_or(Problem::InvalidToken)?;
        let device = grant.device;
        if device.auth != *key || grant.expires_at < self.clock.now() {
            return Err(Problem::InvalidToken);
        }
        let mut batch = Batch::default();
        batch.remove(Table::Grants, &grant_hash);
        self.revoke_families(&mut batch, &device_key(&device))?;
        batch.put(Table::Devices, &device_key(&device), &device)?;
        let refresh = self.chance.token();
        let family = Family {
            id: self.chance.id("f"),
            device: device_key(&device),
            current: sha256_b64u(refresh.as_bytes()),
            siblings: Vec::new(),
            issued_at: self.clock.now(),
            previous: None,
            revoked: false,
        };
        self.hand_out(batch, &family, refresh)
    }

    fn next_tokens(&self, presented: &str, key: &Coordinates) -> Result<Tokens, Problem> {
        let presented = sha256_b64u(presented.as_bytes());
        let id = self.store.get::<String>(Table::Refresh, &presented)?.ok_or(Problem::InvalidToken)?;
        let family = self.store.get::<Family>(Table::Families, &id)?.ok_or(Problem::InvalidToken)?;
        let device = self.store.get::<Device>(Table::Devices, &family.device)?;
        if device.is_none_or(|d| d.auth != *key) {
            return Err(self.gone(&family.device, key)?);
        }
        let refresh = self.chance.token();
        let fresh = sha256_b64u(refresh.as_bytes());
        match tokens::refresh(&family, &presented, &fresh, self.clock.now()) {
            Refreshed::Rotated(family) => self.hand_out(Batch::default(), &family, refresh),
            Refreshed::Revoked(family) => {
                let mut batch = Batch::default();
                batch.put(Table::Families, &family.id, &family)?;
                self.store.commit(batch)?;
                Err(Problem::InvalidToken)
            }
            Refreshed::Refused => Err(Problem::InvalidToken),
        }
    }

    fn hand_out(&self, mut batch: Batch, family: &Family, refresh: String) -> Result<Tokens, Problem> {
        let access = self.chance.token();
        let kept = Access {
            family: family.id.clone(),
            device: family.device.clone(),
            expires_at: self.clock.now() + ACCESS_LIFE,
        };
        batch.put(Table::Access, &sha256_b64u(access.as_bytes()), &kept)?;
        batch.put(Table::Refresh, &family.current, &family.id)?;
        batch.put(Table::Families, &family.id, family)?;
        self.store.commit(batch)?;
        Ok(Tokens { access, expires_in: ACCESS_LIFE, refresh, refresh_expires_in: REFRESH_LIFE })
    }

    pub(super) fn revoke_families(&self, batch: &mut Batch, device: &str) -> Result<(), StoreError> {
        for family in self.store.list::<Family>(Table::Families, "")? {
            if family.device == device && !family.revoked {
                batch.put(Table::Families, &family.id.clone(), &Family { revoked: true, ..family })?;
            }
        }
        Ok(())
    }

    /// `DELETE /tokens/current`: this device is signed out and gets no more pushes.
    pub(crate) fn sign_out(&self, session: &Session) -> Result<(), Problem> {
        let _writing = self.writing();
        let key = device_key(&session.device);
        let mut batch = Batch::default();
        self.revoke_families(&mut batch, &key)?;
        batch.remove(Table::Devices, &key);
        Ok(self.store.commit(batch)?)
    }

    /// `PUT /push`.
    pub(crate) fn register_push(
        &self,
        session: &Session,
        asked: &PushRegistration,
    ) -> Result<PushKey, Problem> {
        if asked.vendor.len() > 32 || asked.token.len() > 512 {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let (key_id, key) = push_key(self.chance.octets(), self.chance.octets());
        let push = PushTarget {
            vendor: asked.vendor.clone(),
            token: asked.token.clone(),
            key_id: key_id.clone(),
            key: key.clone(),
        };
        let mut batch = Batch::default();
        // Read again: a device that was removed meanwhile must not come back.
        let kept = self.store.get::<Device>(Table::Devices, &device_key(&session.device))?;
        let device = Device { push: Some(push), ..kept.ok_or(Problem::InvalidToken)? };
        batch.put(Table::Devices, &device_key(&device), &device)?;
        self.store.commit(batch)?;
        Ok(PushKey { key_id, key })
    }
}
