use super::super::export::{Export, ExportFormat, Occasion, export};
use super::super::samples::{AT, Office, mothers_fee, pension};
use super::super::show::papers;
use super::super::view::ReceiptFilter;
use super::*;
use crate::error::{CitizenError, Refusal};
use serde_json::{Value, json};
use std::time::{Duration, UNIX_EPOCH};

fn slips(office: &Office) -> Vec<Slip> {
    let refunded = office.given_back(office.paid(pension(1, 95_500, AT)), "refunded");
    vec![
        Slip::of(&refunded).unwrap(),
        office.slip(pension(2, 100_000, AT + 9)),
        office.slip(mothers_fee(3, AT + 20)),
    ]
}

fn exported(office: &Office, filter: &ReceiptFilter, format: ExportFormat) -> Outcome<Export> {
    let (found, _) = papers(&slips(office), Vec::new(), &office.bureau.keys);
    let now = UNIX_EPOCH + Duration::from_secs(AT + 3_600);
    export(&found, filter, format, &Occasion { bureau: &office.bureau, language: "zh-CN", now })
}

fn file(office: &Office) -> Value {
    let all = exported(office, &ReceiptFilter::default(), ExportFormat::Json).unwrap();
    assert_eq!(
        (all.name.as_str(), all.media_type.as_str()),
        ("shebao-receipts-2026-11-24.json", "application/json")
    );
    serde_json::from_slice(&all.bytes).unwrap()
}

fn keys(check: &ExportCheck) -> Vec<&str> {
    check.problems.iter().map(|problem| problem.key.as_str()).collect()
}

#[test]
fn an_exported_file_is_verified_with_the_public_keys_alone() {
    let office = Office::new();
    let file = file(&office);
    assert_eq!(file["totals"], json!([{"year": 2026, "count": 2, "total_fen": 140_000}]));
    let check = check(file.to_string().as_bytes(), &office.bureau);
    assert_eq!(keys(&check), Vec::<&str>::new());
    let counted: Vec<bool> = check.rows.iter().map(|row| row.counted).collect();
    assert_eq!(counted, [true, true, false], "newest first; what was given back is there, and not counted");
    assert_eq!(check.totals[0].total.unwrap().fen, 140_000);
    assert_eq!(check.rows[0].person, "李＊＊");
}

#[test]
fn every_change_of_a_file_is_noticed() {
    let office = Office::new();
    let good = file(&office);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        check(file.to_string().as_bytes(), &office.bureau)
    };
    let one = |key: &str| vec![key.to_owned()];
    for (what, change, key) in [
        (
            "amount",
            &(|f: &mut Value| f["receipts"][0]["says"]["amount_fen"] = json!(1)) as &dyn Fn(&mut Value),
            "receipt_file_differs",
        ),
        ("periods", &|f| f["receipts"][0]["says"]["periods"] = json!(["2028"]), "receipt_file_differs"),
        ("name", &|f| f["receipts"][0]["says"]["insured"] = json!("王*"), "receipt_file_differs"),
        ("counted", &|f| f["receipts"][2]["says"]["counted"] = json!(true), "receipt_file_differs"),
        (
            "refund left out",
            &|f| {
                f["receipts"][0]["says"]["counted"] = json!(false);
            },
            "receipt_file_differs",
        ),
        ("link", &|f| f["receipts"][0]["link"] = json!("https://elsewhere/q#x"), "receipt_file_differs"),
        (
            "order",
            &|f| f["receipts"][0]["says"]["order"] = f["receipts"][1]["says"]["order"].clone(),
            "receipt_file_not_genuine",
        ),
        (
            "refund of another",
            &|f| f["receipts"][1]["refund"] = f["receipts"][2]["refund"].clone(),
            "receipt_file_not_genuine",
        ),
        (
            "signature",
            &|f| {
                let text = f["receipts"][0]["receipt"].as_str().unwrap().to_owned();
                f["receipts"][0]["receipt"] = json!(format!("{}{}", &text[..text.len() - 4], "AAAA"));
            },
            "receipt_file_not_genuine",
        ),
        ("sum", &|f| f["totals"][0]["total_fen"] = json!(140_001), "receipt_file_totals"),
        ("year", &|f| f["totals"] = json!([]), "receipt_file_totals"),
        (
            "twice",
            &|f| {
                let again = f["receipts"][0].clone();
                f["receipts"].as_array_mut().unwrap().push(again);
            },
            "receipt_file_twice",
        ),
        (
            "left out",
            &|f| {
                f["receipts"].as_array_mut().unwrap().remove(0);
            },
            "receipt_file_totals",
        ),
        ("version", &|f| f["version"] = json!(2), "receipt_file_newer"),
        ("format", &|f| f["format"] = json!("other"), "receipt_file_unknown"),
        ("region", &|f| f["region"] = json!("990200"), "link_other_bureau"),
    ] {
        let check = changed(change);
        assert_eq!(keys(&check), one(key), "{what}");
        assert!(check.problems[0].key == key);
    }
    assert_eq!(keys(&check(b"{", &office.bureau)), ["receipt_file_unknown"]);
    // Signed all right, by somebody else.
    let stranger = Office::new();
    assert_eq!(
        keys(&check(file(&stranger).to_string().as_bytes(), &office.bureau)),
        ["receipt_file_not_genuine"; 3]
    );
}

#[test]
fn a_choice_is_exported_alone_and_nothing_is_no_file() {
    let office = Office::new();
    let hers = ReceiptFilter { insured: Some("p-li".to_owned()), ..Default::default() };
    let export = exported(&office, &hers, ExportFormat::Json).unwrap();
    let file: Value = serde_json::from_slice(&export.bytes).unwrap();
    assert_eq!((file["receipts"].as_array().unwrap().len(), &file["filter"]["insured"]), (1, &json!("p-li")));
    assert_eq!(keys(&check(&export.bytes, &office.bureau)), Vec::<&str>::new());
    let none = ReceiptFilter { year: Some(1999), ..Default::default() };
    for format in [ExportFormat::Json, ExportFormat::Page] {
        assert_eq!(exported(&office, &none, format).err(), Some(CitizenError::refused(Refusal::NotFound)));
    }
}
