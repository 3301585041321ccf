//! What the citizen reads about each finding, in words, in both languages, for oneself and for somebody else.

use super::super::super::samples::said;
use super::super::compare::{Audit, Detail, Found, Unchecked};
use super::super::show;
use super::super::view::FindingKind;
use super::*;
use crate::freshness::{Freshness, Source};
use shebao_words::Language;

const PHONE: &str = "12333";
const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

fn found(detail: Detail, person: &str) -> Found {
    Found {
        detail,
        person: person.to_owned(),
        scheme: "pension_flexible".to_owned(),
        periods: vec!["2026-11".to_owned()],
        amount: Some(Money::fen(95_500)),
        order: Some("o1".to_owned()),
        as_of: 1_795_485_900,
        from_progress: false,
        in_treasury: true,
    }
}

/// Each, with what must be said about the money and what to do, in Chinese and in English.
fn each() -> Vec<(Detail, [&'static str; 2], [&'static str; 2])> {
    let (ours, theirs) = (Money::fen(95_500), Money::fen(90_000));
    let again = ["不要重复缴费", "do not pay again"];
    let nothing_more = ["不要补缴", "pay nothing more"];
    let nothing = ["无需缴费", "nothing to pay"];
    vec![
        (Detail::Late { paid_at: 1_795_000_000 }, ["已扣款 955.00 元", "955.00 yuan were taken"], again),
        (
            Detail::NotRecorded { said_at: 1_795_000_000 },
            ["已扣款 955.00 元", "955.00 yuan were taken"],
            again,
        ),
        (
            Detail::Amount { credited: theirs },
            ["已扣款 955.00 元", "955.00 yuan were taken"],
            ["不要补缴", "pay nothing more"],
        ),
        (
            Detail::Base { confirmed: ours, credited: theirs },
            ["已扣款", "money was taken"],
            ["不要补缴", "pay nothing more"],
        ),
        (
            Detail::Rate { base: Money::fen(477_500), rate: 2_000, expected: ours, recorded: theirs },
            ["费率 20%", "rate 20%"],
            ["不要补缴", "pay nothing more"],
        ),
        (
            Detail::Sum { expected: ours, recorded: theirs },
            ["合计却记了 900.00 元", "total says 900.00 yuan"],
            nothing_more,
        ),
        (Detail::Twice { records: 2, paid: 1 }, ["扣款 1 次", "Payments this app took for it: 1"], nothing),
        (Detail::StillThere, ["已退回原账户", "were given back"], ["先不用缴费", "nothing to pay for now"]),
        (
            Detail::Elsewhere { months: 3 },
            ["不是用本应用扣的款", "This app took no money"],
            ["不用再缴", "nothing to pay"],
        ),
    ]
}

#[test]
fn every_finding_says_in_both_languages_whether_money_moved_what_to_do_for_whom_and_as_of_when() {
    for (detail, money, action) in each() {
        for person in ["王＊", "李＊＊"] {
            let found = found(detail.clone(), person);
            for (at, language) in [Language::Zh, Language::En].into_iter().enumerate() {
                let what = said(language, &says(&found));
                assert!(what.contains(money[at]) && what.contains(person), "{detail:?}: {what}");
                let to_do = said(language, &to_do(&found, PHONE));
                assert!(to_do.contains(action[at]) && to_do.contains(PHONE), "{detail:?}: {to_do}");
                let old = said(language, &based_on(&found));
                assert!(old.contains(["2026年11月24日", "24 Nov 2026"][at]), "{old}");
                for never in ["失败", "failed", "请尽快缴费", "pay now"] {
                    assert!(!what.contains(never) && !to_do.contains(never), "{detail:?} says {never}");
                }
            }
        }
    }
}

#[test]
fn what_is_stuck_before_the_treasury_is_the_tax_authoritys() {
    let late = |in_treasury| Found { in_treasury, ..found(Detail::Late { paid_at: 1 }, "王＊") };
    assert_eq!((phone(&late(false), PHONE), phone(&late(true), PHONE)), ("12366", PHONE));
    assert!(said(Language::Zh, &to_do(&late(false), PHONE)).contains("12366"));
}

#[test]
fn what_could_not_be_checked_says_why_in_both_languages() {
    let scheme = "pension_flexible".to_owned();
    for (what, zh, en) in [
        (
            Unchecked::NotReceived { scheme: scheme.clone(), year: 2026 },
            "还没有收到 2026 年",
            "2026 were not received",
        ),
        (
            Unchecked::TooOld { scheme: scheme.clone(), year: 2026, as_of: 1_795_485_900 },
            "2026年11月24日",
            "24 Nov 2026",
        ),
        (
            Unchecked::Unreadable { scheme: scheme.clone(), year: 2026, count: 2 },
            "2 条记录读不出",
            "2 records of 2026",
        ),
        (
            Unchecked::SomebodyElses { name: "李＊＊".to_owned(), scheme: scheme.clone() },
            "只有本人能查",
            "Only 李＊＊",
        ),
        (Unchecked::UnknownScheme { scheme }, "不能核对", "cannot be checked"),
    ] {
        let (_, title, why) = unchecked(&what, "王＊");
        assert!(said(Language::Zh, &why).contains(zh), "{what:?}: {}", said(Language::Zh, &why));
        assert!(said(Language::En, &why).contains(en), "{what:?}: {}", said(Language::En, &why));
        assert!(!said(Language::Zh, &title).is_empty());
    }
}

#[test]
fn alarms_come_first_and_the_title_is_the_answer() {
    let audit = |found: Vec<Found>, checked, unchecked: &[Unchecked]| Audit {
        found,
        checked,
        unchecked: unchecked.iter().cloned().collect(),
    };
    let view = |audit| show::view(audit, "王＊", NOW, PHONE);
    let both = vec![
        Found { order: None, ..found(Detail::Elsewhere { months: 1 }, "王＊") },
        found(Detail::Late { paid_at: 1 }, "王＊"),
    ];
    let shown = view(audit(both, 1, &[]));
    assert_eq!(shown.title, Says::word("finding_title_some").count("count", 1));
    let rows: Vec<(FindingKind, bool)> = shown.rows.iter().map(|row| (row.kind, row.alarm)).collect();
    assert_eq!(rows, [(FindingKind::PaidNotCredited, true), (FindingKind::CreditedNotPaid, false)]);
    assert_ne!(shown.rows[0].id, shown.rows[1].id);
    let missing = [Unchecked::UnknownScheme { scheme: "x".to_owned() }];
    for (checked, unchecked, key) in [
        (0, &[][..], "finding_title_nothing"),
        (2, &[], "finding_title_none"),
        (2, &missing[..], "finding_title_partly"),
    ] {
        assert_eq!(view(audit(vec![], checked, unchecked)).title.key, key);
    }
}
