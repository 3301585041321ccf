//! `deny.toml` and `tests/suites/bans.sh` ban the same crates, and what `deny.toml` allows is what `Cargo.lock` has.

use crate::sources::root;
use std::collections::BTreeSet;
use std::process::Command;

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

fn deny() -> toml::Table {
    text("deny.toml").parse().unwrap()
}

/// The entries of `[bans] deny`: name, and who may name it nevertheless.
fn denied() -> Vec<(String, Vec<String>)> {
    let deny = deny();
    let entries = deny["bans"]["deny"].as_array().unwrap();
    let texts = |value: Option<&toml::Value>| -> Vec<String> {
        let values = value.and_then(toml::Value::as_array).cloned().unwrap_or_default();
        values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
    };
    entries
        .iter()
        .map(|entry| (entry["crate"].as_str().unwrap().to_owned(), texts(entry.get("wrappers"))))
        .collect()
}

/// The packages of the lock file: name, licence, the names it depends on.
fn packages() -> Vec<(String, String, Vec<String>)> {
    let asked = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let all: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    let name = |package: &serde_json::Value| package["name"].as_str().unwrap().to_owned();
    all["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            assert!(
                package["source"].is_null() || package["source"].as_str().unwrap().starts_with("registry+"),
                "{} comes from elsewhere",
                package["id"]
            );
            let licence = package["license"].as_str().unwrap_or_default().to_owned();
            (name(package), licence, package["dependencies"].as_array().unwrap().iter().map(name).collect())
        })
        .collect()
}

#[test]
fn both_lists_ban_the_same_crates() {
    let script = text("tests/suites/bans.sh");
    let line = script.lines().find_map(|line| line.trim().strip_prefix("for crate in ")).unwrap();
    // The binding generator is a program of its own: nothing names it, so cargo-deny could only ban it from its own workspace.
    let banned: BTreeSet<&str> =
        line.trim_end_matches("; do").split(' ').filter(|name| *name != "shebao-bindgen").collect();
    let denied = denied();
    let denied: BTreeSet<&str> = denied.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(banned, denied);
    assert!(denied.len() > 5);
}

#[test]
fn nobody_depends_on_a_banned_crate_but_who_may() {
    let denied = denied();
    let packages = packages();
    let locked: BTreeSet<&str> = packages.iter().map(|(name, ..)| name.as_str()).collect();
    for (name, wrappers) in &denied {
        assert!(!wrappers.is_empty() || !locked.contains(name.as_str()), "{name} is in Cargo.lock");
        for wrapper in wrappers {
            let named = packages.iter().any(|(own, _, uses)| own == wrapper && uses.contains(name));
            assert!(named, "{wrapper} does not depend on {name} any more");
        }
    }
    let core = packages.iter().find(|(name, ..)| name == "shebao-core").unwrap();
    assert!(core.2.iter().all(|used| denied.iter().all(|(name, _)| name != used)));
}

#[test]
fn every_licence_in_the_lock_file_is_allowed_and_every_allowed_one_is_there() {
    let deny = deny();
    let allowed: Vec<&str> =
        deny["licenses"]["allow"].as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect();
    let mut needed = BTreeSet::new();
    for (name, licence, _) in packages() {
        let choices = choices(&licence);
        let fits = choices.iter().find(|parts| parts.iter().all(|part| allowed.contains(&part.as_str())));
        let fits = fits.unwrap_or_else(|| panic!("{name}: {licence}"));
        needed.extend(fits.iter().cloned());
    }
    for licence in allowed {
        assert!(needed.contains(licence), "{licence} is needed by nothing");
    }
}

/// `(MIT OR Apache-2.0) AND Unicode-3.0` → [MIT, Unicode-3.0] or [Apache-2.0, Unicode-3.0]. Crates write no deeper ones.
fn choices(expression: &str) -> Vec<Vec<String>> {
    let flat = expression.replace(" / ", " OR ").replace('/', " OR ");
    let mut all = vec![Vec::new()];
    let groups: Vec<&str> = if flat.contains(" AND ") { flat.split(" AND ").collect() } else { vec![&flat] };
    for group in groups {
        let one = |part: &str| part.trim().trim_matches(['(', ')']).to_owned();
        let parts: Vec<String> = group.split(" OR ").map(one).collect();
        all = all
            .iter()
            .flat_map(|left: &Vec<String>| {
                parts.iter().map(|part| left.iter().cloned().chain([part.clone()]).collect())
            })
            .collect();
    }
    all
}

#[test]
fn a_licence_expression_is_read_as_its_choices() {
    let texts = |expression| choices(expression).iter().map(|parts| parts.join("+")).collect::<Vec<_>>();
    assert_eq!(texts("MIT/Apache-2.0"), ["MIT", "Apache-2.0"]);
    assert_eq!(texts("(MIT OR ISC) AND Zlib"), ["MIT+Zlib", "ISC+Zlib"]);
    assert_eq!(texts("Apache-2.0 AND ISC"), ["Apache-2.0+ISC"]);
}
