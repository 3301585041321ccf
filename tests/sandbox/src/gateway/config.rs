//! The signed configuration and the enrolment codes.

use super::{Gateway, OpenError};
use crate::decide::pack::Published;
use crate::jws::b64u;
use crate::keys::{KeptKeys, Keys};
use crate::problem::Problem;
use crate::records::{GivenCode, Settings};
use crate::seed;
use crate::shapes::operate::{SetConfig, Update};
use crate::store::{Batch, StoreError, Table};
use serde_json::{Value, json};

/// How long an enrolment code given out is good, in seconds.
const CODE_LIFE: i64 = 30 * 86_400;

/// `1.2.3`, perhaps followed by a space or a sign and more.
fn version(text: &str) -> Option<[u32; 3]> {
    let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let mut parts = numbers.split('.').map(|p| p.parse().ok());
    let mut next = || parts.next().unwrap_or(Some(0));
    Some([next()?, next()?, next()?])
}

impl Gateway {
    pub(super) fn sign_first_configuration(&self, now: i64) -> Result<(), OpenError> {
        if self.settings()?.is_none() {
            let first = Settings {
                version: 3,
                tariff: self.tariff("pension_flexible")?.map_or_else(String::new, |t| t.version),
                update: Update::none(),
                maintenance: Vec::new(),
                made_at: now,
                jws: String::new(),
            };
            let mut batch = Batch::default();
            self.put_settings(&mut batch, first, self.newest_rules()?.as_ref())?;
            self.store.commit(batch)?;
        }
        Ok(())
    }

    fn settings(&self) -> Result<Option<Settings>, StoreError> {
        self.store.get(Table::Meta, "settings")
    }

    fn put_settings(
        &self,
        batch: &mut Batch,
        mut settings: Settings,
        rules: Option<&Published>,
    ) -> Result<(), StoreError> {
        let keys = self.keys().listed(settings.made_at);
        settings.jws = self.keys().sign(
            "root",
            "shebao-config+jws",
            &json!({
                "v": settings.version,
                "iat": settings.made_at,
                "keys": keys,
                "update": settings.update,
                "maintenance": settings.maintenance,
                "banner": {
                    "zh": "演示环境：测试城市是虚构的，金额与人物都不是真的。",
                    "en": "Demonstration: Test City is fictional; no person and no amount here is real.",
                },
                "tariff": settings.tariff,
                "rules": Self::named_rules(rules),
                "switches": {},
            }),
        );
        batch.put(Table::Meta, "settings", &settings)
    }

    /// The configuration after a change: a higher version, which names `rules` or else the newest there are.
    pub(super) fn put_changed_settings(
        &self,
        batch: &mut Batch,
        rules: Option<&Published>,
        change: impl FnOnce(&mut Settings),
    ) -> Result<(), StoreError> {
        let Some(mut settings) = self.settings()? else { return Ok(()) };
        settings.version += 1;
        settings.made_at = self.clock.now();
        change(&mut settings);
        let newest = self.newest_rules()?;
        self.put_settings(batch, settings, rules.or(newest.as_ref()))
    }

    /// Puts another configuration in force.
    pub(crate) fn set_config(&self, asked: SetConfig) -> Result<(), Problem> {
        if asked.update.as_ref().is_some_and(|u| version(&u.block_below).is_none()) {
            return Err(Problem::BadRequest);
        }
        let _writing = self.writing();
        let mut batch = Batch::default();
        self.put_changed_settings(&mut batch, None, |settings| {
            settings.update = asked.update.unwrap_or_else(|| settings.update.clone());
            settings.maintenance = asked.maintenance.unwrap_or_else(|| settings.maintenance.clone());
        })?;
        Ok(self.store.commit(batch)?)
    }

    /// Another key signs for `role` from now on; the one before is good for so many seconds more.
    pub(crate) fn follow_key(&self, role: &str, overlap: i64) -> Result<(), Problem> {
        let _writing = self.writing();
        let mut kept = self.store.get::<KeptKeys>(Table::Meta, "keys")?.ok_or(Problem::Internal)?;
        kept.follow(role, self.clock.now() + overlap.max(0)).ok_or(Problem::BadRequest)?;
        let next = Keys::read(&kept).ok_or(Problem::Internal)?;
        let mut batch = Batch::default();
        batch.put(Table::Meta, "keys", &kept)?;
        let before = self.change_keys(next);
        let done =
            self.put_changed_settings(&mut batch, None, |_| ()).and_then(|()| self.store.commit(batch));
        if done.is_err() {
            self.change_keys(before);
        }
        Ok(done?)
    }

    /// True if an app that calls itself `client` (`android/1.2.3`) may begin a payment. Unreadable versions may.
    pub(super) fn may_begin_payments(&self, client: &str) -> Result<bool, StoreError> {
        let own = client.split('/').nth(1).and_then(version);
        let least = self.settings()?.and_then(|s| version(&s.update.block_below));
        Ok(own.zip(least).is_none_or(|(own, least)| own >= least))
    }

    /// The configuration in force, signed.
    pub(crate) fn configuration(&self) -> Result<String, StoreError> {
        Ok(self.settings()?.map(|s| s.jws).unwrap_or_default())
    }

    /// The operator's credential, made at the first call and kept.
    pub(crate) fn operator_token(&self) -> Result<String, StoreError> {
        if let Some(token) = self.store.get::<String>(Table::Meta, "operator")? {
            return Ok(token);
        }
        let token = self.chance.token();
        let mut batch = Batch::default();
        batch.put(Table::Meta, "operator", &token)?;
        self.store.commit(batch)?;
        Ok(token)
    }

    /// What is built into the app of this bureau.
    pub(crate) fn bureau(&self, url: &str) -> Result<Value, StoreError> {
        let roots: Vec<Value> = self
            .keys()
            .public("root")
            .map(|(kid, key)| json!({"kid": kid, "x": key.x, "y": key.y}))
            .into_iter()
            .collect();
        Ok(json!({
            "name": seed::BUREAU,
            "fictional": true,
            "region": seed::REGION,
            "gateway": url,
            "tls_roots": [self.certificates.root],
            "signing_roots": roots,
            "config": self.configuration()?,
            "help_phone": "12333",
        }))
    }

    /// Makes an enrolment code, and the eight digits that can be typed instead.
    pub(crate) fn give_code(&self) -> Result<(String, String), StoreError> {
        let _writing = self.writing();
        let id = b64u(self.chance.octets().get(..16).unwrap_or_default());
        let expires_at = self.clock.now() + CODE_LIFE;
        let jws = self.keys().sign(
            "enrolment",
            "shebao-enrol+jws",
            &json!({"b": seed::REGION, "c": id, "e": expires_at, "n": seed::BUREAU}),
        );
        let typed = format!("{:08}", self.chance.below(100_000_000));
        let given = GivenCode { jws: jws.clone(), expires_at };
        let mut batch = Batch::default();
        batch.put(Table::Codes, &format!("id/{id}"), &given)?;
        batch.put(Table::Codes, &format!("typed/{typed}"), &given)?;
        self.store.commit(batch)?;
        let shown = format!("{}-{}", typed.get(..4).unwrap_or_default(), typed.get(4..).unwrap_or_default());
        Ok((jws, shown))
    }

    /// The signed code behind a typed one; `None` if there is none or it is past its time.
    pub(crate) fn look_up_code(&self, typed: &str) -> Result<Option<String>, Problem> {
        let digits: String = typed.chars().filter(|c| *c != '-' && *c != ' ').collect();
        if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let given = self.store.get::<GivenCode>(Table::Codes, &format!("typed/{digits}"))?;
        Ok(given.filter(|g| g.expires_at >= self.clock.now()).map(|g| g.jws))
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(version("0.10.0") > version("0.9.9"));
        assert_eq!(version("1.2-beta"), Some([1, 2, 0]));
        assert_eq!(version("99999999999"), None);
        assert_eq!(version(""), None);
    }
}
