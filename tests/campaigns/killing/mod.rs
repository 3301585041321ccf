//! Real processes, killed with SIGKILL at random moments while they pay over real TLS; at the end the bank's book equals the citizen's view.
//! One of the citizen's two phones runs the core as desktops build it, the other as phones do: there sled flushes inline and locks no file.

mod child;

use crate::figures::{figure, write};
use crate::setting;
use child::{Child, Heard};
use serde_json::Value;
use shebao_core::session::{SessionState, Unlock};
use shebao_core::simulation::Dice;
use shebao_sandbox::{FaultKind, FaultOrder};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use support::{App, City, PIN, disagreement, orders, scan_all, unkept};

/// Cycles of each phone in the short setting, and the seconds they may take; never fewer than `LEAST`.
const SHORT: (u64, u64) = (150, 150);
const LONG: (u64, u64) = (1_000, 1_200);
const LEAST: u64 = 30;
const PAYER: &str = "p-wang";
const OPENING: i64 = 1_000_000_000_000;

/// The program of each phone. The second is built by `tests/suites/phone-payer`, which the suite runs.
fn programs() -> [PathBuf; 2] {
    let phone =
        std::env::var_os("SHEBAO_PHONE_PAYER").expect("SHEBAO_PHONE_PAYER: run ./tests/run campaigns");
    [env!("CARGO_BIN_EXE_payer").into(), phone.into()]
}

/// What the processes said before they died.
#[derive(Default)]
struct Lived {
    killed: u64,
    orders: Vec<String>,
    /// Starts that found an order without an end.
    in_doubt: u64,
    never_opened: u64,
}

/// Starts and kills one phone's process until the cycles or the time are up.
fn kill_again_and_again(
    program: &Path,
    folder: &Path,
    bureau: &Path,
    city: &City,
    mut dice: Dice,
    until: (u64, Instant),
) -> Lived {
    let mut lived = Lived::default();
    let mut early_before = true;
    while lived.killed < until.0 && Instant::now() < until.1 {
        let mut child = Child::start(program, folder, bureau, dice.roll());
        // Mostly while it pays; now and then while it opens, but never twice running: a PIN that is tried and never answered counts.
        let early = !early_before && dice.once_in(6);
        early_before = early;
        if !early {
            child.wait_for_paying(Duration::from_secs(5));
        }
        std::thread::sleep(Duration::from_millis(dice.below(if early { 40 } else { 90 }) as u64));
        let heard: Heard = child.kill();
        lived.killed += 1;
        lived.in_doubt += u64::from(heard.in_doubt > 0);
        lived.never_opened += u64::from(!heard.opened);
        lived.orders.extend(heard.orders);
        if dice.once_in(2) {
            scan_all(city);
        }
        give_back(city, &mut dice);
        if dice.once_in(40) {
            // The gateway dies too, with an order in its hands.
            city.operator().inject(FaultOrder::once("PUT /v1/orders", FaultKind::Restart));
        }
    }
    lived
}

/// Gives most of the money back, so that there is something to pay again.
fn give_back(city: &City, dice: &mut Dice) {
    let Ok(ledger) = city.operator().ledger() else { return };
    for debit in ledger.debits.iter().filter(|debit| !debit.returned) {
        if !dice.once_in(5) {
            // Refused while the order is not settled yet, or restarting: tried again after the next kill.
            let _ = city.operator().refund(&debit.order).and_then(|()| city.operator().refund(&debit.order));
        }
    }
}

#[test]
fn a_process_killed_at_any_moment_loses_no_order_and_pays_nothing_twice() {
    let (seed, begun) = (setting::seed(), Instant::now());
    let (cycles, seconds) = if setting::is_long() { LONG } else { SHORT };
    println!("seed {seed} (the moments are the machine's)");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let city = City::start(seed);
    city.operator().set_balance(PAYER, OPENING).unwrap();
    let place = tempfile::tempdir().unwrap();
    let bureau = place.path().join("bureau.json");
    std::fs::write(&bureau, city.bureau()).unwrap();
    let phones: Vec<tempfile::TempDir> =
        (0..2).map(|_| runtime.block_on(async { city.phone_of(PAYER).await.left().await })).collect();
    let programs = programs();
    let until = (cycles, begun + Duration::from_secs(seconds));
    let lived: Vec<Mutex<Lived>> = phones.iter().map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        for (number, phone) in phones.iter().enumerate() {
            let dice = Dice::new(seed.wrapping_add(number as u64));
            let (city, bureau, lived) = (&city, bureau.as_path(), &lived[number]);
            let program = programs[number].as_path();
            scope.spawn(move || {
                *lived.lock().unwrap() =
                    kill_again_and_again(program, phone.path(), bureau, city, dice, until);
            });
        }
    });
    let lived: Vec<Lived> = lived.into_iter().map(|one| one.into_inner().unwrap()).collect();
    let count = runtime.block_on(settled(phones, &city, &lived));
    let seconds = begun.elapsed().as_secs_f64();
    let sum = |what: fn(&Lived) -> u64| lived.iter().map(what).sum::<u64>();
    let (killed, doubt, opening) =
        (sum(|one| one.killed), sum(|one| one.in_doubt), sum(|one| one.never_opened));
    let as_on_phone = lived[1].killed;
    println!(
        "{killed} killed in {seconds:.0} s, {as_on_phone} of them built as for phones, {doubt} found an order in doubt, {opening} never opened; {count} orders"
    );
    write(
        "payments-killing",
        seed,
        seconds,
        &[
            enough("processes killed", killed, 2 * cycles),
            enough("of them built as for phones", as_on_phone, cycles),
            figure("starts that found an order in doubt", doubt as f64, "starts", "more than 0", doubt > 0),
            figure("killed while opening", opening as f64, "processes", "more than 0", opening > 0),
            figure("orders", f64::from(count), "orders", "more than 0", count > 0),
            figure("disagreements of bank and citizen", 0.0, "orders", "0", true),
        ],
    );
    let enough = lived.iter().all(|one| one.killed >= LEAST && one.in_doubt > 0);
    assert!(enough, "too quiet to prove anything");
}

fn enough(what: &str, killed: u64, goal: u64) -> Value {
    figure(what, killed as f64, "processes", &goal.to_string(), killed >= goal)
}

/// Opens every phone a last time, settles all, and compares. All at once: what one was killed with before its first byte left, only it can
/// send, and the others hear of it after that. Each phone knows every order it confirmed; of the others' it has to know those that took
/// money, for one that was stopped before the gateway ever had its body is nobody else's business. Returns how many orders the first knows.
async fn settled(phones: Vec<tempfile::TempDir>, city: &City, lived: &[Lived]) -> u32 {
    let mut apps = Vec::new();
    for phone in phones {
        let app = App::over(phone, city.bureau()).await;
        app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
        assert!(app.citizen.clone().found().await.unwrap().whole, "a kill must not look like damage");
        apps.push(app);
    }
    let begun = Instant::now();
    let mut wrong = vec![String::new()];
    while !wrong.is_empty() && begun.elapsed() < Duration::from_secs(60) {
        wrong.clear();
        scan_all(city);
        for (number, (app, lived)) in apps.iter().zip(lived).enumerate() {
            let _ = app.citizen.payments().settle().await;
            let seen = orders(&app.citizen).await.unwrap();
            wrong.extend(
                disagreement(city, &seen, PAYER, OPENING).map(|why| format!("phone {number}: {why}")),
            );
            wrong.extend(unkept(&app.citizen).await.map(|why| format!("phone {number}: {why}")));
            let state = app.citizen.session().view().await.unwrap().state;
            if state != SessionState::Open {
                wrong.push(format!("phone {number}: its session is {state:?}"));
            }
            wrong.extend(
                lived
                    .orders
                    .iter()
                    .filter(|id| !seen.contains_key(*id))
                    .map(|id| format!("phone {number}: {id} was confirmed, and is not there")),
            );
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(wrong, Vec::<String>::new());
    match apps.first() {
        Some(app) => u32::try_from(orders(&app.citizen).await.unwrap().len()).unwrap(),
        None => 0,
    }
}
