//! `shebao`: the tour of the citizen's core over a real gateway, and that gateway by itself.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod args;
mod broken;
mod door;
mod gateway;
mod operate;
mod operator;
mod paper;
mod serve;
mod speech;
mod stopping;
mod tour;
mod usage;
mod verify;

use args::{Command, Shebao};
use broken::Broken;
use std::process::ExitCode;

fn main() -> ExitCode {
    let shebao: Shebao = match usage::parse(std::env::args_os()) {
        Ok(shebao) => shebao,
        Err(code) => return code,
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&Broken::new(format!("no threads: {error}"))),
    };
    let outcome = runtime.block_on(async {
        match shebao.command.unwrap_or(Command::Tour(shebao.tour)) {
            Command::Tour(args) => tour::run(args).await,
            Command::Serve(args) => serve::run(args).await,
            Command::Operate(args) => operate::run(args).await,
            Command::Verify(args) => verify::run(args).await,
        }
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(broken) => failed(&broken),
    }
}

fn failed(broken: &Broken) -> ExitCode {
    if !broken.is_told() {
        eprintln!("shebao: {broken}");
    }
    ExitCode::from(broken.status())
}
