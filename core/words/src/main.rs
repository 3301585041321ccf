//! Writes the shells' resources from the catalogue, or checks it.

use shebao_words::{Catalogue, Language, android, apple, kotlin, problems, swift};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: shebao-words (check | kotlin OUT_DIR | android OUT_DIR | swift OUT_DIR)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let catalogue = Catalogue::built_in();
    let written = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["check"] => return check(catalogue),
        ["kotlin", out] => {
            write(Path::new(out), "cn/shebao/words/Catalogue.kt", &kotlin(catalogue.of_apps()))
        }
        ["android", out] => [(Language::Zh, "values"), (Language::En, "values-en")].into_iter().try_for_each(
            |(language, folder)| {
                let name = format!("{folder}/strings.xml");
                write(Path::new(out), &name, &android(catalogue.of_apps(), language))
            },
        ),
        ["swift", out] => write(Path::new(out), "Catalogue.swift", &swift(catalogue.of_apps()))
            .and_then(|()| write(Path::new(out), "Localizable.xcstrings", &apple(catalogue.of_apps()))),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot write: {error}");
            ExitCode::FAILURE
        }
    }
}

fn check(catalogue: &Catalogue) -> ExitCode {
    let problems = problems(catalogue);
    for problem in &problems {
        eprintln!("{problem}");
    }
    println!("{} lines, {} problems", catalogue.lines().count(), problems.len());
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes only what differs, so that a build after it has nothing to do when no word changed.
fn write(out: &Path, name: &str, text: &str) -> std::io::Result<()> {
    let path = out.join(name);
    if std::fs::read_to_string(&path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
