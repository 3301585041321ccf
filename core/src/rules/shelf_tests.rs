use super::super::samples::{pack_json, read, shelf};
use super::*;
use serde_json::{Value, json};

fn changed(change: impl FnOnce(&mut Value)) -> Pack {
    let mut pack = pack_json();
    change(&mut pack);
    read(&pack)
}

fn numbered(v: u64, version: &str) -> Pack {
    changed(|pack| {
        pack["v"] = json!(v);
        pack["tariffs"][1]["version"] = json!(version);
    })
}

fn day(text: &str) -> CalendarDate {
    text.parse().unwrap()
}

#[test]
fn a_newer_pack_is_taken_and_the_one_before_is_kept_beside_it() {
    let mut shelf = shelf();
    assert_eq!(shelf.offer(numbered(4, "2026-12")), Ok(true));
    assert_eq!(shelf.newest().unwrap().v, 4);
    // What was confirmed under the old version stays readable, and is not paid by any more.
    assert_eq!(shelf.tariff("pension_flexible", "2026-07").unwrap().pack.v, 3);
    let payable =
        |version| shelf.payable("pension_flexible", version, day("2026-12-01")).map(|rule| rule.pack.v);
    assert_eq!(payable("2026-07"), Err(NoRule::NotInForce));
    assert_eq!(payable("2026-12"), Ok(4));
    assert_eq!(payable("2027-01"), Err(NoRule::Missing));
}

#[test]
fn an_older_a_changed_and_a_foreign_pack_are_not_taken() {
    let mut shelf = shelf();
    assert_eq!(shelf.offer(read(&pack_json())), Ok(false));
    assert_eq!(shelf.offer(changed(|pack| pack["v"] = json!(2))), Err(NotTaken::Older));
    assert_eq!(shelf.offer(changed(|pack| pack["fictional"] = json!(false))), Err(NotTaken::Changed));
    assert_eq!(shelf.offer(changed(|pack| pack["region"] = json!("990200"))), Err(NotTaken::OtherRegion));
    let earlier = changed(|pack| {
        pack["v"] = json!(4);
        pack["from"] = json!("2026-06-30");
    });
    assert_eq!(shelf.offer(earlier), Err(NotTaken::BeginsEarlier));
    assert_eq!((shelf.packs().len(), shelf.newest().unwrap().v), (1, 3));
}

#[test]
fn only_what_is_in_force_that_day_is_paid_by() {
    let shelf = shelf();
    let payable = |version, on| {
        shelf.payable("pension_flexible", version, day(on)).map(|rule| rule.tariff.version.as_str())
    };
    assert_eq!(payable("2026-07", "2026-07-01"), Ok("2026-07"));
    assert_eq!(payable("2026-07", "2199-12-31"), Ok("2026-07"));
    // The pack itself begins in July: before, not even the tariff it lists for then is acted on.
    assert_eq!(payable("2025-07", "2026-06-30"), Err(NoRule::NotInForce));
    assert_eq!(payable("2025-07", "2026-07-01"), Err(NoRule::NotInForce));
    assert_eq!(shelf.in_force("maternity", day("2026-11-24")).err(), Some(NoRule::Missing));
    assert_eq!(
        Shelf::new("990100").in_force("pension_flexible", day("2026-11-24")).err(),
        Some(NoRule::Missing)
    );
}

#[test]
fn a_pack_that_is_over_is_not_paid_by() {
    let mut shelf = Shelf::new("990100");
    shelf.offer(changed(|pack| pack["until"] = json!("2026-12-31"))).unwrap();
    assert!(shelf.in_force("medical_resident", day("2026-12-31")).is_ok());
    assert_eq!(shelf.in_force("medical_resident", day("2027-01-01")).err(), Some(NoRule::NotInForce));
    assert!(shelf.tariff("medical_resident", "2027").is_ok(), "what was confirmed stays readable");
}

#[test]
fn a_rule_this_version_cannot_read_is_said_to_be_that() {
    let mut shelf = Shelf::new("990100");
    shelf.offer(changed(|pack| pack["tariffs"][1]["charge"]["rounding"] = json!("bankers_fen"))).unwrap();
    let today = day("2026-11-24");
    assert_eq!(shelf.payable("pension_flexible", "2026-07", today).err(), Some(NoRule::Unreadable));
    assert!(shelf.payable("medical_resident", "2027", today).is_ok());
}

#[test]
fn old_packs_go_unless_something_under_way_names_them() {
    let mut shelf = Shelf::new("990100");
    for v in 1..=12 {
        shelf.offer(numbered(v, &format!("v{v}"))).unwrap();
    }
    shelf.prune(&[("pension_flexible".to_owned(), "v2".to_owned())]);
    let kept: Vec<u64> = shelf.packs().iter().map(|pack| pack.v).collect();
    assert_eq!(kept, [2, 5, 6, 7, 8, 9, 10, 11, 12]);
}
