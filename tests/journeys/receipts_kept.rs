//! Receipts are kept twice, found by payer, insured person and year, added up, and taken along.

use crate::paying::{begin, ended, reviewed, signed_in};
use shebao_core::payments::{ExportFormat, Payment, PaymentStep, ReceiptFilter, ReceiptsPage, check_export};
use shebao_core::session::Unlock;
use shebao_core::{CitizenError, Keep, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use support::{App, City, PIN, unkept};

async fn paid(payment: Arc<Payment>) -> String {
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::Paid);
    view.order.unwrap()
}

/// One month for oneself and one year for the mother: the orders.
async fn two_paid(app: &App) -> (String, String) {
    let own = paid(reviewed(app).await).await;
    let hers = begin(app, '李', false).await;
    hers.clone().quote().await.unwrap();
    (own, paid(hers).await)
}

async fn receipts(app: &App, filter: ReceiptFilter) -> ReceiptsPage {
    app.citizen.payments().receipts(filter, None).await.unwrap()
}

fn orders(page: &ReceiptsPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.order.as_str()).collect()
}

async fn unlock(app: &App) {
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
}

#[tokio::test]
async fn a_receipt_outlives_the_journal_and_is_verified_again() {
    let city = City::start(63);
    let app = signed_in(&city).await;
    let order = paid(reviewed(&app).await).await;
    let before = app.citizen.payments().receipt(order.clone()).await.unwrap();
    assert_eq!(unkept(&app.citizen).await, None);
    let phone = app.closed().await;
    std::fs::remove_dir_all(phone.files().join("payments")).unwrap();
    city.kill_network();
    let app = phone.reopened().await;
    unlock(&app).await;
    assert!(!app.citizen.clone().found().await.unwrap().whole, "the loss is said");
    assert_eq!(app.citizen.payments().orders(None).await.unwrap().rows, []);
    let page = receipts(&app, ReceiptFilter::default()).await;
    assert_eq!((orders(&page), page.dropped.is_none()), (vec![order.as_str()], true));
    let after = app.citizen.payments().receipt(order.clone()).await.unwrap();
    assert_eq!((after.amount, after.link, after.person), (before.amount, before.link, before.person));
    // The gateway's list brings the order back: still one receipt, and both copies.
    city.restore_network();
    app.citizen.payments().settle().await.unwrap();
    assert_eq!(orders(&receipts(&app, ReceiptFilter::default()).await), [order.as_str()]);
    assert_eq!(unkept(&app.citizen).await, None);
}

#[tokio::test]
async fn a_receipt_that_comes_while_the_app_is_locked_is_kept_twice_once_it_is_open() {
    let city = City::start_as(64, |options| options.timing.bank = Duration::ZERO);
    let app = signed_in(&city).await;
    let payment = reviewed(&app).await;
    let slow = FaultOrder { delay_ms: Some(3_000), ..FaultOrder::once("PUT /v1/orders", FaultKind::Delay) };
    city.operator().inject(slow);
    let view = payment.clone().confirm().await.unwrap();
    assert_eq!(view.step, PaymentStep::Confirming);
    app.citizen.session().lock();
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    assert_eq!(
        app.citizen.payments().receipts(ReceiptFilter::default(), None).await.err(),
        Some(CitizenError::Locked)
    );
    // From here on nothing new can arrive: what is there came while the app was locked.
    city.kill_network();
    unlock(&app).await;
    let order = view.order.unwrap();
    assert!(app.citizen.payments().order(order.clone()).await.unwrap().has_receipt);
    let [journal, store] = app.citizen.payments().receipts_kept().await.unwrap();
    assert!(journal.contains(&order) && journal == store, "{journal:?} {store:?}");
}

#[tokio::test]
async fn nobody_else_on_the_phone_sees_a_receipt_and_signing_out_leaves_none() {
    let city = City::start(65);
    let app = signed_in(&city).await;
    paid(reviewed(&app).await).await;
    app.citizen.clone().sign_out(Keep::Nothing).await.unwrap();
    assert_eq!(
        app.citizen.payments().receipts(ReceiptFilter::default(), None).await.err(),
        Some(CitizenError::SignedOut)
    );
    city.sign_in(&app, "p-zhou").await;
    assert_eq!(receipts(&app, ReceiptFilter::default()).await.empty.unwrap().key, "receipt_none");
    assert!(app.citizen.payments().receipts_kept().await.unwrap().iter().all(|kept| kept.is_empty()));
}

#[tokio::test]
async fn receipts_are_found_by_person_and_year_and_add_up_to_what_the_bank_took() {
    let city = City::start(66);
    let app = signed_in(&city).await;
    let (own, hers) = two_paid(&app).await;
    let page = receipts(&app, ReceiptFilter::default()).await;
    let both: BTreeSet<&str> = orders(&page).into_iter().collect();
    assert_eq!(both, [hers.as_str(), own.as_str()].into());
    let taken: i64 = city.operator().ledger().unwrap().debits.iter().map(|debit| debit.amount_fen).sum();
    assert_eq!(page.totals.iter().map(|total| total.total.unwrap().fen).sum::<i64>(), taken);
    let mother = page.choices.insured.iter().find(|choice| choice.id == "p-li").unwrap().id.clone();
    let filter = ReceiptFilter { insured: Some(mother), ..Default::default() };
    assert_eq!(orders(&receipts(&app, filter).await), [hers.as_str()]);
    let filter = ReceiptFilter { year: Some(1999), ..Default::default() };
    assert_eq!(receipts(&app, filter).await.empty.unwrap().key, "receipt_none_here");
    // Given back: still shown, and counted no more.
    for _ in 0..2 {
        city.operator().refund(&hers).unwrap();
    }
    app.citizen.payments().settle().await.unwrap();
    let page = receipts(&app, ReceiptFilter::default()).await;
    let counted: Vec<_> = page.rows.iter().filter(|row| row.counted).collect();
    assert_eq!((page.rows.len(), counted.len(), counted[0].order.as_str()), (2, 1, own.as_str()));
    assert_eq!(page.totals.iter().map(|total| total.total.unwrap().fen).sum::<i64>(), counted[0].amount.fen);
    assert_eq!(unkept(&app.citizen).await, None);
}

#[tokio::test]
async fn exported_receipts_are_verified_by_somebody_who_has_only_the_bureaus_keys() {
    let city = City::start(67);
    let app = signed_in(&city).await;
    let payments = app.citizen.payments();
    let all = ReceiptFilter::default;
    assert_eq!(
        payments.clone().export_receipts(all(), ExportFormat::Json).await.err(),
        Some(CitizenError::Refused { refusal: Refusal::NotFound })
    );
    let (own, hers) = two_paid(&app).await;
    let export = payments.clone().export_receipts(all(), ExportFormat::Json).await.unwrap();
    let page = payments.export_receipts(all(), ExportFormat::Page).await.unwrap();
    let bureau = city.bureau().to_owned();
    city.kill_network();
    let checked = check_export(&bureau, &export.bytes).unwrap();
    let found: BTreeSet<&str> = checked.rows.iter().map(|row| row.order.as_str()).collect();
    assert_eq!((found, checked.problems), ([hers.as_str(), own.as_str()].into(), vec![]));
    let other = check_export(City::start(68).bureau(), &export.bytes).unwrap();
    assert_eq!((other.rows.len(), other.problems.len()), (0, 2), "{:?}", other.problems);
    // Nothing whole of a person is in either file.
    for bytes in [&export.bytes, &page.bytes] {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for whole in ["王芳", "李秀英", "11010519491231002X", "13800005678"] {
            assert!(!text.contains(whole), "{whole}");
        }
    }
    let page = String::from_utf8(page.bytes).unwrap();
    assert_eq!(page.matches("<svg ").count(), 2);
}

#[tokio::test]
async fn the_mother_sees_what_her_daughter_paid_for_her_and_that_it_is_credited() {
    let city = City::start_as(69, |options| {
        options.timing.bank = Duration::ZERO;
        options.timing.stages = None;
    });
    let (daughter, mother) = (signed_in(&city).await, city.phone_of("p-li").await);
    let (own, hers) = two_paid(&daughter).await;
    for _ in 0..3 {
        city.operator().advance_stage(&hers).unwrap();
    }
    for _ in 0..2 {
        assert_eq!(mother.citizen.clone().refresh().await.unwrap().failed, []);
    }
    let page = receipts(&mother, ReceiptFilter::default()).await;
    assert_eq!(orders(&page), [hers.as_str()], "hers and not {own}");
    let payer = &page.choices.payers[0];
    assert_eq!((payer.id.as_str(), payer.name.key.as_str()), ("other/王＊", "receipt_payer_other"));
    let filter = ReceiptFilter { payer: Some("self".to_owned()), ..Default::default() };
    assert_eq!(receipts(&mother, filter).await.rows, []);
    assert_eq!(mother.citizen.payments().orders(None).await.unwrap().rows, [], "it is no order of hers");
    let receipt = mother.citizen.payments().receipt(hers.clone()).await.unwrap();
    assert_eq!(receipt.link, daughter.citizen.payments().receipt(hers.clone()).await.unwrap().link);
    // Her own records are hers to read: paid and credited, compared.
    let findings = mother.citizen.payments().findings().await.unwrap();
    assert!(findings.checked == 1 && findings.rows.iter().all(|row| !row.alarm), "{findings:?}");
    // Given back to the daughter: she sees that, too, and it counts no more. Offline all of it stays readable.
    for _ in 0..2 {
        city.operator().refund(&hers).unwrap();
    }
    mother.citizen.clone().refresh().await.unwrap();
    city.kill_network();
    let page = receipts(&mother, ReceiptFilter::default()).await;
    assert_eq!((page.rows.len(), page.rows[0].counted), (1, false));
    // Nobody else is told.
    city.restore_network();
    let stranger = city.phone_of("p-zhou").await;
    stranger.citizen.clone().refresh().await.unwrap();
    assert_eq!(receipts(&stranger, ReceiptFilter::default()).await.rows, []);
}
