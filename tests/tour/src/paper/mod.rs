//! What is printed: headings, sentences, facts, tables, proofs. Colour only on a terminal, and never with NO_COLOR.

mod ink;
mod qr;
mod table;
mod width;

pub use ink::Ink;
pub use qr::half_blocks;
pub use table::{Cell, Table};

use shebao_core::Tone;
use std::io::Write;

/// Where everything is printed. A reader who stops reading (`| head`) is no error.
#[derive(Clone, Copy)]
pub struct Paper {
    coloured: bool,
}

impl Paper {
    /// Standard output.
    pub fn standard() -> Self {
        use std::io::IsTerminal;
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { coloured: std::io::stdout().is_terminal() && !forbidden && !dumb }
    }

    /// `text` in an ink.
    pub fn inked(self, ink: Ink, text: &str) -> String {
        if self.coloured { format!("{}{text}\u{1b}[0m", ink.start()) } else { text.to_owned() }
    }

    /// One line as it is.
    pub fn line(self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    /// An empty line.
    pub fn gap(self) {
        self.line("");
    }

    /// A step's heading.
    pub fn heading(self, number: usize, title: &str) {
        self.gap();
        self.line(&self.inked(Ink::Title, &format!("{number:>2}  {title}")));
    }

    /// A sentence of the tour's.
    pub fn say(self, text: &str) {
        for line in text.lines() {
            self.line(&format!("    {line}"));
        }
    }

    /// What the citizen sees, apart from what the tour says.
    pub fn seen(self, text: &str) {
        for line in text.lines() {
            self.line(&format!("    {} {line}", self.inked(Ink::Faint, "│")));
        }
    }

    /// A proof that held.
    pub fn held(self, text: &str) {
        self.line(&format!("    {} {text}", self.inked(Ink::Done, "✓")));
    }

    /// A step that did not hold.
    pub fn broken(self, text: &str) {
        self.line(&format!("    {} {text}", self.inked(Ink::Wrong, "✗")));
    }

    /// A table, as the citizen sees it.
    pub fn table(self, table: &Table) {
        for line in table.lines(self) {
            self.seen(&line);
        }
    }

    /// A state's mark: a shape of its own for each, colour only repeats it.
    pub fn mark(self, tone: Tone) -> String {
        match tone {
            Tone::Done => self.inked(Ink::Done, "✔"),
            Tone::Now => self.inked(Ink::Now, "◉"),
            Tone::Waiting => self.inked(Ink::Waiting, "◔"),
            Tone::Wrong => self.inked(Ink::Wrong, "▲"),
            Tone::Missing => self.inked(Ink::Wrong, "⊠"),
            Tone::Idle => self.inked(Ink::Faint, "○"),
        }
    }
}
