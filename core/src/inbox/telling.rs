//! What the gateway is told in one request: states of messages, and whole ranges that were read.

use super::seqs::Seqs;
use super::shelf::{Head, Mark};
use serde::Serialize;

/// States in one request, and ranges: a gateway takes bodies of 64 KB, and an id has up to 64 octets.
const MOST: usize = 400;

/// One request's body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Telling {
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Read>,
    states: Vec<State>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Read {
    numbers: Seqs,
    version: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct State {
    #[serde(skip)]
    seq: u64,
    id: String,
    state: Mark,
    version: u64,
}

impl Telling {
    /// Everything the gateway is owed, in as few requests as it takes: one, unless there are hundreds of single changes.
    pub(super) fn all(head: &Head) -> Vec<Self> {
        let states: Vec<State> = head
            .outbox
            .iter()
            .map(|(seq, owed)| State {
                seq: *seq,
                id: owed.id.clone(),
                state: owed.state,
                version: owed.version,
            })
            .collect();
        let version = head.all_read.version;
        let mut reads = head.all_read.numbers.parts(MOST).map(|numbers| Read { numbers, version });
        let mut all: Vec<Self> =
            states.chunks(MOST).map(|part| Self { read: reads.next(), states: part.to_vec() }).collect();
        all.extend(reads.map(|read| Self { read: Some(read), states: Vec::new() }));
        all
    }

    /// The same as two requests, to find the part that is refused; `None` if it says one thing only.
    pub(super) fn halves(&self) -> Option<[Self; 2]> {
        let (left, right) = self.states.split_at(self.states.len() / 2);
        let states = |part: &[State]| Self { read: None, states: part.to_vec() };
        match &self.read {
            Some(_) if !self.states.is_empty() => {
                Some([Self { read: self.read.clone(), states: Vec::new() }, states(&self.states)])
            }
            Some(read) => read.numbers.halves().map(|halves| {
                halves.map(|numbers| Self { read: Some(Read { numbers, ..*read }), states: Vec::new() })
            }),
            None if left.is_empty() => None,
            None => Some([states(left), states(right)]),
        }
    }

    /// The gateway knows all of this now.
    pub(super) fn settle(&self, head: &mut Head) {
        if let Some(read) = &self.read {
            head.settled_read(&read.numbers, read.version);
        }
        self.states.iter().for_each(|state| head.settled(state.seq, state.version));
    }
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::message;
    use super::*;

    fn shelf(count: u64) -> Head {
        let mut head = Head::default();
        for seq in 1..=count {
            head.put(message(seq, "notice"), None);
        }
        head
    }

    #[test]
    fn reading_all_of_many_is_one_short_request() {
        let mut head = shelf(10_000);
        head.delete(&message(5, "notice"), 7);
        head.mark_all_read(8);
        let all = Telling::all(&head);
        assert_eq!(
            serde_json::to_string(&all).unwrap(),
            r#"[{"read":{"numbers":[[1,4],[6,10000]],"version":8},"states":[{"id":"m-5","state":"deleted","version":7}]}]"#
        );
        all.iter().for_each(|telling| telling.settle(&mut head));
        assert!(Telling::all(&head).is_empty());
    }

    #[test]
    fn no_request_is_longer_than_a_gateway_takes() {
        let mut head = shelf(2_000);
        for seq in (1..=2_000).step_by(2) {
            head.mark_read(&message(seq, "notice"), 1);
        }
        head.mark_all_read(2);
        let all = Telling::all(&head);
        assert_eq!(all.len(), 3);
        assert!(all.iter().all(|telling| serde_json::to_string(telling).unwrap().len() < 64 * 1024));
        all.iter().for_each(|telling| telling.settle(&mut head));
        assert!(Telling::all(&head).is_empty());
    }

    #[test]
    fn halving_ends_and_loses_nothing() {
        let mut head = shelf(100);
        for seq in 1..=9 {
            head.delete(&message(seq, "notice"), 1);
        }
        head.mark_all_read(2);
        let mut waiting = Telling::all(&head);
        let mut single = 0;
        while let Some(telling) = waiting.pop() {
            match telling.halves() {
                Some(halves) => waiting.extend(halves),
                None => {
                    single += 1;
                    telling.settle(&mut head);
                }
            }
        }
        assert_eq!(single, 100);
        assert!(Telling::all(&head).is_empty());
    }
}
