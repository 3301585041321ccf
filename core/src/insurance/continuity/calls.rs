//! What screens ask of the guard.

use super::super::wire::Overview;
use super::super::{Insurance, InsuranceKind, LookedAt, overview, store};
use super::view::{ContinuityRow, ContinuityView};
use super::work::{self, Known};
use crate::contributions::{Contribution, Contributions, PAYABLE};
use crate::date::{CalendarDate, YearMonth};
use crate::error::Outcome;
use crate::freshness::Freshness;
use crate::reading::together;
use crate::says::{Says, Tone};
use crate::{rules, runtime};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many years are looked at, if they are kept: this one and those before it.
const YEARS: u16 = 3;
/// So many of them a refresh asks for: a gap that can still be closed lies in them.
const ASKED: u16 = 2;

#[uniffi::export]
impl Insurance {
    /// By when to pay next and what it costs not to, of each scheme that somebody pays for themselves, out of the records on this device.
    /// [`Insurance::refresh`] asks for newer ones. Never waits for the network.
    pub async fn continuity(self: Arc<Self>) -> Outcome<ContinuityView> {
        runtime::run(async move {
            let book = rules::book(&self.parts).await?;
            let today = book.today();
            let (person, mut freshness) = self.whose().await?;
            let mut rows = Vec::new();
            for insurance in PAYABLE {
                let Some(kind) = overview::kind_of(insurance) else { continue };
                let (years, ages) = self.kept_years(kind, today).await?;
                freshness.extend(ages);
                let Some(since) = years.iter().map(|(year, _)| *year).min() else { continue };
                let Ok(since) = YearMonth::new(since, 1) else { continue };
                for scheme in schemes(insurance, &years) {
                    let of_scheme = |record: &&Contribution| record.payable_scheme(insurance) == Some(scheme);
                    let records =
                        years.iter().flat_map(|(_, year)| &year.records.rows).filter(of_scheme).collect();
                    let known = Known { scheme, records, since: first_month(&years, since), today };
                    rows.push(work::row(kind, &known, book.in_force(scheme)));
                }
            }
            rows.sort_by_key(|row| (press(row.tone), row.pay_by));
            Ok(ContinuityView { freshness: together(&freshness), person, title: title(&rows), rows })
        })
        .await
    }
}

impl Insurance {
    /// The records of the last years that are kept, and how old they are.
    pub(in crate::insurance) async fn kept_years(
        &self,
        kind: InsuranceKind,
        today: CalendarDate,
    ) -> Outcome<(Vec<(u16, Contributions)>, Vec<Freshness>)> {
        let (mut years, mut ages) = (Vec::new(), Vec::new());
        for ago in 0..YEARS {
            let year = today.year().saturating_sub(ago);
            let (kept, age) = self.reading.kept::<Contributions>(&store::year(kind, year)).await?;
            if let Some(kept) = kept {
                ages.push(age);
                years.push((year, kept));
            }
        }
        Ok((years, ages))
    }

    /// The years a refresh asks for so that the guard has something to look at: those the gateway has records of.
    pub(in crate::insurance) fn guarded(
        overview: Option<&Overview>,
        today: CalendarDate,
    ) -> BTreeSet<LookedAt> {
        let kinds = PAYABLE.iter().filter_map(|insurance| overview::kind_of(insurance));
        kinds
            .flat_map(|kind| {
                let years = overview::years(overview, kind).into_iter();
                years
                    .filter(move |year| today.year().saturating_sub(*year) < ASKED)
                    .map(move |year| LookedAt::Year(kind, year))
            })
            .collect()
    }
}

/// Records begin in this month of the first year received: what came before somebody joined is no gap.
fn first_month(years: &[(u16, Contributions)], since: YearMonth) -> YearMonth {
    let months = years.iter().flat_map(|(_, year)| &year.records.rows).map(|record| record.month);
    months.min().unwrap_or(since)
}

/// The schemes with records, each once.
fn schemes(insurance: &'static str, years: &[(u16, Contributions)]) -> BTreeSet<&'static str> {
    let records = years.iter().flat_map(|(_, year)| &year.records.rows);
    records.filter_map(|record| record.payable_scheme(insurance)).collect()
}

/// What presses most comes first.
fn press(tone: Tone) -> u8 {
    match tone {
        Tone::Wrong => 0,
        Tone::Missing => 1,
        Tone::Waiting => 2,
        Tone::Now => 3,
        Tone::Idle => 4,
        Tone::Done => 5,
    }
}

fn title(rows: &[ContinuityRow]) -> Says {
    let urgent = rows.iter().filter(|row| row.tone == Tone::Wrong).count();
    let waiting = rows.iter().filter(|row| row.pay_by.is_some()).count();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match (rows.is_empty(), urgent, waiting) {
        (true, ..) => Says::word("continuity_title_none"),
        (_, 0, 0) => Says::word("continuity_title_whole"),
        (_, 0, waiting) => Says::word("continuity_title_due").count("count", count(waiting)),
        (_, urgent, _) => Says::word("continuity_title_urgent").count("count", count(urgent)),
    }
}
