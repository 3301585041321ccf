//! What the history of cards shows.

use super::wire::{Cards, Earlier};
use crate::freshness::Freshness;
use crate::identity::mask_card_number;
use crate::says::{FactView, Says};
use std::cmp::Reverse;

/// Earlier cards.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CardHistoryView {
    /// How old this is.
    pub freshness: Freshness,
    /// The last one first.
    pub rows: Vec<EarlierCardView>,
    /// That there are none, or how many could not be read.
    pub says: Option<Says>,
}

/// One earlier card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EarlierCardView {
    /// Its number, masked.
    pub number: String,
    /// Why it ended.
    pub why: Says,
    /// From when, until when.
    pub facts: Vec<FactView>,
}

/// The history, out of what is kept.
pub(super) fn view(answer: Option<&Cards>, freshness: Freshness) -> CardHistoryView {
    let mut cards: Vec<&Earlier> =
        answer.map(|answer| answer.cards.rows.iter().collect()).unwrap_or_default();
    cards.sort_by_key(|card| Reverse(card.ended_on.got().copied()));
    cards.dedup();
    let dropped = answer.map_or(0, |answer| answer.cards.dropped);
    let says = match (answer, cards.is_empty(), dropped) {
        (None, ..) => Some(Says::word("card_history_unheard")),
        (Some(_), true, 0) => Some(Says::word("card_history_none")),
        (Some(_), _, 0) => None,
        (Some(_), _, count) => Some(Says::word("card_history_dropped").count("count", count)),
    };
    CardHistoryView { freshness, rows: cards.into_iter().map(row).collect(), says }
}

fn row(card: &Earlier) -> EarlierCardView {
    let day = |label: &'static str, field: &crate::answer::Field<crate::date::CalendarDate>| {
        let value = field.got().map(|day| Says::word("card_day").day("day", *day));
        value.map(|value| FactView { label: Says::word(label), value })
    };
    EarlierCardView {
        number: mask_card_number(card.card_number.text()),
        why: match card.why.got().map(|why| why.text()) {
            Some("replaced") => Says::word("card_ended_replaced"),
            Some("exchanged") => Says::word("card_ended_exchanged"),
            Some("expired") => Says::word("card_ended_expired"),
            Some("cancelled") => Says::word("card_ended_cancelled"),
            Some(code) => Says::word("card_ended_unknown").text("code", code),
            None => Says::word("card_ended"),
        },
        facts: [day("card_holder_issued_on", &card.issued_on), day("card_ended_on", &card.ended_on)]
            .into_iter()
            .flatten()
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::freshness::Source;
    use serde_json::json;

    const NOW: Freshness = Freshness { as_of: None, source: Source::Fresh };

    #[test]
    fn earlier_cards_are_masked_newest_first_each_once() {
        let card = json!({"card_number": "A11111021", "issued_on": "2016-03-01", "ended_on": "2020-05-06", "why": "replaced"});
        let answer: Cards = serde_json::from_value(json!({"cards": [
            card, card, {"card_number": "B22222022", "ended_on": "2024-01-02", "why": "melted"}, {"why": "expired"},
        ]}))
        .unwrap();
        let view = view(Some(&answer), NOW);
        let shown: Vec<(&str, &str)> =
            view.rows.iter().map(|row| (row.number.as_str(), row.why.key.as_str())).collect();
        assert_eq!(shown, [("B *****022", "card_ended_unknown"), ("A *****021", "card_ended_replaced")]);
        assert_eq!(view.says, Some(Says::word("card_history_dropped").count("count", 1)));
    }

    #[test]
    fn no_history_and_an_unheard_one_are_told_apart() {
        assert_eq!(view(None, NOW).says.unwrap().key, "card_history_unheard");
        assert_eq!(view(Some(&Cards::default()), NOW).says.unwrap().key, "card_history_none");
    }
}
