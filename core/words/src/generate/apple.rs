//! `Localizable.xcstrings`: for what Apple's systems themselves show (notifications, permission texts, shortcuts).

use super::resource;
use crate::Line;
use crate::template::placeholders;
use serde_json::{Map, Value, json};

/// The text of `Localizable.xcstrings`. Placeholders are numbered by their order in Chinese.
pub fn apple<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    let strings: Map<String, Value> = lines.map(|line| (line.key.clone(), entry(line))).collect();
    let file = json!({ "sourceLanguage": "zh-Hans", "strings": strings, "version": "1.0" });
    format!("{file:#}\n")
}

fn entry(line: &Line) -> Value {
    let unit =
        |template: &str| json!({ "stringUnit": { "state": "translated", "value": value(line, template) } });
    let english = match &line.en_one {
        None => unit(&line.en_other),
        Some(one) => {
            json!({ "variations": { "plural": { "one": unit(one), "other": unit(&line.en_other) } } })
        }
    };
    json!({
        "comment": line.note,
        "extractionState": "manual",
        "localizations": { "en": english, "zh-Hans": unit(&line.zh) },
    })
}

fn value(line: &Line, template: &str) -> String {
    let order = placeholders(&line.zh);
    let counted = line.en_one.is_some();
    let slot = |place: usize, name: &str| {
        let kind = if counted && name == "count" { "lld" } else { "@" };
        format!("%{place}${kind}")
    };
    let text = |text: &str| if order.is_empty() { text.to_owned() } else { text.replace('%', "%%") };
    resource(template, &order, slot, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counted_line_varies_by_plural_in_english_only() {
        let line = Line {
            key: "home_some".into(),
            zh: "{count} 件".into(),
            en_one: Some("{count} thing".into()),
            en_other: "{count} things".into(),
            note: "Home".into(),
        };
        let file: Value = serde_json::from_str(&apple(std::iter::once(&line))).unwrap();
        let words = &file["strings"]["home_some"]["localizations"];
        assert_eq!(words["zh-Hans"]["stringUnit"]["value"], "%1$lld 件");
        assert_eq!(words["en"]["variations"]["plural"]["one"]["stringUnit"]["value"], "%1$lld thing");
    }
}
