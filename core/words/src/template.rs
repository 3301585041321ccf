//! A line's template, taken apart: text, placeholders, what is bold, what is kept on one line.

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Text or placeholder.
    pub what: What,
    /// Inside `**…**`.
    pub bold: bool,
    /// Inside `[…]`: which one, so that two that touch stay apart.
    pub kept: Option<u32>,
}

/// Text or placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Shown as it is.
    Text(String),
    /// A placeholder's name.
    Slot(String),
}

/// Takes a template apart. Nothing is refused here: what is left open ends with the template (the check notices).
pub(crate) fn pieces(template: &str) -> Vec<Piece> {
    let (mut pieces, mut text) = (Vec::new(), String::new());
    let (mut bold, mut kept, mut keeps) = (false, None, 0);
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        let starts_bold = c == '*' && chars.peek() == Some(&'*');
        if !starts_bold && !matches!(c, '{' | '[' | ']') {
            text.push(c);
            continue;
        }
        if !text.is_empty() {
            pieces.push(Piece { what: What::Text(std::mem::take(&mut text)), bold, kept });
        }
        match c {
            '{' => {
                let name: String = chars.by_ref().take_while(|c| *c != '}').collect();
                pieces.push(Piece { what: What::Slot(name), bold, kept });
            }
            '[' => {
                keeps += 1;
                kept = Some(keeps);
            }
            ']' => kept = None,
            _ => {
                chars.next();
                bold = !bold;
            }
        }
    }
    if !text.is_empty() {
        pieces.push(Piece { what: What::Text(text), bold, kept });
    }
    pieces
}

/// The placeholders, in the order of their first appearance.
pub(crate) fn placeholders(template: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(template) {
        if let What::Slot(name) = piece.what
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Whether every mark that is opened is closed, none inside its own kind, and every placeholder has a name.
pub(crate) fn is_well_formed(template: &str) -> bool {
    let (mut slot, mut kept): (Option<usize>, bool) = (None, false);
    for (at, c) in template.char_indices() {
        match (c, slot, kept) {
            ('{', None, _) => slot = Some(at + 1),
            ('}', Some(from), _) => {
                let name = template.get(from..at).unwrap_or_default();
                if name.is_empty()
                    || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                {
                    return false;
                }
                slot = None;
            }
            ('[', None, false) => kept = true,
            (']', None, true) => kept = false,
            ('{' | '}' | '[' | ']', _, _) => return false,
            _ => {}
        }
    }
    slot.is_none() && !kept && template.matches("**").count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_and_placeholders_in_order() {
        assert_eq!(placeholders("从{bank} 扣款 **{amount} 元**，{bank}"), ["bank", "amount"]);
    }

    #[test]
    fn what_is_open_or_nested_is_not_well_formed() {
        for good in ["", "甲", "{a}[乙**丙**]", "**甲[{b}]**"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["{", "}", "{}", "{A}", "[", "]", "[[甲]]", "**甲", "{a[b]}"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
