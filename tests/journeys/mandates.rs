//! Auto-debit: what is signed once holds once, debits each period once, and stops when the citizen says so.

use crate::paying::{ended, reviewed, signed_in};

use shebao_core::Target;
use shebao_core::payments::{
    MandateForm, MandateFormView, MandateStep, MandateView, MandatesView, PaymentStep,
};
use shebao_core::session::Unlock;
use shebao_core::{CitizenError, Money, Refusal};
use shebao_sandbox::{FaultKind, FaultOrder};
use std::sync::Arc;
use std::time::Duration;
use support::{App, City, PIN};

async fn mandates(app: &App) -> MandatesView {
    app.citizen.payments().mandates().await.unwrap()
}

pub async fn only(app: &App) -> MandateView {
    let rows = mandates(app).await.rows;
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.into_iter().next().unwrap()
}

/// The bill of 王芳's own pension.
async fn pension(app: &App) -> String {
    let offers = mandates(app).await.offers;
    let own = offers.iter().find(|bill| bill.person.starts_with('王') && bill.title.key.contains("pension"));
    own.unwrap_or_else(|| panic!("{offers:?}")).id.clone()
}

/// Chooses the first of everything, debited on the 5th, never more than twice what one period costs.
async fn filled(form: &Arc<MandateForm>) -> MandateFormView {
    let view = form.clone().view().await.unwrap();
    let mut draft = view.draft;
    draft.base = view.choices.base.as_ref().map(|base| base.offered[0]);
    draft.instrument = view.choices.instruments.first().map(|from| from.id.clone());
    draft.day = Some(5);
    let view = form.clone().choose(draft.clone()).await.unwrap();
    draft.cap = Some(Money { fen: view.expected.unwrap().fen * 2 });
    form.clone().choose(draft).await.unwrap()
}

pub async fn ready(app: &App) -> Arc<MandateForm> {
    let form = app.citizen.payments().sign_mandate(pension(app).await).await.unwrap();
    assert!(form.clone().view().await.unwrap().draft.day.is_none(), "nothing is chosen beforehand");
    let view = filled(&form).await;
    assert!(view.can_go_on, "{:?}", view.problems);
    assert_eq!(form.clone().review().await.unwrap().step, MandateStep::Review);
    form
}

async fn signed(app: &App) -> String {
    let view = ready(app).await.confirm().await.unwrap();
    assert_eq!(view.step, MandateStep::Done, "{view:?}");
    only(app).await.id
}

/// Waits for the gateway's word, half a minute at most. The app asks by itself.
async fn told(form: &Arc<MandateForm>) -> MandateFormView {
    for _ in 0..300 {
        let view = form.clone().view().await.unwrap();
        if matches!(view.step, MandateStep::Done | MandateStep::NotDone) {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("still in doubt: {:?}", form.clone().view().await)
}

/// What was taken, each with its order and amount.
fn taken(city: &City) -> Vec<(String, i64)> {
    let debits = city.operator().ledger().unwrap().debits;
    debits.into_iter().map(|debit| (debit.order, debit.amount_fen)).collect()
}

/// Its day comes; what was taken once the bank has answered every order, half a minute later at most.
async fn debited(city: &City) -> Vec<(String, i64)> {
    city.operator().run_mandates().unwrap();
    let orders = city.operator().ledger().unwrap().orders.len();
    for _ in 0..300 {
        if taken(city).len() == orders {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    taken(city)
}

#[tokio::test]
async fn a_mandate_debits_a_period_once_and_its_receipt_verifies() {
    let city = City::start(60);
    let app = signed_in(&city).await;
    signed(&app).await;
    let row = only(&app).await;
    assert!(!row.in_doubt && row.can_change && row.stop.is_some() && !row.short, "{row:?}");
    assert!(taken(&city).is_empty(), "signing takes nothing");
    assert_eq!(debited(&city).await.len(), 1);
    app.citizen.payments().refresh().await.unwrap();
    let orders = app.citizen.payments().orders(None).await.unwrap().rows;
    assert_eq!((orders.len(), orders[0].state.key.as_str()), (1, "order_state_paid"), "{orders:?}");
    assert_eq!(taken(&city), [(orders[0].id.clone(), orders[0].amount.fen)]);
    let receipt = app.citizen.payments().receipt(orders[0].id.clone()).await.unwrap();
    assert_eq!(receipt.amount, orders[0].amount);
}

#[tokio::test]
async fn every_way_the_reply_to_a_signature_can_be_lost_ends_with_one_mandate() {
    for (seed, kind) in [
        (61, FaultKind::DropBefore),
        (62, FaultKind::DropAfter),
        (63, FaultKind::Duplicate),
        (64, FaultKind::Status503),
        (65, FaultKind::Restart),
    ] {
        let city = City::start(seed);
        let app = signed_in(&city).await;
        let form = ready(&app).await;
        city.operator().inject(FaultOrder::once("PUT /v1/mandates", kind));
        let view = form.clone().confirm().await.unwrap();
        assert!(
            matches!(view.step, MandateStep::Confirming | MandateStep::Done),
            "{kind:?}: nothing in doubt is called failed: {view:?}"
        );
        assert_eq!(told(&form).await.step, MandateStep::Done, "{kind:?}");
        app.citizen.payments().refresh().await.unwrap();
        assert!(!only(&app).await.in_doubt, "{kind:?}");
        assert_eq!(debited(&city).await.len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_signature_whose_app_was_killed_is_asked_about_and_holds_once() {
    let city = City::start(66);
    let app = signed_in(&city).await;
    let form = ready(&app).await;
    city.operator()
        .inject(FaultOrder { times: 1_000, ..FaultOrder::once("PUT /v1/mandates", FaultKind::DropAfter) });
    let view = form.clone().confirm().await.unwrap();
    assert_eq!(view.step, MandateStep::Confirming, "{view:?}");
    drop(form);
    let app = app.restart().await;
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    assert!(only(&app).await.in_doubt, "a restart forgets nothing");
    city.operator().clear_faults();
    for _ in 0..300 {
        app.citizen.payments().settle().await.unwrap();
        if !only(&app).await.in_doubt {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(!only(&app).await.in_doubt);
    assert_eq!(debited(&city).await.len(), 1);
}

#[tokio::test]
async fn a_second_phone_sees_the_mandate_and_cannot_sign_another() {
    let city = City::start(67);
    let app = signed_in(&city).await;
    let bill = pension(&app).await;
    let id = signed(&app).await;
    let other = signed_in(&city).await;
    assert_eq!(only(&other).await.id, id);
    let again = other.citizen.payments().sign_mandate(bill).await;
    assert_eq!(again.err(), Some(CitizenError::Refused { refusal: Refusal::AlreadyBeingPaid }));
    // What it ends is ended on the first phone too.
    other.citizen.payments().revoke_mandate(id).await.unwrap();
    app.citizen.payments().refresh().await.unwrap();
    assert_eq!(only(&app).await.state.key, "mandate_state_ended");
}

#[tokio::test]
async fn changed_terms_are_what_is_debited() {
    let city = City::start(68);
    let app = signed_in(&city).await;
    let id = signed(&app).await;
    let form = app.citizen.payments().change_mandate(id.clone()).await.unwrap();
    let view = form.clone().view().await.unwrap();
    assert_eq!(view.draft.day, Some(5), "a change begins with the terms in force");
    let mut draft = view.draft;
    let offered = view.choices.base.unwrap().offered;
    draft.base = offered.get(1).copied();
    draft.cap = Some(offered[1]);
    form.clone().choose(draft).await.unwrap();
    let expected = form.clone().review().await.unwrap().expected.unwrap();
    assert_eq!(form.clone().confirm().await.unwrap().step, MandateStep::Done);
    assert_eq!(only(&app).await.id, id);
    let amounts: Vec<i64> = debited(&city).await.into_iter().map(|(_, fen)| fen).collect();
    assert_eq!(amounts, [expected.fen]);
}

#[tokio::test]
async fn a_mandate_that_was_ended_debits_nothing_and_ending_it_again_is_success() {
    let city = City::start(69);
    let app = signed_in(&city).await;
    let id = signed(&app).await;
    for _ in 0..2 {
        app.citizen.payments().revoke_mandate(id.clone()).await.unwrap();
    }
    let row = only(&app).await;
    assert_eq!(
        (row.state.key.as_str(), row.stop.is_some(), row.in_doubt),
        ("mandate_state_ended", false, false)
    );
    assert_eq!(city.operator().run_mandates().unwrap(), 0);
    assert!(taken(&city).is_empty());
}

#[tokio::test]
async fn a_month_paid_by_hand_is_not_debited_again() {
    let city = City::start(70);
    let app = signed_in(&city).await;
    signed(&app).await;
    let payment = reviewed(&app).await;
    payment.clone().confirm().await.unwrap();
    assert_eq!(ended(&payment).await.step, PaymentStep::Paid);
    let by_hand = taken(&city);
    // However often the day comes: every period is taken once, whoever paid it.
    for _ in 0..3 {
        debited(&city).await;
    }
    let ledger = city.operator().ledger().unwrap();
    let mut periods: Vec<&String> = ledger.orders.iter().flat_map(|order| &order.periods).collect();
    let all = periods.len();
    periods.sort();
    periods.dedup();
    assert_eq!(periods.len(), all, "a period has two orders: {:?}", ledger.orders);
    assert!(ledger.debits.iter().filter(|debit| debit.order == by_hand[0].0).count() == 1);
}

#[tokio::test]
async fn offline_the_mandate_is_readable_and_nothing_can_be_signed() {
    let city = City::start(71);
    let app = signed_in(&city).await;
    let bill = pension(&app).await;
    let form = app.citizen.payments().sign_mandate(bill).await.unwrap();
    filled(&form).await;
    form.clone().review().await.unwrap();
    city.operator().set_network(false);
    assert_eq!(form.clone().confirm().await.err(), Some(CitizenError::Offline));
    assert_eq!(mandates(&app).await.rows, [], "nothing was signed");
    city.operator().set_network(true);
    assert_eq!(form.clone().confirm().await.unwrap().step, MandateStep::Done);
    city.operator().set_network(false);
    assert_eq!(only(&app).await.state.key, "mandate_state_active");
}

#[tokio::test]
async fn an_account_that_does_not_hold_the_next_debit_is_said_at_home_until_it_does() {
    let city = City::start(72);
    let app = signed_in(&city).await;
    signed(&app).await;
    let warned = async || {
        app.citizen.payments().refresh().await.unwrap();
        let attention = app.citizen.clone().home().await.unwrap().attention;
        let at_home = attention.iter().any(|item| item.target == Target::Mandates);
        assert_eq!(only(&app).await.short, at_home);
        at_home
    };
    assert!(!warned().await);
    city.operator().set_balance("p-wang", 100).unwrap();
    assert!(warned().await);
    assert_eq!(only(&app).await.says.key, "mandate_says_uncovered");
    city.operator().set_balance("p-wang", 10_000_000).unwrap();
    assert!(!warned().await);
    assert!(taken(&city).is_empty());
}
