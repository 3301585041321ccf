//! What the citizen reads about an order, in words, for every state, in both languages, for oneself and for somebody else: whether money
//! moved, what to do, and for whom.

use super::flow::{Books, Order, Reason, Stage, State};
use super::ruling::Unruled;
use super::samples::{self, said};
use super::show_bills::bill;
use super::show_order::{says, title};
use crate::error::CitizenError;
use crate::rules::NoRule;
use crate::says::Says;
use shebao_words::Language;

const PHONE: &str = "12333";

/// For each state: what is said about the money, then what to do, in Chinese and in English.
const SENTENCES: [(State, [&str; 2], [&str; 2]); 16] = [
    (State::Prepared, ["没有扣款", "No money was taken"], ["可以取消", "you can also cancel"]),
    (State::Submitting, CHECKING, DO_NOT_REPEAT),
    (State::Accepted, CHECKING, DO_NOT_REPEAT),
    (State::CancelAsked, ["正在取消", "is being cancelled"], DO_NOT_REPEAT),
    (State::Attention, ["还在核实", "still being checked"], ["请勿重复缴费", "do not pay again"]),
    (State::Paid, ["钱已扣", "The money was taken"], ["不用再缴", "nothing more to pay"]),
    (State::Rejected(Reason::TariffChanged), NOT_TAKEN, ["重新计算金额", "work out the amount"]),
    (State::Rejected(Reason::QuoteExpired), NOT_TAKEN, ["重新计算金额", "work it out"]),
    (State::Rejected(Reason::DuplicateObligation), NOT_TAKEN, ["“缴费记录”查看", "look in Payments"]),
    (State::Rejected(Reason::Insufficient), NOT_TAKEN, ["重新缴费", "pay for"]),
    (State::Rejected(Reason::RiskDenied), NOT_TAKEN, ["拨打 12333", "call 12333"]),
    (State::Rejected(Reason::BadProof), NOT_TAKEN, ["重新缴费", "pay for"]),
    (State::Rejected(Reason::Unknown), NOT_TAKEN, ["拨打 12333", "call 12333"]),
    (State::Cancelled, NOT_TAKEN, ["可以重新缴", "You can pay for"]),
    (
        State::Refunding,
        ["钱会退到原账户", "The money goes to the account it came from"],
        ["无需操作", "nothing for you to do"],
    ),
    (
        State::Refunded,
        ["已退回原账户", "was given back to the account"],
        ["可重新缴", "you can pay it again"],
    ),
];
const CHECKING: [&str; 2] = ["正在确认", "We are confirming"];
const DO_NOT_REPEAT: [&str; 2] = ["请不要重复支付", "Please do not pay again"];
const NOT_TAKEN: [&str; 2] = ["没有扣款", "No money was taken"];
/// Never said of what has no end yet.
const ENDS: [&str; 10] =
    ["没有扣款", "已扣", "失败", "已缴费", "已取消", "No money", "was taken", "failed", "Paid", "Cancelled"];

fn order(state: State, insured: (&str, &str)) -> Order {
    let mut order = samples::order();
    order.state = state;
    (order.about.person, order.about.relation) = (insured.0.to_owned(), insured.1.to_owned());
    order
}

#[test]
fn every_state_says_in_both_languages_whether_money_moved_what_to_do_and_for_whom() {
    for (state, money, action) in SENTENCES {
        for insured in [("王＊", "self"), ("李＊＊", "mother")] {
            let order = order(state, insured);
            for (language, money, action) in
                [(Language::Zh, money[0], action[0]), (Language::En, money[1], action[1])]
            {
                let sentence = said(language, &says(&order, PHONE));
                for part in [money, action, insured.0] {
                    assert!(sentence.contains(part), "{state:?} does not say {part}: {sentence}");
                }
                assert!(!sentence.contains('{'), "{state:?}: {sentence}");
            }
        }
    }
}

#[test]
fn what_has_no_end_is_never_called_failed_paid_cancelled_or_not_charged() {
    for (state, ..) in SENTENCES.into_iter().filter(|(state, ..)| state.in_doubt()) {
        let order = order(state, ("王＊", "self"));
        for language in [Language::Zh, Language::En] {
            for sentence in [said(language, &title(&order)), said(language, &says(&order, PHONE))] {
                for end in ENDS {
                    assert!(!sentence.contains(end), "{state:?} says {end}: {sentence}");
                }
            }
        }
    }
}

#[test]
fn in_attention_the_citizen_reads_whom_to_call() {
    let order = order(State::Attention, ("王＊", "self"));
    for language in [Language::Zh, Language::En] {
        assert!(said(language, &says(&order, PHONE)).contains(PHONE));
    }
}

#[test]
fn a_paid_order_that_counts_says_so() {
    let mut order = order(State::Paid, ("李＊＊", "mother"));
    order.stages.credited_at = Some(1);
    assert!(said(Language::Zh, &says(&order, PHONE)).contains("已记入李＊＊的个人权益"));
    assert!(said(Language::En, &says(&order, PHONE)).contains("It is credited to 李＊＊"));
}

/// For each stage of a code: what is said about the money, then what to do, in Chinese and in English.
const AT_THE_CASHIER: [(Stage, [&str; 2], [&str; 2]); 4] = [
    (
        Stage::Opening,
        ["扫码前不会付款", "Nothing is paid until it is scanned"],
        ["请不要另行缴费", "do not pay in another way"],
    ),
    (
        Stage::Open,
        [
            "扫码前不会付款，只有一次扫码会付款",
            "Nothing is paid until the code is scanned, and only one scan pays",
        ],
        ["到期可以换新码，也可以取消", "After that, ask for a new code or cancel"],
    ),
    (Stage::Closing, ["正在确认有没有人扫过", "whether anybody scanned it"], DO_NOT_REPEAT),
    (
        Stage::Ended,
        ["没有人扫过", "nobody scanned it in time"],
        ["请换一个新码，或取消", "Ask for a new code, or cancel"],
    ),
];

#[test]
fn at_the_cashier_each_stage_says_in_both_languages_that_only_a_scan_pays_and_what_to_do() {
    for (stage, money, action) in AT_THE_CASHIER {
        for insured in [("王＊", "self"), ("李＊＊", "mother")] {
            let mut order = samples::at_cashier(1, stage);
            (order.about.person, order.about.relation) = (insured.0.to_owned(), insured.1.to_owned());
            for (language, money, action) in
                [(Language::Zh, money[0], action[0]), (Language::En, money[1], action[1])]
            {
                let sentence = said(language, &says(&order, PHONE));
                for part in [money, action, insured.0] {
                    assert!(sentence.contains(part), "{stage:?} does not say {part}: {sentence}");
                }
                let how = super::show_cashier::view(&order).map(|view| said(language, &view.says));
                for sentence in [sentence, said(language, &title(&order)), how.unwrap_or_default()] {
                    assert!(!sentence.is_empty() && !sentence.contains('{'), "{stage:?}: {sentence}");
                    for end in ENDS {
                        assert!(!sentence.contains(end), "{stage:?} says {end}: {sentence}");
                    }
                }
            }
        }
    }
}

#[test]
fn while_an_order_at_the_cashier_is_being_stopped_nobody_is_told_to_scan() {
    let mut order = samples::at_cashier(1, Stage::Open);
    (order.state, order.close) = (State::CancelAsked, Some("close.jws".to_owned()));
    for (language, part) in [(Language::Zh, "请不要再扫码"), (Language::En, "do not scan the code")] {
        let sentence = said(language, &says(&order, PHONE));
        assert!(sentence.contains(part), "{sentence}");
    }
}

/// For each reason why a bill has no signed rule: what to do, in Chinese and in English.
const WITHOUT_A_RULE: [(Unruled, [&str; 2]); 4] = [
    (Unruled::No(NoRule::Missing), ["请刷新", "Please refresh"]),
    (Unruled::No(NoRule::NotInForce), ["请核对手机日期", "check the phone's date"]),
    (Unruled::No(NoRule::Unreadable), ["请更新应用", "Please update the app"]),
    (Unruled::Differs, ["请刷新", "Please refresh"]),
];

#[test]
fn a_bill_without_its_rule_says_in_both_languages_which_that_no_money_moved_and_what_to_do() {
    for (why, action) in WITHOUT_A_RULE {
        let bill = bill(&samples::pension(), &Books::default(), &Err(why));
        let refusal = match CitizenError::from(why) {
            CitizenError::Refused { refusal } => format!("{refusal:?}"),
            other => panic!("{other}"),
        };
        let snake = |c: char| {
            if c.is_ascii_uppercase() { format!("_{}", c.to_ascii_lowercase()) } else { c.to_string() }
        };
        let refused = Says::word(format!("error_refused{}", refusal.chars().map(snake).collect::<String>()));
        for (language, n) in [(Language::Zh, 0), (Language::En, 1)] {
            let sentence = said(language, &bill.says);
            let scheme = said(language, &bill.title);
            for part in [NOT_TAKEN[n], action[n], PHONE, "2026-07", scheme.as_str()] {
                assert!(sentence.contains(part), "{why:?} does not say {part}: {sentence}");
            }
            assert!(said(language, &refused).contains(NOT_TAKEN[n]), "{refused:?}");
        }
    }
}
