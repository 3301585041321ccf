//! Anyone can verify a code with nothing but the bureau's public keys.

use crate::args::VerifyArgs;
use crate::broken::{Broken, Held};
use crate::paper::Paper;
use crate::speech::{Speech, amount, moment, text};
use crate::tour::device;
use shebao_core::Link;

/// Says what the code is, or why it is not believed.
pub async fn run(args: VerifyArgs) -> Held {
    let bureau = std::fs::read_to_string(&args.bureau)
        .map_err(|error| Broken::usage(format!("{}: {error}", args.bureau.display())))?;
    let folder = tempfile::Builder::new().prefix("shebao-verify-").tempdir()?;
    let citizen = device::open(folder.path(), &bureau, args.lang, &device::Changes::default()).await?;
    let (paper, speech) = (Paper::standard(), Speech::new(args.lang.language()));
    match citizen.read_link(args.code) {
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
