//! A message as it is kept: parsed once, within limits.

use super::view::Category;
use crate::answer::plain;
use serde::{Deserialize, Serialize};

/// Characters of a title, octets of a text: what is longer is cut, the gateway still has it whole.
const TITLE: usize = 200;
const BODY: usize = 16 * 1024;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Message {
    /// Its number in this citizen's list; ascending, never used twice.
    pub(super) seq: u64,
    /// The gateway's id.
    pub(super) id: String,
    /// Such as `payment.paid`.
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) body: String,
    /// Seconds since 1970.
    pub(super) sent: u64,
    pub(super) facts: Facts,
}

/// The numbers in a message, so that no sentence has to be parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) amount_fen: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) day: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) account: Option<String>,
    /// The last day to do something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) deadline: Option<String>,
}

impl Message {
    /// The message with control characters gone and its lengths within limits; `None` without an id we could ever send back.
    pub(super) fn within_limits(mut self) -> Option<Self> {
        let usable = |id: &str| {
            (1..=64).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        if !usable(&self.id) || self.seq == 0 || self.seq == u64::MAX {
            return None;
        }
        self.title = plain(&self.title).chars().take(TITLE).collect();
        let body: Vec<String> = self.body.lines().map(plain).collect();
        self.body = cut(body.join("\n"), BODY);
        self.kind = plain(&self.kind).chars().take(40).collect();
        let day = |text: String| text.chars().take(10).collect::<String>();
        self.facts.day = self.facts.day.map(day);
        self.facts.deadline = self.facts.deadline.map(day);
        self.facts.account = self.facts.account.map(|account| plain(&account).chars().take(40).collect());
        Some(self)
    }

    /// What it is about. A kind of a later version is shown plainly.
    pub(super) fn category(&self) -> Category {
        match self.kind.split('.').next().unwrap_or_default() {
            "payment" => Category::Payment,
            "benefit" | "account" => Category::Benefit,
            "card" => Category::Card,
            "notice" => Category::Policy,
            _ => Category::Other,
        }
    }
}

fn cut(mut text: String, limit: usize) -> String {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::inbox) fn message(seq: u64, kind: &str) -> Message {
        Message {
            seq,
            id: format!("m-{seq}"),
            kind: kind.to_owned(),
            title: format!("标题 {seq}"),
            body: format!("正文 {seq}"),
            sent: 1_795_500_000 + seq,
            facts: Facts::default(),
        }
    }

    #[test]
    fn long_and_odd_texts_are_cut_never_split_inside_a_character() {
        let mut odd = message(1, "notice");
        odd.title = "题\u{7}".repeat(500);
        odd.body = "字\u{0}\n".repeat(20_000);
        let kept = odd.within_limits().unwrap();
        assert_eq!(kept.title.chars().count(), 200);
        assert!(kept.body.len() <= BODY && !kept.body.contains('\u{0}') && kept.body.contains('\n'));
    }

    #[test]
    fn an_id_that_could_not_be_sent_back_is_no_message() {
        for id in ["", "a/b", "../x", "é", &"x".repeat(65)] {
            let mut odd = message(1, "notice");
            odd.id = id.to_owned();
            assert_eq!(odd.within_limits(), None, "{id}");
        }
    }

    #[test]
    fn a_kind_of_a_later_version_is_shown_plainly() {
        assert_eq!(message(1, "lottery.won").category(), Category::Other);
        assert_eq!(message(1, "account.medical").category(), Category::Benefit);
    }
}
