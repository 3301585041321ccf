//! What one phone of the real stack does, and whether all agree in the end.

use shebao_core::Outcome;
use shebao_core::payments::PaymentStep;
use shebao_core::simulation::Dice;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use support::{App, City, disagreement, orders, reviewed, unkept};

/// What each account holds at first, in fen.
pub const OPENING: i64 = 1_000_000_000_000;

/// Pays whatever can be paid until so many orders were made by all, or the time is up. What is paid is given back, so that it can be paid again.
pub async fn pay_until(
    phone: &App,
    city: &City,
    mut dice: Dice,
    made: &AtomicUsize,
    until: (usize, Instant),
) {
    while made.load(Ordering::Relaxed) < until.0 && Instant::now() < until.1 {
        match pay(phone, city, &mut dice).await {
            Ok(true) => {
                made.fetch_add(1, Ordering::Relaxed);
            }
            // Nothing to pay now, or the weather: again in a moment.
            Ok(false) | Err(_) => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    }
}

/// One order. False if there is none to make.
async fn pay(phone: &App, city: &City, dice: &mut Dice) -> Outcome<bool> {
    let Some(payment) = reviewed(&phone.citizen, dice.below(100)).await? else { return Ok(false) };
    let view = payment.confirm().await?;
    let Some(order) = view.order else { return Ok(false) };
    if view.step == PaymentStep::Paid {
        give_back(city, &order);
    } else if view.step != PaymentStep::NotCharged {
        sweep(city);
    }
    Ok(true)
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
        let _ = phone.citizen.payments().settle().await;
        let seen = orders(&phone.citizen).await.unwrap();
        wrong = disagreement(city, &seen, payer, OPENING);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(wrong, None);
    assert_eq!(unkept(&phone.citizen).await, None);
}
