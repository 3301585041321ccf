use crate::sources::files;

#[test]
fn the_shipped_core_has_no_way_to_panic_on_purpose() {
    let mut found = Vec::new();
    for source in files("core/src", ".rs").iter().filter(|source| !source.is_test()) {
        for (number, line) in source.shipped() {
            for word in
                [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", "unsafe "]
            {
                if line.contains(word) {
                    found.push(format!("{}:{number}: {}", source.path, line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_is_switched_off() {
    let mut found = Vec::new();
    for (folder, ending) in [("core", ".rs"), ("tests", ".rs"), ("android", ".kt"), ("ios", ".swift")] {
        for source in files(folder, ending).iter().filter(|source| !source.path.starts_with("tests/rules/")) {
            for word in ["#[ignore", "assert!(true)", "@Ignore", "@Disabled", "FIXME", "XXX", "TODO"] {
                if source.text.contains(word) {
                    found.push(format!("{}: {word}", source.path));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
