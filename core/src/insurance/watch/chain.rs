//! The chain of what was shown: each entry hashed over the one before.

use super::compare::{Difference, differences};
use super::picture::Picture;
use crate::signed::{hex, sha256};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// So many entries are kept: years of it. Older ones are let go from the front, and the chain begins at what they left.
const MOST: usize = 100;

/// The history, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Chain {
    /// The hash before the first entry that is kept.
    #[serde(default)]
    base: String,
    #[serde(default)]
    entries: Vec<Entry>,
    /// What somebody has seen and does not want to be told of again. Not hashed: it says nothing about records.
    #[serde(default)]
    dismissed: BTreeSet<String>,
}

/// A page as it was shown for the first time, or as it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// From 1, without a gap.
    pub n: u64,
    /// By this device's clock, seconds since 1970.
    pub at: u64,
    pub page: String,
    /// The picture's digest.
    pub shown: String,
    /// What changed for the worse.
    pub found: Vec<Difference>,
    /// The findings that were put right with this, by their ids.
    pub mended: Vec<String>,
    hash: String,
}

/// A finding with its place in the chain.
pub(super) struct Found<'a> {
    pub id: String,
    pub entry: &'a Entry,
    pub difference: &'a Difference,
    /// When it was put right.
    pub mended_at: Option<u64>,
    pub dismissed: bool,
}

impl Entry {
    /// SHA-256 over the hash before, a line feed, and the entry's JSON with an empty hash.
    fn hashed(&self, before: &str) -> String {
        let bare = Self { hash: String::new(), ..self.clone() };
        let text = serde_json::to_string(&bare).unwrap_or_default();
        hex(&sha256(format!("{before}\n{text}").as_bytes()))
    }
}

impl Chain {
    /// True if no entry was altered, taken out or put in.
    pub fn is_whole(&self) -> bool {
        let mut before = self.base.clone();
        let mut number = self.entries.first().map(|entry| entry.n);
        self.entries.iter().all(|entry| {
            let holds = entry.hash == entry.hashed(&before) && number == Some(entry.n);
            before.clone_from(&entry.hash);
            number = entry.n.checked_add(1);
            holds
        })
    }

    /// Remembers how a page looks now. True if that is new.
    pub fn see(&mut self, page: &str, before: Option<&Picture>, now: &Picture, at: u64) -> bool {
        if before == Some(now) {
            return false;
        }
        let found = before.map(|before| differences(before, now)).unwrap_or_default();
        let mended = self.mended(page, now);
        let last = self.entries.last();
        let hash_before = last.map_or(self.base.clone(), |entry| entry.hash.clone());
        let n = last.map_or(1, |entry| entry.n.saturating_add(1));
        let mut entry =
            Entry { n, at, page: page.to_owned(), shown: now.digest(), found, mended, hash: String::new() };
        entry.hash = entry.hashed(&hash_before);
        self.entries.push(entry);
        while self.entries.len() > MOST {
            self.base = self.entries.remove(0).hash;
        }
        true
    }

    /// The page's findings that are put right by how it looks now.
    fn mended(&self, page: &str, now: &Picture) -> Vec<String> {
        let open = self.found().filter(|found| found.entry.page == page && found.mended_at.is_none());
        open.filter(|found| found.difference.is_mended(now)).map(|found| found.id).collect()
    }

    /// All findings, the oldest first.
    pub fn found(&self) -> impl Iterator<Item = Found<'_>> {
        let mended: BTreeMap<&str, u64> = self
            .entries
            .iter()
            .flat_map(|entry| entry.mended.iter().map(move |id| (id.as_str(), entry.at)))
            .collect();
        self.entries.iter().flat_map(move |entry| {
            let mended = mended.clone();
            entry.found.iter().enumerate().map(move |(place, difference)| {
                let id = format!("{}.{place}", entry.n);
                let mended_at = mended.get(id.as_str()).copied();
                let dismissed = self.dismissed.contains(&id);
                Found { id, entry, difference, mended_at, dismissed }
            })
        })
    }

    /// Nobody is told of it again. False if there is no such finding.
    pub fn dismiss(&mut self, id: &str) -> bool {
        let known = self.found().any(|found| found.id == id);
        if known {
            self.dismissed.insert(id.to_owned());
        }
        known
    }

    /// How many entries are kept, and when the first one was made, seconds since 1970.
    pub fn kept(&self) -> (usize, Option<u64>) {
        (self.entries.len(), self.entries.first().map(|entry| entry.at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::Month;
    use super::*;

    fn picture(months: &[(&str, i64)]) -> Picture {
        let month = |(month, total_fen): &(&str, i64)| {
            let seen = Month {
                month: month.parse().unwrap(),
                state: "paid".to_owned(),
                base_fen: 0,
                total_fen: *total_fen,
            };
            (format!("{month} flexible"), seen)
        };
        Picture { months: months.iter().map(month).collect(), ..Picture::default() }
    }

    fn history() -> Chain {
        let (whole, less) = (picture(&[("2026-09", 1), ("2026-10", 1)]), picture(&[("2026-09", 1)]));
        let mut chain = Chain::default();
        assert!(chain.see("pension/2026", None, &whole, 10));
        assert!(!chain.see("pension/2026", Some(&whole), &whole, 20), "the same is nothing new");
        assert!(chain.see("pension/2026", Some(&whole), &less, 30));
        assert!(chain.see("pension/2026", Some(&less), &whole, 40));
        chain
    }

    #[test]
    fn a_month_that_went_and_came_back_is_one_finding_put_right() {
        let chain = history();
        let found: Vec<(String, u64, Option<u64>)> =
            chain.found().map(|found| (found.id, found.entry.at, found.mended_at)).collect();
        assert_eq!(found, [("2.0".to_owned(), 30, Some(40))]);
        assert_eq!(chain.kept(), (3, Some(10)));
        assert!(chain.is_whole());
    }

    #[test]
    fn a_history_that_was_altered_cut_or_reordered_is_noticed() {
        let whole = history();
        let altered = |change: fn(&mut Chain)| {
            let mut chain = whole.clone();
            change(&mut chain);
            !chain.is_whole()
        };
        assert!(altered(|chain| chain.entries[1].found.clear()));
        assert!(altered(|chain| chain.entries[0].at = 11));
        assert!(altered(|chain| drop(chain.entries.remove(1))));
        assert!(altered(|chain| chain.entries.swap(0, 1)));
        assert!(altered(|chain| chain.base = "x".to_owned()));
        assert!(altered(|chain| drop(chain.entries.remove(0))), "the beginning is bound to what it left");
        assert!(!altered(|chain| {
            chain.dismissed.insert("2.0".to_owned());
        }));
    }

    #[test]
    fn a_long_history_lets_go_of_its_beginning_and_stays_whole() {
        let mut chain = Chain::default();
        let mut before = picture(&[("2026-09", 1)]);
        for total in 2..250 {
            let now = picture(&[("2026-09", total)]);
            assert!(chain.see("p", Some(&before), &now, 1));
            before = now;
        }
        assert_eq!(chain.kept().0, MOST);
        assert!(chain.is_whole());
        let text = serde_json::to_string(&chain).unwrap();
        assert!(text.len() < 32 * 1024, "{}", text.len());
    }

    #[test]
    fn only_what_was_found_can_be_dismissed() {
        let mut chain = history();
        assert!(!chain.dismiss("9.9") && chain.dismiss("2.0"));
        assert!(chain.found().all(|found| found.dismissed));
    }
}
