use crate::sources::files;

#[test]
fn no_file_has_more_than_400_lines_of_code() {
    let mut large = Vec::new();
    for (folder, ending) in [
        ("core", ".rs"),
        ("tests", ".rs"),
        ("android", ".kt"),
        ("ios", ".swift"),
        ("tests", ".kt"),
        ("tests", ".swift"),
    ] {
        for source in files(folder, ending) {
            let lines = source.shipped().filter(|(_, line)| !line.trim().is_empty()).count();
            if lines > 400 {
                large.push(format!("{}: {lines}", source.path));
            }
        }
    }
    assert!(large.is_empty(), "split by job: {}", large.join(", "));
}
