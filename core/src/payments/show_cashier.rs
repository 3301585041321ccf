//! An order at the cashier as screens show it: the code, until when, and what to do. Nothing here says how the order ends.

use super::flow::{Attempt, Order, Stage, State};
use super::label;
use super::show_order::at;
use super::view::CashierView;
use crate::qr;
use crate::says::Says;

/// The words of one stage of an attempt: title, chip, sentence, and how the code is used.
struct Words {
    title: &'static str,
    chip: &'static str,
    says: &'static str,
    how: &'static str,
}

fn words(stage: Stage) -> Words {
    match stage {
        Stage::Opening => Words {
            title: "order_answer_code_coming",
            chip: "order_state_code_coming",
            says: "order_says_code_coming",
            how: "order_code_coming",
        },
        Stage::Open => Words {
            title: "order_answer_scan",
            chip: "order_state_scan",
            says: "order_says_scan",
            how: "order_code_how",
        },
        Stage::Closing => Words {
            title: "order_answer_confirming",
            chip: "order_state_confirming",
            says: "order_says_code_closing",
            how: "order_code_closing",
        },
        Stage::Ended => Words {
            title: "order_answer_code_over",
            chip: "order_state_code_over",
            says: "order_says_code_over",
            how: "order_code_over",
        },
    }
}

/// What is said of an order that is to be paid at the cashier and has no end yet, in place of what is said of a debit: title, chip and
/// sentence. `None` where a debit's words are right: prepared, contradicted, or in need of attention without a code to scan.
pub(super) fn instead(order: &Order) -> Option<[Says; 3]> {
    let person = |key: &str| Says::word(key).text("person", label::person_of(order));
    let Some(attempt) = order.at_cashier() else {
        if !order.is_for_cashier() || order.contradicted {
            return None;
        }
        return match order.state {
            State::CancelAsked => Some([
                Says::word("order_answer_cancelling"),
                Says::word("order_state_cancelling"),
                person("order_says_code_cancelling"),
            ]),
            State::Submitting | State::Accepted => {
                let words = words(Stage::Opening);
                Some([Says::word(words.title), Says::word(words.chip), person(words.says)])
            }
            _ => None,
        };
    };
    let words = words(attempt.stage);
    let says = match attempt.stage {
        Stage::Open => person(words.says).moment("until", at(attempt.until)),
        _ => person(words.says),
    };
    Some([Says::word(words.title), Says::word(words.chip), says])
}

/// What there is to scan, while an order is at the cashier.
pub(super) fn view(order: &Order) -> Option<CashierView> {
    let attempt = order.at_cashier()?;
    let open = |attempt: &&Attempt| attempt.stage == Stage::Open;
    Some(CashierView {
        qr: Some(attempt).filter(open).and_then(|open| qr::view(open.code.as_deref()?).ok()),
        says: Says::word(words(attempt.stage).how),
        until: Some(attempt).filter(open).map(|open| at(open.until)),
        can_ask_again: order.next_attempt().is_some(),
    })
}

#[cfg(test)]
#[path = "show_cashier_tests.rs"]
mod tests;
