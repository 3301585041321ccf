//! A wrong argument gets one clear line and status 2; help is help.

use clap::Parser;
use clap::error::ErrorKind;
use std::ffi::OsString;
use std::process::ExitCode;

/// Parses the command line, or says what is wrong and with which status to end.
pub fn parse<P: Parser>(args: impl IntoIterator<Item = OsString>) -> Result<P, ExitCode> {
    P::try_parse_from(args).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprintln!("shebao: it does not say what to do (see --help)");
            ExitCode::from(2)
        }
        _ => {
            eprintln!("{}", one_line(&error.render().to_string()));
            ExitCode::from(2)
        }
    })
}

/// clap's first paragraph on one line; the rest is usage, which `--help` tells better.
fn one_line(rendered: &str) -> String {
    let first: Vec<&str> =
        rendered.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
    let what = first.join(" ");
    let what = what.strip_prefix("error: ").unwrap_or(&what);
    format!("shebao: {what} (see --help)")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Command, Shebao};

    fn parsed(line: &str) -> Result<Shebao, clap::Error> {
        Shebao::try_parse_from(line.split(' '))
    }

    #[test]
    fn a_wrong_argument_is_one_line() {
        for line in
            ["shebao --fsat", "shebao tuor", "shebao --lang fr", "shebao --seed x", "shebao operate benefit"]
        {
            let rendered = parsed(line).map(|_| ()).unwrap_err().render().to_string();
            let told = one_line(&rendered);
            assert!(!told.contains('\n') && told.len() > 30, "{line}: {told}");
        }
    }

    #[test]
    fn no_argument_is_the_tour() {
        assert!(parsed("shebao").unwrap().command.is_none());
        assert!(parsed("shebao --fast --lang en").unwrap().tour.fast);
        assert!(
            matches!(parsed("shebao tour --fast").unwrap().command, Some(Command::Tour(tour)) if tour.fast)
        );
    }
}
