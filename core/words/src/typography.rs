//! Chinese typography: a number never parts from its unit, a date never breaks. The same rules stand in README.md and are
//! written again in Kotlin and Swift; `formats.json` holds all three to them.

/// Forbids a break between its neighbours and is not seen.
const WORD_JOINER: char = '\u{2060}';
/// A space at which no line breaks.
const NO_BREAK_SPACE: char = '\u{A0}';
/// What counts or measures, and what a date is made of.
const UNITS: &str = "年月日天个元秒分时件条次步笔位张份项%";
/// English words that a number before them does not part from.
const WORDS: &[&str] = &[
    "yuan", "day", "days", "month", "months", "year", "years", "second", "seconds", "minute", "minutes",
    "hour", "hours", "thing", "things", "unread",
];
/// English short months: `30 Nov 2026` does not break.
pub(crate) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Puts the marks in.
pub fn tidy(text: &str) -> String {
    let marked = text.chars().map(|c| (c, ())).collect();
    tidy_marked(marked).into_iter().map(|(c, ())| c).collect()
}

/// The same over characters that carry something along, such as being bold; a mark carries what stands before it.
pub(crate) fn tidy_marked<T: Copy>(text: Vec<(char, T)>) -> Vec<(char, T)> {
    let chars: Vec<char> = text.iter().map(|(c, _)| *c).collect();
    let mut out: Vec<(char, T)> = Vec::with_capacity(text.len() + 8);
    for (at, (c, carried)) in text.into_iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| chars.get(before)).copied();
        let after = chars.get(at + 1).copied();
        if let Some(before) = before
            && belongs(before, c)
            && let Some((_, of_before)) = out.last().copied()
        {
            out.push((WORD_JOINER, of_before));
        }
        let c = if c == ' ' && no_break(&chars, at, before, after) { NO_BREAK_SPACE } else { c };
        out.push((c, carried));
    }
    out
}

/// `24天`, `11月30日`, `20%`: no break between the two.
fn belongs(before: char, after: char) -> bool {
    (before.is_ascii_digit() && UNITS.contains(after))
        || (matches!(before, '年' | '月') && after.is_ascii_digit())
}

/// `24 天`, `2,000.00 yuan`, `30 Nov`, `Nov 2026`: the space at `at` does not break.
fn no_break(chars: &[char], at: usize, before: Option<char>, after: Option<char>) -> bool {
    let digit_before = before.is_some_and(|c| c.is_ascii_digit());
    if digit_before && after.is_some_and(|c| UNITS.contains(c)) {
        return true;
    }
    let word_of = |range: &mut dyn Iterator<Item = &char>| -> String {
        range.take_while(|c| c.is_ascii_alphabetic()).collect()
    };
    let next = word_of(&mut chars.iter().skip(at + 1));
    if digit_before && (WORDS.contains(&next.as_str()) || MONTHS.contains(&next.as_str())) {
        return true;
    }
    let last: String = word_of(&mut chars.iter().take(at).rev()).chars().rev().collect();
    after.is_some_and(|c| c.is_ascii_digit()) && MONTHS.contains(&last.as_str())
}

/// Keeps a phrase on one line: word joiners between its characters.
pub fn keep(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (at, c) in text.chars().enumerate() {
        if at > 0 {
            out.push(WORD_JOINER);
        }
        out.push(c);
    }
    out
}

/// For a terminal or a log: the marks taken out again.
pub fn plain(text: &str) -> String {
    text.chars().filter(|c| *c != WORD_JOINER).map(|c| if c == NO_BREAK_SPACE { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_the_marks_out_gives_the_text_back() {
        for text in ["11月30日前缴 2,000.00 元（20%）", "Pay by 30 Nov 2026: 24 days", "王＊＊ · **** 4321"]
        {
            assert_eq!(plain(&tidy(text)), text);
            assert_eq!(plain(&keep(text)), text);
        }
    }

    #[test]
    fn tidying_twice_changes_nothing() {
        let once = tidy("2026年11月30日 9:36，还剩 6 天，20%");
        assert_eq!(tidy(&once), once);
    }
}
