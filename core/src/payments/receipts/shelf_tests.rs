use super::super::samples::{AT, Office, pension};
use super::*;
use crate::platform::KeyStore;
use crate::secrets::tests::Wrapping;
use crate::secrets::{Secret, Secrets};
use std::sync::Arc;

fn secrets(folder: &tempfile::TempDir) -> Secrets {
    let keys: Arc<dyn KeyStore> = Wrapping::new();
    let secrets = Secrets::open(folder.path(), &keys).unwrap();
    secrets.unlock(Secret::from_octets([7; 32]));
    secrets
}

fn orders(slips: &[Slip]) -> Vec<&str> {
    slips.iter().map(|slip| slip.order.as_str()).collect()
}

#[test]
fn what_was_put_is_there_after_opening_again_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = secrets(&folder);
    let office = Office::new();
    let slips: Vec<Slip> = (1..=40).map(|n| office.slip(pension(n, 100, AT + u64::from(n)))).collect();
    {
        let store = Store::open_alone(folder.path(), &secrets).unwrap();
        let shelf = Shelf::default();
        for slip in &slips {
            shelf.put(&store, [slip.clone()]).unwrap();
        }
        shelf.put(&store, slips.clone()).unwrap();
        assert_eq!(orders(&shelf.slips(&store).unwrap()), orders(&slips));
    }
    let store = Store::open_alone(folder.path(), &secrets).unwrap();
    assert_eq!(Shelf::default().slips(&store).unwrap(), slips);
}

#[test]
fn a_refund_replaces_the_copy_and_the_same_copy_costs_no_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_alone(folder.path(), &secrets(&folder)).unwrap();
    let (office, shelf) = (Office::new(), Shelf::default());
    let order = office.paid(pension(1, 100, AT));
    shelf.put(&store, Slip::of(&order)).unwrap();
    let refunded = Slip::of(&office.given_back(order, "refunded")).unwrap();
    shelf.put(&store, [refunded.clone()]).unwrap();
    assert_eq!(Shelf::default().slips(&store).unwrap(), std::slice::from_ref(&refunded));
    // Erased behind its back: were the same copy written again, it would come back.
    store.erase_room(Room::Payments).unwrap();
    shelf.put(&store, [refunded]).unwrap();
    assert_eq!(Shelf::default().slips(&store).unwrap(), []);
}

#[test]
fn a_locked_app_keeps_no_copy_and_says_so_and_another_citizen_sees_none() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = secrets(&folder);
    let store = Store::open_alone(folder.path(), &secrets).unwrap();
    let (office, shelf) = (Office::new(), Shelf::default());
    let (one, other) = (office.slip(pension(1, 100, AT)), office.slip(pension(2, 100, AT)));
    shelf.put(&store, [one]).unwrap();
    secrets.lock();
    assert!(shelf.put(&store, [other.clone()]).is_err());
    secrets.unlock(Secret::from_octets([7; 32]));
    assert_eq!(Shelf::default().slips(&store).unwrap().len(), 1);
    shelf.put(&store, [other]).unwrap();
    assert_eq!(Shelf::default().slips(&store).unwrap().len(), 2, "tried again, it is there");
    secrets.shred_personal().unwrap();
    secrets.unlock(Secret::from_octets([8; 32]));
    assert_eq!(shelf.slips(&store).unwrap(), [], "the same shelf, the next citizen");
}
