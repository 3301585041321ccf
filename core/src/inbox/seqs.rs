//! A set of message numbers, kept as ranges: "all up to here, but for these" stays small however many there are.

use serde::{Deserialize, Serialize};

/// Ranges, both ends included, ascending, never touching.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Seqs(Vec<(u64, u64)>);

impl Seqs {
    pub(super) fn holds(&self, seq: u64) -> bool {
        let after = self.0.partition_point(|(_, last)| *last < seq);
        self.0.get(after).is_some_and(|(first, _)| *first <= seq)
    }

    pub(super) fn add(&mut self, seq: u64) {
        self.add_range(seq, seq);
    }

    /// Adds `first` to `last`; nothing if they are the wrong way round.
    pub(super) fn add_range(&mut self, first: u64, last: u64) {
        if first > last {
            return;
        }
        let (mut first, mut last) = (first, last);
        self.0.retain(|(a, b)| {
            let touches = *a <= last.saturating_add(1) && first <= b.saturating_add(1);
            if touches {
                (first, last) = (first.min(*a), last.max(*b));
            }
            !touches
        });
        let at = self.0.partition_point(|(a, _)| *a < first);
        self.0.insert(at, (first, last));
    }

    pub(super) fn remove(&mut self, seq: u64) {
        let mut kept = Vec::with_capacity(self.0.len() + 1);
        for (first, last) in self.0.drain(..) {
            if (first..=last).contains(&seq) {
                if first < seq {
                    kept.push((first, seq - 1));
                }
                if seq < last {
                    kept.push((seq + 1, last));
                }
            } else {
                kept.push((first, last));
            }
        }
        self.0 = kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn ranges_hold_what_a_plain_set_holds(steps in prop::collection::vec((0u8..3, 0u64..40, 0u64..10), 0..60)) {
            let (mut ranges, mut plain) = (Seqs::default(), BTreeSet::new());
            for (what, seq, more) in steps {
                match what {
                    0 => { ranges.add(seq); plain.insert(seq); }
                    1 => { ranges.remove(seq); plain.remove(&seq); }
                    _ => { ranges.add_range(seq, seq + more); plain.extend(seq..=seq + more); }
                }
                for seq in 0..60 {
                    prop_assert_eq!(ranges.holds(seq), plain.contains(&seq));
                }
                prop_assert!(ranges.0.windows(2).all(|pair| pair[0].1 + 1 < pair[1].0), "{:?}", ranges);
            }
        }
    }

    #[test]
    fn a_hundred_thousand_read_messages_are_one_range() {
        let mut read = Seqs::default();
        read.add_range(1, 100_000);
        read.add(100_001);
        assert_eq!(read, Seqs(vec![(1, 100_001)]));
        read.add_range(u64::MAX, u64::MAX);
        assert!(read.holds(u64::MAX));
    }
}
