//! Places of the fictional city, and earlier cards.

use crate::moment::{DAY, day};
use crate::shapes::card::{EarlierCard, Place};
use crate::store::{Batch, StoreError, Table};

/// Where things about cards are done at a counter: name, address, hours, number.
pub(crate) const COUNTER: (&str, &str, &str, &str) =
    ("测试银行中山路支行", "测试城市中山路 1 号（虚构）", "周一至周五 9:00–17:00", "0990-5550101");

/// id, kind, name, address, millionths of a degree north and east.
const PLACES: [(&str, &str, &str, &str, i32, i32); 6] = [
    ("pl-bank-1", "bank", COUNTER.0, COUNTER.1, 10_001_000, 20_001_000),
    ("pl-bank-2", "bank", "测试银行解放路支行", "测试城市解放路 20 号（虚构）", 10_020_000, 20_030_000),
    ("pl-office", "office", "测试城市社保卡服务中心", "测试城市人民路 8 号（虚构）", 10_003_000, 20_004_000),
    ("pl-street", "community", "测试街道便民服务中心", "测试城市文化街 3 号（虚构）", 10_002_000, 20_002_000),
    ("pl-hospital", "hospital", "测试城市第一医院", "测试城市健康路 5 号（虚构）", 10_006_000, 20_001_000),
    ("pl-pharmacy", "pharmacy", "测试大药房", "测试城市中山路 12 号（虚构）", 10_001_500, 20_001_500),
];

fn does(kind: &str) -> &'static [&'static str] {
    match kind {
        "bank" => &[
            "collect",
            "activate_bank",
            "report_loss",
            "end_loss",
            "replace",
            "bank_password_change",
            "bank_password_unlock",
            "bank_password_reset",
            "social_password_change",
            "social_password_unlock",
            "social_password_reset",
        ],
        "office" => &["activate_social", "correct"],
        _ => &["social_password_change", "social_password_unlock", "social_password_reset"],
    }
}

pub(super) fn write(batch: &mut Batch, now: i64) -> Result<(), StoreError> {
    for (id, kind, name, address, latitude, longitude) in PLACES {
        let place = Place {
            id: id.into(),
            kind: kind.into(),
            name: name.into(),
            address: address.into(),
            hours: COUNTER.2.into(),
            phone: (kind == "bank").then(|| COUNTER.3.to_owned()),
            does: does(kind).iter().map(|code| (*code).to_owned()).collect(),
            latitude: Some(latitude),
            longitude: Some(longitude),
        };
        batch.put(Table::Places, id, &place)?;
    }
    let earlier = |number: &str, from: i64, until: i64, why: &str| EarlierCard {
        card_number: number.into(),
        issued_on: day(now - from * DAY),
        ended_on: day(now - until * DAY),
        why: why.into(),
    };
    batch.put(Table::EarlierCards, "p-li/1", &earlier("A00000013", 2_600, 2_000, "replaced"))?;
    batch.put(Table::EarlierCards, "p-li/2", &earlier("A00000005", 5_200, 2_600, "exchanged"))?;
    Ok(())
}
