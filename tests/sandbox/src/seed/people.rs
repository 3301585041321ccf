//! The inhabitants and their cards.

use crate::decide::card::CardRecord;
use crate::moment::DAY;
use crate::records::Person;
use crate::store::{Batch, StoreError, Table};

/// Appends the check character of GB 11643 (ISO 7064 MOD 11-2) to 17 digits.
pub(super) fn checked(seventeen: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = seventeen.chars().zip(WEIGHTS).map(|(c, w)| c.to_digit(10).unwrap_or(0) * w).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap_or('0');
    format!("{seventeen}{check}")
}

fn person(id: &str, name: &str, number: String, phone: &str, relatives: &[(&str, &str)]) -> Person {
    Person {
        id: id.into(),
        name: name.into(),
        number,
        phone: phone.into(),
        relatives: relatives.iter().map(|(i, r)| ((*i).to_owned(), (*r).to_owned())).collect(),
    }
}

/// Everybody in the city.
pub(crate) fn everybody() -> [Person; 4] {
    [
        person("p-wang", "王芳", checked("99010019880315024"), "13800005678", &[("p-li", "mother")]),
        person("p-li", "李秀英", "11010519491231002X".into(), "13900001234", &[]),
        person("p-zhou", "周敏", checked("99010019920608036"), "13700002345", &[]),
        person("p-zhao", "赵建国", checked("99010019750820015"), "13600003456", &[]),
    ]
}

pub(super) fn write(batch: &mut Batch, now: i64) -> Result<(), StoreError> {
    for person in &everybody() {
        batch.put(Table::People, &person.id, person)?;
    }
    batch.put(Table::Cards, "p-wang", &being_made(now))?;
    for (id, number, account) in [
        ("p-li", "A10045218", "6217990000008821"),
        ("p-zhou", "A10777306", "6217990000001907"),
        ("p-zhao", "A10320115", "6217990000006652"),
    ] {
        batch.put(Table::Cards, id, &in_use(number, account, now))?;
    }
    Ok(())
}

/// With the factory for 22 days, where 15 are usual: what the app must say plainly.
fn being_made(now: i64) -> CardRecord {
    // Whole days: counted by the calendar they are the same at every hour.
    let ago = |days: i64| Some(now - days * DAY);
    CardRecord {
        kind: "first".into(),
        production_code: "30".into(),
        person_code: "01".into(),
        application_code: "0".into(),
        card_number: "A12345021".into(),
        bank_account: "6217990000004321".into(),
        batch_no: "PC20261020".into(),
        apply_time: ago(33),
        bank_time0: ago(32),
        city_time: ago(30),
        city_send_time: ago(30),
        province_time: ago(29),
        bank_finish_time0: ago(25),
        insure_time: ago(22),
        ..CardRecord::default()
    }
}

fn in_use(number: &str, account: &str, now: i64) -> CardRecord {
    let ago = |days: i64| Some(now - days * DAY);
    CardRecord {
        kind: "first".into(),
        production_code: "70".into(),
        person_code: "04".into(),
        application_code: "1".into(),
        card_number: number.into(),
        bank_account: account.into(),
        batch_no: "PC20210304".into(),
        bank_failed: false,
        apply_time: ago(2_000),
        bank_time0: ago(1_999),
        city_time: ago(1_998),
        city_send_time: ago(1_997),
        province_time: ago(1_996),
        bank_finish_time0: ago(1_993),
        insure_time: ago(1_990),
        insure_finish_time: ago(1_978),
        get_time: ago(1_974),
        bank_active_at: ago(1_974),
        social_active_at: ago(1_972),
    }
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn the_check_digit_is_the_published_examples() {
        assert_eq!(checked("11010519491231002"), "11010519491231002X");
        assert_eq!(checked("44052418800101001"), "440524188001010014");
    }
}
