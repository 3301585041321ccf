//! Pushed, listed, read and deleted: nothing lost, nothing told twice.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shebao_core::inbox::{MessageFilter, PushOutcome};
use shebao_core::session::Unlock;
use shebao_core::{Change, Source};
use shebao_sandbox::{FaultKind, FaultOrder};
use std::time::Duration;
use support::{App, City, PIN};

/// 王芳's phone, everything asked for once.
async fn signed_in(city: &City) -> App {
    let app = city.phone_of("p-wang").await;
    assert_eq!(app.citizen.clone().refresh().await.unwrap().failed, []);
    app
}

/// The pushes a vendor would carry, newest last.
fn pushes(city: &City) -> Vec<Vec<u8>> {
    let pushes = city.operator().pushes_after(0).unwrap();
    assert!(pushes.iter().all(|push| !push.visible.contains('王') && !push.sealed.contains("312345")));
    pushes.iter().map(|push| STANDARD.decode(&push.sealed).unwrap()).collect()
}

async fn unread(app: &App) -> u32 {
    app.citizen.inbox().view().await.unwrap().unread
}

#[tokio::test]
async fn three_pushes_arrive_sealed_and_are_stored_once() {
    let city = City::start(31);
    let app = signed_in(&city).await;
    let before = unread(&app).await;
    city.operator().pay_benefit("p-wang", "pension", 312_345).unwrap();
    city.operator().change_medical_account("p-wang", -2_500, "门诊").unwrap();
    city.operator().publish_notice("测试通知", "这是测试城市的通知。").unwrap();
    let sealed = pushes(&city);
    assert_eq!(sealed.len(), 3);
    for push in &sealed {
        let outcome = app.citizen.clone().receive_push(push.clone()).await.unwrap();
        assert!(matches!(outcome, PushOutcome::Stored { .. }), "{outcome:?}");
        assert_eq!(app.citizen.clone().receive_push(push.clone()).await.unwrap(), PushOutcome::Seen);
    }
    assert_eq!(unread(&app).await, before + 3);
    // The list is the truth and has them, too: nothing comes twice.
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread(&app).await, before + 3);
    let page = app.citizen.inbox().page(MessageFilter::default(), None).await.unwrap();
    assert_eq!((page.rows[0].title.as_str(), page.freshness.source), ("测试通知", Source::Fresh));
}

#[tokio::test]
async fn a_damaged_push_and_another_phones_are_refused() {
    let city = City::start(32);
    let (app, other) = (signed_in(&city).await, signed_in(&city).await);
    city.operator().pay_benefit("p-wang", "pension", 312_345).unwrap();
    let sealed = pushes(&city);
    let mut outcomes = Vec::new();
    for push in &sealed {
        let mut damaged = push.clone();
        *damaged.last_mut().unwrap() ^= 1;
        let outcome = app.citizen.clone().receive_push(damaged).await.unwrap();
        assert!(matches!(outcome, PushOutcome::Broken | PushOutcome::NotForUs), "{outcome:?}");
        outcomes.push(app.citizen.clone().receive_push(push.clone()).await.unwrap());
        outcomes.push(other.citizen.clone().receive_push(push.clone()).await.unwrap());
    }
    let count = |wanted: fn(&PushOutcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    assert_eq!(count(|outcome| matches!(outcome, PushOutcome::Stored { .. })), 2, "one for each phone");
    assert_eq!(count(|outcome| *outcome == PushOutcome::NotForUs), 2, "and each refuses the other's");
    assert_eq!(app.citizen.clone().receive_push(vec![1, 2, 3]).await.unwrap(), PushOutcome::Broken);
}

#[tokio::test]
async fn what_arrives_while_locked_is_opened_after_unlocking() {
    let city = City::start(33);
    let app = signed_in(&city).await;
    let before = unread(&app).await;
    app.citizen.session().lock();
    city.operator().pay_benefit("p-wang", "pension", 312_345).unwrap();
    let push = pushes(&city).remove(0);
    assert_eq!(app.citizen.clone().receive_push(push).await.unwrap(), PushOutcome::Waiting);
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread(&app).await, before + 1);
}

#[tokio::test]
async fn a_push_that_is_lost_is_found_at_the_next_refresh() {
    let city = City::start(34);
    let app = signed_in(&city).await;
    let before = unread(&app).await;
    city.operator().pay_benefit("p-wang", "pension", 312_345).unwrap();
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread(&app).await, before + 1);
}

#[tokio::test]
async fn what_was_read_offline_is_told_once_when_the_network_is_back() {
    let city = City::start(35);
    let app = signed_in(&city).await;
    let rows = app.citizen.inbox().page(MessageFilter::default(), None).await.unwrap().rows;
    let row = rows.iter().find(|row| row.unread).unwrap().clone();
    let before = unread(&app).await;
    city.kill_network();
    app.citizen.inbox().mark_read(vec![row.id.clone()]).await.unwrap();
    assert_eq!(unread(&app).await, before - 1);
    assert!(app.citizen.inbox().refresh().await.is_err());
    let app = app.restart().await;
    city.restore_network();
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    for _ in 0..2 {
        app.citizen.inbox().refresh().await.unwrap();
    }
    let told = city.requests();
    let told = told.iter().filter(|r| r.method == "PUT" && r.path.contains("/messages/") && r.status == 200);
    assert_eq!(told.count(), 1, "exactly one telling reaches the gateway");
    assert_eq!(unread(&app).await, before - 1);
}

#[tokio::test]
async fn reading_all_and_deleting_can_be_taken_back() {
    let city = City::start(36);
    let app = signed_in(&city).await;
    let before = unread(&app).await;
    assert!(before > 0);
    let undo = app.citizen.inbox().mark_all_read().await.unwrap();
    assert_eq!((undo.count(), unread(&app).await), (before, 0));
    undo.clone().undo().await.unwrap();
    undo.undo().await.unwrap();
    assert_eq!(unread(&app).await, before);
    let rows = app.citizen.inbox().page(MessageFilter::default(), None).await.unwrap().rows;
    let undo = app.citizen.inbox().delete(vec![rows[0].id.clone()]).await.unwrap();
    assert!(app.citizen.inbox().message(rows[0].id.clone()).await.is_err());
    undo.undo().await.unwrap();
    assert_eq!(app.citizen.inbox().page(MessageFilter::default(), None).await.unwrap().rows, rows);
}

/// How often the gateway was told states of messages, whatever it answered.
fn told(city: &City) -> Vec<u16> {
    let told = city.requests();
    told.iter().filter(|r| r.method == "PUT" && r.path == "/v1/messages/state").map(|r| r.status).collect()
}

/// Waits until nothing is owed, and gives what a second phone sees then.
async fn unread_elsewhere(city: &City) -> u32 {
    unread(&signed_in(city).await).await
}

#[tokio::test]
async fn reading_all_is_told_in_one_request_also_after_a_restart_in_between() {
    let city = City::start(37);
    for _ in 0..30 {
        city.operator().pay_benefit("p-wang", "pension", 100).unwrap();
    }
    let app = signed_in(&city).await;
    assert!(unread(&app).await > 30);
    city.kill_network();
    app.citizen.inbox().mark_all_read().await.unwrap();
    assert_eq!(unread(&app).await, 0);
    assert!(app.citizen.inbox().refresh().await.is_err());
    // What is owed survives the end of the process.
    let app = app.restart().await;
    city.restore_network();
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    for _ in 0..2 {
        app.citizen.inbox().refresh().await.unwrap();
    }
    assert_eq!(told(&city), [200], "one request for all of them, and none the second time");
    assert_eq!((unread(&app).await, unread_elsewhere(&city).await), (0, 0));
}

#[tokio::test]
async fn a_lost_answer_to_reading_all_is_told_again_and_changes_nothing_twice() {
    let city = City::start(38);
    let app = signed_in(&city).await;
    assert!(unread(&app).await > 0);
    city.operator().inject(FaultOrder::once("PUT /v1/messages/state", FaultKind::DropAfter));
    let undo = app.citizen.inbox().mark_all_read().await.unwrap();
    for _ in 0..100 {
        if app.citizen.inbox().refresh().await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(told(&city).len(), 2, "the one whose answer was lost, and the same again");
    assert_eq!((unread(&app).await, unread_elsewhere(&city).await), (0, 0));
    // A message of later is not among those that were read, and taking back takes back just those.
    city.operator().pay_benefit("p-wang", "pension", 100).unwrap();
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread(&app).await, 1);
    undo.clone().undo().await.unwrap();
    assert_eq!(unread(&app).await, undo.count() + 1);
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread_elsewhere(&city).await, undo.count() + 1);
}

#[tokio::test]
async fn a_message_that_says_it_is_somebody_elses_is_refused_pushed_or_listed() {
    let city = City::start(37);
    let app = signed_in(&city).await;
    let before = unread(&app).await;
    city.operator().misdirect("p-wang", "p-zhou", "周敏的养老金").unwrap();
    // What waits for the unlocking is looked at no less.
    let stray = pushes(&city).pop().unwrap();
    assert_eq!(app.citizen.clone().receive_push(stray.clone()).await.unwrap(), PushOutcome::NotForUs);
    app.citizen.session().lock();
    assert_eq!(app.citizen.clone().receive_push(stray).await.unwrap(), PushOutcome::Waiting);
    app.citizen.session().unlock(Unlock::Pin { pin: PIN.to_owned() }).await.unwrap();
    city.operator().misdirect("p-wang", "p-wang", "王芳的通知").unwrap();
    app.citizen.inbox().refresh().await.unwrap();
    assert_eq!(unread(&app).await, before + 1, "the one after it is not lost");
    let rows = app.citizen.inbox().page(MessageFilter::default(), None).await.unwrap().rows;
    assert_eq!(rows[0].title, "王芳的通知");
    assert!(!rows.iter().any(|row| row.title.contains("周敏")));
}

#[tokio::test]
async fn an_inbox_that_is_cut_off_says_so_and_tells_once() {
    let city = City::start(39);
    let app = signed_in(&city).await;
    let inbox = app.citizen.inbox();
    let source = async || inbox.clone().view().await.unwrap().freshness.source;
    let told = async || {
        // The observer is called from a thread of its own.
        tokio::time::sleep(Duration::from_millis(300)).await;
        app.heard.take().into_iter().filter(|change| *change == Change::Inbox).count()
    };
    let since = inbox.clone().view().await.unwrap().freshness.as_of;
    told().await;
    inbox.clone().refresh().await.unwrap();
    assert_eq!((source().await, told().await), (Source::Fresh, 0), "nothing new is nothing to tell");
    city.kill_network();
    assert!(inbox.clone().refresh().await.is_err());
    assert_eq!((source().await, told().await), (Source::StoredOffline, 1));
    assert!(inbox.clone().refresh().await.is_err());
    assert_eq!((source().await, told().await), (Source::StoredOffline, 0), "cut off as before");
    city.restore_network();
    inbox.clone().refresh().await.unwrap();
    assert_eq!((source().await, told().await), (Source::Fresh, 1));
    assert!(inbox.clone().view().await.unwrap().freshness.as_of >= since);
}
