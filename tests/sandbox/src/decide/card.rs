//! How a card comes about: the operator moves it on, one stage at a time.

use serde::{Deserialize, Serialize};

/// A card as the bureau holds it: raw codes and seconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRecord {
    /// `first`, `replacement` or `exchange`.
    pub kind: String,
    /// Production axis, 00 to 70.
    pub production_code: String,
    /// Person axis, 00 to 19.
    pub person_code: String,
    /// Application axis (AAZ502).
    pub application_code: String,
    /// When the social-security function was activated.
    pub social_active_at: Option<i64>,
    /// When the bank activated the financial function.
    pub bank_active_at: Option<i64>,
    /// The card's number: a letter and eight digits.
    pub card_number: String,
    /// The bank account on it.
    pub bank_account: String,
    /// The batch it was made in.
    pub batch_no: String,
    /// True if the bank could not open the account.
    pub bank_failed: bool,
    /// 采集.
    pub apply_time: Option<i64>,
    /// The batch went to the bank.
    pub bank_time0: Option<i64>,
    /// The city office sent it on.
    pub city_send_time: Option<i64>,
    /// The city office had it.
    pub city_time: Option<i64>,
    /// The province had it.
    pub province_time: Option<i64>,
    /// The bank answered.
    pub bank_finish_time0: Option<i64>,
    /// The factory began.
    pub insure_time: Option<i64>,
    /// The factory finished.
    pub insure_finish_time: Option<i64>,
    /// The holder collected it.
    pub get_time: Option<i64>,
}

/// The stage after this one, or `None` if the card is done or its application failed.
pub fn advance(card: &CardRecord, now: i64) -> Option<CardRecord> {
    if card.bank_failed {
        return None;
    }
    let mut next = card.clone();
    let codes = if next.apply_time.is_none() {
        next.apply_time = Some(now);
        ("00", "00", "0")
    } else if next.bank_time0.is_none() {
        next.bank_time0 = Some(now);
        ("20", "01", "0")
    } else if next.province_time.is_none() {
        next.city_time = Some(now);
        next.city_send_time = Some(now);
        next.province_time = Some(now);
        ("20", "01", "0")
    } else if next.bank_finish_time0.is_none() {
        next.bank_finish_time0 = Some(now);
        ("21", "01", "0")
    } else if next.insure_time.is_none() {
        next.insure_time = Some(now);
        ("30", "01", "0")
    } else if next.insure_finish_time.is_none() {
        next.insure_finish_time = Some(now);
        ("60", "02", "0")
    } else if next.get_time.is_none() {
        next.get_time = Some(now);
        ("70", "03", "0")
    } else if next.bank_active_at.is_none() {
        next.bank_active_at = Some(now);
        ("70", "03", "0")
    } else if next.social_active_at.is_none() {
        next.social_active_at = Some(now);
        ("70", "04", "1")
    } else {
        return None;
    };
    let (production, person, application) = codes;
    next.production_code = production.to_owned();
    next.person_code = person.to_owned();
    next.application_code = application.to_owned();
    Some(next)
}

/// The bank could not open the account: from before the factory's start only.
pub fn fail_bank(card: &CardRecord, now: i64) -> Option<CardRecord> {
    (card.insure_finish_time.is_none() && !card.bank_failed).then(|| CardRecord {
        bank_failed: true,
        bank_finish_time0: Some(card.bank_finish_time0.unwrap_or(now)),
        insure_time: None,
        production_code: "23".to_owned(),
        person_code: "11".to_owned(),
        ..card.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_goes_through_every_stage_once_and_the_bank_activates_first() {
        let mut card = CardRecord::default();
        let mut steps = 0;
        while let Some(next) = advance(&card, 1_000 + steps) {
            assert!(next.social_active_at.is_none() || next.bank_active_at.is_some());
            assert!(next.get_time.is_none() || next.insure_finish_time.is_some());
            card = next;
            steps += 1;
        }
        assert_eq!((steps, card.person_code.as_str()), (9, "04"));
        assert!(fail_bank(&card, 1).is_none());
    }

    #[test]
    fn a_failed_account_stops_the_card() {
        let card = CardRecord { apply_time: Some(1), ..CardRecord::default() };
        let failed = fail_bank(&card, 5).unwrap();
        assert!(advance(&failed, 9).is_none());
    }
}
