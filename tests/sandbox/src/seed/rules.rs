//! The fictional city's first rules. Every one of them is invented, and its source says so.

use crate::decide::pack::{
    BackPayment, Pack, PackMinimum, PackPayout, PackPension, PackRetirement, PackSource, PackTariff, Periods,
    Subsidy, Waiting, Window,
};
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
        subsidies: Vec::new(),
        window: None,
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
    let before = PackTariff {
        version: format!("{}-07", july - 1),
        from: format!("{}-07-01", july - 1),
        until: Some(format!("{july}-06-30")),
        ..tariff(
            "pension_flexible",
            Charge::Rate {
                floor_fen: 455_500,
                ceiling_fen: 2_650_000,
                offered_fen: vec![455_500],
                rate_bp: 2_000,
                account_rate_bp: Some(800),
                rounding: "half_up_fen".into(),
            },
            periods("month", &[1, 3, 6, 12]),
            None,
            0,
        )
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
            source("测试城市养老金计发办法", "测试城市人力资源和社会保障局"),
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
            PackTariff {
                subsidies: vec![Subsidy { tier: None, amount_fen: 67_000 }],
                window: Some(Window { from: "09-01".into(), until: "12-31".into(), year_before: true }),
                ..tariff(
                    "medical_resident",
                    Charge::Fixed { amount_fen: 40_000 },
                    periods("year", &[1]),
                    Some(missed),
                    2,
                )
            },
            PackTariff {
                subsidies: subsidies(&tiers),
                ..tariff(
                    "pension_resident",
                    Charge::Tiers { tiers: tiers.to_vec() },
                    periods("year", &[1]),
                    None,
                    3,
                )
            },
            // The year before, so that there is something to compare with.
            before,
        ],
        pension: Some(pension_rules(july, &from)),
    }
}

/// 3 % of each tier and 30 yuan, as an invented city might add.
fn subsidies(tiers: &[Tier]) -> Vec<Subsidy> {
    let subsidy =
        |tier: &Tier| Subsidy { tier: Some(tier.id.clone()), amount_fen: 3_000 + tier.amount_fen * 3 / 100 };
    tiers.iter().map(subsidy).collect()
}

/// Ages, minimum and payout months as published for the whole country (国发〔2005〕38号; the decision of 13 September 2024); the wage is invented.
fn pension_rules(july: i32, from: &str) -> PackPension {
    let payout = [
        (50, 195),
        (51, 190),
        (52, 185),
        (53, 180),
        (54, 175),
        (55, 170),
        (56, 164),
        (57, 158),
        (58, 152),
        (59, 145),
        (60, 139),
        (61, 132),
        (62, 125),
        (63, 117),
        (64, 109),
        (65, 101),
        (66, 93),
        (67, 84),
        (68, 75),
        (69, 65),
        (70, 56),
    ];
    let retirement = |who: &str, age, first_birth: &str, month_later_each, most_age| PackRetirement {
        who: who.into(),
        age,
        first_birth: first_birth.into(),
        month_later_each,
        most_age,
    };
    PackPension {
        from: from.into(),
        until: None,
        average_wage_fen: 918_300,
        average_wage_year: u16::try_from(july - 1).unwrap_or_default(),
        payout: payout.map(|(age, months)| PackPayout { age, months }).to_vec(),
        between_ages: "full_years".into(),
        minimum: PackMinimum { months: 180, from_year: 2030, more_a_year: 6, most: 240 },
        retirement: vec![
            retirement("men", 60, "1965-01", 4, 63),
            retirement("women_55", 55, "1970-01", 4, 58),
            retirement("women_50", 50, "1975-01", 2, 55),
        ],
        cites: vec![4],
    }
}
