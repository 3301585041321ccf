use super::super::flow::{ActWhy, MandateProof};
use super::super::samples::{ID, Office, act, list, next, terms};
use super::*;
use crate::freshness::Source;
use crate::payments::flow::Record;
use crate::payments::mandate::wire::MandateStatus;
use crate::payments::samples;

const NOW: Freshness = Freshness { as_of: Some(std::time::SystemTime::UNIX_EPOCH), source: Source::Fresh };

fn shown(office: &Office, rows: Vec<MandateStatus>, acts: Vec<Act>) -> MandatesView {
    let (bills, mut books) = (samples::bills(), Books::default());
    acts.into_iter().for_each(|act| books.add(Record::Act(Box::new(act))));
    let list = list(rows);
    let sources = Sources {
        list: Some(&list),
        bills: Some(&bills),
        books: &books,
        rules: &samples::book(),
        keys: &office.bureau.keys,
        help_phone: "12333",
    };
    overview(&sources, NOW)
}

fn signed(office: &Office, balance: &str) -> MandateStatus {
    let next = Some(next("2026-12-05", "2026-12", Some(100_000), balance));
    MandateStatus { next, ..office.row(&terms(1, ActKind::Sign), 1, "active") }
}

fn keys(view: &MandatesView) -> Vec<(&str, &str)> {
    view.rows.iter().map(|row| (row.state.key.as_str(), row.says.key.as_str())).collect()
}

#[test]
fn a_proven_row_is_shown_with_its_next_day_and_whether_the_account_holds_enough() {
    let office = Office::new();
    let view = shown(&office, vec![signed(&office, "covered")], vec![]);
    let row = &view.rows[0];
    assert_eq!(keys(&view), [("mandate_state_active", "mandate_says_next")]);
    assert_eq!(
        (row.next_on.map(|day| day.to_string()).as_deref(), row.expected),
        (Some("2026-12-05"), Some(Money::fen(100_000)))
    );
    assert_eq!((row.person.as_str(), row.bill.as_deref(), row.short), ("王＊", Some("b-pension"), false));
    assert!(row.can_change && !row.in_doubt);
    let stop = row.stop.as_ref().unwrap();
    assert_eq!(stop.question.as_ref().map(|says| says.key.as_str()), Some("mandate_stop_question"));
    assert!(view.offers.iter().all(|bill| bill.id != "b-pension") && !view.offers.is_empty());
    let view = shown(&office, vec![signed(&office, "short")], vec![]);
    assert_eq!(keys(&view), [("mandate_state_short", "mandate_says_uncovered")]);
    assert!(view.rows[0].short);
    let view = shown(&office, vec![signed(&office, "unknown")], vec![]);
    assert!(!view.rows[0].short, "nobody computes a balance here");
}

#[test]
fn a_row_nobody_signed_or_with_other_terms_is_not_shown_and_it_is_said() {
    let office = Office::new();
    let good = signed(&office, "covered");
    let other = office.row(&MandateTerms { cap: 9_000_000, ..terms(1, ActKind::Sign) }, 1, "active");
    let foreign = Office::new();
    for wrong in [
        MandateStatus { mandate: other.mandate.clone(), ..good.clone() },
        MandateStatus { mandate: None, ..good.clone() },
        MandateStatus { id: "f".repeat(32), ..good.clone() },
        MandateStatus { proof: signed(&foreign, "covered").proof, ..good.clone() },
        MandateStatus { proof: good.mandate.clone().unwrap(), ..good.clone() },
        MandateStatus { proof: String::new(), ..good.clone() },
    ] {
        let view = shown(&office, vec![wrong], vec![]);
        assert_eq!((view.rows.len(), view.says.key.as_str()), (0, "mandate_list_unproven"));
    }
    let never = MandateStatus { proof: office.proof(1, "none", None), mandate: None, ..good };
    let view = shown(&office, vec![never], vec![]);
    assert_eq!((view.rows.len(), view.says.key.as_str()), (0, "mandate_list_none"));
}

#[test]
fn an_act_without_an_end_lies_over_what_the_list_says() {
    let office = Office::new();
    for (kind, state, expected) in [
        (ActKind::Change, ActState::Submitting, "mandate_says_changing"),
        (ActKind::Revoke, ActState::Submitting, "mandate_says_stopping"),
        (ActKind::Change, ActState::Attention, "mandate_says_attention"),
    ] {
        let view = shown(&office, vec![signed(&office, "covered")], vec![act(2, kind, state)]);
        let row = &view.rows[0];
        assert_eq!(
            (row.says.key.as_str(), row.in_doubt, row.can_change, row.stop.is_some()),
            (expected, true, false, false)
        );
        assert_eq!(row.call.is_some(), state == ActState::Attention);
    }
    // The first one, of which the gateway may know nothing.
    let view = shown(&office, vec![], vec![act(1, ActKind::Sign, ActState::Submitting)]);
    assert_eq!(keys(&view), [("mandate_state_signing", "mandate_says_signing")]);
    assert!(view.offers.iter().all(|bill| bill.id != "b-pension"), "nobody signs a second one");
    let view = shown(&office, vec![], vec![act(1, ActKind::Sign, ActState::Prepared)]);
    let stop = view.rows[0].stop.as_ref().unwrap();
    assert_eq!((stop.verb.key.as_str(), &stop.question), ("action_take_back", &None), "nothing was sent");
}

#[test]
fn a_proven_act_is_shown_before_the_list_has_it_and_a_refused_one_as_a_note() {
    let office = Office::new();
    let view = shown(&office, vec![], vec![act(1, ActKind::Sign, ActState::Holds)]);
    assert_eq!(keys(&view), [("mandate_state_active", "mandate_says_fresh")]);
    let view = shown(&office, vec![signed(&office, "short")], vec![act(2, ActKind::Revoke, ActState::Holds)]);
    assert_eq!(keys(&view), [("mandate_state_ended", "mandate_says_ended")]);
    assert_eq!((view.rows[0].next_on, view.rows[0].short), (None, false));
    assert!(view.offers.iter().any(|bill| bill.id == "b-pension"), "it can be signed again");
    let refused = act(2, ActKind::Change, ActState::Refused(ActWhy::CapTooLow));
    let listed = MandateStatus { next: None, ..office.row(&terms(1, ActKind::Sign), 2, "active") };
    let view = shown(&office, vec![listed], vec![refused]);
    assert_eq!(view.rows[0].note.as_ref().map(|says| says.key.as_str()), Some("mandate_says_not_changed"));
    assert!(view.rows[0].can_change);
    let view = shown(&office, vec![], vec![act(1, ActKind::Sign, ActState::Refused(ActWhy::Duplicate))]);
    assert_eq!(view.rows, [], "what never was in force is no mandate");
}

#[test]
fn the_books_hold_one_act_of_a_mandate_without_an_end_and_read_it_back() {
    let (mut books, first) = (Books::default(), act(1, ActKind::Sign, ActState::Submitting));
    books.add(books.begin_act(first.clone()).unwrap());
    assert!(books.begin_act(first.clone()).is_err(), "the same");
    assert!(
        books.begin_act(act(2, ActKind::Change, ActState::Prepared)).is_err(),
        "another of the same mandate"
    );
    let mut other = act(3, ActKind::Sign, ActState::Prepared);
    other.terms.id = "f".repeat(32);
    assert!(books.begin_act(other.clone()).is_err(), "another mandate for the same person and scheme");
    other.terms.scheme = "medical_flexible".to_owned();
    assert!(books.begin_act(other).is_ok());
    let whole: Vec<Vec<u8>> = books.whole().iter().filter_map(Record::to_octets).collect();
    let mut again = Books::default();
    whole.iter().filter_map(|octets| Record::from_octets(octets)).for_each(|record| again.add(record));
    assert_eq!(again, books, "compaction loses nothing");
    let prepared = Record::Act(Box::new(act(1, ActKind::Sign, ActState::Prepared))).to_octets().unwrap();
    let mended = Books::mended(&[prepared]);
    let Some(Record::Act(act)) = Record::from_octets(&mended[0]) else { panic!() };
    assert_eq!(act.state, ActState::Submitting, "what was forgotten may be that it was sent");
    let proof = MandateProof {
        man: ID.to_owned(),
        v: 1,
        fp: first.fingerprint.clone(),
        why: None,
        state: super::super::flow::Standing::Active,
        cur: None,
        text: "p".to_owned(),
    };
    let event = super::super::flow::ActEvent::Proof(proof);
    let (Some(record), _) = books.step_act(&first.fingerprint, &event).unwrap() else { panic!() };
    books.add(Record::from_octets(&record.to_octets().unwrap()).unwrap());
    assert_eq!(books.act(&first.fingerprint).unwrap().state, ActState::Holds);
}
