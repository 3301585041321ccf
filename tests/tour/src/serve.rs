//! The gateway alone: prints how to reach it, runs until it is stopped, leaves nothing behind.

use crate::args::ServeArgs;
use crate::broken::{Broken, Held};
use crate::door::Door;
use crate::gateway::Gateway;
use crate::paper::{Cell, Paper, Table, half_blocks};
use crate::speech::{Speech, text};
use crate::stopping;
use qrcode::{EcLevel, QrCode};
use std::path::{Path, PathBuf};

/// Serves until Ctrl-C.
pub async fn run(args: ServeArgs) -> Held {
    let temporary = tempfile::Builder::new().prefix("shebao-serve-").tempdir()?;
    let folder = args.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder)?;
    let gateway = Gateway::start(&folder, args.seed, args.port).await?;
    let door = gateway.door(&folder).await?;
    let told = folder.join("operator.json");
    door.write(&told)?;
    let usual = Door::usual_place();
    let usual = door.write(&usual).is_ok().then_some(usual);
    if args.json {
        Paper::standard().line(&door.to_json().to_string());
    } else {
        describe(&args, &door, usual.is_none().then_some(told.as_path()))?;
    }
    until_stopped(args.until_stdin_closes).await;
    if let Some(usual) = usual {
        leave(&usual, &door);
    }
    gateway.stop().await
}

/// Removes the file in the usual place, unless a later gateway wrote it.
fn leave(usual: &PathBuf, door: &Door) {
    let ours = std::fs::read_to_string(usual).is_ok_and(|text| text.contains(&door.operator_token));
    if ours {
        let _ = std::fs::remove_file(usual);
    }
}

fn describe(args: &ServeArgs, door: &Door, unusual: Option<&Path>) -> Held {
    let (paper, speech) = (Paper::standard(), Speech::new(args.lang.language()));
    paper.line(&speech.word("tour_serve_title"));
    let code = QrCode::with_error_correction_level(&door.enrolment_code, EcLevel::L)
        .map_err(|_| Broken::new("the enrolment code is too long for a QR code"))?;
    let side = code.width();
    let modules: Vec<bool> = code.into_colors().into_iter().map(|color| color.select(true, false)).collect();
    for line in half_blocks(side, &modules) {
        paper.line(&line);
    }
    let mut table = Table::plain();
    let mut fact = |key: &str, value: &str| table.row(vec![Cell::text(speech.word(key)), Cell::text(value)]);
    fact("tour_serve_url", &door.url);
    fact("tour_serve_fingerprint", &door.fingerprint);
    fact("tour_serve_bureau", &door.bureau.display().to_string());
    fact("tour_serve_typed", &door.typed_code);
    fact("tour_serve_citizen", &door.citizen.join(" · "));
    for line in table.lines(paper) {
        paper.line(&line);
    }
    let at = unusual.map(|path| format!(" --at {}", path.display())).unwrap_or_default();
    paper.line(
        &speech.line("tour_serve_operate", &[text("command", format!("cargo run -- operate{at} --help"))]),
    );
    paper.line(&match &args.keep {
        Some(folder) => speech.line("tour_serve_stop_kept", &[text("folder", folder.display().to_string())]),
        None => speech.word("tour_serve_stop"),
    });
    Ok(())
}

/// Until Ctrl-C, a polite kill, or, if asked, the end of standard input.
async fn until_stopped(stdin_too: bool) {
    let (closed, stdin) = tokio::sync::oneshot::channel::<()>();
    if stdin_too {
        // A thread of its own: the runtime would wait for a read that never returns.
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            let _ = closed.send(());
        });
    } else {
        std::mem::forget(closed);
    }
    tokio::select! {
        () = stopping::asked() => {}
        _ = stdin => {}
    }
}
