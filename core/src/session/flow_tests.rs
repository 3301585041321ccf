use super::*;
use proptest::prelude::*;

fn sent(seconds: u64) -> Heard {
    Heard::Sent(Ok(Sent { to: "138 **** 5678".to_owned(), resend_after: Duration::from_secs(seconds) }))
}

fn no(refusal: Refusal) -> CitizenError {
    CitizenError::refused(refusal)
}

/// An enrolment that waits for the one-time code.
fn at_code(now: Instant) -> Flow {
    let mut flow = Flow::new();
    flow.begin(Verb::Identity, now).unwrap();
    flow.heard(sent(60), now).unwrap();
    flow
}

#[test]
fn the_steps_follow_each_other() {
    let now = Instant::now();
    let mut flow = at_code(now);
    let step = EnrolmentStep::OneTimeCode { sent_to: "138 **** 5678".to_owned(), resend_in_seconds: 60 };
    assert_eq!(flow.view("b", now).step, step);
    flow.begin(Verb::Code, now).unwrap();
    assert!(flow.view("b", now).busy);
    flow.heard(Heard::Code(Ok(())), now).unwrap();
    assert_eq!(flow.view("b", now).step, EnrolmentStep::ChoosePin);
    flow.begin(Verb::Pin, now).unwrap();
    flow.heard(Heard::SignedIn(Ok(())), now).unwrap();
    assert_eq!(flow.view("b", now).step, EnrolmentStep::Done);
    assert_eq!(flow.begin(Verb::Cancel, now), Err(no(Refusal::NotNow)));
}

#[test]
fn a_wrong_code_stays_where_it_is_and_says_so() {
    let now = Instant::now();
    let mut flow = at_code(now);
    flow.begin(Verb::Code, now).unwrap();
    flow.heard(Heard::Code(Err(no(Refusal::NotMatched))), now).unwrap();
    let view = flow.view("b", now);
    assert!(matches!(view.step, EnrolmentStep::OneTimeCode { .. }));
    assert_eq!(
        (view.problems[0].field.as_str(), view.problems[0].says.key.as_str()),
        ("code", "enrol_problem_code_wrong")
    );
    // The next try begins with a clean form.
    flow.begin(Verb::Code, now).unwrap();
    assert!(flow.view("b", now).problems.is_empty());
}

#[test]
fn after_too_many_tries_the_fields_are_asked_again() {
    let now = Instant::now();
    let mut flow = at_code(now);
    flow.begin(Verb::Code, now).unwrap();
    flow.heard(Heard::Code(Err(no(Refusal::TooManyTries))), now).unwrap();
    let view = flow.view("b", now);
    assert_eq!((view.step, view.problems[0].field.as_str()), (EnrolmentStep::Identity, "number"));
}

#[test]
fn without_network_nothing_is_lost() {
    let now = Instant::now();
    let mut flow = at_code(now);
    flow.begin(Verb::Code, now).unwrap();
    let before = flow.clone();
    assert_eq!(flow.heard(Heard::Code(Err(CitizenError::Offline)), now), Err(CitizenError::Offline));
    assert_eq!(flow, Flow { busy: false, ..before });
}

#[test]
fn another_code_comes_only_after_the_pause() {
    let now = Instant::now();
    let mut flow = at_code(now);
    assert_eq!(flow.begin(Verb::Resend, now + Duration::from_secs(59)), Err(no(Refusal::NotNow)));
    assert_eq!(flow.begin(Verb::Resend, now + Duration::from_secs(60)), Ok(()));
    // A gateway that says a day is not believed.
    flow.heard(sent(86_400), now).unwrap();
    assert_eq!(flow.begin(Verb::Resend, now + Duration::from_secs(600)), Ok(()));
}

#[test]
fn only_one_thing_is_under_way() {
    let now = Instant::now();
    let mut flow = at_code(now);
    flow.begin(Verb::Code, now).unwrap();
    for verb in [Verb::Code, Verb::Identity, Verb::Cancel] {
        assert_eq!(flow.begin(verb, now), Err(no(Refusal::NotNow)));
    }
}

proptest! {
    #[test]
    fn no_order_of_events_signs_in_without_a_code_that_was_right(
        events in prop::collection::vec((0..5u8, 0..6u8), 0..40)
    ) {
        let now = Instant::now();
        let (mut flow, mut proved) = (Flow::new(), false);
        for (verb, answer) in events {
            let verb = [Verb::Identity, Verb::Code, Verb::Resend, Verb::Pin, Verb::Cancel][usize::from(verb)];
            if flow.begin(verb, now).is_err() {
                continue;
            }
            let good = answer < 4;
            let error = || if answer == 4 { CitizenError::Offline } else { no(Refusal::NotMatched) };
            let heard = match verb {
                Verb::Identity | Verb::Resend if good => sent(0),
                Verb::Identity | Verb::Resend => Heard::Sent(Err(error())),
                Verb::Code => {
                    proved |= good;
                    Heard::Code(if good { Ok(()) } else { Err(error()) })
                }
                Verb::Pin => Heard::SignedIn(if good { Ok(()) } else { Err(error()) }),
                Verb::Cancel => Heard::Left,
            };
            let _ = flow.heard(heard, now);
            prop_assert!(!flow.busy);
            prop_assert!(proved || !matches!(flow.step, Step::Pin | Step::Done));
        }
    }
}
