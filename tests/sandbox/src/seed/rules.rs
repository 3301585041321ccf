//! The fictional city's first rules. Every one of them is invented, and its source says so.

use crate::decide::pack::{BackPayment, Pack, PackSource, PackTariff, Periods, Waiting};
use crate::decide::tariff::{Charge, Tier};
use crate::moment::YearMonth;

/// The rules at the first start: in force since last July, the tariff year of the city.
pub(crate) fn first_rules(now: i64) -> Pack {
    let month = YearMonth::of(now);
    let july = if month.month >= 7 { month.year } else { month.year - 1 };
    let (version, from) = (format!("{july}-07"), format!("{july}-07-01"));
    let source = |title: &str, issued_by: &str| PackSource {
        title: format!("{title}（{july}年7月起，虚构）"),
        issued_by: issued_by.into(),
        date: format!("{july}-06-20"),
        url: None,
    };
    let tariff = |scheme: &str, charge, periods: Periods, waiting, cited| PackTariff {
        scheme: scheme.into(),
        version: version.clone(),
        from: from.clone(),
        until: None,
        charge,
        periods,
        back_payment: BackPayment::None,
        waiting,
        cites: vec![cited],
    };
    let periods = |unit: &str, lengths: &[u8]| Periods { unit: unit.into(), lengths: lengths.to_vec() };
    let pension = Charge::Rate {
        floor_fen: 477_500,
        ceiling_fen: 2_754_900,
        offered_fen: vec![477_500, 600_000, 918_300],
        rate_bp: 2_000,
        account_rate_bp: Some(800),
        rounding: "half_up_fen".into(),
    };
    let tiers = [10_000, 30_000, 50_000, 100_000, 200_000]
        .map(|amount_fen| Tier { id: format!("t{}", amount_fen / 100), amount_fen });
    let resumed = Waiting { months: 6, grace_months: 3, more_per_missed_year: 0 };
    let missed = Waiting { months: 3, grace_months: 0, more_per_missed_year: 1 };
    Pack {
        region: super::REGION.into(),
        v: 1,
        at: now,
        from: from.clone(),
        until: None,
        fictional: true,
        sources: vec![
            source("测试城市灵活就业人员养老保险缴费标准", "测试城市税务局"),
            source("测试城市灵活就业人员医疗保险缴费标准", "测试城市医疗保障局"),
            source("测试城市居民医疗保险缴费标准", "测试城市医疗保障局"),
            source("测试城市居民养老保险缴费档次", "测试城市人力资源和社会保障局"),
        ],
        tariffs: vec![
            tariff("pension_flexible", pension, periods("month", &[1, 3, 6, 12]), None, 0),
            tariff(
                "medical_flexible",
                Charge::Fixed { amount_fen: 38_200 },
                periods("month", &[1]),
                Some(resumed),
                1,
            ),
            tariff(
                "medical_resident",
                Charge::Fixed { amount_fen: 40_000 },
                periods("year", &[1]),
                Some(missed),
                2,
            ),
            tariff(
                "pension_resident",
                Charge::Tiers { tiers: tiers.to_vec() },
                periods("year", &[1]),
                None,
                3,
            ),
        ],
    }
}
