use super::*;
use crate::freshness::Source;
use serde_json::{Value, json};

const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

fn now() -> SystemTime {
    Moment::parse("2026-11-25T10:00:00+08:00").unwrap().at()
}

fn losses(reports: Value, remote: bool) -> Losses {
    serde_json::from_value(json!({"remote": remote, "social_days": 5, "financial_days": 10, "reports": reports,
        "counter": {"name": "测试银行中山路支行", "address": "中山路 1 号", "hours": "周一至周五 9:00-17:00", "phone": "0990-5550101"}}))
    .unwrap()
}

fn report(id: &str, formal: bool, in_force: bool, opens_at: Option<&str>) -> Value {
    json!({"id": id, "formal": formal, "in_force": in_force, "since": "2026-11-24T09:00:00+08:00",
        "functions": [{"function": "social", "opens_at": opens_at}, {"function": "financial", "opens_at": opens_at}]})
}

fn shown(answer: &Losses, acts: &[Act]) -> LossesView {
    view(Some(answer), acts, false, NOW, now())
}

fn act(state: State) -> Act {
    let asked = Asked::Report { functions: vec![Function::Social], formal: false };
    Act { id: "0".repeat(32), asked, jws: "x".to_owned(), at: 1_795_500_000, state }
}

#[test]
fn a_card_in_use_can_be_reported_and_a_lost_one_says_when_it_opens() {
    let open = shown(&losses(json!([]), true), &[]);
    assert_eq!((open.title.key.as_str(), open.can_report), ("card_loss_none", true));
    let temporary =
        shown(&losses(json!([report("r1", false, true, Some("2026-11-30T09:00:00+08:00"))]), true), &[]);
    assert_eq!((temporary.title.key.as_str(), temporary.tone), ("card_loss_both", Tone::Wrong));
    assert!(
        temporary
            .functions
            .iter()
            .all(|one| one.opens_at.is_some() && one.take_back.as_deref() == Some("r1"))
    );
    assert!(!temporary.can_report && !temporary.can_replace);
}

#[test]
fn what_opens_by_itself_is_open_though_nobody_could_be_asked() {
    let over =
        shown(&losses(json!([report("r1", false, true, Some("2026-11-25T09:59:59+08:00"))]), true), &[]);
    assert_eq!(over.title.key, "card_loss_none");
}

#[test]
fn a_formal_loss_is_taken_back_only_where_the_region_says_so_and_leads_to_another_card() {
    let answer = losses(json!([report("r1", true, true, None)]), true);
    let formal = shown(&answer, &[]);
    assert!(formal.can_replace && formal.functions.iter().all(|one| one.take_back.is_none()));
    let allowed = Losses { formal_taken_back: true, ..answer };
    assert!(shown(&allowed, &[]).functions.iter().all(|one| one.take_back.is_some()));
    let back = losses(json!([report("r1", true, false, None)]), true);
    assert_eq!(shown(&back, &[]).title.key, "card_loss_none");
}

#[test]
fn a_region_without_remote_service_gets_a_counter_instead_of_a_button() {
    let view = shown(&losses(json!([]), false), &[]);
    let counter = view.counter.unwrap();
    assert_eq!((view.can_report, counter.why.key.as_str()), (false, "card_counter_only"));
    assert!(
        !counter.name.is_empty()
            && !counter.address.is_empty()
            && !counter.hours.is_empty()
            && counter.phone.is_some()
    );
}

#[test]
fn doubt_is_said_and_nothing_else_can_be_asked_meanwhile() {
    for state in [State::Prepared, State::Doubtful] {
        let view = shown(&losses(json!([]), true), &[act(state)]);
        assert_eq!(
            (view.title.key.as_str(), view.can_report, view.in_doubt.len()),
            ("card_loss_doubtful", false, 1)
        );
    }
    let refused = shown(&losses(json!([]), true), &[act(State::Refused { why: Why::CounterOnly })]);
    assert_eq!(refused.refused.unwrap().key, "card_loss_refused_counter");
    assert!(refused.can_report);
}

#[test]
fn a_draft_says_what_is_missing_and_what_happens_next() {
    let answer = losses(json!([]), true);
    let view = shown(&answer, &[]);
    let empty = check(&LossDraft::default(), Some(&answer), &view);
    assert_eq!((empty.problems.len(), empty.can_send), (2, false));
    let both =
        LossDraft { functions: vec![CardFunction::Financial, CardFunction::Social], formal: Some(false) };
    let ready = check(&both, Some(&answer), &view);
    assert!(ready.can_send && ready.next.len() == 2);
    assert_eq!(functions(&both), [Function::Social, Function::Financial]);
    assert!(!check(&both, Some(&losses(json!([]), false)), &shown(&losses(json!([]), false), &[])).can_send);
}
