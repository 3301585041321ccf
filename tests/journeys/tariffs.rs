//! What is charged comes from the signed rules: shown, changed while one pays, kept without network.

use crate::paying::{begin, ended, reviewed, signed_in};
use shebao_core::payments::{BillView, PaymentDraft, PaymentStep, PaymentView};
use shebao_core::session::Unlock;
use shebao_core::{ArgValue, CitizenError, Keep, Money, Refusal, Says};
use shebao_sandbox::decide::pack::{BackPayment, PackTariff};
use shebao_sandbox::shapes::operate::SetTariff;
use support::{App, City, PIN};

/// Puts another pension rate in force.
fn change_rate(city: &City, rate_bp: i64, version: &str) {
    let (scheme, version) = ("pension_flexible".to_owned(), version.to_owned());
    city.operator()
        .set_tariff(&SetTariff { scheme, rate_bp: Some(rate_bp), fixed_fen: None, version })
        .unwrap();
}

fn argument(says: &Says, name: &str) -> Option<ArgValue> {
    says.args.iter().find(|arg| arg.name == name).map(|arg| arg.value.clone())
}

fn version(view: &PaymentView) -> String {
    let line = view.lines.iter().find(|line| line.label.key == "pay_line_tariff").unwrap();
    match argument(&line.value, "version") {
        Some(ArgValue::Text { text }) => text,
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn bill(app: &App, scheme: &str) -> BillView {
    let view = app.citizen.payments().view().await.unwrap();
    let key = format!("pay_scheme_{scheme}");
    view.bills.into_iter().find(|bill| bill.title.key == key).unwrap()
}

fn asked_for_rules(city: &City) -> usize {
    city.requests().iter().filter(|asked| asked.path.starts_with("/v1/rules/")).count()
}

#[tokio::test]
async fn the_review_names_the_rule_its_version_its_day_and_its_source() {
    let city = City::start(300);
    let app = signed_in(&city).await;
    let view = reviewed(&app).await.view().await.unwrap();
    let pack = city.operator().newest_rules().unwrap().pack;
    let value = |label: &str| view.lines.iter().find(|line| line.label.key == label).unwrap().value.clone();
    let text = |text: &str| Some(ArgValue::Text { text: text.to_owned() });
    let day = |text: &str| Some(ArgValue::Day { day: text.parse().unwrap() });
    let (rule, tariff) = (value("pay_line_rule"), value("pay_line_tariff"));
    assert!(pack.fictional && pack.sources[0].title.contains("虚构"));
    assert_eq!(argument(&rule, "title"), text(&pack.sources[0].title));
    assert_eq!(argument(&rule, "issuer"), text(&pack.sources[0].issued_by));
    assert_eq!(argument(&rule, "day"), day(&pack.sources[0].date));
    assert_eq!(argument(&tariff, "version"), text(&pack.tariffs[0].version));
    assert_eq!(argument(&tariff, "from"), day(&pack.tariffs[0].from));
    // The lowest base costs 955 yuan, by the core's own arithmetic over the signed rule.
    assert_eq!(view.amount, Some(Money::fen(95_500)));
}

#[tokio::test]
async fn a_pack_is_asked_for_once_for_all_bills_and_refreshes() {
    let city = City::start(301);
    let app = signed_in(&city).await;
    for _ in 0..3 {
        assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    }
    reviewed(&app).await;
    assert_eq!(asked_for_rules(&city), 1);
}

#[tokio::test]
async fn a_tariff_that_changes_before_the_quote_is_refused_once_and_then_known() {
    let city = City::start(302);
    let app = signed_in(&city).await;
    let payment = begin(&app, '王', true).await;
    change_rate(&city, 2_100, "changed");
    let mismatch = CitizenError::Refused { refusal: Refusal::QuoteMismatch };
    assert_eq!(payment.clone().quote().await.err(), Some(mismatch));
    let view = payment.clone().quote().await.unwrap();
    assert_eq!((version(&view).as_str(), view.step), ("changed", PaymentStep::Review));
    assert_eq!(view.amount, Some(Money::fen(100_275)));
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    assert_eq!(city.operator().ledger().unwrap().debits[0].amount_fen, 100_275);
}

#[tokio::test]
async fn a_tariff_that_changes_before_confirming_takes_nothing_and_the_new_one_is_at_hand() {
    let city = City::start(303);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    change_rate(&city, 2_100, "changed");
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::NotCharged);
    assert_eq!(city.operator().ledger().unwrap().debits.len(), 0);
    // Nobody asked for anything: what the refusal said is enough to know the new rule.
    for _ in 0..100 {
        if asked_for_rules(&city) == 2 && bill(&app, "pension_flexible").await.can_pay {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert!(bill(&app, "pension_flexible").await.can_pay);
    let view = reviewed(&app).await.view().await.unwrap();
    assert_eq!((view.amount, version(&view)), (Some(Money::fen(100_275)), "changed".to_owned()));
}

#[tokio::test]
async fn what_was_reviewed_is_not_confirmed_once_another_rule_is_known() {
    let city = City::start(304);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    change_rate(&city, 2_100, "changed");
    app.citizen.clone().refresh().await.unwrap();
    let mismatch = CitizenError::Refused { refusal: Refusal::QuoteMismatch };
    assert_eq!(payment.clone().confirm().await.err(), Some(mismatch));
    let sent = city
        .requests()
        .iter()
        .filter(|asked| asked.method == "PUT" && asked.path.starts_with("/v1/orders"))
        .count();
    assert_eq!(sent, 0, "it was refused before anything was signed or sent");
    assert_eq!(payment.clone().view().await.unwrap().step, PaymentStep::Choose);
    assert_eq!(payment.quote().await.unwrap().amount, Some(Money::fen(100_275)));
}

#[tokio::test]
async fn rules_are_kept_and_bills_stay_readable_without_network() {
    let city = City::start(305);
    let app = signed_in(&city).await;
    let before = bill(&app, "medical_resident").await;
    assert_eq!(before.amount, Some(Money::fen(40_000)));
    city.kill_network();
    let app = app.restart().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    assert_eq!(bill(&app, "medical_resident").await, before);
    let payment = begin(&app, '王', true).await;
    assert_eq!(payment.quote().await.err(), Some(CitizenError::Offline));
}

#[tokio::test]
async fn whoever_signs_in_next_has_the_rules_kept_for_them_too() {
    let city = City::start(309);
    let app = signed_in(&city).await;
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    city.sign_in(&app, "p-wang").await;
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    city.kill_network();
    let app = app.restart().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    assert!(bill(&app, "pension_flexible").await.can_pay);
}

#[tokio::test]
async fn another_rules_key_signs_the_next_pack_and_the_one_before_stays_believed() {
    let city = City::start(306);
    let app = signed_in(&city).await;
    // Not in the very second in which the pack was signed.
    city.operator().follow_key("rules", 1).unwrap();
    let app = app.restart().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    assert!(bill(&app, "pension_flexible").await.can_pay, "signed in its key's time");
    change_rate(&city, 2_100, "changed");
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    assert_eq!(version(&reviewed(&app).await.view().await.unwrap()), "changed");
    assert_eq!(asked_for_rules(&city), 2);
}

/// Which periods of the pension bill the app and the sandbox's own decision allow together.
#[tokio::test]
async fn the_regions_lengths_decide_which_months_are_paid_together() {
    for lengths in [&[1u8][..], &[3], &[12]] {
        let city = City::start(307);
        let by_lengths = |tariff: &mut PackTariff| tariff.periods.lengths = lengths.to_vec();
        city.operator().publish_rules(|pack| by_lengths(&mut pack.tariffs[0])).unwrap();
        let tariff = city.operator().newest_rules().unwrap().pack.tariffs[0].clone();
        let app = signed_in(&city).await;
        let payment = begin(&app, '王', true).await;
        let view = payment.clone().view().await.unwrap();
        let all: Vec<String> = view.choices.periods.iter().map(|period| period.id.clone()).collect();
        assert_eq!(all.len(), 2);
        for chosen in [&all[..1], &all[1..], &all[..]] {
            let draft = PaymentDraft { periods: chosen.to_vec(), ..view.draft.clone() };
            let chosen_view = payment.clone().choose(draft).await.unwrap();
            let allowed = tariff.allows(chosen, &all);
            assert_eq!(chosen_view.can_go_on, allowed, "{lengths:?} {chosen:?}");
            if !allowed {
                assert_eq!(chosen_view.problems[0].says.key, "pay_problem_periods_blocks");
            }
        }
        assert_eq!(payment.quote().await.unwrap().step, PaymentStep::Review);
    }
}

#[tokio::test]
async fn what_is_over_cannot_be_chosen_and_the_reason_is_said() {
    for (back, can_pay, key) in [
        (BackPayment::None, false, "pay_rule_no_back"),
        (BackPayment::Allowed { periods: 255 }, true, "pay_rule_back_months"),
    ] {
        let city = City::start(308);
        city.operator().publish_rules(|pack| pack.tariffs[0].back_payment = back).unwrap();
        let year: u16 = city.operator().newest_rules().unwrap().pack.from[..4].parse().unwrap();
        let (past, later) = (format!("{}-12", year - 1), "2199-01".to_owned());
        // The gateway offers it all the same.
        city.operator().rewrite(
            "GET /v1/bills",
            "/bills/2/choices/periods",
            serde_json::json!([past, later]),
        );
        let app = signed_in(&city).await;
        let payment = begin(&app, '王', true).await;
        let choices = payment.view().await.unwrap().choices;
        let found: Vec<_> =
            choices.periods.iter().map(|period| (period.id.as_str(), period.can_pay)).collect();
        assert_eq!(found, [(past.as_str(), can_pay), (later.as_str(), true)]);
        assert_eq!(choices.rules[1].key, key);
        let title = argument(&choices.rules[1], "title");
        assert_eq!(title.is_some(), !can_pay, "the reason is the document");
    }
}
