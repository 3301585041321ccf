//! The bureau's signing keys: one root and one key for each role, made at the first start and kept; a role's key can be followed by another.

use crate::jws::{Coordinates, Signer};
use crate::moment::DAY;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the roles of the signed configuration are called.
pub(crate) const ROLES: [&str; 5] = ["enrolment", "orders", "receipts", "messages", "rules"];

/// The keys as they are kept: name → its keys, the one in use last.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct KeptKeys(BTreeMap<String, Vec<KeptKey>>);

#[derive(Clone, Serialize, Deserialize)]
struct KeptKey {
    /// PKCS#8, base64url.
    pkcs8: String,
    /// From when it is not good any more, once another follows.
    ends_at: Option<i64>,
}

impl KeptKey {
    fn make() -> Option<Self> {
        Some(Self { pkcs8: crate::jws::b64u(&Signer::generate()?), ends_at: None })
    }
}

impl KeptKeys {
    /// Makes one key for the root and each role; `None` without system randomness.
    pub(crate) fn make() -> Option<Self> {
        let names = ["root"].iter().chain(&ROLES);
        names.map(|name| Some(((*name).to_owned(), vec![KeptKey::make()?]))).collect::<Option<_>>().map(Self)
    }

    /// Another key signs for `role` from now on; the one before is good until `ends_at`. `None` for a role there is not.
    pub(crate) fn follow(&mut self, role: &str, ends_at: i64) -> Option<()> {
        let keys = self.0.get_mut(role).filter(|_| ROLES.contains(&role))?;
        let next = KeptKey::make()?;
        keys.last_mut()?.ends_at = Some(ends_at);
        keys.push(next);
        Some(())
    }
}

/// The name the `generation`th key of a role signs under: `re1`, `re2` … short, because it is in every QR code.
fn kid(name: &str, generation: usize) -> String {
    format!("{}{generation}", name.get(..2).unwrap_or(name))
}

/// The keys ready to sign.
pub(crate) struct Keys {
    owned: BTreeMap<String, Vec<Owned>>,
}

struct Owned {
    signer: Signer,
    ends_at: Option<i64>,
}

/// A public key as the configuration lists it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ListedKey {
    pub(crate) kid: String,
    pub(crate) role: String,
    #[serde(flatten)]
    pub(crate) key: Coordinates,
    pub(crate) nbf: i64,
    pub(crate) exp: i64,
}

impl Keys {
    /// Reads what was kept; `None` if a key is missing or damaged.
    pub(crate) fn read(kept: &KeptKeys) -> Option<Self> {
        let mut owned = BTreeMap::new();
        for (name, keys) in &kept.0 {
            let read = keys.iter().zip(1..).map(|(key, generation)| {
                let pkcs8 = crate::jws::from_b64u(&key.pkcs8)?;
                let signer = Signer::from_pkcs8(&kid(name, generation), &pkcs8)?;
                Some(Owned { signer, ends_at: key.ends_at })
            });
            owned.insert(name.clone(), read.collect::<Option<Vec<_>>>()?);
        }
        let there = |name: &&str| owned.get(*name).is_some_and(|keys| !keys.is_empty());
        ["root"].iter().chain(&ROLES).all(there).then_some(Self { owned })
    }

    /// Signs `payload` for the use `typ` with the key of `role`.
    pub(crate) fn sign<T: Serialize>(&self, role: &str, typ: &str, payload: &T) -> String {
        let newest = self.of(role).last();
        newest.map(|owned| owned.signer.sign(typ, payload)).unwrap_or_default()
    }

    /// The public key of `role`, and the name it signs under.
    pub(crate) fn public(&self, role: &str) -> Option<(String, Coordinates)> {
        self.of(role).last().map(|owned| (owned.signer.kid.clone(), owned.signer.public()))
    }

    /// The key of `role` with this name, whether another follows it or not.
    pub(crate) fn named(&self, role: &str, kid: &str) -> Option<Coordinates> {
        self.of(role).iter().find(|owned| owned.signer.kid == kid).map(|owned| owned.signer.public())
    }

    /// The role keys as the configuration lists them: good from a year before `now` to five years after, or to when another followed.
    /// Those that are over stay listed: what they signed in their time stays true.
    pub(crate) fn listed(&self, now: i64) -> Vec<ListedKey> {
        let year = 365 * DAY;
        let listed = |role: &str, owned: &Owned| ListedKey {
            kid: owned.signer.kid.clone(),
            role: role.to_owned(),
            key: owned.signer.public(),
            nbf: now - year,
            exp: owned.ends_at.unwrap_or(now + 5 * year),
        };
        ROLES.iter().flat_map(|role| self.of(role).iter().map(|owned| listed(role, owned))).collect()
    }

    fn of(&self, role: &str) -> &[Owned] {
        self.owned.get(role).map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_follows_signs_and_the_one_before_stays_listed() {
        let mut kept = KeptKeys::make().unwrap();
        assert!(kept.follow("root", 5).is_none() && kept.follow("cashier", 5).is_none());
        kept.follow("receipts", 5).unwrap();
        let keys = Keys::read(&kept).unwrap();
        assert_eq!(keys.public("receipts").unwrap().0, "re2");
        let listed: Vec<(String, bool)> = keys
            .listed(0)
            .into_iter()
            .filter(|key| key.role == "receipts")
            .map(|key| (key.kid, key.exp == 5))
            .collect();
        assert_eq!(listed, [("re1".to_owned(), true), ("re2".to_owned(), false)]);
        assert_ne!(keys.named("receipts", "re1"), keys.named("receipts", "re2"));
        assert!(keys.named("orders", "re1").is_none());
    }
}
