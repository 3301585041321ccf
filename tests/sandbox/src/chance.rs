//! Chance by seed: the same seed and the same boots give the same draws, and no draw comes twice.

use ring::hmac;
use std::sync::atomic::{AtomicU64, Ordering};

/// A stream of unpredictable-looking octets that a seed fixes. For a test city only: a bureau uses its system's generator.
#[derive(Debug)]
pub(crate) struct Chance {
    key: hmac::Key,
    drawn: AtomicU64,
}

impl Chance {
    /// A stream of its own for every `boot`, so that a restart never repeats what was drawn before it.
    pub(crate) fn new(seed: u64, boot: u64) -> Self {
        let mut material = b"shebao sandbox".to_vec();
        material.extend(seed.to_be_bytes());
        material.extend(boot.to_be_bytes());
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, &material), drawn: AtomicU64::new(0) }
    }

    /// The next 32 octets.
    pub(crate) fn octets(&self) -> [u8; 32] {
        let n = self.drawn.fetch_add(1, Ordering::SeqCst);
        let tag = hmac::sign(&self.key, &n.to_be_bytes());
        let mut out = [0; 32];
        out.iter_mut().zip(tag.as_ref()).for_each(|(o, t)| *o = *t);
        out
    }

    /// The next 32 octets, base64url.
    pub(crate) fn token(&self) -> String {
        crate::jws::b64u(&self.octets())
    }

    /// An id of 16 hex digits after a prefix that says what it names.
    pub(crate) fn id(&self, prefix: &str) -> String {
        let hex: String = self.octets().iter().take(8).map(|b| format!("{b:02x}")).collect();
        format!("{prefix}-{hex}")
    }

    /// A number below `limit` (0 if `limit` is 0).
    pub(crate) fn below(&self, limit: u64) -> u64 {
        let mut eight = [0; 8];
        eight.iter_mut().zip(self.octets()).for_each(|(e, o)| *e = o);
        u64::from_be_bytes(eight).checked_rem(limit).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_and_a_boot_fix_the_stream_and_another_boot_never_repeats_it() {
        let (a, b, c) = (Chance::new(7, 1), Chance::new(7, 1), Chance::new(7, 2));
        let first = a.octets();
        assert_eq!(first, b.octets());
        assert_ne!(first, a.octets());
        assert_ne!(first, c.octets());
        assert!(a.below(10) < 10);
    }
}
