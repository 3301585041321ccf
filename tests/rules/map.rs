use crate::sources::root;

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

fn folders(below: &str) -> Vec<String> {
    let hidden = ["target", "src", "generated", "Generated", ".build", "catalogue", "build"];
    let mut names: Vec<String> = std::fs::read_dir(root().join(below))
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !hidden.contains(&name.as_str()))
        .collect();
    names.sort();
    names
}

#[test]
fn the_readme_maps_every_folder_at_the_top() {
    let readme = readme();
    for below in [".", "core", "android", "ios", "tests"] {
        for folder in folders(below) {
            assert!(readme.contains(&format!("{folder}/")), "README's map does not name {below}/{folder}/");
        }
    }
}

#[test]
fn the_readme_maps_every_room_of_the_core() {
    let readme = readme();
    for entry in std::fs::read_dir(root().join("core/src")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().replace(".rs", "");
        if name != "lib" {
            let named = readme.contains(&format!("`{name}/`")) || readme.contains(&format!("`{name}`"));
            assert!(named, "README's map of core/src does not name {name}");
        }
    }
}

#[test]
fn the_readme_names_the_two_commands() {
    for command in ["cargo run", "./tests/run"] {
        assert!(readme().contains(command), "{command}");
    }
}

#[test]
fn only_what_the_design_knows_stands_at_the_top() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "core",
        "android",
        "ios",
        "uniffi.toml",
        "tests",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "clippy.toml",
        "rustfmt.toml",
        "deny.toml",
        "target",
    ];
    for entry in std::fs::read_dir(root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || known.contains(&name.as_str()), "{name} is not known at the top");
    }
}
