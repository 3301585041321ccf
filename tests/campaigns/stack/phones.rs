//! What one phone of the real stack does, and whether all agree in the end.

use shebao_core::Outcome;
use shebao_core::payments::PaymentStep;
use shebao_core::simulation::Dice;
use shebao_sandbox::shapes::operate::ScanCashier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use support::{App, CARD, CASHIER, City, disagreement, orders, reviewed, scan_all, unkept};

/// What each account holds at first, in fen.
pub const OPENING: i64 = 1_000_000_000_000;

/// How many orders were made.
#[derive(Default)]
pub struct Made {
    pub all: AtomicUsize,
    /// Those for the cashier.
    pub for_cashier: AtomicUsize,
}

/// Pays whatever can be paid until so many orders were made by all, or the time is up; of four, `at_cashier` with a code that is scanned. What is
/// paid is given back, so that it can be paid again.
pub async fn pay_until(
    phone: &App,
    city: &City,
    mut dice: Dice,
    made: &Made,
    at_cashier: usize,
    until: (usize, Instant),
) {
    while made.all.load(Ordering::Relaxed) < until.0 && Instant::now() < until.1 {
        let instrument = if dice.below(4) < at_cashier { CASHIER } else { CARD };
        match pay(phone, city, &mut dice, instrument).await {
            Ok(true) => {
                made.all.fetch_add(1, Ordering::Relaxed);
                made.for_cashier.fetch_add(usize::from(instrument == CASHIER), Ordering::Relaxed);
            }
            // Nothing to pay now, or the weather: again in a moment.
            Ok(false) | Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

/// One order. False if there is none to make.
async fn pay(phone: &App, city: &City, dice: &mut Dice, instrument: &str) -> Outcome<bool> {
    let from = dice.below(100);
    let Some(payment) = reviewed(&phone.citizen, from, instrument).await? else {
        // What holds the bills is somebody's code, or was paid while nobody looked. Not after each order: the whole ledger is read for it.
        scan_all(city);
        sweep(city);
        return Ok(false);
    };
    let view = payment.confirm().await?;
    let Some(order) = view.order else { return Ok(false) };
    if view.step == PaymentStep::Paid {
        give_back(city, &order);
    } else if view.step != PaymentStep::NotCharged && instrument == CASHIER {
        at_counter(phone, city, dice, &order).await;
    }
    Ok(true)
}

/// Most are scanned, now or after a while; some are stopped instead, which the cashier may have been quicker than.
async fn at_counter(phone: &App, city: &City, dice: &mut Dice, order: &str) {
    match dice.below(8) {
        0 => return,
        1 => {
            let _ = phone.citizen.payments().cancel(order.to_owned()).await;
        }
        2 => {
            let stopping = tokio::spawn(phone.citizen.payments().cancel(order.to_owned()));
            scan(city, order);
            let _ = stopping.await;
        }
        _ => scan(city, order),
    }
    let _ = phone.citizen.payments().settle().await;
}

fn scan(city: &City, order: &str) {
    // Refused while the order is still on its way: somebody scans it later.
    let asked = ScanCashier { order: Some(order.to_owned()), ..ScanCashier::default() };
    let _ = city.operator().scan_cashier(&asked);
}

fn give_back(city: &City, order: &str) {
    // Refused while it is not settled yet; the sweep takes it later.
    let _ = city.operator().refund(order).and_then(|()| city.operator().refund(order));
}

/// Gives back what was paid while nobody looked.
fn sweep(city: &City) {
    let Ok(ledger) = city.operator().ledger() else { return };
    ledger.debits.iter().filter(|debit| !debit.returned).for_each(|debit| give_back(city, &debit.order));
}

/// Settles until the bank's book equals the citizen's view; a minute at most.
pub async fn agree(phone: &App, city: &City, payer: &str) {
    let begun = Instant::now();
    let mut wrong = Some(String::new());
    while wrong.is_some() && begun.elapsed() < Duration::from_secs(60) {
        scan_all(city);
        let _ = phone.citizen.payments().settle().await;
        let seen = orders(&phone.citizen).await.unwrap();
        wrong = disagreement(city, &seen, payer, OPENING);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(wrong, None);
    assert_eq!(unkept(&phone.citizen).await, None);
}
