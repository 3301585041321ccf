use super::super::clerk::COMPACT_FROM;
use super::super::flow::{About, Next, Request, State};
use super::super::samples;
use super::*;
use crate::error::Refusal;
use crate::platform::{KeyStoreError, Prompt};
use std::sync::atomic::{AtomicBool, Ordering};

/// A key store that only keeps the anchor, and can fail to.
#[derive(Default)]
struct Anchor {
    anchor: Mutex<Option<Vec<u8>>>,
    broken: AtomicBool,
}

impl KeyStore for Anchor {
    fn has_secure_lock(&self) -> Result<bool, KeyStoreError> {
        Ok(true)
    }
    fn create(&self, _: String, _: bool) -> Result<Vec<u8>, KeyStoreError> {
        Err(KeyStoreError::Unavailable)
    }
    fn public_key(&self, _: String) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(None)
    }
    fn sign(&self, _: String, _: Vec<u8>, _: Option<Prompt>) -> Result<Vec<u8>, KeyStoreError> {
        Err(KeyStoreError::Unavailable)
    }
    fn wrap(&self, _: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        Err(KeyStoreError::Unavailable)
    }
    fn unwrap(&self, _: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        Err(KeyStoreError::Unavailable)
    }
    fn read_anchor(&self) -> Result<Option<Vec<u8>>, KeyStoreError> {
        Ok(self.anchor.lock().unwrap().clone())
    }
    fn write_anchor(&self, anchor: Vec<u8>) -> Result<(), KeyStoreError> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(KeyStoreError::Unavailable);
        }
        *self.anchor.lock().unwrap() = Some(anchor);
        Ok(())
    }
    fn delete(&self, _: String) -> Result<(), KeyStoreError> {
        Ok(())
    }
}

fn key() -> JournalKey {
    JournalKey::new([5; 32])
}

fn ledger(place: &tempfile::TempDir, keys: &Arc<Anchor>) -> Ledger {
    Ledger::new(place.path().to_owned(), keys.clone())
}

fn state(ledger: &Ledger) -> Option<State> {
    ledger.read(&key(), |books| books.order(samples::order().id()).map(|order| order.state)).unwrap()
}

#[test]
fn an_order_is_durable_before_its_request_is_handed_out() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    {
        let ledger = ledger(&place, &keys);
        ledger.begin(&key(), samples::order()).unwrap();
        let (step, order) = ledger.advance(&key(), samples::order().id(), &Event::Ask).unwrap();
        assert_eq!((step.next, order.state), (Next::Send(Request::Put), State::Submitting));
    }
    assert_eq!(state(&ledger(&place, &keys)), Some(State::Submitting));
}

#[test]
fn a_period_cannot_be_paid_by_two_orders() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    let ledger = ledger(&place, &keys);
    ledger.begin(&key(), samples::order()).unwrap();
    let mut second = samples::order();
    second.terms.id = "f".repeat(32);
    assert_eq!(ledger.begin(&key(), second), Err(CitizenError::refused(Refusal::AlreadyBeingPaid)));
}

#[test]
fn nothing_is_sent_while_the_anchor_cannot_be_written() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    let ledger = ledger(&place, &keys);
    ledger.begin(&key(), samples::order()).unwrap();
    keys.broken.store(true, Ordering::Relaxed);
    let id = samples::order().id().to_owned();
    assert!(ledger.advance(&key(), &id, &Event::Ask).is_err());
    assert!(ledger.advance(&key(), &id, &Event::Ask).is_err(), "still not");
    keys.broken.store(false, Ordering::Relaxed);
    assert_eq!(ledger.advance(&key(), &id, &Event::Ask).unwrap().0.next, Next::Send(Request::Put));
}

#[test]
fn an_older_copy_put_back_makes_what_was_prepared_doubtful() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    let file = place.path().join("payments.journal");
    let older = {
        let ledger = ledger(&place, &keys);
        ledger.begin(&key(), samples::order()).unwrap();
        let older = std::fs::read(&file).unwrap();
        ledger.advance(&key(), samples::order().id(), &Event::Ask).unwrap();
        older
    };
    std::fs::write(&file, older).unwrap();
    let ledger = ledger(&place, &keys);
    assert_eq!(ledger.found(&key()).unwrap().0, Load::RolledBack);
    assert_eq!(state(&ledger), Some(State::Submitting), "it may have been sent");
}

#[test]
fn an_order_unknown_after_damage_is_adopted_and_needs_attention() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    ledger(&place, &keys).begin(&key(), samples::order()).unwrap();
    let file = place.path().join("payments.journal");
    let mut octets = std::fs::read(&file).unwrap();
    *octets.last_mut().unwrap() ^= 1;
    std::fs::write(&file, octets).unwrap();
    let ledger = ledger(&place, &keys);
    assert_eq!(state(&ledger), None);
    let order = samples::order();
    let listed = Listed {
        terms: order.terms,
        jws: order.jws,
        fingerprint: order.fingerprint,
        about: About::default(),
    };
    assert_eq!(ledger.adopt(&key(), listed.clone()), Ok(true));
    assert_eq!(ledger.adopt(&key(), listed), Ok(false));
    assert_eq!(state(&ledger), Some(State::Attention));
    assert!(place.path().join("payments.journal.kept").exists());
}

#[test]
fn a_long_journal_is_compacted_and_says_the_same() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    let ledger = ledger(&place, &keys);
    ledger.begin(&key(), samples::order()).unwrap();
    for number in 0..4_000 {
        ledger.listed(&key(), &format!("{number:010}")).unwrap();
    }
    let length = std::fs::metadata(place.path().join("payments.journal")).unwrap().len();
    assert!(length < COMPACT_FROM + 1_000, "{length}");
    let before = ledger.read(&key(), Books::clone).unwrap();
    drop(ledger);
    let again = Ledger::new(place.path().to_owned(), keys);
    assert_eq!(again.found(&key()).unwrap().0, Load::Clean);
    assert!(again.read(&key(), |books| *books == before).unwrap());
}

#[test]
fn signing_out_leaves_nothing_and_the_next_citizen_begins_anew() {
    let (place, keys) = (tempfile::tempdir().unwrap(), Arc::new(Anchor::default()));
    let ledger = ledger(&place, &keys);
    ledger.begin(&key(), samples::order()).unwrap();
    ledger.erase(&key()).unwrap();
    assert!(!place.path().join("payments.journal").exists());
    let other = JournalKey::new([6; 32]);
    assert_eq!(ledger.found(&other).unwrap().0, Load::Clean);
    assert!(ledger.read(&other, Books::is_empty).unwrap());
}
