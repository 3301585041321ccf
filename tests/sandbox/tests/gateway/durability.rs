//! What is durable, what is the same for the same seed, and what kill -9 does.

use crate::client::{Phone, city, city_with, id};
use serde_json::Value;
use shebao_sandbox::{Clock, Options, Sandbox, Timing};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

#[tokio::test]
async fn a_restart_keeps_sessions_orders_keys_and_certificate() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    let paid = phone.put_order(&id('a'), &jws).await.ok();
    let (before, fingerprint) = (city.running.bureau_json(), city.running.fingerprint());
    let token = city.running.operator_token().to_owned();
    city.running.restart().unwrap();
    assert_eq!((city.running.bureau_json(), city.running.fingerprint()), (before, fingerprint));
    assert_eq!(city.running.operator_token(), token);
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["receipt"], paid["receipt"]);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_city_and_another_seed_another() {
    let mut cities = Vec::new();
    for seed in [7, 7, 8] {
        let city = city_with(|o| o.seed = seed);
        let phone = Phone::wang(&city).await;
        let mut said = Vec::new();
        for path in [
            "/v1/card",
            "/v1/insurance",
            "/v1/insurance/pension/contributions?year=2025",
            "/v1/bills",
            "/v1/messages",
            "/v1/people",
        ] {
            said.push(phone.get(path).await.ok());
        }
        cities.push(said);
    }
    assert_eq!(cities[0], cities[1]);
    assert_ne!(cities[0], cities[2]);
    assert_eq!(cities[0][0], cities[2][0], "the card does not depend on the seed");
}

#[tokio::test]
async fn the_books_of_the_city_add_up() {
    let city = city();
    let phone = Phone::wang(&city).await;
    let insurance = phone.get("/v1/insurance").await.ok();
    for kind in ["pension", "medical"] {
        let item = insurance["items"].as_array().unwrap().iter().find(|i| i["kind"] == kind).unwrap().clone();
        let (mut months, mut account, mut missing) = (0, 0, 0);
        for year in item["years"].as_array().unwrap() {
            let page = phone.get(&format!("/v1/insurance/{kind}/contributions?year={year}")).await.ok();
            for record in page["records"].as_array().unwrap() {
                let part = |name: &str| record[name].as_i64().unwrap();
                assert_eq!(part("total_fen"), part("unit_fen") + part("personal_fen") + part("subsidy_fen"));
                assert_eq!(part("late_fee_fen"), 0);
                account += part("to_account_fen");
                months += i64::from(record["state"] == "paid");
                missing += i64::from(record["state"] == "missing");
            }
        }
        assert_eq!((item["months"].as_i64(), item["account_fen"].as_i64()), (Some(months), Some(account)));
        assert_eq!(missing, i64::from(kind == "pension"));
        assert!(months > 24);
    }
    let not_insured =
        insurance["items"].as_array().unwrap().iter().filter(|i| i["status"] == "not_insured").count();
    assert_eq!(not_insured, 3);
}

#[test]
fn a_second_process_on_the_same_folder_is_refused() {
    let city = city();
    let refused = Sandbox::start(Options::new(city.folder.path(), 7));
    assert!(refused.err().is_some_and(|e| e.to_string().contains("database")));
}

#[test]
fn stopping_frees_the_folder_and_starting_twice_changes_nothing() {
    let city = city();
    city.running.start_again().unwrap();
    city.running.stop();
    city.running.stop();
    assert_eq!(city.running.bureau_json(), "");
    let mut options = Options::new(city.folder.path(), 99);
    options.clock = Clock::held_at(1_795_485_900);
    drop(Sandbox::start(options).unwrap());
    city.running.start_again().unwrap();
    assert!(!city.running.enrolment_code().is_empty());
}

#[tokio::test]
async fn the_bank_and_the_stages_go_on_by_themselves() {
    let city = city_with(|o| {
        o.timing = Timing { bank: Duration::from_millis(100), ..Timing::default() };
    });
    let phone = Phone::wang(&city).await;
    let jws = phone.pension(&id('a'), "2026-11").await;
    assert_eq!(phone.put_order(&id('a'), &jws).await.ok()["state"], "pending");
    let wait_for = async |holds: fn(&Value) -> bool| {
        for _ in 0..100 {
            let status = phone.get(&format!("/v1/orders/{}", id('a'))).await.ok();
            if holds(&status) {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        panic!("it does not go on");
    };
    wait_for(|s| s["state"] == "paid").await;
    for stage in ["ticketed_at", "treasury_at", "credited_at"] {
        city.clock.advance(2);
        let status = match stage {
            "ticketed_at" => wait_for(|s| s["stages"]["ticketed_at"].is_string()).await,
            "treasury_at" => wait_for(|s| s["stages"]["treasury_at"].is_string()).await,
            _ => wait_for(|s| s["stages"]["credited_at"].is_string()).await,
        };
        assert_eq!(status["state"], "paid");
    }
}

/// Not a test by itself: the child that the next test kills. It runs only when told which folder to use.
#[test]
fn the_child_that_is_killed() {
    let Some(folder) = std::env::var_os("SHEBAO_SANDBOX_CHILD") else { return };
    let mut options = Options::new(folder, 7);
    options.timing = Timing { bank: Duration::ZERO, stages: None };
    let running = Sandbox::start(options).unwrap();
    println!("\nready {} {}", running.url(), running.bureau_json());
    loop {
        // Many commits a second, so that a kill falls into one.
        running.operator().publish_notice("压力", "正文").unwrap();
        println!("\nwritten {}", running.url());
    }
}

#[test]
fn kill_9_in_the_middle_of_writing_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..4_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["durability::the_child_that_is_killed", "--exact", "--nocapture"])
            .env("SHEBAO_SANDBOX_CHILD", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = 15 + 7 * usize::try_from(round).unwrap();
        let written = lines.map_while(Result::ok).filter(|l| l.starts_with("written")).take(wanted).count();
        // SIGKILL, while the next notice is being written.
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged += written;
        let mut options = Options::new(folder.path(), 7);
        options.timing = Timing { bank: Duration::ZERO, stages: None };
        let running = Sandbox::start(options).unwrap();
        let notices = running.operator().count_messages("p-zhao").unwrap();
        assert!(notices >= acknowledged, "{notices} kept of {acknowledged} acknowledged");
        acknowledged = notices;
    }
    assert!(acknowledged >= 100);
}
