use super::*;
use proptest::prelude::*;
use serde_json::json;

fn stamps(json: serde_json::Value) -> Stamps {
    serde_json::from_value(json).unwrap()
}

fn usual() -> UsualDays {
    serde_json::from_value(json!({"collect":0,"bank":1,"submit":3,"account":4,"make":15,"issue":5})).unwrap()
}

fn now() -> SystemTime {
    Moment::parse("2026-11-24T09:40:00+08:00").unwrap().at()
}

fn stages(json: serde_json::Value) -> Vec<Stage> {
    steps(&stamps(json), &usual(), now()).iter().map(|state| state.stage).collect()
}

const AT: &str = "2026-10-12T10:20:00+08:00";

#[test]
fn without_an_application_there_are_no_steps() {
    assert_eq!(stages(json!({})), []);
}

#[test]
fn a_factory_that_takes_longer_than_usual_is_said_to_be_late() {
    use Stage::{Ahead, Done, Late};
    let late = json!({"apply_time": AT, "bank_time0": AT, "province_time": AT, "bank_finish_time0": AT,
        "bank_account": "x", "insure_time": "2026-10-30T08:30:00+08:00"});
    assert_eq!(stages(late), [Done, Done, Done, Done, Late { usual: 15, days: 25 }, Ahead]);
}

#[test]
fn exactly_the_usual_time_is_not_late() {
    let at_limit = json!({"apply_time": AT, "insure_time": "2026-11-09T23:59:00+08:00"});
    assert_eq!(stages(at_limit)[4], Stage::Now { days: Some(15) });
    let a_day_more = json!({"apply_time": AT, "insure_time": "2026-11-08T23:59:00+08:00"});
    assert_eq!(stages(a_day_more)[4], Stage::Late { usual: 15, days: 16 });
}

#[test]
fn a_bank_that_answers_without_an_account_has_failed() {
    use Stage::{Ahead, Done, Failed};
    let failed = [Done, Done, Done, Failed, Ahead, Ahead];
    assert_eq!(stages(json!({"apply_time": AT, "batch_no": "7", "bank_finish_time0": AT})), failed);
    assert_eq!(
        stages(json!({"apply_time": AT, "insure_time": AT, "bank_failed": true})),
        failed,
        "what the bank says outranks a factory that has begun"
    );
    let made = json!({"apply_time": AT, "insure_finish_time": AT, "bank_failed": true});
    assert_eq!(stages(made)[3], Done, "a card that exists has an account");
}

#[test]
fn a_card_at_the_branch_waits_to_be_collected() {
    let ready = json!({"insure_finish_time": AT});
    assert_eq!(stages(ready)[5], Stage::Ready);
    assert_eq!(stages(json!({"get_time": AT})), [Stage::Done; 6]);
}

#[test]
fn times_out_of_order_or_unreadable_are_marked_and_hide_nothing() {
    let states = steps(
        &stamps(json!({"apply_time": "2026-10-12T10:20:00+08:00", "bank_time0": "2026-10-01T00:00:00+08:00",
            "province_time": "gibberish", "insure_time": "2027-10-30T08:30:00+08:00"})),
        &usual(),
        now(),
    );
    let marks: Vec<bool> = states.iter().map(|state| state.doubtful).collect();
    assert_eq!(marks, [false, true, true, false, true, false]);
    assert_eq!(states[4].stage, Stage::Now { days: None }, "a time in the future makes nothing late");
}

#[test]
fn a_usual_time_that_cannot_be_is_not_used() {
    let absurd: UsualDays = serde_json::from_value(json!({"make": 60000, "issue": -4})).unwrap();
    let states = steps(&stamps(json!({"insure_time": AT})), &absurd, now());
    assert_eq!((states[4].usual, states[5].usual), (None, None));
    assert!(matches!(states[4].stage, Stage::Now { .. }));
}

fn any_stamp() -> impl Strategy<Value = Field<Moment>> {
    prop_oneof![
        3 => Just(Field::Absent),
        3 => (1_700_000_000u64..1_900_000_000)
            .prop_map(|at| Moment::from_unix(at).map_or(Field::Unreadable, Field::Got)),
        1 => Just(Field::Unreadable),
    ]
}

fn any_stamps() -> impl Strategy<Value = Stamps> {
    let account: Option<Line40> = serde_json::from_value(json!("x")).ok();
    let text = move |there: bool| account.clone().filter(|_| there).map_or(Field::Absent, Field::Got);
    let flag = prop_oneof![Just(Field::Absent), any::<bool>().prop_map(Field::Got)];
    (proptest::array::uniform9(any_stamp()), any::<[bool; 2]>(), flag).prop_map(
        move |(at, has, bank_failed)| {
            let [
                apply_time,
                bank_time0,
                bank_finish_time0,
                insure_time,
                insure_finish_time,
                province_time,
                city_time,
                city_send_time,
                get_time,
            ] = at;
            Stamps {
                apply_time,
                bank_time0,
                bank_finish_time0,
                insure_time,
                insure_finish_time,
                province_time,
                city_time,
                city_send_time,
                get_time,
                batch_no: text(has[0]),
                bank_account: text(has[1]),
                card_no: Field::Absent,
                bank_failed,
            }
        },
    )
}

type Line40 = crate::answer::Line<40>;

/// Where the line of steps stands: everything before it is done, everything after it is ahead.
fn frontier(states: &[StepState]) -> usize {
    states.iter().take_while(|state| state.stage == Stage::Done).count()
}

proptest! {
    #[test]
    fn whatever_the_stamps_steps_are_done_then_at_most_one_is_open_then_all_are_ahead(stamps in any_stamps(), at in 1_600_000_000u64..2_000_000_000) {
        let now = Moment::from_unix(at).unwrap().at();
        let states = steps(&stamps, &usual(), now);
        prop_assert!(states.is_empty() || states.len() == 6);
        let frontier = frontier(&states);
        for state in states.iter().skip(frontier + 1) {
            prop_assert_eq!(state.stage, Stage::Ahead);
        }
        if let Some(open) = states.get(frontier) {
            prop_assert_ne!(open.stage, Stage::Ahead, "something is always under way, or said to have failed");
        }
    }

    #[test]
    fn a_further_stamp_never_takes_the_card_back(stamps in any_stamps(), which in 0usize..6) {
        let at = Field::Got(Moment::from_unix(1_750_000_000).unwrap());
        let mut further = stamps.clone();
        match which {
            0 => further.apply_time = at,
            1 => further.bank_time0 = at,
            2 => further.province_time = at,
            3 => further.insure_time = at,
            4 => further.insure_finish_time = at,
            _ => further.get_time = at,
        }
        let now = now();
        let (before, after) = (steps(&stamps, &usual(), now), steps(&further, &usual(), now));
        prop_assert!(frontier(&after) >= frontier(&before));
    }

    #[test]
    fn a_failed_account_ends_the_line(stamps in any_stamps()) {
        let states = steps(&stamps, &usual(), now());
        if let Some(failed) = states.iter().position(|state| state.stage == Stage::Failed) {
            prop_assert_eq!(failed, Step::Account as usize);
            prop_assert_eq!(frontier(&states), failed);
        }
    }

    #[test]
    fn only_a_step_longer_than_usual_is_late(stamps in any_stamps(), at in 1_600_000_000u64..2_000_000_000) {
        for state in steps(&stamps, &usual(), Moment::from_unix(at).unwrap().at()) {
            if let Stage::Late { usual, days } = state.stage {
                prop_assert!(days > usual);
                prop_assert_eq!(state.usual, Some(usual));
                prop_assert!(state.at.is_some(), "late since a moment that is known");
            }
        }
    }
}
