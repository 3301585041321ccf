//! Digits as people type them.

/// Six digits, full-width ones too; `None` for anything else.
pub(crate) fn six_digits(typed: &str) -> Option<String> {
    if typed.len() > 64 {
        return None;
    }
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Digits as keyboards for Chinese make them.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_are_read_however_they_are_typed_and_nothing_else_is() {
        assert_eq!(six_digits(" ８04 217").as_deref(), Some("804217"));
        for typed in ["", "80421", "8042170", "80421a", "80421٢", &"8".repeat(100)] {
            assert_eq!(six_digits(typed), None, "{typed}");
        }
    }
}
