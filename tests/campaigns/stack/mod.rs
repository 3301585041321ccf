//! Order lives through the whole real stack: the core with reqwest, rustls and sled, several phones of several citizens at once, against the
//! sandbox with faults drawn by seed. And what it costs when nothing fails.

mod phones;

use crate::figures::{figure, write};
use crate::setting;
use phones::{Made, OPENING, agree, pay_until};
use shebao_core::simulation::Dice;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use support::{App, City};

/// Orders of the short setting, and the seconds they may take; never fewer than `LEAST`.
const SHORT: (usize, u64) = (2_000, 180);
const LONG: (usize, u64) = (20_000, 3_600);
const LEAST: usize = 300;
/// Of 1000 requests, how many meet a fault.
const WEATHER: u32 = 30;
const PHONES: [&str; 6] = ["p-wang", "p-wang", "p-wang", "p-wang", "p-li", "p-li"];

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn city(seed: u64, weather: u32) -> Arc<City> {
    let city = City::start_as(seed, |options| {
        options.weather_per_mille = weather;
        options.timing.bank = Duration::ZERO;
        options.timing.stages = None;
    });
    for payer in ["p-wang", "p-li"] {
        city.operator().set_balance(payer, OPENING).unwrap();
    }
    Arc::new(city)
}

#[test]
fn the_real_stack_pays_once_whatever_the_network_does() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let (orders, seconds) = if setting::is_long() { LONG } else { SHORT };
    println!("seed {seed}");
    let runtime = runtime();
    let per_order = runtime.block_on(exchanges_when_nothing_fails(seed));
    let city = city(seed, WEATHER);
    let made = Arc::new(Made::default());
    let paying = Instant::now();
    let until = (orders, paying + Duration::from_secs(seconds));
    runtime.block_on(async {
        let mut tasks = Vec::new();
        for (number, payer) in PHONES.into_iter().enumerate() {
            let (city, made) = (city.clone(), made.clone());
            let dice = Dice::new(seed.wrapping_add(number as u64));
            tasks.push(tokio::spawn(async move {
                let phone = signed_in(&city, payer).await;
                pay_until(&phone, &city, dice, &made, 1, until).await;
                (phone, payer)
            }));
        }
        let mut phones = Vec::new();
        for task in tasks {
            phones.push(task.await.unwrap());
        }
        let paid_for = paying.elapsed().as_secs_f64();
        for (phone, payer) in &phones {
            agree(phone, &city, payer).await;
        }
        let for_cashier = made.for_cashier.load(Ordering::Relaxed);
        let made = made.all.load(Ordering::Relaxed);
        let (ledger, counts) = (city.operator().ledger().unwrap(), city.operator().counts().unwrap());
        let speed = made as f64 / paid_for;
        println!(
            "{made} orders, {for_cashier} of them at the cashier, in {paid_for:.0} s, {speed:.1} a second, {} debits, {} requests; {per_order:.2} exchanges an order when \
             nothing fails",
            ledger.debits.len(),
            counts.requests,
        );
        let goal = if setting::is_long() { orders } else { 2_000 };
        write(
            "payments-stack",
            seed,
            begun.elapsed().as_secs_f64(),
            &[
                figure("order lives", made as f64, "orders", &goal.to_string(), made >= goal),
                figure("orders a second, with faults", speed, "orders/s", "none", true),
                figure("of them at the cashier", for_cashier as f64, "orders", "more than 0", for_cashier > 0),
                figure("debits", ledger.debits.len() as f64, "debits", "more than 0", !ledger.debits.is_empty()),
                figure("exchanges an order when nothing fails", per_order, "exchanges", "3", per_order <= 3.0),
                figure("disagreements of bank and citizens", 0.0, "orders", "0", true),
            ],
        );
        assert!(made >= LEAST && for_cashier > 0, "too quiet to prove anything");
        assert!(per_order <= 3.0, "{per_order} exchanges an order");
    });
}

/// Enrols, however often the weather cuts it short. Each time on a new phone.
async fn signed_in(city: &City, payer: &str) -> App {
    loop {
        let phone = city.phone().await;
        if city.try_sign_in(&phone, payer).await.is_ok() {
            return phone;
        }
    }
}

/// Requests about an order by its id, for each order paid in good weather.
async fn exchanges_when_nothing_fails(seed: u64) -> f64 {
    const ORDERS: usize = 40;
    let city = city(seed, 0);
    let phone = city.phone_of("p-wang").await;
    let made = Made::default();
    let until = (ORDERS, Instant::now() + Duration::from_secs(60));
    pay_until(&phone, &city, Dice::new(seed), &made, 0, until).await;
    let about = city.requests().iter().filter(|asked| asked.path.starts_with("/v1/orders/")).count();
    about as f64 / made.all.load(Ordering::Relaxed) as f64
}
