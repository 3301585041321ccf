//! What is known of an order's newest attempt at the cashier. It decides nothing about money: only a signed answer ends an order.

use serde::{Deserialize, Serialize};

/// The longest text of a code, in octets: printable ASCII, and short enough to be scanned in passing.
const LONGEST: usize = 256;

/// One attempt: a code that somebody may scan, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    /// How it stands.
    pub stage: Stage,
    /// What the code holds, while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Until when it can be scanned, seconds since 1970 by the gateway. Shown only: no clock here ends it.
    pub until: u64,
}

/// How an attempt stands, by the gateway's word alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No code yet.
    Opening,
    /// It can be scanned.
    Open,
    /// Its time is up; whether somebody had scanned it is being found out.
    Closing,
    /// It was not paid, and never will be: another may be asked for.
    Ended,
}

impl Attempt {
    /// True if it tells more than what was known: a later attempt, or the same one further on. An older one, or an earlier moment of the
    /// same, never replaces anything.
    pub fn is_news(&self, known: Option<&Self>) -> bool {
        known.is_none_or(|known| (self.number, self.stage) > (known.number, known.stage))
    }

    /// True for the text of a code as this app draws it.
    pub fn is_code(text: &str) -> bool {
        (1..=LONGEST).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(number: u32, stage: Stage) -> Attempt {
        Attempt { number, stage, code: None, until: 1 }
    }

    #[test]
    fn only_a_later_attempt_or_the_same_one_further_on_is_news() {
        let known = attempt(2, Stage::Open);
        assert!(known.is_news(None));
        for (number, stage, news) in [
            (3, Stage::Opening, true),
            (2, Stage::Closing, true),
            (2, Stage::Ended, true),
            (2, Stage::Open, false),
            (2, Stage::Opening, false),
            (1, Stage::Ended, false),
            (1, Stage::Open, false),
        ] {
            assert_eq!(attempt(number, stage).is_news(Some(&known)), news, "{number} {stage:?}");
        }
    }

    #[test]
    fn a_code_is_printable_and_short() {
        assert!(Attempt::is_code("https://cashier.invalid/pay/0a/1") && Attempt::is_code(&"a".repeat(256)));
        for wrong in ["", "a b", "a\nb", "付款", "\u{202e}a", &"a".repeat(257)] {
            assert!(!Attempt::is_code(wrong), "{wrong}");
        }
    }
}
