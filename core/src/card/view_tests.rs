use super::*;
use crate::freshness::Source;
use crate::moment::Moment;
use proptest::prelude::*;
use serde_json::{Value, json};

fn shown(card: Value, progress: Value) -> CardView {
    let card = serde_json::from_value(card).unwrap();
    let progress = serde_json::from_value(progress).unwrap();
    let kept = Kept { card: Some(&card), progress: Some(&progress), holder: None };
    let freshness = Freshness { as_of: None, source: Source::Stored };
    view(&kept, freshness, "12333", Moment::parse("2026-11-24T09:40:00+08:00").unwrap().at())
}

fn codes(production: &str, person: &str, application: &str) -> Value {
    json!({"person": {"name": "王芳"}, "kind": "replacement", "application_mapping": "standard",
        "production_code": production, "person_code": person, "application_code": application})
}

const AT: &str = "2026-11-01T09:00:00+08:00";

#[test]
fn three_axes_stay_three_lines_with_their_codes() {
    let view = shown(codes("41", "01", "0"), json!({}));
    let raw: Vec<&str> = view.status.iter().map(|line| line.raw.as_str()).collect();
    assert_eq!(raw, ["41", "01", "0"]);
    assert_eq!(view.person, "王＊");
    let odd = shown(codes("4１", "x", "7"), json!({}));
    assert!(odd.status.iter().all(|line| line.value.key == "card_status_unknown"));
}

#[test]
fn an_unreadable_code_is_a_line_of_its_own() {
    let view = shown(json!({"production_code": "far too long a code", "person_code": 4}), json!({}));
    let raw: Vec<&str> = view.status.iter().map(|line| line.raw.as_str()).collect();
    assert_eq!(raw, ["?", "?"]);
}

#[test]
fn a_collected_card_is_to_be_activated_at_the_bank_first() {
    let view = shown(codes("70", "03", "0"), json!({"raw": {"get_time": AT}}));
    assert_eq!(view.headline.key, "card_headline_activate");
    assert_eq!(view.advice, Some(Says::word("card_advice_activate_bank")));
    assert_eq!(view.activation[0].tone, Tone::Now);
}

#[test]
fn a_card_in_use_is_normal() {
    let mut card = codes("70", "04", "1");
    card["bank_active_at"] = AT.into();
    card["social_active_at"] = AT.into();
    let view = shown(card, json!({"raw": {"get_time": AT}}));
    assert_eq!(
        (view.headline.key.as_str(), view.tone, view.advice),
        ("card_headline_active", Tone::Done, None)
    );
    assert!(view.progress.iter().all(|step| step.tone == Tone::Done));
}

#[test]
fn nothing_kept_is_a_screen_too() {
    let kept = Kept { card: None, progress: None, holder: None };
    let freshness = Freshness { as_of: None, source: Source::StoredOffline };
    let view = view(&kept, freshness, "12333", SystemTime::UNIX_EPOCH);
    assert_eq!(view.headline.key, "card_headline_unheard");
    assert!(view.progress.is_empty() && view.status.is_empty() && view.activation.is_empty());
}

#[test]
fn a_late_factory_is_the_headline_and_names_the_step() {
    let progress = json!({"raw": {"apply_time": "2026-10-12T10:20:00+08:00", "insure_time": AT},
        "usual_days": {"make": 15, "issue": 5}});
    let view = shown(codes("30", "01", "0"), progress);
    assert_eq!(view.headline, Says::word("card_headline_step").named("step", "card_step_make"));
    assert_eq!(view.tone, Tone::Waiting);
    let late: Vec<&StepView> = view.progress.iter().filter(|step| step.tone == Tone::Waiting).collect();
    assert_eq!(late[0].note, Some(Says::word("card_note_late").count("usual", 15).count("days", 23)));
}

/// Any value a field could hold: the right kind, the wrong kind, absurd, nested, nothing.
fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[0-9]{0,3}|standard|applied|first|\\PC{0,40}".prop_map(Value::from),
        (1_600_000_000i64..2_000_000_000).prop_map(|at| {
            let at = time::OffsetDateTime::from_unix_timestamp(at).unwrap();
            Value::from(at.format(&time::format_description::well_known::Rfc3339).unwrap())
        }),
        Just(json!([1, {"name": 2}])),
        Just(json!({"name": "测试银行", "branch": 7, "phone": "x"})),
    ]
}

fn any_object(keys: &'static [&'static str]) -> impl Strategy<Value = Value> {
    proptest::collection::btree_map(proptest::sample::select(keys), any_value(), 0..keys.len())
        .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

const CARD: &[&str] = &[
    "kind",
    "production_code",
    "person_code",
    "application_code",
    "application_mapping",
    "social_active_at",
    "bank_active_at",
    "bank",
    "more",
];
const STAMPS: &[&str] = &[
    "apply_time",
    "bank_time0",
    "bank_finish_time0",
    "insure_time",
    "insure_finish_time",
    "province_time",
    "city_time",
    "city_send_time",
    "get_time",
    "batch_no",
    "bank_account",
    "card_no",
    "bank_failed",
];

proptest! {
    #[test]
    fn whatever_the_gateway_holds_there_is_a_screen_with_an_answer(
        card in any_object(CARD), raw in any_object(STAMPS), usual in any_object(&["make", "issue", "bank"]),
    ) {
        let view = shown(card, json!({"raw": raw, "usual_days": usual}));
        prop_assert!(view.progress.is_empty() || view.progress.len() == 6);
        prop_assert!(view.status.len() <= 3);
        prop_assert!(!view.headline.key.is_empty() && !view.state.key.is_empty());
        for line in &view.status {
            prop_assert!(!line.raw.is_empty() && line.raw.chars().count() <= 8);
        }
    }
}
