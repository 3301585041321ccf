//! The region's rules: published in numbered, signed packs; the newest is what bills, quotes and acceptance go by.

use super::{Gateway, OpenError};
use crate::decide::pack::{Pack, PackTariff, Published};
use crate::decide::tariff::{Charge, Tariff};
use crate::jws::{from_b64u, sha256_hex};
use crate::moment::{self, DAY};
use crate::problem::Problem;
use crate::seed;
use crate::shapes::operate::SetTariff;
use crate::store::{Batch, StoreError, Table};
use serde_json::{Value, json};

fn key(v: u64) -> String {
    format!("{:010}", v)
}

impl Gateway {
    /// The newest pack.
    pub(crate) fn newest_rules(&self) -> Result<Option<Published>, StoreError> {
        match self.store.last_key(Table::Rules, "")? {
            Some(key) => self.store.get(Table::Rules, &key),
            None => Ok(None),
        }
    }

    /// What a scheme charges now, with its periods.
    pub(super) fn rule(&self, scheme: &str) -> Result<Option<PackTariff>, StoreError> {
        let today = moment::day(self.clock.now());
        Ok(self.newest_rules()?.and_then(|newest| newest.pack.in_force(scheme, &today).cloned()))
    }

    /// What a scheme charges now.
    pub(super) fn tariff(&self, scheme: &str) -> Result<Option<Tariff>, StoreError> {
        Ok(self.rule(scheme)?.map(|rule| rule.tariff()))
    }

    /// `GET /rules/{region}/{version}`: the text as it was signed; `None` if there is no such pack.
    pub(crate) fn rules(&self, region: &str, v: u64) -> Result<Option<String>, StoreError> {
        if region != seed::REGION {
            return Ok(None);
        }
        let forged = self.store.get::<Published>(Table::Forged, &key(v))?;
        let found =
            forged.map_or_else(|| self.store.get::<Published>(Table::Rules, &key(v)), |one| Ok(Some(one)))?;
        Ok(found.map(|published| published.jws).filter(|jws| !jws.is_empty()))
    }

    /// What the signed configuration says is the newest of each region.
    pub(super) fn named_rules(newest: Option<&Published>) -> Value {
        let named = newest.map(
            |newest| json!({"region": newest.pack.region, "v": newest.pack.v, "sha256": digest(&newest.jws)}),
        );
        Value::from_iter(named)
    }

    pub(super) fn sign_first_rules(&self, now: i64) -> Result<(), OpenError> {
        if self.newest_rules()?.is_none() {
            let mut batch = Batch::default();
            let published = self.put_rules(&mut batch, seed::first_rules(now))?;
            // A folder from before there were packs: the configuration that is there already must name it.
            self.put_changed_settings(&mut batch, Some(&published), |_| ())?;
            self.store.commit(batch)?;
        }
        Ok(())
    }

    /// Signs a pack and puts it under its number.
    fn put_rules(&self, batch: &mut Batch, pack: Pack) -> Result<Published, StoreError> {
        let jws = self.keys().sign("rules", "shebao-rules+jws", &pack);
        let published = Published { pack, jws };
        batch.put(Table::Rules, &key(published.pack.v), &published)?;
        Ok(published)
    }

    /// Puts another tariff in force from today on: a pack of its own, and a higher version of the configuration that names it.
    pub(crate) fn set_tariff(&self, asked: &SetTariff) -> Result<(), Problem> {
        if asked.version.is_empty() || asked.version.len() > 32 {
            return Err(Problem::BadRequest);
        }
        let (today, yesterday) = (moment::day(self.clock.now()), moment::day(self.clock.now() - DAY));
        if self.rule(&asked.scheme)?.is_none() {
            return Err(Problem::NotFound);
        }
        self.publish(|pack| {
            pack.changed(&asked.scheme, &today, &yesterday, |tariff| {
                match (&mut tariff.charge, asked.rate_bp, asked.fixed_fen) {
                    (Charge::Rate { rate_bp, account_rate_bp, .. }, Some(rate), None)
                        if (1..=10_000).contains(&rate) =>
                    {
                        *rate_bp = rate;
                        *account_rate_bp = account_rate_bp.map(|share| share.min(rate));
                    }
                    (Charge::Fixed { amount_fen }, None, Some(fen)) if fen > 0 => *amount_fen = fen,
                    (_, None, None) => {}
                    _ => return None,
                }
                asked.version.clone_into(&mut tariff.version);
                Some(())
            })
        })
    }

    /// Publishes what `change` makes of the newest pack, under the number it gives it; the configuration names it. `None`: nothing is done.
    pub(crate) fn publish(&self, change: impl FnOnce(&Pack) -> Option<Pack>) -> Result<(), Problem> {
        let _writing = self.writing();
        let newest = self.newest_rules()?.ok_or(Problem::Internal)?;
        let mut pack = change(&newest.pack).ok_or(Problem::BadRequest)?;
        if pack.v <= newest.pack.v {
            return Err(Problem::BadRequest);
        }
        pack.at = self.clock.now();
        let today = moment::day(pack.at);
        let shown = pack.in_force("pension_flexible", &today).map(|one| one.version.clone());
        let mut batch = Batch::default();
        let published = self.put_rules(&mut batch, pack)?;
        self.put_changed_settings(&mut batch, Some(&published), |settings| {
            settings.tariff = shown.unwrap_or_else(|| settings.tariff.clone());
        })?;
        Ok(self.store.commit(batch)?)
    }

    /// Serves a text as pack `v`, signed or not, an empty one not at all; with `named` as the newest.
    pub(crate) fn forge_rules(&self, v: u64, jws: &str, named: bool) -> Result<(), Problem> {
        let _writing = self.writing();
        let newest = self.newest_rules()?.ok_or(Problem::Internal)?;
        let mut batch = Batch::default();
        let forged = Published { pack: Pack { v, ..newest.pack.clone() }, jws: jws.to_owned() };
        batch.put(Table::Forged, &key(v), &forged)?;
        if named {
            self.put_changed_settings(&mut batch, Some(&forged), |_| ())?;
        }
        Ok(self.store.commit(batch)?)
    }
}

/// SHA-256 of the octets that were signed, lower-case hex.
fn digest(jws: &str) -> String {
    let payload = jws.split('.').nth(1).and_then(from_b64u);
    sha256_hex(&payload.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::gateway::Timing;

    #[test]
    fn a_folder_from_before_there_were_packs_gets_one_and_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let open =
            || Gateway::open(folder.path(), 1, Clock::held_at(1_795_485_900), Timing::default()).unwrap();
        let gateway = open();
        let mut batch = Batch::default();
        batch.remove(Table::Rules, &key(1));
        gateway.store.commit(batch).unwrap();
        drop(gateway);
        let gateway = open();
        let newest = gateway.newest_rules().unwrap().unwrap();
        let named = format!(r#""v":1,"sha256":"{}""#, digest(&newest.jws));
        let config = gateway.configuration().unwrap();
        let config = String::from_utf8(from_b64u(config.split('.').nth(1).unwrap()).unwrap()).unwrap();
        assert!(config.contains(r#""v":4"#), "{config}");
        assert!(named.split(',').all(|part| config.contains(part)), "{config}");
    }
}
