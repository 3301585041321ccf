//! The signed configuration and the enrolment codes.

use super::{Gateway, OpenError};
use crate::jws::b64u;
use crate::problem::Problem;
use crate::records::{GivenCode, Settings};
use crate::seed;
use crate::store::{Batch, StoreError, Table};
use serde_json::{Value, json};

/// How long an enrolment code given out is good, in seconds.
const CODE_LIFE: i64 = 30 * 86_400;

impl Gateway {
    pub(super) fn sign_first_configuration(&self, now: i64) -> Result<(), OpenError> {
        if self.store.get::<Settings>(Table::Meta, "settings")?.is_none() {
            let tariff = self.tariff("pension_flexible")?.map_or_else(String::new, |t| t.version);
            let mut batch = Batch::default();
            self.put_settings(&mut batch, 3, &tariff, now)?;
            self.store.commit(batch)?;
        }
        Ok(())
    }

    fn put_settings(
        &self,
        batch: &mut Batch,
        version: u64,
        tariff: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        let jws = self.keys.sign(
            "root",
            "shebao-config+jws",
            &json!({
                "v": version,
                "iat": now,
                "keys": self.keys.listed(now),
                "update": {"block_below": "0.0.1"},
                "maintenance": [],
                "banner": {
                    "zh": "演示环境：测试城市是虚构的，金额与人物都不是真的。",
                    "en": "Demonstration: Test City is fictional; no person and no amount here is real.",
                },
                "tariff": tariff,
                "switches": {},
            }),
        );
        batch.put(
            Table::Meta,
            "settings",
            &Settings { version, tariff: tariff.to_owned(), made_at: now, jws },
        )
    }

    /// A higher version of the configuration that names another tariff.
    pub(super) fn put_next_settings(&self, batch: &mut Batch, tariff: &str) -> Result<(), StoreError> {
        let version = self.store.get::<Settings>(Table::Meta, "settings")?.map_or(3, |s| s.version) + 1;
        self.put_settings(batch, version, tariff, self.clock.now())
    }

    /// The configuration in force, signed.
    pub(crate) fn configuration(&self) -> Result<String, StoreError> {
        Ok(self.store.get::<Settings>(Table::Meta, "settings")?.map(|s| s.jws).unwrap_or_default())
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
            .keys
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
        let jws = self.keys.sign(
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
