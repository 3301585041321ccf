//! What is on the card, masked, or in full for half a minute.

use super::HolderView;
use super::wire::HolderAnswer;
use crate::answer::{Field, Line};
use crate::date::CalendarDate;
use crate::identity::{mask_bank_card, mask_card_number, mask_identity, mask_name, mask_phone};
use crate::says::{FactView, Says};
use std::time::{Duration, SystemTime};

/// The full data leaves the screen after so long.
const SHOWN: Duration = Duration::from_secs(30);

/// Masked.
pub(super) fn masked(holder: &HolderAnswer) -> HolderView {
    HolderView { facts: facts(holder, true), hidden_again_at: None }
}

/// In full, until half a minute after `now`.
pub(super) fn in_full(holder: &HolderAnswer, now: SystemTime) -> HolderView {
    HolderView { facts: facts(holder, false), hidden_again_at: now.checked_add(SHOWN) }
}

fn facts(holder: &HolderAnswer, masked: bool) -> Vec<FactView> {
    let texts = [
        fact("card_holder_name", &holder.name, masked.then_some(mask_name)),
        fact("card_holder_number", &holder.number, masked.then_some(mask_identity)),
        fact("card_holder_card_number", &holder.card_number, masked.then_some(mask_card_number)),
        fact("card_holder_bank_card", &holder.bank_card, masked.then_some(mask_bank_card)),
        fact("card_holder_phone", &holder.phone, masked.then_some(mask_phone)),
    ];
    let days = [
        day("card_holder_issued_on", &holder.issued_on),
        day("card_holder_valid_until", &holder.valid_until),
    ];
    texts.into_iter().chain(days).flatten().collect()
}

fn fact<const MOST: usize>(
    label: &'static str,
    field: &Field<Line<MOST>>,
    mask: Option<fn(&str) -> String>,
) -> Option<FactView> {
    row(label, field, |line| {
        let text = mask.map_or_else(|| line.text().to_owned(), |mask| mask(line.text()));
        Says::word("card_value").text("value", text)
    })
}

fn day(label: &'static str, field: &Field<CalendarDate>) -> Option<FactView> {
    row(label, field, |day| Says::word("card_day").day("day", *day))
}

/// Absent is no row; unreadable is a row that says so.
fn row<T>(label: &'static str, field: &Field<T>, says: impl FnOnce(&T) -> Says) -> Option<FactView> {
    let value = match field {
        Field::Absent => return None,
        Field::Got(value) => says(value),
        Field::Unreadable => Says::word("card_unreadable"),
    };
    Some(FactView { label: Says::word(label), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::says::ArgValue;
    use serde_json::json;

    fn holder() -> HolderAnswer {
        serde_json::from_value(json!({
            "name": "李秀英", "number": "11010519491231002X", "card_number": "A12345021",
            "bank_card": "6217000000004321", "phone": "13800005678", "issued_on": "2026-11-01", "valid_until": "soon"
        }))
        .unwrap()
    }

    fn texts(view: &HolderView) -> Vec<String> {
        view.facts
            .iter()
            .flat_map(|fact| &fact.value.args)
            .filter_map(|arg| match &arg.value {
                ArgValue::Text { text } => Some(text.clone()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn masked_shows_no_more_than_it_may() {
        let view = masked(&holder());
        assert_eq!(
            texts(&view),
            ["李＊＊", "110 **** **** 002X", "A *****021", "**** 4321", "138 **** 5678"]
        );
        assert_eq!(view.hidden_again_at, None);
        assert_eq!(view.facts.len(), 7);
        assert_eq!(view.facts[6].value.key, "card_unreadable", "said, not hidden");
    }

    #[test]
    fn in_full_ends_after_half_a_minute() {
        let now = SystemTime::UNIX_EPOCH;
        let view = in_full(&holder(), now);
        assert_eq!(texts(&view)[1], "11010519491231002X");
        assert_eq!(view.hidden_again_at, Some(now + Duration::from_secs(30)));
    }
}
