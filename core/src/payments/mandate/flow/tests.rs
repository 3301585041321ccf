use super::*;
use crate::payments::flow::{About, Pace};

const TABLE: &str = include_str!("TABLE.md");
const ID: &str = "0123456789abcdef0123456789abcdef";

const STATES: [ActState; 7] = [
    ActState::Prepared,
    ActState::Submitting,
    ActState::Attention,
    ActState::Holds,
    ActState::Refused(ActWhy::CapTooLow),
    ActState::Overtaken,
    ActState::Withdrawn,
];

fn act(state: ActState) -> Act {
    let terms = MandateTerms {
        id: ID.to_owned(),
        v: 2,
        act: ActKind::Change,
        person: "p-wang".to_owned(),
        scheme: "pension_flexible".to_owned(),
        region: "990100".to_owned(),
        base_fen: Some(500_000),
        tier: None,
        ins: "card".to_owned(),
        day: 5,
        cap: 120_000,
        iat: 1_796_000_000,
    };
    Act { state, ..Act::prepared(terms, "act.jws".to_owned(), "f2".repeat(32), About::default()) }
}

fn proof(v: u32, fp: &str, why: Option<ActWhy>) -> MandateProof {
    MandateProof {
        man: ID.to_owned(),
        v,
        fp: fp.repeat(32),
        why,
        state: Standing::Active,
        cur: Some("f1".repeat(32)),
        text: "proof.jws".to_owned(),
    }
}

fn event(kind: ActEventKind) -> ActEvent {
    match kind {
        ActEventKind::Ask => ActEvent::Ask,
        ActEventKind::Withdraw => ActEvent::Withdraw,
        ActEventKind::Lost => ActEvent::Lost,
        ActEventKind::Holds => ActEvent::Proof(proof(2, "f2", None)),
        ActEventKind::Refused => ActEvent::Proof(proof(2, "f2", Some(ActWhy::CapTooLow))),
        ActEventKind::Later => ActEvent::Proof(proof(3, "f3", None)),
        ActEventKind::Other => ActEvent::Proof(proof(2, "ff", None)),
        ActEventKind::Older => ActEvent::Proof(proof(1, "f1", None)),
        ActEventKind::Unproven => ActEvent::Unproven,
        ActEventKind::NotFound => ActEvent::NotFound { asked: ActRequest::Get },
        ActEventKind::Conflict => ActEvent::Conflict,
        ActEventKind::Unauthorized => ActEvent::Unauthorized,
        ActEventKind::Busy => ActEvent::Busy { after_seconds: Some(3) },
        ActEventKind::Malformed => ActEvent::Malformed,
        ActEventKind::TooLong => ActEvent::TooLong,
        ActEventKind::Forgotten => ActEvent::Forgotten,
    }
}

fn name(state: ActState) -> String {
    match state {
        ActState::Refused(_) => "Refused".to_owned(),
        other => format!("{other:?}"),
    }
}

fn cell(state: ActState, kind: ActEventKind) -> String {
    let before = act(state);
    let step = step(&before, &event(kind));
    let mut parts = Vec::new();
    if let Some(change) = &step.change {
        let after = before.clone().after(change);
        assert_ne!(after.state, before.state, "nothing is recorded twice");
        parts.push(format!("**{}**", name(after.state)));
    }
    match step.next {
        ActNext::Nothing => {}
        ActNext::Send(request) => parts.push(format!("{request:?}").to_lowercase()),
        ActNext::Again(Pace::Backoff) => parts.push("again".to_owned()),
        ActNext::Again(Pace::NotBefore { seconds }) => parts.push(format!("again in {seconds} s")),
    }
    if parts.is_empty() { "·".to_owned() } else { parts.join(", ") }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

#[test]
fn every_pair_of_state_and_event_has_the_outcome_the_table_says() {
    let mut made = row(std::iter::once("event".to_owned()).chain(STATES.map(name)));
    made += &row((0..=STATES.len()).map(|_| "---".to_owned()));
    for kind in ActEventKind::ALL {
        let cells = STATES.iter().map(|state| cell(*state, kind));
        made += &row(std::iter::once(format!("{kind:?}")).chain(cells));
    }
    let written = TABLE.split_once("\n\n").map(|(_, table)| table);
    assert_eq!(written, Some(made.as_str()), "the table that the code makes is:\n{made}");
}

#[test]
fn the_journal_is_written_before_the_first_octet() {
    let step = step(&act(ActState::Prepared), &ActEvent::Ask);
    assert_eq!(step.change, Some(ActChange::to(ActState::Submitting)));
    assert_eq!(step.next, ActNext::Send(ActRequest::Put));
    assert!(!ActChange::to(ActState::Submitting).must_be_recorded(), "a full disk begins nothing");
}

#[test]
fn a_word_about_another_mandate_or_an_earlier_act_ends_nothing() {
    for state in STATES.into_iter().filter(|state| state.is_live()) {
        for wrong in [
            MandateProof { man: "f".repeat(32), ..proof(2, "f2", None) },
            MandateProof { man: "f".repeat(32), ..proof(3, "f3", None) },
            proof(1, "f1", None),
            proof(1, "f2", None),
        ] {
            assert_eq!(step(&act(state), &ActEvent::Proof(wrong)).change, None, "{state:?}");
        }
    }
}

#[test]
fn nothing_but_a_signed_word_ends_what_may_have_been_sent() {
    for state in [ActState::Submitting, ActState::Attention] {
        for kind in ActEventKind::ALL {
            let event = event(kind);
            let after =
                step(&act(state), &event).change.map_or(state, |change| act(state).after(&change).state);
            assert!(matches!(event, ActEvent::Proof(_)) || after.in_doubt(), "{kind:?}");
        }
    }
}

#[test]
fn an_act_the_gateway_does_not_know_is_sent_again_and_one_in_its_place_is_asked_about() {
    let not_found = |asked| step(&act(ActState::Submitting), &ActEvent::NotFound { asked }).next;
    assert_eq!(not_found(ActRequest::Get), ActNext::Send(ActRequest::Put));
    assert_eq!(not_found(ActRequest::Put), ActNext::Again(Pace::Backoff), "no endless chase");
    let conflict = step(&act(ActState::Submitting), &ActEvent::Conflict);
    assert_eq!(conflict.next, ActNext::Send(ActRequest::Get));
}

#[test]
fn a_damaged_record_can_never_lower_a_rank_or_replace_a_proof() {
    for from in STATES {
        for to in STATES {
            assert!(act(from).after(&ActChange::to(to)).state.rank() >= from.rank());
        }
    }
    let first = ActChange { proof: Some("one".to_owned()), ..ActChange::to(ActState::Holds) };
    let second = ActChange { proof: Some("two".to_owned()), ..ActChange::to(ActState::Holds) };
    assert_eq!(act(ActState::Submitting).after(&first).after(&second).proof.as_deref(), Some("one"));
}

#[test]
fn every_reason_of_the_contract_is_read_and_a_new_one_is_unknown() {
    for (text, why) in [
        ("bad_proof", ActWhy::BadProof),
        ("duplicate", ActWhy::Duplicate),
        ("not_offered", ActWhy::NotOffered),
        ("cap_too_low", ActWhy::CapTooLow),
        ("not_active", ActWhy::NotActive),
        ("moon_in_the_wrong_phase", ActWhy::Unknown),
    ] {
        let claims = format!(r#"{{"man":"m","v":1,"fp":"f","why":"{text}","state":"none","at":1}}"#);
        assert_eq!(serde_json::from_str::<MandateProof>(&claims).unwrap().why, Some(why), "{text}");
    }
    for wrong in
        [r#"{"man":"m","v":1,"fp":"f","state":"paused"}"#, r#"{"man":"m","v":-1,"fp":"f","state":"none"}"#]
    {
        assert!(serde_json::from_str::<MandateProof>(wrong).is_err());
    }
}
