//! Identity numbers and other identifiers, parsed once and masked wherever they are shown.

use crate::date::CalendarDate;
use zeroize::Zeroize;

/// A citizen identity number: GB 11643, which is the social-security number too (Social Insurance Law, art. 58).
///
/// No `Debug` and no `Display`: it reaches a screen only masked, or by an explicit timed reveal.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

/// Why a text is not an identity number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityProblem {
    /// Not 18 characters of the right kind.
    Form,
    /// The date of birth does not exist.
    Birth,
    /// The check character does not fit: most likely mistyped.
    Check,
}

impl IdentityNumber {
    /// Reads a number as people type it: full-width digits, spaces and a small `x` are fine.
    pub fn parse(typed: &str) -> Result<Self, IdentityProblem> {
        if typed.len() > 120 {
            return Err(IdentityProblem::Form);
        }
        let text: String = typed.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let (body, check) = text.split_at_checked(17).ok_or(IdentityProblem::Form)?;
        let check = check.chars().next().filter(|_| check.len() == 1).ok_or(IdentityProblem::Form)?;
        if !body.bytes().all(|b| b.is_ascii_digit()) || !(check.is_ascii_digit() || check == 'X') {
            return Err(IdentityProblem::Form);
        }
        let part =
            |from: usize, to: usize| body.get(from..to).and_then(|t| t.parse::<u16>().ok()).unwrap_or(0);
        let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
        // The published examples reach back to 1880, which a calendar of living people refuses: 56 years later the leap years are the same.
        let calendar_year = if year < 1900 { year.saturating_add(56) } else { year };
        if !(1850..2200).contains(&year) || CalendarDate::new(calendar_year, month as u8, day as u8).is_err()
        {
            return Err(IdentityProblem::Birth);
        }
        if check_character(body) != check {
            return Err(IdentityProblem::Check);
        }
        Ok(Self(text))
    }

    /// The whole number, for the wire and for a timed reveal. Never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl Drop for IdentityNumber {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        'x' | 'ｘ' | 'Ｘ' => 'X',
        _ => c,
    }
}

/// ISO 7064 MOD 11-2 over 17 digits.
fn check_character(body: &str) -> char {
    let sum = body.bytes().fold(0u32, |sum, b| (sum + u32::from(b - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('?'),
    }
}

/// First 3 and last 4 of an identity number; anything shorter is hidden whole.
pub fn mask_identity(number: &str) -> String {
    mask(number, 3, 4, " **** **** ")
}

/// First 3 and last 4 of a phone number.
pub fn mask_phone(number: &str) -> String {
    mask(number, 3, 4, " **** ")
}

/// Last 4 of a bank card.
pub fn mask_bank_card(number: &str) -> String {
    mask(number, 0, 4, "**** ")
}

/// First and last 3 of a social-security card number of 9 characters.
pub fn mask_card_number(number: &str) -> String {
    mask(number, 1, 3, " *****")
}

/// A name keeps one character; each other becomes a full-width star.
pub fn mask_name(name: &str) -> String {
    let mut characters = name.trim().chars();
    let first: String = characters.next().into_iter().collect();
    first + &"＊".repeat(characters.count().clamp(1, 3))
}

fn mask(text: &str, first: usize, last: usize, between: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= first + last {
        return between.trim().to_owned();
    }
    let head: String = characters.iter().take(first).collect();
    let tail: String = characters.iter().skip(characters.len() - last).collect();
    format!("{head}{between}{tail}")
}

/// A mainland mobile number: 1, then 3–9, then nine digits.
pub fn is_mobile_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 11
        && bytes.starts_with(b"1")
        && (b'3'..=b'9').contains(&bytes[1])
        && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_are_identity_numbers() {
        for typed in [
            "11010519491231002X",
            "440524188001010014",
            " 110105 1949 1231 002x",
            "１１０１０５１９４９１２３１００２Ｘ",
        ] {
            assert!(IdentityNumber::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn a_mistyped_number_is_noticed() {
        let problem = |typed: &str| IdentityNumber::parse(typed).err();
        assert_eq!(problem("110105194912310021"), Some(IdentityProblem::Check));
        assert_eq!(problem("11010519490231002X"), Some(IdentityProblem::Birth));
        for typed in ["", "1101051949123100", "11010519491231002Y", "一1010519491231002X", &"1".repeat(500)]
        {
            assert_eq!(problem(typed), Some(IdentityProblem::Form), "{typed}");
        }
    }

    #[test]
    fn masks_keep_only_what_they_may() {
        assert_eq!(mask_identity("11010519491231002X"), "110 **** **** 002X");
        assert_eq!(mask_phone("13800005678"), "138 **** 5678");
        assert_eq!(mask_bank_card("6217000000004321"), "**** 4321");
        assert_eq!(mask_card_number("A12345021"), "A *****021");
        assert_eq!(
            (mask_name("王芳").as_str(), mask_name("欧阳娜娜").as_str(), mask_name("").as_str()),
            ("王＊", "欧＊＊＊", "＊")
        );
        assert_eq!(mask_phone("123"), "****");
    }

    #[test]
    fn only_mobile_numbers_are_mobile_numbers() {
        assert!(is_mobile_number("13800005678"));
        for text in ["12800005678", "1380000567", "138000056789", "１３８00005678", ""] {
            assert!(!is_mobile_number(text), "{text}");
        }
    }
}
