//! Every code the core can send has words, and every word of a core room can be sent.

use crate::sources::{Source, files};
use std::collections::BTreeSet;

/// The first part of the keys the core sends; all others are said by the shells themselves.
const CORE: [&str; 19] = [
    "card_",
    "pay_",
    "order_",
    "receipt_",
    "finding_",
    "mandate_",
    "insurance_",
    "inbox_",
    "news_",
    "home_",
    "enrol_",
    "link_",
    "rule_",
    "estimate_",
    "project_",
    "continuity_",
    "change_",
    "watch_",
    "explain_",
];

fn catalogue() -> BTreeSet<String> {
    let heads = files("core/words/catalogue", ".toml");
    let heads = heads.iter().flat_map(|file| file.text.lines()).filter_map(|line| line.strip_prefix('['));
    heads.filter_map(|line| line.strip_suffix(']')).map(str::to_owned).collect()
}

fn core() -> Vec<Source> {
    files("core/src", ".rs").into_iter().filter(|source| !source.is_test()).collect()
}

/// Every literal that reads like a key.
fn literals(source: &Source) -> Vec<String> {
    let code: String = source.shipped().map(|(_, line)| format!("{line}\n")).collect();
    code.split('"').skip(1).step_by(2).filter(|text| is_key(text)).map(str::to_owned).collect()
}

fn is_key(text: &str) -> bool {
    text.contains('_') && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[test]
fn every_code_the_core_sends_has_words() {
    let catalogue = catalogue();
    let mut missing = Vec::new();
    for source in core() {
        let code: String = source.shipped().map(|(_, line)| line.trim_start()).collect();
        for call in ["Says::word(\"", ".named("] {
            for part in code.split(call).skip(1) {
                let text = if call.starts_with('.') {
                    part.split('"').nth(3).unwrap_or_default()
                } else {
                    part.split('"').next().unwrap_or_default()
                };
                let text = text.to_owned();
                if is_key(&text) && !catalogue.contains(&text) {
                    missing.push(format!("{}: {text}", source.path));
                }
            }
        }
        // Tables of keys: a literal that begins as the core's keys do must be one.
        for text in literals(&source) {
            if CORE.iter().any(|room| text.starts_with(room))
                && !catalogue.contains(&text)
                && !text.ends_with('_')
                && !is_wire_name(&text)
            {
                missing.push(format!("{}: {text}", source.path));
            }
        }
    }
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "no words for:\n{}", missing.join("\n"));
}

/// Names of the wire's own fields and of stored records that begin like a key.
fn is_wire_name(text: &str) -> bool {
    ["card_debit", "card_no", "card_number", "mandate_debit", "order_id", "pay_by"].contains(&text)
}

#[test]
fn no_word_of_a_core_room_is_never_said() {
    let mut said: BTreeSet<String> = core().iter().flat_map(literals).collect();
    for (folder, ending) in [("android", ".kt"), ("ios", ".swift"), ("tests", ".rs")] {
        for source in files(folder, ending) {
            said.extend(source.text.split('"').filter(|text| is_key(text)).map(str::to_owned));
        }
    }
    let prefixes: Vec<&String> = said.iter().filter(|text| text.ends_with('_')).collect();
    let unsaid: Vec<String> = catalogue()
        .into_iter()
        .filter(|key| CORE.iter().any(|room| key.starts_with(room)))
        .filter(|key| !said.contains(key) && !prefixes.iter().any(|prefix| key.starts_with(prefix.as_str())))
        .collect();
    assert!(unsaid.is_empty(), "in the catalogue and never said:\n{}", unsaid.join("\n"));
}
