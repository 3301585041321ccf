//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use shebao_words::Language;
use std::path::PathBuf;

/// A citizen's social-security app, from enrolling to signing out, against a real gateway of a fictional city.
///
/// Without a command it takes the tour: it starts the gateway on this machine, walks a citizen through everything, proves each step
/// and leaves nothing behind. Nothing here talks to a live service.
#[derive(Parser)]
#[command(name = "shebao", version, args_conflicts_with_subcommands = true)]
pub struct Shebao {
    /// What to do; the tour if nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The tour's own arguments.
    #[command(flatten)]
    pub tour: TourArgs,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Walk a citizen through the whole app and prove each step (the default).
    Tour(TourArgs),
    /// Run the gateway alone, for an app or another terminal to talk to.
    Serve(ServeArgs),
    /// Act as the bureau's operator on a running gateway.
    Operate(OperateArgs),
    /// Verify a receipt's or an enrolment's code, or an exported file of receipts, without any gateway.
    Verify(VerifyArgs),
}

/// How the tour goes.
#[derive(Args)]
pub struct TourArgs {
    /// The language it is told in.
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// The fictional city's seed: the same seed, the same city.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Keep the gateway's and the app's folders in DIR instead of removing them.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Without the pauses meant for reading.
    #[arg(long)]
    pub fast: bool,
}

/// How the gateway runs alone.
#[derive(Args)]
pub struct ServeArgs {
    /// The language it is told in.
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// The fictional city's seed.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Keep the gateway's state in DIR, and go on from what is there.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// The port of the gateway; any free one if not named.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    /// Print one line of JSON for a program to read, and nothing else.
    #[arg(long)]
    pub json: bool,
    /// Stop when standard input closes, as well as on Ctrl-C.
    #[arg(long)]
    pub until_stdin_closes: bool,
}

/// What the operator does, and where.
#[derive(Args)]
pub struct OperateArgs {
    /// The file `serve` wrote (operator.json); if not named, the one of the newest `serve` of this user.
    #[arg(long, value_name = "FILE", global = true)]
    pub at: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub action: Action,
}

/// What the operator does.
#[derive(Subcommand)]
pub enum Action {
    /// Move a card one stage along.
    Card {
        /// The person's id.
        #[arg(long, default_value = "p-wang")]
        person: String,
        /// Let opening the bank account fail instead.
        #[arg(long)]
        fail_bank: bool,
    },
    /// Pay a benefit: credits the account, writes a message, sends a sealed push.
    Benefit {
        /// Which benefit.
        kind: BenefitKind,
        /// How much, in yuan, such as 3250.00.
        #[arg(value_parser = yuan)]
        amount: i64,
        /// The person's id.
        #[arg(long, default_value = "p-li")]
        person: String,
    },
    /// Change a medical account.
    Account {
        /// How much, in yuan, such as -86.50.
        #[arg(value_parser = yuan, allow_hyphen_values = true)]
        change: i64,
        /// Where or why.
        #[arg(long, default_value = "药店购药")]
        reason: String,
        /// The person's id.
        #[arg(long, default_value = "p-wang")]
        person: String,
    },
    /// Publish a notice to everyone.
    Notice {
        /// Its title.
        title: String,
        /// Its text.
        body: String,
    },
    /// Put another tariff in force.
    Tariff {
        /// The scheme, such as pension_flexible.
        scheme: String,
        /// The new version, such as 2027-01.
        version: String,
        /// The new rate, basis points (2000 is 20 %).
        #[arg(long, conflicts_with = "fixed", required_unless_present = "fixed")]
        rate: Option<u32>,
        /// The new fixed amount, in yuan.
        #[arg(long, value_parser = yuan)]
        fixed: Option<i64>,
    },
    /// Move a paid order one stage further to being credited.
    Stage {
        /// The order's id.
        order: String,
    },
    /// Give an order's money back.
    Refund {
        /// The order's id.
        order: String,
    },
    /// Somebody scans the code of an order at the cashier.
    ScanCashier {
        /// The order's id; the newest order that waits for a scan if it is left out.
        order: Option<String>,
        /// Scan what this code holds instead: also an old one.
        #[arg(long)]
        code: Option<String>,
        /// Who scans.
        #[arg(long, default_value = "counter")]
        by: String,
    },
    /// Set what is in a person's card account.
    Balance {
        /// How much, in yuan.
        #[arg(value_parser = yuan)]
        amount: i64,
        /// The person's id.
        #[arg(long, default_value = "p-wang")]
        person: String,
    },
    /// Run every auto-debit mandate, as if today were its day.
    Mandates,
    /// Let requests fail.
    Fault {
        /// How.
        kind: FaultKind,
        /// Method and path, such as "PUT /v1/orders".
        #[arg(long, default_value = "PUT /v1/orders")]
        on: String,
        /// How many times.
        #[arg(long, default_value_t = 1)]
        times: u32,
        /// How long, for a delay.
        #[arg(long, value_name = "MILLISECONDS")]
        delay: Option<u64>,
    },
    /// Forget faults that did not happen yet.
    Heal,
    /// The one-time code sent to a phone.
    Code {
        /// The phone's number.
        #[arg(long, default_value = "13800005678")]
        phone: String,
    },
    /// What the bank's and the gateway's books say.
    Ledger,
    /// How much there is of everything.
    State,
    /// Any of the operator's calls, answered in JSON: for programs.
    Ask {
        /// What, such as "pushes?after=0".
        path: String,
        /// What to send with it, JSON; without it the call only reads.
        body: Option<String>,
    },
}

/// A benefit.
#[derive(Clone, Copy, ValueEnum)]
pub enum BenefitKind {
    /// The monthly pension.
    Pension,
    /// Unemployment benefit.
    Unemployment,
    /// Work-injury benefit.
    Injury,
}

/// A fault.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum FaultKind {
    /// The request is lost.
    DropBefore,
    /// The answer is lost.
    DropAfter,
    /// The request arrives twice.
    Duplicate,
    /// The answer comes late.
    Delay,
    /// Internal error.
    #[value(name = "status_500")]
    Status500,
    /// Not available.
    #[value(name = "status_503")]
    Status503,
    /// Token refused.
    #[value(name = "status_401")]
    Status401,
    /// The gateway starts again.
    Restart,
}

/// What to verify, and against whose keys.
#[derive(Args)]
pub struct VerifyArgs {
    /// The bureau's public configuration, as `serve` writes it (bureau.json).
    #[arg(long, value_name = "FILE")]
    pub bureau: PathBuf,
    /// The language of the answer.
    #[arg(long, value_enum, default_value_t = Lang::Zh)]
    pub lang: Lang,
    /// The text of the QR code, or a file: one that holds such a text, or exported receipts (JSON).
    #[arg(value_name = "CODE|FILE")]
    pub code: String,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese.
    #[value(name = "zh-CN", alias = "zh")]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its words.
    pub fn language(self) -> Language {
        match self {
            Self::Zh => Language::Zh,
            Self::En => Language::En,
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// `3250`, `3250.5`, `-86.50` in fen, at most a billion yuan.
fn yuan(text: &str) -> Result<i64, String> {
    let wrong = || format!("{text} is not an amount in yuan, such as 3250.00");
    let (sign, number) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, cents) = number.split_once('.').unwrap_or((number, "0"));
    let digits =
        |part: &str, longest| (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 9) || !digits(cents, 2) {
        return Err(wrong());
    }
    let whole: i64 = whole.parse().map_err(|_| wrong())?;
    let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| wrong())?;
    Ok(sign * (whole * 100 + cents))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        assert_eq!(yuan("3250"), Ok(325_000));
        assert_eq!(yuan("0.5"), Ok(50));
        assert_eq!(yuan("-86.05"), Ok(-8_605));
        for bad in ["", "-", ".5", "1.", "1.234", "1,000", "1e3", "٣", "1000000000"] {
            assert!(yuan(bad).is_err(), "{bad}");
        }
    }
}
