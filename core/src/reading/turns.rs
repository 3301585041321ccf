//! Which of several answers to the same question is the latest asked for.

use std::collections::HashMap;

/// The order of asks, and for each name the latest that was kept.
#[derive(Default)]
pub(super) struct Turns {
    asked: u64,
    kept: HashMap<String, u64>,
}

impl Turns {
    /// A new ask begins; a later one has a greater turn.
    pub(super) fn begin(&mut self) -> u64 {
        self.asked += 1;
        self.asked
    }

    /// Whether an answer may be kept: not if one asked for later is kept already.
    pub(super) fn may_keep(&self, name: &str, turn: u64) -> bool {
        self.kept.get(name).is_none_or(|kept| *kept < turn)
    }

    /// The answer of this turn is kept.
    pub(super) fn kept(&mut self, name: &str, turn: u64) {
        self.kept.insert(name.to_owned(), turn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_overtaken_is_dropped() {
        let mut turns = Turns::default();
        let (first, second) = (turns.begin(), turns.begin());
        assert!(turns.may_keep("card", second));
        turns.kept("card", second);
        assert!(!turns.may_keep("card", first), "the first question's answer came last");
        assert!(turns.may_keep("progress", first), "names do not stand in each other's way");
        assert!(turns.may_keep("card", turns.asked + 1));
    }
}
