//! Anyone can verify a code with nothing but the bureau's public keys.

use crate::args::VerifyArgs;
use crate::broken::{Broken, Held};
use crate::paper::Paper;
use crate::speech::{Speech, amount, count, moment, text};
use crate::tour::device;
use shebao_core::Link;
use shebao_core::payments::check_export;
use std::path::Path;

/// Says what the code is, or why it is not believed.
pub async fn run(args: VerifyArgs) -> Held {
    let bureau = std::fs::read_to_string(&args.bureau)
        .map_err(|error| Broken::usage(format!("{}: {error}", args.bureau.display())))?;
    let paper = Paper::standard();
    let speech = Speech::new(args.lang.language());
    let mut code = args.code;
    // A code is never the name of a file: it begins with an address or is far longer than a name.
    if Path::new(&code).is_file() {
        let octets = std::fs::read(&code).map_err(|error| Broken::usage(format!("{code}: {error}")))?;
        if octets.trim_ascii_start().first() == Some(&b'{') {
            return file(&bureau, &octets, paper, &speech);
        }
        code = String::from_utf8_lossy(&octets).trim().to_owned();
    }
    let folder = tempfile::Builder::new().prefix("shebao-verify-").tempdir()?;
    let citizen = device::open(folder.path(), &bureau, args.lang, &device::Changes::default()).await?;
    match citizen.read_link(code) {
        Link::Receipt { order, person, title, amount: paid, paid_at, bank_ref } => {
            let args = [
                text("order", order),
                text("person", person),
                text("what", speech.says(&title)),
                amount("amount", paid),
                moment("at", paid_at),
                text("reference", bank_ref),
            ];
            paper.held(&speech.line("tour_verify_receipt", &args));
        }
        Link::Enrol { .. } => paper.held(&speech.word("tour_verify_enrolment")),
        Link::Message { .. } | Link::Article { .. } => paper.say(&speech.word("tour_verify_place")),
        Link::Unknown { problem } => {
            paper.broken(&speech.says(&problem));
            return Err(Broken::new("not verified").told());
        }
    }
    Ok(())
}

/// Exported receipts: each that is genuine, what they come to, and whatever is wrong with the file.
fn file(bureau: &str, octets: &[u8], paper: Paper, speech: &Speech) -> Held {
    let checked = check_export(bureau, octets)?;
    for row in &checked.rows {
        let args = [
            text("person", &row.person),
            text("what", speech.says(&row.title)),
            amount("amount", row.amount),
            moment("at", row.paid_at),
            text("state", speech.says(&row.state)),
        ];
        paper.held(&speech.line("tour_verify_row", &args));
    }
    for total in &checked.totals {
        paper.say(&speech.says(&total.says));
        if let Some(left_out) = &total.not_counted {
            paper.say(&speech.says(left_out));
        }
    }
    for problem in &checked.problems {
        paper.broken(&speech.says(problem));
    }
    if !checked.problems.is_empty() {
        return Err(Broken::new("not verified").told());
    }
    paper.held(&speech.line("tour_verify_file", &[count("count", checked.rows.len())]));
    Ok(())
}
