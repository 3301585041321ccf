//! Figures, in the one shape of the repository.

use serde_json::{Value, json};
use std::path::PathBuf;

/// Writes `target/figures/<name>.json`.
pub fn write(name: &str, setting: &str, seed: u64, seconds: f64, figures: &[Value]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/figures");
    let report =
        json!({ "name": name, "setting": setting, "seed": seed, "seconds": seconds, "figures": figures });
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.json")), format!("{report:#}\n")).unwrap();
}

/// One figure with its goal.
pub fn figure(figure: &str, value: f64, unit: &str, goal: &str, holds: bool) -> Value {
    json!({ "figure": figure, "value": value, "unit": unit, "goal": goal, "holds": holds })
}
