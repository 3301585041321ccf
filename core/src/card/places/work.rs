//! Places as a screen shows them, and which of them do what. Pure.

use super::view::{
    PasswordTaskView, PasswordView, PlaceKind, PlaceKindView, PlaceView, PlacesView, Position,
};
use super::wire::{Does, Kind, Place, Places};
use crate::freshness::Freshness;
use crate::says::Says;

/// Metres in a degree of latitude, on a sphere of the mean radius of 6 371 009 m.
const METRES: f64 = 111_195.08;

/// The places of a kind.
pub(super) fn places(
    answer: Option<&Places>,
    kind: PlaceKind,
    near: Option<Position>,
    freshness: Freshness,
) -> PlacesView {
    let all = answer.map(|answer| answer.places.rows.as_slice()).unwrap_or_default();
    let mut rows: Vec<PlaceView> =
        all.iter().filter(|place| self::kind(place.kind) == kind).map(|place| view(place, near)).collect();
    if near.is_some() {
        // Stable: those whose place is not published stay behind, in the bureau's order.
        rows.sort_by_key(|row| row.metres.unwrap_or(u32::MAX));
    }
    let dropped = answer.map_or(0, |answer| answer.places.dropped);
    let says = match (rows.is_empty(), dropped) {
        (true, _) => Some(Says::word("card_places_none")),
        (false, 0) => None,
        (false, count) => Some(Says::word("card_places_dropped").count("count", count)),
    };
    PlacesView { freshness, rows, says }
}

/// One place.
pub(in crate::card) fn view(place: &Place, near: Option<Position>) -> PlaceView {
    let text = |field: &crate::answer::Field<crate::answer::Line<20>>| {
        field.got().map(|line| line.text().to_owned())
    };
    PlaceView {
        id: place.id.text().to_owned(),
        kind: kind(place.kind),
        name: place.name.text().to_owned(),
        address: place.address.text().to_owned(),
        hours: place.hours.got().map(|hours| hours.text().to_owned()).unwrap_or_default(),
        phone: text(&place.phone),
        does: place.does.rows.iter().map(|does| Says::word(word(*does))).collect(),
        metres: near.and_then(|near| metres(place, near)),
    }
}

/// As the crow flies; `None` if nobody knows where the place is. On a few kilometres the flat formula is exact to the metre.
fn metres(place: &Place, near: Position) -> Option<u32> {
    let (latitude, longitude) = (i32::from(*place.latitude.got()?), i32::from(*place.longitude.got()?));
    let degrees = |millionths: i32| f64::from(millionths) / 1_000_000.0;
    let north = degrees(latitude) - degrees(near.latitude);
    let middle = (degrees(latitude) + degrees(near.latitude)) / 2.0;
    let mut east = degrees(longitude) - degrees(near.longitude);
    if east.abs() > 180.0 {
        east -= 360.0 * east.signum();
    }
    let far = (north.powi(2) + (east * middle.to_radians().cos()).powi(2)).sqrt() * METRES;
    // Saturating: farther than half the Earth is no number of metres anyway.
    Some(far.round() as u32)
}

/// The two passwords.
pub(super) fn passwords(answer: Option<&Places>) -> Vec<PasswordView> {
    let task =
        |key: &'static str, does: Does| PasswordTaskView { name: Says::word(key), at: kinds(answer, does) };
    vec![
        PasswordView {
            name: Says::word("card_password_bank"),
            what: Says::word("card_password_bank_note"),
            tasks: vec![
                task("card_password_change", Does::BankPasswordChange),
                task("card_password_unlock", Does::BankPasswordUnlock),
                task("card_password_reset", Does::BankPasswordReset),
            ],
        },
        PasswordView {
            name: Says::word("card_password_social"),
            what: Says::word("card_password_social_note"),
            tasks: vec![
                task("card_password_change", Does::SocialPasswordChange),
                task("card_password_unlock", Does::SocialPasswordUnlock),
                task("card_password_reset", Does::SocialPasswordReset),
            ],
        },
    ]
}

/// The kinds with a place that does it, each once, in the bureau's order.
fn kinds(answer: Option<&Places>, does: Does) -> Vec<PlaceKindView> {
    let mut kinds: Vec<PlaceKindView> = Vec::new();
    for place in answer.iter().flat_map(|answer| &answer.places.rows) {
        let kind = kind(place.kind);
        if place.does.rows.contains(&does) && kinds.iter().all(|known| known.kind != kind) {
            kinds.push(PlaceKindView { kind, name: Says::word(name(kind)) });
        }
    }
    kinds
}

fn kind(kind: Kind) -> PlaceKind {
    match kind {
        Kind::Bank => PlaceKind::Bank,
        Kind::Office => PlaceKind::Office,
        Kind::Community => PlaceKind::Community,
        Kind::Hospital => PlaceKind::Hospital,
        Kind::Pharmacy => PlaceKind::Pharmacy,
    }
}

fn name(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Bank => "card_place_bank",
        PlaceKind::Office => "card_place_office",
        PlaceKind::Community => "card_place_community",
        PlaceKind::Hospital => "card_place_hospital",
        PlaceKind::Pharmacy => "card_place_pharmacy",
    }
}

fn word(does: Does) -> &'static str {
    match does {
        Does::Collect => "card_does_collect",
        Does::ActivateBank => "card_does_activate_bank",
        Does::ActivateSocial => "card_does_activate_social",
        Does::ReportLoss => "card_does_report_loss",
        Does::EndLoss => "card_does_end_loss",
        Does::Replace => "card_does_replace",
        Does::Correct => "card_does_correct",
        Does::BankPasswordChange => "card_does_bank_password_change",
        Does::BankPasswordUnlock => "card_does_bank_password_unlock",
        Does::BankPasswordReset => "card_does_bank_password_reset",
        Does::SocialPasswordChange => "card_does_social_password_change",
        Does::SocialPasswordUnlock => "card_does_social_password_unlock",
        Does::SocialPasswordReset => "card_does_social_password_reset",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;
    use serde_json::json;

    const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

    fn answer() -> Places {
        serde_json::from_value(json!({"places": [
            {"id": "b1", "kind": "bank", "name": "远", "address": "一路", "latitude": 30_000_000, "longitude": 120_020_000,
             "does": ["activate_bank", "bank_password_reset", "social_password_reset", "teleport"]},
            {"id": "b2", "kind": "bank", "name": "近", "address": "二路", "latitude": 30_000_000, "longitude": 120_001_000},
            {"id": "b3", "kind": "bank", "name": "不知", "address": "三路", "latitude": 91_000_000, "longitude": 1},
            {"id": "h1", "kind": "hospital", "name": "医院", "address": "四路", "does": ["social_password_reset"]},
            {"id": "x", "kind": "moon", "name": "月", "address": "月"},
            {"id": "y", "kind": "bank", "name": "没有地址"},
        ]}))
        .unwrap()
    }

    #[test]
    fn the_nearest_comes_first_and_what_lies_nowhere_last() {
        let near = Some(Position { latitude: 30_000_000, longitude: 120_000_000 });
        let shown = places(Some(&answer()), PlaceKind::Bank, near, NOW);
        let rows: Vec<(&str, Option<u32>)> =
            shown.rows.iter().map(|row| (row.id.as_str(), row.metres)).collect();
        // A thousandth of a degree of longitude at 30° north: 111.195 × cos 30° = 96.30 m.
        assert_eq!(rows, [("b2", Some(96)), ("b1", Some(1_926)), ("b3", None)]);
        assert_eq!(shown.says, Some(Says::word("card_places_dropped").count("count", 2)));
        let listed = places(Some(&answer()), PlaceKind::Bank, None, NOW);
        assert_eq!(listed.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["b1", "b2", "b3"]);
        assert_eq!(listed.rows[0].does.len(), 3, "a code of a later version is left out");
    }

    #[test]
    fn who_resets_which_password_is_what_the_bureau_says() {
        let shown = passwords(Some(&answer()));
        let at = |row: usize, task: usize| -> Vec<PlaceKind> {
            shown[row].tasks[task].at.iter().map(|kind| kind.kind).collect()
        };
        assert_eq!(at(0, 2), [PlaceKind::Bank]);
        assert_eq!(at(1, 2), [PlaceKind::Bank, PlaceKind::Hospital]);
        assert!(at(0, 0).is_empty());
        assert!(passwords(None).iter().all(|row| row.tasks.iter().all(|task| task.at.is_empty())));
    }
}
