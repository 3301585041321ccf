//! What the citizen reads about a mandate, in words, for every state, in both languages, for oneself and for somebody else: whether it is in
//! force and money moves, what to do, and for whom.

use super::flow::{ActKind, ActState, ActWhy};
use super::samples::{act, last, next, terms};
use super::standing::InForce;
use super::words::{self, Mood};
use crate::payments::flow::{Reason, State};
use crate::payments::samples::said;
use crate::says::Says;
use shebao_words::Language;

const PHONE: &str = "12333";
const PEOPLE: [&str; 2] = ["王＊", "李＊＊"];

type Pair = [&'static str; 2];
const NOT_TWICE: Pair = ["每期最多扣一次", "At most one payment"];
const DO_NOT_SIGN: Pair = ["请不要重复签约", "Please do not sign again"];
const NOT_TAKEN: Pair = ["没有扣款", "No money was taken"];
const AGAIN: Pair = ["可以", "again"];

/// For each act that has no end or changed nothing: what is in force or moves, then what to do, in Chinese and in English.
const ACTS: [(ActKind, ActState, Pair, Pair); 15] = {
    use ActKind::{Change, Revoke, Sign};
    use ActState::{Attention, Holds, Overtaken, Prepared, Refused, Submitting, Withdrawn};
    [
        (Sign, Prepared, ["什么都没有改变", "Nothing changed"], ["可以撤回", "take it back"]),
        (Sign, Submitting, NOT_TWICE, DO_NOT_SIGN),
        (Change, Submitting, NOT_TWICE, ["请不要重复更改", "Please do not change it again"]),
        (
            Revoke,
            Submitting,
            ["仍可能扣款", "may still be taken"],
            ["请不要重复操作", "Please do not repeat it"],
        ),
        (Sign, Attention, NOT_TWICE, ["12333", "call 12333"]),
        (
            Sign,
            Holds,
            ["每次最多 1,200.00 元", "at most 1,200.00 yuan"],
            ["无需操作", "othing for you to do"],
        ),
        (Revoke, Holds, ["不会再扣款", "No more money is taken"], ["请自己缴费", "pay yourself"]),
        (Sign, Refused(ActWhy::BadProof), ["没有生效，不会扣款", "not in force; no money is taken"], AGAIN),
        (Sign, Refused(ActWhy::Duplicate), ["没有生效，不会扣款", "not in force; no money is taken"], AGAIN),
        (Sign, Refused(ActWhy::NotOffered), ["没有生效，不会扣款", "not in force; no money is taken"], AGAIN),
        (
            Change,
            Refused(ActWhy::CapTooLow),
            ["没有更改", "Nothing changed"],
            ["可以重新更改", "change it again"],
        ),
        (Revoke, Refused(ActWhy::NotActive), ["没有停止", "did not stop"], ["可以重新停止", "stop it again"]),
        (Revoke, Refused(ActWhy::Unknown), ["没有停止", "did not stop"], ["可以重新停止", "stop it again"]),
        (Change, Overtaken, ["以现在显示的约定为准", "What is shown now counts"], ["请查看", "Please see"]),
        (Change, Withdrawn, ["没有改变", "did not change"], ["可以重新办理", "do it again"]),
    ]
};

/// For each way a mandate in force is told: what moves, then what to do.
const MOODS: [(Mood, Pair, Pair); 8] = [
    (Mood::Next, ["自动扣 1,000.00 元", "1,000.00 yuan"], ["无需操作", "Nothing for you to do"]),
    (
        Mood::Uncovered,
        ["自动扣 1,000.00 元", "1,000.00 yuan"],
        ["请在此之前存入足够的钱", "Please put in enough before then"],
    ),
    (Mood::Idle, ["现在没有要扣的", "Nothing is to be taken now"], ["无需操作", "othing for you to do"]),
    (Mood::Fresh, ["每次最多 1,200.00 元", "at most 1,200.00 yuan"], ["无需操作", "Nothing for you to do"]),
    (Mood::Retry, NOT_TAKEN, ["会再扣", "it is tried again"]),
    (Mood::Short, ["没有扣款", "No money was taken"], ["请自己为", "pay for"]),
    (Mood::OverCap, NOT_TAKEN, ["请更改自动扣款", "Please change automatic payment"]),
    (
        Mood::NotOffered,
        ["不会扣款", "No money is taken"],
        ["请更改自动扣款", "Please change automatic payment"],
    ),
];

/// Never said of what has no end yet.
const ENDS: [&str; 8] =
    ["没有扣款", "失败", "已生效", "已停止", "failed", "has stopped", "No money", "is in force."];

fn holds(says: &Says, person: &str, parts: [Pair; 2]) {
    for (language, at) in [(Language::Zh, 0), (Language::En, 1)] {
        let sentence = said(language, says);
        for part in [parts[0][at], parts[1][at], person] {
            assert!(sentence.contains(part), "{} does not say {part}: {sentence}", says.key);
        }
    }
}

fn in_force() -> InForce {
    let next = next("2026-12-05", "2026-12", Some(100_000), "covered");
    InForce { v: 1, active: true, terms: terms(1, ActKind::Sign), next: Some(next), last: None }
}

#[test]
fn every_act_says_in_both_languages_what_is_in_force_what_to_do_and_for_whom() {
    for (kind, state, force, action) in ACTS {
        for person in PEOPLE {
            holds(&words::act(&act(2, kind, state), person, PHONE), person, [force, action]);
        }
    }
}

#[test]
fn every_mandate_in_force_says_in_both_languages_whether_money_moves_what_to_do_and_for_whom() {
    for (mood, money, action) in MOODS {
        for person in PEOPLE {
            holds(&words::in_force(&in_force(), mood, person), person, [money, action]);
        }
    }
    for person in PEOPLE {
        holds(
            &words::ended(person),
            person,
            [["不会再扣款", "No more money"], ["请自己缴费", "pay yourself"]],
        );
    }
}

#[test]
fn what_has_no_end_is_never_called_failed_in_force_or_stopped() {
    for kind in [ActKind::Sign, ActKind::Change, ActKind::Revoke] {
        for state in [ActState::Submitting, ActState::Attention] {
            let act = act(2, kind, state);
            for language in [Language::Zh, Language::En] {
                for sentence in
                    [said(language, &words::answer(&act)), said(language, &words::act(&act, "王＊", PHONE))]
                {
                    for end in ENDS {
                        assert!(!sentence.contains(end), "{kind:?} {state:?} says {end}: {sentence}");
                    }
                }
            }
        }
    }
}

#[test]
fn how_a_mandate_is_told_follows_from_the_gateway_s_word_and_the_order() {
    let short = Some(State::Rejected(Reason::Insufficient));
    let with =
        |period: &str, why: Option<&str>| InForce { last: Some(last(period, Some("o"), why)), ..in_force() };
    assert_eq!(words::mood(&in_force(), None), Mood::Next);
    assert_eq!(words::mood(&with("2026-11", None), Some(State::Paid)), Mood::Next);
    assert_eq!(words::mood(&with("2026-12", None), short), Mood::Retry);
    assert_eq!(words::mood(&with("2026-11", None), short), Mood::Short);
    assert_eq!(words::mood(&with("2026-11", Some("over_cap")), None), Mood::OverCap);
    assert_eq!(words::mood(&with("2026-12", Some("over_cap")), None), Mood::Next, "it is tried again");
    assert_eq!(words::mood(&with("2026-11", Some("paid")), None), Mood::Next);
    assert_eq!(words::mood(&InForce { next: None, ..in_force() }, None), Mood::Idle);
    let uncovered = next("2026-12-05", "2026-12", Some(100_000), "short");
    assert_eq!(words::mood(&InForce { next: Some(uncovered), ..in_force() }, None), Mood::Uncovered);
    let unpriced = next("2026-12-05", "2026-12", None, "unknown");
    assert_eq!(words::mood(&InForce { next: Some(unpriced), ..in_force() }, None), Mood::NotOffered);
}

#[test]
fn the_terms_and_the_days_to_choose_are_said_in_both_languages() {
    for (language, day) in [(Language::Zh, "5 日"), (Language::En, "day 5 of the month")] {
        let about = crate::payments::flow::About::default();
        let lines = super::show::lines(&terms(1, ActKind::Sign), &about);
        let said: Vec<String> = lines
            .iter()
            .flat_map(|line| [said(language, &line.label), said(language, &line.value)])
            .chain([said(language, &super::draft::day_of_month(5))])
            .collect();
        assert_eq!(said.iter().filter(|text| *text == day).count(), 2, "{said:?}");
    }
}
