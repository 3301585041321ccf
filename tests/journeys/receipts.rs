//! Anyone can verify a receipt with nothing but the bureau's public keys, whoever shows it and whenever.

use crate::paying::{ended, reviewed, signed_in};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shebao_core::payments::{PaymentStep, ReceiptView};
use shebao_core::{Link, read_link};
use std::time::Duration;
use support::{App, City};

/// Pays a month, and gives the receipt.
async fn paid(app: &App) -> ReceiptView {
    let payment = reviewed(app).await;
    payment.clone().confirm().await.unwrap();
    let view = ended(&payment).await;
    assert_eq!(view.step, PaymentStep::Paid);
    app.citizen.payments().receipt(view.order.unwrap()).await.unwrap()
}

fn problem(bureau: &str, text: &str) -> String {
    match read_link(bureau.to_owned(), text.to_owned()).unwrap() {
        Link::Unknown { problem } => problem.key,
        other => panic!("believed: {other:?}"),
    }
}

/// The same text with another amount.
fn with_another_amount(text: &str, fen: i64) -> String {
    let parts: Vec<&str> = text.split('.').collect();
    let mut said: serde_json::Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    assert_ne!(said["a"], fen);
    said["a"] = fen.into();
    format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode(said.to_string()), parts[2])
}

#[tokio::test]
async fn a_receipts_code_is_verified_by_somebody_who_has_only_the_bureaus_keys() {
    let city = City::start(60);
    let app = signed_in(&city).await;
    let receipt = paid(&app).await;
    let bureau = city.bureau().to_owned();
    city.kill_network();
    let link = read_link(bureau.clone(), receipt.link.clone()).unwrap();
    let Link::Receipt { order, amount, title, paid_at, .. } = link else { panic!("{link:?}") };
    assert_eq!((order, amount), (receipt.order.clone(), receipt.amount));
    assert_eq!((title, paid_at), (receipt.title.clone(), receipt.paid_at));

    let forged = with_another_amount(&receipt.link, receipt.amount.fen + 1);
    assert_eq!(problem(&bureau, &forged), "link_not_genuine");
    let jws = receipt.link.split_once('#').unwrap().1;
    // Another bureau: at its own address, and with the text moved there.
    let other = City::start(61);
    assert_eq!(problem(other.bureau(), &receipt.link), "link_other_bureau");
    assert_eq!(problem(other.bureau(), jws), "link_not_genuine");
    assert_eq!(problem(other.bureau(), &format!("{}/q#{jws}", other.url())), "link_not_genuine");
    // What the bureau signed for another use is never a receipt.
    let code = read_link(other.bureau().to_owned(), other.enrolment_code()).unwrap();
    assert!(matches!(code, Link::Enrol { .. }), "{code:?}");
}

#[tokio::test]
async fn a_receipt_stays_true_when_another_key_has_followed_the_one_that_signed_it() {
    let city = City::start(62);
    let app = signed_in(&city).await;
    let receipt = paid(&app).await;
    // The key is good until the end of this second, and no longer.
    tokio::time::sleep(Duration::from_secs(1)).await;
    city.operator().follow_key("receipts", 0).unwrap();
    let bureau = city.bureau_json();
    assert!(matches!(read_link(bureau.clone(), receipt.link.clone()), Ok(Link::Receipt { .. })));
    let forged = with_another_amount(&receipt.link, receipt.amount.fen + 1);
    assert_eq!(problem(&bureau, &forged), "link_not_genuine");

    // A phone set up today takes over the order with its end, although the key that proves it is over.
    let second = signed_in(&city).await;
    let found = second.citizen.payments().receipt(receipt.order.clone()).await.unwrap();
    assert_eq!((found.amount, found.link), (receipt.amount, receipt.link));

    // And the key that followed signs from now on.
    app.citizen.clone().refresh().await.unwrap();
    let next = paid(&app).await;
    assert!(matches!(read_link(bureau, next.link), Ok(Link::Receipt { .. })));
    let before = city.bureau().to_owned();
    assert!(matches!(read_link(before, receipt_of(&app, &receipt.order).await), Ok(Link::Receipt { .. })));
}

async fn receipt_of(app: &App, order: &str) -> String {
    app.citizen.payments().receipt(order.to_owned()).await.unwrap().link
}
