//! The binary as people run it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// The binary with a folder of its own for temporary files, so that what it leaves behind is seen.
fn shebao(temporary: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shebao"));
    command.env("TMPDIR", temporary).env("USER", "test").stdin(Stdio::null());
    command
}

fn run(temporary: &Path, args: &[&str]) -> Output {
    shebao(temporary).args(args).output().unwrap()
}

fn text(octets: &[u8]) -> String {
    String::from_utf8(octets.to_vec()).unwrap()
}

/// The text with one character changed.
fn changed(text: &str, at: usize) -> String {
    let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn the_tour_holds_in_both_languages_and_leaves_nothing_behind() {
    for (args, end) in
        [(&["--fast"][..], "每一步都成立"), (&["--fast", "--lang", "en", "--seed", "7"], "Every step held")]
    {
        let temporary = tempfile::tempdir().unwrap();
        let begun = Instant::now();
        let output = run(temporary.path(), args);
        let (told, complaint) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{told}{complaint}");
        assert!(told.contains(end), "{told}");
        assert!(told.lines().count() < 250, "{} lines", told.lines().count());
        assert!(!told.contains('\u{1b}'), "colour although this is no terminal");
        assert!(is_empty(temporary.path()), "files were left behind");
        // The promise is 5 s on a quiet machine; this one is shared.
        assert!(begun.elapsed().as_secs() < 20, "took {:?}", begun.elapsed());
    }
}

#[test]
fn what_is_kept_is_kept_where_it_was_asked_for() {
    let temporary = tempfile::tempdir().unwrap();
    let kept = temporary.path().join("kept");
    let output = run(temporary.path(), &["--fast", "--keep", kept.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stdout));
    assert!(
        kept.join("gateway").is_dir() && kept.join("device").is_dir() && kept.join("bureau.json").is_file()
    );
    let receipt = std::fs::read_to_string(kept.join("receipt.txt")).unwrap();
    assert!(receipt.starts_with("https://localhost:") && receipt.len() <= 400, "{receipt}");
    let bureau = kept.join("bureau.json");
    // The gateway is gone by now: the file and the text are all there is.
    let verify = |text: &str| {
        run(temporary.path(), &["verify", "--lang", "en", "--bureau", bureau.to_str().unwrap(), text])
    };
    let genuine = verify(&receipt);
    assert!(genuine.status.success(), "{}{}", text(&genuine.stdout), text(&genuine.stderr));
    let said = text(&genuine.stdout);
    assert!(said.contains("The receipt is genuine: 王*") && said.contains("bank reference TB"), "{said}");
    // One character of the claims or of the signature, another bureau's address, only a part.
    let (address, jws) = receipt.split_once('#').unwrap();
    let claims = jws.find('.').unwrap() + 30;
    for forged in [
        format!("{address}#{}", changed(jws, claims)),
        format!("{address}#{}", changed(jws, jws.len() - 20)),
        format!("https://elsewhere.example/q#{jws}"),
        receipt[..receipt.len() - 1].to_owned(),
    ] {
        let refused = verify(&forged);
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused.stdout));
        assert!(!text(&refused.stdout).contains("genuine: 王*"));
    }
    // The exported file, whole and with one figure changed; and the page beside it.
    let exported = kept.join("receipts.json");
    let whole = verify(exported.to_str().unwrap());
    assert!(whole.status.success(), "{}{}", text(&whole.stdout), text(&whole.stderr));
    assert!(text(&whole.stdout).contains("The file is genuine: 1 receipt"), "{}", text(&whole.stdout));
    let file = std::fs::read_to_string(&exported).unwrap();
    let spoiled = temporary.path().join("spoiled.json");
    std::fs::write(&spoiled, file.replacen("\"amount_fen\": ", "\"amount_fen\": 1", 1)).unwrap();
    let refused = verify(spoiled.to_str().unwrap());
    assert_eq!(refused.status.code(), Some(1), "{}", text(&refused.stdout));
    assert!(text(&refused.stdout).contains("not what was signed"), "{}", text(&refused.stdout));
    assert!(verify(kept.join("receipt.txt").to_str().unwrap()).status.success(), "a file that holds a code");
    let page = std::fs::read_to_string(kept.join("receipts.html")).unwrap();
    assert!(page.contains("<svg ") && page.ends_with("</html>\n"), "{page}");
    let again = run(temporary.path(), &["--fast", "--keep", kept.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2), "a folder with files in it is not mixed with the tour's");
}

#[test]
fn serve_tells_a_program_how_to_reach_it_and_operate_and_verify_do() {
    let temporary = tempfile::tempdir().unwrap();
    let mut serving = shebao(temporary.path())
        .args(["serve", "--json", "--until-stdin-closes"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(serving.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let door: serde_json::Value = serde_json::from_str(&line).unwrap();
    for name in
        ["url", "operator_url", "operator_token", "fingerprint", "bureau", "enrolment_code", "typed_code"]
    {
        assert!(door[name].as_str().is_some_and(|value| !value.is_empty()), "{name} in {line}");
    }
    let ledger = run(temporary.path(), &["operate", "ledger"]);
    assert!(ledger.status.success(), "{}", text(&ledger.stderr));
    let benefit = run(temporary.path(), &["operate", "benefit", "pension", "3250.00"]);
    assert!(benefit.status.success(), "{}", text(&benefit.stderr));
    let unknown = run(temporary.path(), &["operate", "card", "--person", "p-nobody"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert_eq!(text(&unknown.stderr).lines().count(), 1);

    let (bureau, code) = (door["bureau"].as_str().unwrap(), door["enrolment_code"].as_str().unwrap());
    let genuine = run(temporary.path(), &["verify", "--bureau", bureau, code]);
    assert!(genuine.status.success(), "{}{}", text(&genuine.stdout), text(&genuine.stderr));
    let forged = run(temporary.path(), &["verify", "--bureau", bureau, &code[..code.len() - 1]]);
    assert_eq!(forged.status.code(), Some(1), "{}", text(&forged.stdout));

    drop(serving.stdin.take());
    assert!(serving.wait().unwrap().success());
    assert!(is_empty(temporary.path()), "files were left behind");
}

#[test]
fn a_wrong_argument_gets_one_clear_line_and_status_2() {
    let temporary = tempfile::tempdir().unwrap();
    for args in [&["--fsat"][..], &["tuor"], &["operate"], &["--lang", "fr"], &["serve", "--seed", "x"]] {
        let output = run(temporary.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
        assert_eq!(text(&output.stderr).lines().count(), 1, "{args:?}");
    }
}
