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
        self.remove_range(seq, seq);
    }

    fn remove_range(&mut self, first: u64, last: u64) {
        let mut kept = Vec::with_capacity(self.0.len() + 1);
        for (from, to) in self.0.drain(..) {
            if to < first || last < from {
                kept.push((from, to));
                continue;
            }
            if from < first {
                kept.push((from, first - 1));
            }
            if last < to {
                kept.push((last + 1, to));
            }
        }
        self.0 = kept;
    }

    pub(super) fn add_all(&mut self, others: &Self) {
        others.0.iter().for_each(|(first, last)| self.add_range(*first, *last));
    }

    pub(super) fn without(mut self, others: &Self) -> Self {
        others.0.iter().for_each(|(first, last)| self.remove_range(*first, *last));
        self
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are, `u64::MAX` at most.
    pub(super) fn count(&self) -> u64 {
        let lengths = self.0.iter().map(|(first, last)| (last - first).saturating_add(1));
        lengths.fold(0, u64::saturating_add)
    }

    /// The same, so many ranges at a time.
    pub(super) fn parts(&self, ranges: usize) -> impl Iterator<Item = Self> {
        self.0.chunks(ranges.max(1)).map(|part| Self(part.to_vec()))
    }

    /// In two, if there are two.
    pub(super) fn halves(&self) -> Option<[Self; 2]> {
        if let [(first, last)] = *self.0.as_slice() {
            let middle = first + (last - first) / 2;
            return (first < last).then(|| [Self(vec![(first, middle)]), Self(vec![(middle + 1, last)])]);
        }
        let (left, right) = self.0.split_at_checked(self.0.len() / 2)?;
        (!left.is_empty()).then(|| [Self(left.to_vec()), Self(right.to_vec())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn halves_and_parts_are_the_whole(steps in prop::collection::vec((0u64..60, 0u64..5), 1..20), ranges in 1usize..4) {
            let mut all = Seqs::default();
            steps.iter().for_each(|(first, more)| all.add_range(*first, first + more));
            let mut together = Seqs::default();
            let mut rest = all.clone();
            for part in all.parts(ranges) {
                prop_assert!(part.0.len() <= ranges);
                together.add_all(&part);
                rest = rest.without(&part);
            }
            prop_assert_eq!(&together, &all);
            prop_assert!(rest.is_empty());
            match all.halves() {
                Some([left, right]) => {
                    prop_assert!(left.count() > 0 && right.count() > 0);
                    prop_assert_eq!(left.count() + right.count(), all.count());
                    prop_assert_eq!(all.without(&left), right);
                }
                None => prop_assert_eq!(all.count(), 1),
            }
        }

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
