//! Lost cards: what a report closes, for how long, and what may be taken back. Without any I/O.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One day, in seconds.
const DAY: i64 = 86_400;

/// A function of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// 社保功能.
    Social,
    /// 金融功能.
    Financial,
}

/// What a citizen signs: the payload of `shebao-loss+jws`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum LossPayload {
    /// Functions are reported lost.
    Report {
        /// 32 lower-case hex digits, made on the device.
        id: String,
        /// Which.
        functions: Vec<Function>,
        /// For good; else for a while.
        formal: bool,
        /// When, by the device's clock: evidence only.
        iat: u64,
    },
    /// A report is taken back.
    TakeBack {
        /// 32 lower-case hex digits, made on the device.
        id: String,
        /// The report.
        report: String,
        /// When, by the device's clock: evidence only.
        iat: u64,
    },
    /// Another card is asked for.
    Replace {
        /// 32 lower-case hex digits, made on the device.
        id: String,
        /// When, by the device's clock: evidence only.
        iat: u64,
    },
}

/// What the region allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Reports are taken by phone.
    pub remote: bool,
    /// A formal report may be taken back by phone.
    pub formal_taken_back: bool,
    /// Days after which each function opens by itself.
    pub days: [i64; 2],
}

impl Default for Region {
    fn default() -> Self {
        Self { remote: true, formal_taken_back: false, days: [5, 10] }
    }
}

/// Everything about one citizen's losses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Reports, oldest first.
    pub reports: Vec<Kept>,
    /// Every act ever decided: its id and the fingerprint of its payload.
    pub acts: Vec<(String, String)>,
    /// Another card: its state, and since when.
    pub replacement: Option<(String, i64)>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// What it closed, and until when; `None`: for good.
    pub closed: Vec<(Function, Option<i64>)>,
    /// For good.
    pub formal: bool,
    /// When.
    pub since: i64,
    /// When it was taken back.
    pub taken_back_at: Option<i64>,
}

impl Kept {
    /// True while it closes something.
    pub fn in_force(&self, now: i64) -> bool {
        self.taken_back_at.is_none()
            && self.closed.iter().any(|(_, until)| until.is_none_or(|until| now < until))
    }

    /// True while it closes this function.
    pub fn closes(&self, function: Function, now: i64) -> bool {
        self.taken_back_at.is_none()
            && self.closed.iter().any(|(of, until)| *of == function && until.is_none_or(|until| now < until))
    }
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// `01`: it was done before. The book to keep, if this id is new.
    Already(Option<Box<Book>>),
    /// `00`: done with this.
    Done(Box<Book>),
    /// Known with another body.
    Conflict,
    /// Nothing to report, take back or replace.
    NothingThere,
    /// At a counter only.
    CounterOnly,
}

/// A report arrives.
pub fn report(
    book: &Book,
    id: &str,
    fingerprint: &str,
    asked: (&[Function], bool),
    region: Region,
    now: i64,
) -> Decision {
    let (functions, formal) = asked;
    if let Some(known) = known(book, id, fingerprint) {
        return known;
    }
    if !region.remote {
        return Decision::CounterOnly;
    }
    let mut next = remembering(book, id, fingerprint);
    let closed_already = |function: &Function| {
        book.reports.iter().any(|kept| kept.closes(*function, now) && (kept.formal || !formal))
    };
    if functions.iter().all(closed_already) {
        return Decision::Already(Some(Box::new(next)));
    }
    let until = |function: Function| match (formal, function) {
        (true, _) => None,
        (false, Function::Social) => Some(now + region.days[0] * DAY),
        (false, Function::Financial) => Some(now + region.days[1] * DAY),
    };
    next.reports.push(Kept {
        id: id.to_owned(),
        closed: functions.iter().map(|function| (*function, until(*function))).collect(),
        formal,
        since: now,
        taken_back_at: None,
    });
    Decision::Done(Box::new(next))
}

/// A report is to be taken back.
pub fn take_back(
    book: &Book,
    id: &str,
    fingerprint: &str,
    report: &str,
    region: Region,
    now: i64,
) -> Decision {
    if let Some(known) = known(book, id, fingerprint) {
        return known;
    }
    if !region.remote {
        return Decision::CounterOnly;
    }
    let mut next = remembering(book, id, fingerprint);
    let Some(kept) = next.reports.iter_mut().find(|kept| kept.id == report) else {
        return Decision::NothingThere;
    };
    if !kept.in_force(now) {
        return Decision::Already(Some(Box::new(next)));
    }
    if kept.formal && !region.formal_taken_back {
        return Decision::CounterOnly;
    }
    kept.taken_back_at = Some(now);
    Decision::Done(Box::new(next))
}

/// Another card is asked for.
pub fn replace(book: &Book, id: &str, fingerprint: &str, region: Region, now: i64) -> Decision {
    if let Some(known) = known(book, id, fingerprint) {
        return known;
    }
    if !region.remote {
        return Decision::CounterOnly;
    }
    if !book.reports.iter().any(|kept| kept.formal && kept.in_force(now)) {
        return Decision::NothingThere;
    }
    let mut next = remembering(book, id, fingerprint);
    if book.replacement.as_ref().is_some_and(|(state, _)| state != "done") {
        return Decision::Already(Some(Box::new(next)));
    }
    next.replacement = Some(("asked".to_owned(), now));
    Decision::Done(Box::new(next))
}

/// The replacement's next stage; `None` if there is none. Collecting the new card ends the reports of the old one.
pub fn advance(book: &Book, now: i64) -> Option<Book> {
    let mut next = book.clone();
    let (state, since) = next.replacement.as_mut()?;
    let following = match state.as_str() {
        "asked" => "making",
        "making" => "ready",
        "ready" => "done",
        _ => return None,
    };
    following.clone_into(state);
    *since = now;
    if following == "done" {
        for kept in &mut next.reports {
            kept.taken_back_at.get_or_insert(now);
        }
    }
    Some(next)
}

fn known(book: &Book, id: &str, fingerprint: &str) -> Option<Decision> {
    let (_, before) = book.acts.iter().find(|(known, _)| known == id)?;
    Some(if before == fingerprint { Decision::Already(None) } else { Decision::Conflict })
}

fn remembering(book: &Book, id: &str, fingerprint: &str) -> Book {
    let mut next = book.clone();
    next.acts.push((id.to_owned(), fingerprint.to_owned()));
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Function; 2] = [Function::Social, Function::Financial];

    fn done(decision: Decision) -> Book {
        match decision {
            Decision::Done(book) => *book,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_same_act_again_is_success_and_another_body_is_none() {
        let region = Region::default();
        let book = done(report(&Book::default(), "a", "1", (&BOTH, false), region, 0));
        assert_eq!(report(&book, "a", "1", (&BOTH, false), region, 1), Decision::Already(None));
        assert_eq!(report(&book, "a", "2", (&BOTH, true), region, 1), Decision::Conflict);
        assert!(matches!(report(&book, "b", "3", (&BOTH, false), region, 1), Decision::Already(Some(_))));
        assert!(
            matches!(report(&book, "c", "4", (&BOTH, true), region, 1), Decision::Done(_)),
            "for good is more"
        );
    }

    #[test]
    fn each_function_opens_after_its_own_days() {
        let book = done(report(&Book::default(), "a", "1", (&BOTH, false), Region::default(), 0));
        let closes = |function, day: i64| book.reports[0].closes(function, day * DAY);
        assert!(closes(Function::Social, 4) && !closes(Function::Social, 5));
        assert!(closes(Function::Financial, 9) && !closes(Function::Financial, 10));
        assert!(!book.reports[0].in_force(10 * DAY));
    }

    #[test]
    fn a_formal_report_is_taken_back_at_a_counter_and_leads_to_another_card() {
        let region = Region::default();
        let book = done(report(&Book::default(), "a", "1", (&BOTH, true), region, 0));
        assert_eq!(take_back(&book, "b", "2", "a", region, 1), Decision::CounterOnly);
        let mut book = done(replace(&book, "c", "3", region, 1));
        for state in ["making", "ready", "done"] {
            book = advance(&book, 2).unwrap();
            assert_eq!(book.replacement.as_ref().unwrap().0, state);
        }
        assert!(advance(&book, 3).is_none() && !book.reports[0].in_force(3));
        assert_eq!(replace(&book, "d", "4", region, 4), Decision::NothingThere);
    }

    #[test]
    fn a_region_without_remote_service_takes_nothing_by_phone() {
        let region = Region { remote: false, ..Region::default() };
        let book = Book::default();
        assert_eq!(report(&book, "a", "1", (&BOTH, false), region, 0), Decision::CounterOnly);
        assert_eq!(take_back(&book, "b", "2", "a", region, 0), Decision::CounterOnly);
        assert_eq!(replace(&book, "c", "3", region, 0), Decision::CounterOnly);
    }
}
