//! Figures, in the one shape of the repository.

use crate::setting;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use std::time::SystemTime;

/// Writes `target/figures/<name>.json`, of the long setting `<name>-long.json`.
pub fn write(name: &str, seed: u64, seconds: f64, figures: &[Value]) {
    let folder = root().join("target/figures");
    let at = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let report = json!({
        "name": name, "setting": setting::name(), "seed": seed, "seconds": seconds, "at": at, "commit": *COMMIT,
        "figures": figures,
    });
    let file = if setting::is_long() { format!("{name}-long.json") } else { format!("{name}.json") };
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(file), format!("{report:#}\n")).unwrap();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The commit these sources are of, with a plus if something was changed since; nothing outside a checkout. Looked up by [`begin`].
static COMMIT: LazyLock<Option<String>> = LazyLock::new(|| {
    let mut asked = Command::new("git");
    let said = asked.args(["describe", "--always", "--dirty=+"]).current_dir(root()).output().ok()?;
    let text = String::from_utf8(said.stdout).ok()?;
    said.status.success().then(|| text.trim().to_owned())
});

/// A campaign begins: its figures are of the sources as they are now, whatever is committed while it lives.
pub fn begin() {
    LazyLock::force(&COMMIT);
}

/// One figure with its goal.
pub fn figure(figure: &str, value: f64, unit: &str, goal: &str, holds: bool) -> Value {
    json!({ "figure": figure, "value": value, "unit": unit, "goal": goal, "holds": holds })
}

/// One of many cases: told in `tests/campaigns/FIGURES.md` only, with what else is known of it.
pub fn detail(mut figure: Value, more: &[(&str, Value)]) -> Value {
    figure["detail"] = Value::Bool(true);
    for (name, value) in more {
        figure[*name] = value.clone();
    }
    figure
}
