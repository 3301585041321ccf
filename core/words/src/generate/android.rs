//! `strings.xml`: for what the Android system itself shows (the app's name, notifications, shortcuts).

use super::{NOTICE, resource};
use crate::template::placeholders;
use crate::{Language, Line};

/// The text of `strings.xml` in a language. Placeholders are numbered by their order in Chinese, the same in both files.
pub fn android<'a>(lines: impl Iterator<Item = &'a Line>, language: Language) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- {NOTICE} -->\n<resources>\n");
    for line in lines {
        let key = &line.key;
        let text = |one| value(line, line.template(language, one));
        match &line.en_one {
            None => out.push_str(&format!("    <string name=\"{key}\">{}</string>\n", text(false))),
            Some(_) => {
                out.push_str(&format!("    <plurals name=\"{key}\">\n"));
                if language == Language::En {
                    out.push_str(&format!("        <item quantity=\"one\">{}</item>\n", text(true)));
                }
                out.push_str(&format!(
                    "        <item quantity=\"other\">{}</item>\n    </plurals>\n",
                    text(false)
                ));
            }
        }
    }
    out.push_str("</resources>\n");
    out
}

fn value(line: &Line, template: &str) -> String {
    let order = placeholders(&line.zh);
    let counted = line.en_one.is_some();
    let slot = |place: usize, name: &str| {
        let kind = if counted && name == "count" { 'd' } else { 's' };
        format!("%{place}${kind}")
    };
    let text = resource(template, &order, slot, |text| escaped(text, !order.is_empty()));
    // At the start of a resource these two mean a reference.
    if text.starts_with(['@', '?']) { format!("\\{text}") } else { text }
}

fn escaped(text: &str, formatted: bool) -> String {
    text.chars()
        .map(|c| match c {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '\'' => "\\'".to_owned(),
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '%' if formatted => "%%".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_keep_their_number_in_both_languages() {
        let line = Line {
            key: "pay_next".into(),
            zh: "从{bank} 扣款 {amount} 元，**100%**".into(),
            en_one: None,
            en_other: "{amount} yuan is taken from {bank}, bureau's & 100%".into(),
            note: String::new(),
        };
        let xml = |language| android(std::iter::once(&line), language);
        assert!(xml(Language::Zh).contains(">从%1$s 扣款 %2$s 元，100%%<"));
        assert!(xml(Language::En).contains(">%2$s yuan is taken from %1$s, bureau\\'s &amp; 100%%<"));
    }

    #[test]
    fn chinese_has_one_plural_form_and_english_two() {
        let line = Line {
            key: "home_some".into(),
            zh: "{count} 件".into(),
            en_one: Some("{count} thing".into()),
            en_other: "{count} things".into(),
            note: String::new(),
        };
        assert!(!android(std::iter::once(&line), Language::Zh).contains("\"one\""));
        assert!(android(std::iter::once(&line), Language::En).contains("\"one\">%1$d thing<"));
    }
}
