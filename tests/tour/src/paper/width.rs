//! How wide a text is in a terminal: Chinese characters take two cells.

/// Cells of one character. Unicode's East Asian Width as far as our texts go: wide and full-width are two, marks that are not seen
/// none, ambiguous ones one.
fn cells(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F | 0x200B..=0x200F | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFEFF => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Cells of a text. Colour codes take none.
pub fn width(text: &str) -> usize {
    let mut total = 0;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            total += cells(c);
        }
    }
    total
}

/// `text` filled up with spaces to `to` cells, on its right, or on its left if it is a number.
pub fn padded(text: &str, to: usize, left: bool) -> String {
    let air = " ".repeat(to.saturating_sub(width(text)));
    if left { format!("{air}{text}") } else { format!("{text}{air}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_is_two_cells_wide_and_a_colour_none() {
        assert_eq!(width("养老 126"), 8);
        assert_eq!(width("王＊＊，（）"), 12);
        assert_eq!(width("\u{1b}[32m✔\u{1b}[0m 11\u{2060}月"), 6);
        assert_eq!(padded("养老", 6, false), "养老  ");
        assert_eq!(padded("1.00", 6, true), "  1.00");
    }
}
