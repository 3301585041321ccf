//! A phone as a process of its own: the real core over its folder, paying, stopping and settling for as long as it lives. The campaign kills it.
//!
//! `payer FOLDER BUREAU_FILE SEED`. Says in lines what it is at: `open`, `doubt N` (orders it found without an end), `paying`,
//! `order ID` (confirmed, journalled).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use shebao_core::session::Unlock;
use shebao_core::simulation::Dice;
use shebao_core::{Citizen, Config, Outcome, SoftwareKeyStore};
use std::sync::Arc;
use std::time::Duration;
use support::{CARD, CASHIER, PIN, Recorder, reviewed};

fn main() {
    let mut words = std::env::args().skip(1);
    let (folder, bureau) = (words.next().unwrap(), words.next().unwrap());
    let mut dice = Dice::new(words.next().unwrap().parse().unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let citizen = opened(&folder, std::fs::read_to_string(bureau).unwrap()).await;
        println!("open");
        while citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.is_err() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let live = citizen.payments().view().await.map_or(0, |view| view.live.len());
        println!("doubt {live}");
        loop {
            if pay(&citizen, &mut dice).await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    });
}

/// The process before may hold its locks for a moment after its death.
async fn opened(folder: &str, bureau: String) -> Arc<Citizen> {
    loop {
        let keys = SoftwareKeyStore::open(format!("{folder}/keystore"), None).unwrap();
        let config = Config {
            directory: format!("{folder}/app"),
            bureau: bureau.clone(),
            language: "zh-CN".to_owned(),
            client: "test/0.1.0".to_owned(),
        };
        match Citizen::open(config, keys, Recorder::new()).await {
            Ok(citizen) => return citizen,
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

async fn pay(citizen: &Arc<Citizen>, dice: &mut Dice) -> Outcome<()> {
    let instrument = if dice.once_in(4) { CASHIER } else { CARD };
    let Some(payment) = reviewed(citizen, dice.below(100), instrument).await? else {
        tokio::time::sleep(Duration::from_millis(10)).await;
        return Ok(());
    };
    println!("paying");
    let view = if dice.once_in(4) {
        // Asked to stop while it is confirmed.
        let confirming = tokio::spawn(payment.clone().confirm());
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(2)).await;
            if let Some(order) = payment.clone().view().await?.order {
                let _ = citizen.payments().cancel(order).await;
                break;
            }
        }
        confirming.await.map_err(|_| shebao_core::CitizenError::Cancelled)??
    } else {
        payment.confirm().await?
    };
    if let Some(order) = view.order {
        println!("order {order}");
    }
    Ok(())
}
