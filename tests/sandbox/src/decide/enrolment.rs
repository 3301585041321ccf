//! Enrolling a device: identity, one-time code, proof. A person who does not exist gets the same answers.

use crate::jws::Coordinates;
use serde::{Deserialize, Serialize};

/// How long an enrolment may take, in seconds.
pub const LIFE: i64 = 1_800;
/// How long a one-time code is good, in seconds.
pub const CODE_LIFE: i64 = 180;
/// Seconds between two codes.
pub const RESEND_AFTER: i64 = 60;
/// Tries for one code.
pub const TRIES: u32 = 5;
/// Codes in one enrolment.
pub const CODES: u32 = 5;

/// An enrolment under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Its id.
    pub id: String,
    /// The device's key for requests.
    pub auth: Coordinates,
    /// The device's key for orders.
    pub consent: Coordinates,
    /// What both keys must sign, 32 octets base64url.
    pub challenge: String,
    /// When it began.
    pub begun_at: i64,
    /// Whom the identity names, if anybody; never said before the code matched.
    pub person: Option<String>,
    /// Where the code was said to go.
    pub sent_to: Option<String>,
    /// The whole phone number, for the operator's side only.
    pub phone: Option<String>,
    /// The one-time code; six digits.
    pub code: Option<String>,
    /// When it was sent.
    pub code_at: i64,
    /// Wrong tries on this code.
    pub wrong: u32,
    /// Codes sent so far.
    pub sent: u32,
    /// True once the code matched.
    pub proved: bool,
}

/// What becomes of a code that is typed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// It matches.
    Proved(Enrolment),
    /// It does not; so many tries are left.
    Wrong(Enrolment, u32),
    /// No tries left, or nothing to try.
    TooMany,
    /// Past its time.
    Expired,
}

/// What becomes of a wish for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A code goes out.
    Code(Box<Enrolment>),
    /// Too soon or too often; wait so many seconds.
    Wait(i64),
    /// Past its time.
    Expired,
}

/// True while the enrolment may go on.
pub fn is_alive(enrolment: &Enrolment, now: i64) -> bool {
    now - enrolment.begun_at <= LIFE
}

/// Sends a code (the first, or another one). `digits` is the code that would go out now.
pub fn send(enrolment: &Enrolment, digits: &str, now: i64) -> Sent {
    if !is_alive(enrolment, now) {
        return Sent::Expired;
    }
    if enrolment.sent > 0 {
        let wait = enrolment.code_at + RESEND_AFTER - now;
        if wait > 0 {
            return Sent::Wait(wait);
        }
        if enrolment.sent >= CODES {
            return Sent::Wait((enrolment.begun_at + LIFE - now).max(1));
        }
    }
    Sent::Code(Box::new(Enrolment {
        code: Some(digits.to_owned()),
        code_at: now,
        wrong: 0,
        sent: enrolment.sent + 1,
        ..enrolment.clone()
    }))
}

/// A code is typed in. For a person who does not exist every code is wrong.
pub fn try_code(enrolment: &Enrolment, typed: &str, now: i64) -> Tried {
    if enrolment.proved {
        return Tried::Proved(enrolment.clone());
    }
    let Some(code) = &enrolment.code else { return Tried::TooMany };
    if enrolment.wrong >= TRIES {
        return Tried::TooMany;
    }
    if now - enrolment.code_at > CODE_LIFE || !is_alive(enrolment, now) {
        return Tried::Expired;
    }
    if enrolment.person.is_some() && code == typed {
        return Tried::Proved(Enrolment { proved: true, ..enrolment.clone() });
    }
    let wrong = enrolment.wrong + 1;
    Tried::Wrong(Enrolment { wrong, ..enrolment.clone() }, TRIES - wrong)
}

/// `138 **** 5678`.
pub fn masked_phone(phone: &str) -> String {
    format!("{} **** {}", phone.get(..3).unwrap_or("***"), phone.get(7..).unwrap_or("****"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enrolment(person: Option<&str>) -> Enrolment {
        let key = Coordinates { x: String::new(), y: String::new() };
        Enrolment {
            id: "e".into(),
            auth: key.clone(),
            consent: key,
            challenge: String::new(),
            begun_at: 0,
            person: person.map(Into::into),
            sent_to: None,
            phone: None,
            code: Some("123456".into()),
            code_at: 0,
            wrong: 0,
            sent: 1,
            proved: false,
        }
    }

    #[test]
    fn five_wrong_tries_end_a_code_even_for_the_right_one() {
        let mut now = enrolment(Some("p"));
        for left in (0..5).rev() {
            let Tried::Wrong(next, said) = try_code(&now, "000000", 1) else { panic!() };
            assert_eq!(said, left);
            now = next;
        }
        assert_eq!(try_code(&now, "123456", 1), Tried::TooMany);
    }

    #[test]
    fn nobody_s_code_is_wrong_in_the_same_words() {
        let (Tried::Wrong(_, real), Tried::Wrong(_, nobody)) =
            (try_code(&enrolment(Some("p")), "000000", 1), try_code(&enrolment(None), "123456", 1))
        else {
            panic!()
        };
        assert_eq!(real, nobody);
    }

    #[test]
    fn a_code_is_good_for_three_minutes_and_another_one_may_be_asked_for_after_one() {
        let enrolment = enrolment(Some("p"));
        assert!(matches!(try_code(&enrolment, "123456", 180), Tried::Proved(_)));
        assert_eq!(try_code(&enrolment, "123456", 181), Tried::Expired);
        assert_eq!(send(&enrolment, "1", 59), Sent::Wait(1));
        assert!(matches!(send(&enrolment, "1", 60), Sent::Code(_)));
        assert_eq!(send(&Enrolment { sent: CODES, ..enrolment.clone() }, "1", 60), Sent::Wait(LIFE - 60));
        assert_eq!(send(&enrolment, "1", LIFE + 1), Sent::Expired);
    }

    #[test]
    fn a_phone_number_is_shown_without_its_middle() {
        assert_eq!(masked_phone("13800005678"), "138 **** 5678");
    }
}
