//! One process of our own, and its end.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// What a process said.
#[derive(Default)]
pub struct Heard {
    pub opened: bool,
    pub in_doubt: u64,
    pub orders: Vec<String>,
    paying: bool,
}

impl Heard {
    fn line(&mut self, line: &str) {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("open", _) => self.opened = true,
            ("doubt", count) => self.in_doubt = count.parse().unwrap(),
            ("paying", _) => self.paying = true,
            ("order", id) => self.orders.push(id.to_owned()),
            _ => panic!("the process said {line}"),
        }
    }
}

/// A process. Killed when dropped, too.
pub struct Child {
    process: std::process::Child,
    lines: Receiver<String>,
    heard: Heard,
}

impl Child {
    /// Starts this program over an app's folder.
    pub fn start(program: &Path, folder: &Path, bureau: &Path, seed: u64) -> Self {
        let mut process = Command::new(program)
            .arg(folder)
            .arg(bureau)
            .arg(seed.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (say, lines) = channel();
        let out = BufReader::new(process.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        Self { process, lines, heard: Heard::default() }
    }

    /// Listens until it pays, but no longer than this.
    pub fn wait_for_paying(&mut self, most: Duration) {
        let until = Instant::now() + most;
        while !self.heard.paying {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => self.heard.line(&line),
                Err(_) => return,
            }
        }
    }

    /// SIGKILL, to this process alone. Returns all it said.
    pub fn kill(mut self) -> Heard {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        while let Ok(line) = self.lines.recv() {
            self.heard.line(&line);
        }
        std::mem::take(&mut self.heard)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
