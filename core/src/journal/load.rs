//! What a journal's octets say. Decides without doing: no file is touched here.

use super::frame::{self, JournalKey};
use super::head::Head;
use super::header::{self, BadHeader};

/// How a journal was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Load {
    /// Whole, and not older than the anchor.
    Clean,
    /// The last append was cut off. It was never acted on, so it is dropped.
    TornTail,
    /// Altered or cut. What stands before the damage is kept, a copy is put aside, and the gateway's list tells the rest.
    Damaged,
    /// Whole, but older than the anchor, or another history: an old copy was put back. The gateway's list tells the rest.
    RolledBack,
    /// Sealed under another key. Put aside; the journal begins anew.
    Foreign,
}

impl Load {
    /// True if records that were acted on may be missing.
    pub fn may_have_forgotten(self) -> bool {
        !matches!(self, Self::Clean | Self::TornTail)
    }
}

/// What was read.
pub(super) struct Scan {
    /// How it was found.
    pub outcome: Load,
    /// The records that verify, oldest first.
    pub records: Vec<Vec<u8>>,
    /// Where they end.
    pub head: Head,
    /// What the next frame is bound to.
    pub chain: [u8; 32],
    /// Octets of header and frames that verify.
    pub good: usize,
}

impl Scan {
    fn nothing(outcome: Load) -> Self {
        Self { outcome, records: Vec::new(), head: Head::default(), chain: [0; 32], good: 0 }
    }
}

/// Reads a whole file; `None` is a file that does not exist. `anchor` is what was remembered outside it: it is written after a
/// frame is durable and before anything is done about it, so a frame beyond the anchor was never acted on.
pub(super) fn scan(key: &JournalKey, octets: Option<&[u8]>, anchor: Option<Head>) -> Scan {
    let anchored = anchor.map_or(0, |anchor| anchor.sequence);
    let Some(octets) = octets else {
        return Scan::nothing(if anchored > 0 { Load::RolledBack } else { Load::Clean });
    };
    let header = match header::read(key, octets) {
        Ok(header) => header,
        Err(BadHeader::Foreign) => return Scan::nothing(Load::Foreign),
        Err(BadHeader::Damaged) => return Scan::nothing(Load::Damaged),
    };
    let base = header.base;
    let mut scan = Scan {
        outcome: Load::Clean,
        records: Vec::new(),
        head: base,
        chain: header.hash,
        good: header::LENGTH,
    };
    let mut agrees = anchor.is_none_or(|anchor| anchor.sequence < base.sequence || anchor == base);
    while let Some(opened) = octets
        .get(scan.good..)
        .and_then(|rest| frame::open(key, scan.head.sequence.saturating_add(1), &scan.chain, rest))
    {
        scan.head = opened.head;
        scan.chain = opened.head.hash;
        scan.good += opened.length;
        scan.records.push(opened.record);
        agrees |= anchor == Some(scan.head);
    }
    let whole = scan.good == octets.len();
    scan.outcome = match (whole, anchor) {
        // Frames that were durable before the file had its name are missing, whatever the anchor had heard of them.
        _ if (scan.records.len() as u64) < header.written_whole => Load::Damaged,
        (true, _) if agrees => Load::Clean,
        (true, _) => Load::RolledBack,
        (false, Some(anchor)) if agrees && anchor.sequence <= scan.head.sequence => Load::TornTail,
        (false, _) => Load::Damaged,
    };
    scan
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> JournalKey {
        JournalKey::new([3; 32])
    }

    /// A journal of `count` records, and the head after each of them, from none on.
    fn journal(count: u8, base: Head) -> (Vec<u8>, Vec<Head>, Vec<usize>) {
        written(count, base, 0)
    }

    fn written(count: u8, base: Head, whole: u64) -> (Vec<u8>, Vec<Head>, Vec<usize>) {
        let mut octets = header::write(&key(), base, whole).unwrap();
        let (mut heads, mut ends, mut chain) = (vec![base], vec![octets.len()], frame::hash(&octets));
        for number in 1..=count {
            let sequence = base.sequence + u64::from(number);
            let record = vec![number; usize::from(number) * 7];
            let frame = frame::seal(&key(), sequence, &chain, &[number; 32], &record).unwrap();
            chain = frame::hash(&frame);
            octets.extend(frame);
            heads.push(Head { sequence, hash: chain });
            ends.push(octets.len());
        }
        (octets, heads, ends)
    }

    fn outcome(octets: &[u8], anchor: Option<Head>) -> (Load, usize) {
        let scan = scan(&key(), Some(octets), anchor);
        (scan.outcome, scan.records.len())
    }

    #[test]
    fn a_whole_journal_is_clean_with_the_anchor_at_or_before_its_end() {
        let (octets, heads, _) = journal(4, Head { sequence: 10, hash: [8; 32] });
        for anchor in heads.iter().copied().map(Some).chain([None, Some(Head::default())]) {
            assert_eq!(outcome(&octets, anchor), (Load::Clean, 4));
        }
    }

    #[test]
    fn a_journal_older_than_the_anchor_is_rolled_back() {
        let (octets, heads, ends) = journal(4, Head::default());
        for count in 0..4 {
            assert_eq!(outcome(&octets[..ends[count]], Some(heads[4])), (Load::RolledBack, count));
        }
        assert_eq!(scan(&key(), None, Some(heads[4])).outcome, Load::RolledBack);
        assert_eq!(scan(&key(), None, None).outcome, Load::Clean);
    }

    #[test]
    fn another_history_of_the_same_length_is_rolled_back() {
        let (octets, heads, _) = journal(4, Head::default());
        let other = Head { hash: [1; 32], ..heads[3] };
        assert_eq!(outcome(&octets, Some(other)).0, Load::RolledBack);
    }

    #[test]
    fn an_append_cut_anywhere_is_a_torn_tail_and_loses_nothing_else() {
        let (octets, heads, ends) = journal(4, Head::default());
        for cut in ends[3] + 1..octets.len() {
            assert_eq!(outcome(&octets[..cut], Some(heads[3])), (Load::TornTail, 3), "cut at {cut}");
            let mut zeros = octets[..cut].to_vec();
            zeros.resize(octets.len() + 10, 0);
            assert_eq!(outcome(&zeros, Some(heads[3])), (Load::TornTail, 3), "zeros from {cut}");
        }
    }

    #[test]
    fn a_cut_in_what_was_acted_on_is_no_torn_tail() {
        let (octets, heads, ends) = journal(4, Head::default());
        for cut in ends[3] + 1..octets.len() {
            assert_eq!(outcome(&octets[..cut], Some(heads[4])), (Load::Damaged, 3), "cut at {cut}");
        }
    }

    #[test]
    fn a_cut_in_what_a_compaction_wrote_is_no_torn_tail_even_before_its_anchor() {
        let base = Head { sequence: 10, hash: [8; 32] };
        let (octets, heads, ends) = written(4, base, 3);
        for cut in ends[0]..ends[3] {
            assert_eq!(outcome(&octets[..cut], Some(base)).0, Load::Damaged, "cut at {cut}");
        }
        assert_eq!(outcome(&octets[..ends[3]], Some(base)), (Load::Clean, 3));
        assert_eq!(outcome(&octets[..ends[3] + 1], Some(heads[3])), (Load::TornTail, 3));
    }

    #[test]
    fn another_citizens_journal_is_foreign() {
        let (octets, heads, _) = journal(2, Head::default());
        let scan = scan(&JournalKey::new([4; 32]), Some(&octets), Some(heads[2]));
        assert_eq!((scan.outcome, scan.records.len()), (Load::Foreign, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn damage_is_always_noticed_and_never_yields_a_wrong_record(
            count in 1u8..8, kind in 0u8..6, at in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), bit in 0u8..8,
        ) {
            let (octets, heads, ends) = journal(count, Head::default());
            let (at, to) = (at.index(octets.len()), to.index(octets.len()));
            let (from, until) = (at.min(to), at.max(to) + 1);
            let mut damaged = octets.clone();
            match kind {
                0 => damaged[at] ^= 1 << bit,
                1 => damaged[from..until].fill(0),
                2 => damaged.truncate(at),
                3 => damaged.extend_from_slice(&octets[from..until]),
                4 => { damaged.drain(from..until); }
                // The first frame a second time, in the middle or at the end.
                _ => { let end = ends[usize::from(bit) % ends.len()]; damaged.splice(end..end, octets[ends[0]..ends[1]].iter().copied()); }
            }
            prop_assume!(damaged != octets);
            let found = scan(&key(), Some(&damaged), heads.last().copied());
            // Octets behind the anchored end are a torn append; everything else is missing something that was acted on.
            if found.outcome == Load::TornTail {
                prop_assert_eq!(found.records.len(), usize::from(count));
            } else {
                prop_assert!(found.outcome.may_have_forgotten(), "{:?}", found.outcome);
            }
            for (number, record) in (1u8..).zip(&found.records) {
                prop_assert_eq!(record, &vec![number; usize::from(number) * 7]);
            }
        }
    }
}
