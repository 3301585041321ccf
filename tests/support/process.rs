//! A process of its own that opens an app's folder, for journeys about two of them. Never shipped.
//!
//! `shebao-process <folder> <key store> <bureau file>`: opens, says in one line how that went and in which state the session is, and stays
//! until its input ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shebao_core::{Citizen, Config, SoftwareKeyStore};
use std::io::Read;
use support::Recorder;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("a folder, a key store and a bureau's file");
    let (directory, keys, bureau) = (next(), next(), next());
    let config = Config {
        directory,
        bureau: std::fs::read_to_string(bureau).expect("a bureau's file"),
        language: "zh-CN".to_owned(),
        client: "test/0.1.0".to_owned(),
    };
    let keys = SoftwareKeyStore::open(keys, None).expect("a key store");
    match Citizen::open(config, keys, Recorder::new()).await {
        Ok(citizen) => {
            println!("open {:?}", citizen.session().view().await.map(|view| view.state));
            // Its end ends the process, and with it everything it holds.
            let _ = std::io::stdin().read(&mut [0]);
        }
        Err(error) => println!("refused {error:?}"),
    }
}
