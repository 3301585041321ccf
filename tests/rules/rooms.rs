//! Who may use whom (README, the map of `core/src`).

use crate::sources::{Source, files};

const FEATURES: [&str; 6] = ["session", "card", "insurance", "payments", "inbox", "news"];
/// Use nothing of ours but each other.
const VALUES: [&str; 11] = [
    "error",
    "money",
    "date",
    "identity",
    "freshness",
    "says",
    "search",
    "signed",
    "moment",
    "platform",
    "answer",
];

/// `core/src/card/view.rs` → `card`.
fn room(source: &Source) -> &str {
    let rest = source.path.strip_prefix("core/src/").unwrap();
    rest.split(['/', '.']).next().unwrap()
}

/// The rooms a file names by `crate::room`.
fn used(source: &Source) -> Vec<String> {
    let mut rooms = Vec::new();
    for (_, line) in source.shipped() {
        for part in line.split("crate::").skip(1) {
            if let Some(group) = part.strip_prefix('{') {
                rooms.extend(group.split(',').map(|name| first_word(name.trim_start())));
            } else {
                rooms.push(first_word(part));
            }
        }
    }
    rooms.retain(|room| !room.is_empty() && room.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    rooms.sort();
    rooms.dedup();
    rooms
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

fn shipped() -> Vec<Source> {
    files("core/src", ".rs").into_iter().filter(|source| !source.is_test()).collect()
}

#[test]
fn features_never_use_each_other() {
    for source in shipped() {
        let own = room(&source).to_owned();
        if !FEATURES.contains(&own.as_str()) {
            continue;
        }
        for other in used(&source) {
            assert!(other == own || !FEATURES.contains(&other.as_str()), "{} uses {other}", source.path);
            assert_ne!(other, "citizen", "{} uses citizen", source.path);
        }
    }
}

#[test]
fn wire_store_and_journal_never_use_each_other_or_a_feature() {
    let rooms = ["wire", "store", "journal"];
    for source in shipped() {
        let own = room(&source).to_owned();
        if !rooms.contains(&own.as_str()) {
            continue;
        }
        for other in used(&source) {
            let foreign =
                rooms.contains(&other.as_str()) || FEATURES.contains(&other.as_str()) || other == "citizen";
            assert!(other == own || !foreign, "{} uses {other}", source.path);
        }
    }
}

#[test]
fn values_use_only_values() {
    for source in shipped() {
        let own = room(&source).to_owned();
        if !VALUES.contains(&own.as_str()) {
            continue;
        }
        for other in used(&source) {
            assert!(VALUES.contains(&other.as_str()), "{} uses {other}", source.path);
        }
    }
}

#[test]
fn each_foreign_crate_is_named_in_its_room_only() {
    for (foreign, rooms) in [
        ("reqwest", &["wire"][..]),
        ("rustls", &["wire"][..]),
        ("sled", &["store"][..]),
        ("qrcode", &["qr"][..]),
        ("pulldown_cmark", &["news"][..]),
    ] {
        for source in shipped() {
            let names = source.shipped().any(|(_, line)| {
                line.contains(&format!("{foreign}::"))
                    || line.trim_start().starts_with(&format!("use {foreign}"))
            });
            assert!(!names || rooms.contains(&room(&source)), "{} names {foreign}", source.path);
        }
    }
}

#[test]
fn features_have_the_same_rooms() {
    for feature in FEATURES {
        for file in ["mod.rs", "view.rs", "wire.rs", "store.rs"] {
            let path = format!("core/src/{feature}/{file}");
            let folder = path.replace(".rs", "/mod.rs");
            let root = crate::sources::root();
            assert!(root.join(&path).exists() || root.join(&folder).exists(), "{path} is missing");
        }
    }
}

#[test]
fn no_float_comes_near_money() {
    // How far a place is, in metres, is no money and needs a cosine.
    for source in shipped().into_iter().filter(|source| !source.path.starts_with("core/src/card/places/")) {
        for (number, line) in source.shipped() {
            for word in line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
                assert!(word != "f32" && word != "f64", "{}:{number}: {}", source.path, line.trim());
            }
        }
    }
}
