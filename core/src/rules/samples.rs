//! Packs for tests. Cities and documents are invented; bases are as DOMAIN.md lists them.

use super::{Pack, Shelf};
use serde_json::{Value, json};

/// The tariffs of the fictional city, as a bureau publishes them.
pub(crate) fn pack_json() -> Value {
    json!({
        "region": "990100", "v": 3, "at": 1_795_000_000, "from": "2026-07-01", "fictional": true,
        "sources": [
            {"title": "测试城市缴费标准（虚构）", "issued_by": "测试城市税务局", "date": "2026-06-20", "url": "https://test-city.example/2026"},
            {"title": "测试城市居民医保通知（虚构）", "issued_by": "测试城市医保局", "date": "2026-08-01"}
        ],
        "pension": pension_json(),
        "tariffs": [
            {"scheme": "pension_flexible", "version": "2025-07", "from": "2025-07-01", "until": "2026-06-30", "cites": [0],
             "charge": {"kind": "rate", "floor_fen": 460_000, "ceiling_fen": 2_600_000, "rate_bp": 2000, "rounding": "half_up_fen"},
             "periods": {"unit": "month", "lengths": [1]}},
            {"scheme": "pension_flexible", "version": "2026-07", "from": "2026-07-01", "cites": [0],
             "charge": {"kind": "rate", "floor_fen": 477_500, "ceiling_fen": 2_754_900, "offered_fen": [477_500, 500_000],
                        "rate_bp": 2000, "account_rate_bp": 800, "rounding": "half_up_fen"},
             "periods": {"unit": "month", "lengths": [1, 3, 6, 12]}},
            {"scheme": "medical_resident", "version": "2027", "from": "2026-07-01", "cites": [1, 0],
             "charge": {"kind": "fixed", "amount_fen": 40_000}, "periods": {"unit": "year", "lengths": [1]},
             "waiting": {"months": 3, "more_per_missed_year": 1}, "subsidies": [{"amount_fen": 67_000}],
             "window": {"from": "09-01", "until": "12-31", "year_before": true}},
            {"scheme": "pension_resident", "version": "2026", "from": "2026-01-01", "cites": [0],
             "charge": {"kind": "tiers", "tiers": [{"id": "t1", "amount_fen": 20_000}, {"id": "t2", "amount_fen": 100_000}]},
             "periods": {"unit": "year", "lengths": [1]}, "back_payment": {"kind": "allowed", "periods": 2},
             "subsidies": [{"tier": "t1", "amount_fen": 3_000}, {"tier": "t2", "amount_fen": 7_000}]}
        ]
    })
}

/// What a monthly pension is worked out by: ages, minimum and months of the account as published (国发〔2005〕38号 and the decision of 2024), an
/// invented wage.
pub(crate) fn pension_json() -> Value {
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
    json!({
        "from": "2026-07-01", "average_wage_fen": 900_000, "average_wage_year": 2025, "between_ages": "full_years",
        "payout": payout.map(|(age, months)| json!({"age": age, "months": months})),
        "minimum": {"months": 180, "from_year": 2030, "more_a_year": 6, "most": 240},
        "retirement": [
            {"who": "men", "age": 60, "first_birth": "1965-01", "month_later_each": 4, "most_age": 63},
            {"who": "women_55", "age": 55, "first_birth": "1970-01", "month_later_each": 4, "most_age": 58},
            {"who": "women_50", "age": 50, "first_birth": "1975-01", "month_later_each": 2, "most_age": 55}
        ],
        "cites": [0]
    })
}

pub(crate) fn read(json: &Value) -> Pack {
    Pack::read(json.to_string().as_bytes()).unwrap()
}

/// A shelf with that pack alone.
pub(crate) fn shelf() -> Shelf {
    let mut shelf = Shelf::new("990100");
    shelf.offer(read(&pack_json())).unwrap();
    shelf
}
