//! What may be a PIN.

use crate::digits::six_digits;
use crate::identity::IdentityNumber;

/// Why a PIN is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PinProblem {
    /// Not six digits.
    Form,
    /// A pattern, or something printed on the identity card.
    Weak,
}

/// A PIN of this person: no pattern a thief tries first, nothing of the number on the card that lies in the same pocket.
pub(super) fn choose(typed: &str, number: Option<&IdentityNumber>) -> Result<String, PinProblem> {
    let pin = six_digits(typed).ok_or(PinProblem::Form)?;
    let weak = is_pattern(&pin) || number.is_some_and(|number| is_of(&pin, number.reveal()));
    if weak { Err(PinProblem::Weak) } else { Ok(pin) }
}

fn is_pattern(pin: &str) -> bool {
    let digits: Vec<i16> = pin.bytes().map(|b| i16::from(b) - i16::from(b'0')).collect();
    let steps: Vec<i16> =
        digits.iter().zip(digits.iter().skip(1)).map(|(a, b)| (b - a).rem_euclid(10)).collect();
    // 111111, 123456, 987654, 246802: each digit as far from the last.
    let even = steps.iter().all(|step| Some(step) == steps.first());
    let (half, pairs) = pin.split_at(3);
    // 123123, 121212, 112233, 123321.
    let twice = half == pairs;
    let thrice = pin.get(..2) == pin.get(2..4) && pin.get(2..4) == pin.get(4..);
    let doubled = [0, 2, 4].iter().all(|&at| digits.get(at) == digits.get(at + 1));
    let mirrored = digits.iter().eq(digits.iter().rev());
    // 111222, 999998: two digits would do for the whole.
    let mut distinct = digits;
    distinct.sort_unstable();
    distinct.dedup();
    even || twice || thrice || doubled || mirrored || distinct.len() < 3
}

/// Any six digits in a row of the number, and the date of birth in the orders people write it.
fn is_of(pin: &str, number: &str) -> bool {
    let (Some(year), Some(month), Some(day)) = (number.get(8..10), number.get(10..12), number.get(12..14))
    else {
        return false;
    };
    let births = [[year, month, day], [month, day, year], [day, month, year], [year, day, month]];
    number.contains(pin) || births.iter().any(|birth| birth.concat() == pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number() -> IdentityNumber {
        // The national worked example: born 31 December 1949.
        IdentityNumber::parse("11010519491231002X").unwrap()
    }

    #[test]
    fn what_a_thief_tries_first_is_refused() {
        for pin in [
            "000000", "123456", "234567", "890123", "654321", "098765", "246802", "123123", "121212",
            "112233", "123321", "111222", "999998", "131313",
        ] {
            assert_eq!(choose(pin, None), Err(PinProblem::Weak), "{pin}");
        }
    }

    #[test]
    fn a_date_of_birth_or_a_part_of_the_number_is_refused() {
        for pin in ["491231", "123149", "311249", "493112", "194912", "110105", "231002"] {
            assert_eq!(choose(pin, Some(&number())), Err(PinProblem::Weak), "{pin}");
        }
        assert_eq!(choose("491231", None).as_deref(), Ok("491231"));
    }

    #[test]
    fn a_pin_is_six_digits_however_they_are_typed() {
        assert_eq!(choose(" ８04 217", Some(&number())).as_deref(), Ok("804217"));
        for typed in ["", "80421", "8042170", "80421a", "80421٢", &"8".repeat(100)] {
            assert_eq!(choose(typed, None), Err(PinProblem::Form), "{typed}");
        }
    }
}
