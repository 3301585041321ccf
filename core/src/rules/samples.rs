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
             "waiting": {"months": 3, "more_per_missed_year": 1}},
            {"scheme": "pension_resident", "version": "2026", "from": "2026-01-01", "cites": [0],
             "charge": {"kind": "tiers", "tiers": [{"id": "t1", "amount_fen": 20_000}, {"id": "t2", "amount_fen": 100_000}]},
             "periods": {"unit": "year", "lengths": [1]}, "back_payment": {"kind": "allowed", "periods": 2}}
        ]
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
