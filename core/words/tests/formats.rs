//! `formats.json` is what Rust, Kotlin and Swift must all answer; this is Rust's turn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use serde::Deserialize;
use serde_json::Value as Json;
use shebao_words::{Date, Language, Line, Locale, Month, Value, keep, plain, tidy};
use std::time::SystemTime;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

#[derive(Deserialize)]
struct Vector {
    kind: String,
    language: String,
    input: Json,
    reference: Option<String>,
    expected: String,
}

fn moment(text: &str) -> OffsetDateTime {
    OffsetDateTime::parse(text, &Rfc3339).unwrap()
}

fn date(text: &str) -> Date {
    let parts: Vec<i32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    Date { year: parts[0], month: parts[1] as u8, day: parts[2] as u8 }
}

fn month(text: &str) -> Month {
    let Date { year, month, .. } = date(&format!("{text}-01"));
    Month { year, month }
}

fn months(list: &Json) -> Vec<Month> {
    list.as_array().unwrap().iter().map(|text| month(text.as_str().unwrap())).collect()
}

fn value(kind: &str, input: &Json) -> Value {
    let (text, number) = (input.as_str().unwrap_or_default(), input.as_i64().unwrap_or_default());
    match kind {
        "text" => Value::Text(text.to_owned()),
        "word" => Value::Word(text.to_owned()),
        "money" => Value::Amount(number),
        "count" => Value::Count(number as u32),
        "rate" => Value::Rate(number as u32),
        "day" => Value::Day(date(text)),
        "month" => Value::Month(month(text)),
        "months" => Value::Months(months(input)),
        "moment" => Value::Moment(SystemTime::from(moment(text))),
        kind => panic!("no value {kind}"),
    }
}

fn filled(locale: &Locale, input: &Json) -> String {
    let text = |name: &str| input[name].as_str().map(str::to_owned);
    let line = Line {
        key: String::new(),
        zh: text("zh").unwrap_or_default(),
        en_one: text("en_one"),
        en_other: text("en_other").unwrap_or_default(),
        note: String::new(),
    };
    let args: Vec<(String, Value)> = input["args"]
        .as_array()
        .unwrap()
        .iter()
        .map(|arg| {
            (arg["name"].as_str().unwrap().to_owned(), value(arg["kind"].as_str().unwrap(), &arg["value"]))
        })
        .collect();
    let marked = |run: shebao_words::Run| if run.bold { format!("<b>{}</b>", run.text) } else { run.text };
    locale.fill(&line, &args).into_iter().map(marked).collect()
}

fn answer(vector: &Vector) -> String {
    let reference = moment(vector.reference.as_deref().unwrap_or("2026-11-24T10:00:00+08:00"));
    let locale = Locale {
        language: Language::of_tag(&vector.language),
        now: SystemTime::from(reference),
        offset_minutes: i32::from(reference.offset().whole_minutes()),
    };
    let input = &vector.input;
    match vector.kind.as_str() {
        "spoken_money" => locale.spoken_money(input.as_i64().unwrap()),
        "tidy" => tidy(input.as_str().unwrap()),
        "keep" => keep(input.as_str().unwrap()),
        "plain" => plain(input.as_str().unwrap()),
        "fill" => filled(&locale, input),
        kind => locale.value(&value(kind, input)),
    }
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../formats.json")).unwrap()
}

#[test]
fn every_vector_is_answered_as_expected() {
    let wrong: Vec<String> = vectors()
        .iter()
        .filter(|vector| answer(vector) != vector.expected)
        .map(|vector| {
            format!("{} {}: {:?} for {}", vector.kind, vector.language, answer(vector), vector.input)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_is_there_in_both_languages() {
    let vectors = vectors();
    for kind in ["money", "spoken_money", "day", "month", "months", "moment", "rate", "count", "tidy", "fill"]
    {
        for language in ["zh", "en"] {
            assert!(vectors.iter().any(|v| v.kind == kind && v.language == language), "{kind} {language}");
        }
    }
}
