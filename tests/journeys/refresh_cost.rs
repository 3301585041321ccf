//! What a refresh costs when nothing changed.

use support::City;

/// Lists that go on from a cursor: with nothing new they bring an empty page, which has no validator.
const GOING_ON: [&str; 3] = ["/v1/messages", "/v1/orders", "/v1/receipts"];

#[tokio::test]
async fn a_refresh_with_nothing_changed_goes_over_one_connection_and_brings_nothing_again() {
    let city = City::start(131);
    let app = city.phone_of("p-wang").await;
    let counts = || city.operator().counts().unwrap();
    let begun = counts();
    app.citizen.clone().refresh().await.unwrap();
    let first = counts();
    // Once more, so that all that a first refresh made known is asked for.
    app.citizen.clone().refresh().await.unwrap();
    let (before, known) = (counts(), city.requests().len());
    app.heard.take();
    assert!(app.citizen.clone().refresh().await.unwrap().failed.is_empty());
    let after = counts();
    assert_eq!(after.connections, before.connections, "the one connection goes on");
    assert_eq!(app.heard.take(), [], "no screen is drawn again");
    let asked: Vec<_> = city.requests().into_iter().skip(known).collect();
    for one in &asked {
        let expected = if GOING_ON.contains(&one.path.as_str()) { 200 } else { 304 };
        assert_eq!(one.status, expected, "{one:?}");
    }
    assert!(asked.len() >= 15, "everything was asked about");
    let (again, whole) = (after.bytes_out - before.bytes_out, first.bytes_out - begun.bytes_out);
    assert!(again * 4 < whole, "{again} octets came instead of {whole}");
}
