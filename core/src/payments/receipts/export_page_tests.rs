use super::super::samples::{AT, LI, Office, mothers_fee, pension};
use super::super::show::papers;
use super::super::slip::{Payer, Slip};
use super::*;
use std::time::{Duration, UNIX_EPOCH};

fn page(office: &Office, slips: &[Slip], language: &str) -> String {
    let (found, _) = papers(slips, Vec::new(), &office.bureau.keys);
    let found: Vec<&Paper> = found.iter().collect();
    let now = UNIX_EPOCH + Duration::from_secs(AT + 3_600);
    write(&found, &ReceiptFilter::default(), &Occasion { bureau: &office.bureau, language, now })
}

#[test]
fn the_page_says_in_both_languages_who_what_how_much_and_how_to_verify() {
    let office = Office::new();
    let refunded = Slip::of(&office.given_back(office.paid(pension(1, 95_500, AT)), "refunded")).unwrap();
    let slips = [refunded, office.slip(pension(2, 100_000, AT + 9)), office.slip(mothers_fee(3, AT + 20))];
    let plain = |text: &str| text.replace(['\u{2060}', '\u{a0}'], "");
    let zh = plain(&page(&office, &slips, "zh-CN"));
    for part in [
        "<html lang=\"zh-CN\">",
        "虚构城市",
        "2026年共2笔，合计",
        "<b>1,400.00元</b>",
        "另有1笔已退回",
        "王＊",
        "李＊＊",
        "已退费",
        "扫描二维码",
        "2026年11月24日 10:05",
        "2026年11月24日 11:05 导出",
        "灵活就业",
    ] {
        let (zh, part) = (zh.replace(' ', ""), part.replace(' ', ""));
        assert!(zh.contains(&part), "{part}");
    }
    let en = page(&office, &slips, "en").replace(['\u{2060}'], "").replace('\u{a0}', " ");
    for part in [
        "<html lang=\"en\">",
        "fictional",
        "2 payments",
        "1,400.00 yuan",
        "not counted",
        "To verify",
        "24 Nov 2026 10:05",
    ] {
        assert!(en.contains(part), "{part}");
    }
    assert!(!zh.contains('{') || zh.matches('{').count() == STYLE.matches('{').count(), "a word is missing");
    assert_eq!(en.matches('{').count(), STYLE.matches('{').count(), "a word is missing");
}

#[test]
fn the_page_runs_nothing_loads_nothing_and_has_a_code_for_each_receipt() {
    let office = Office::new();
    let slips: Vec<Slip> = (1..=3).map(|n| office.slip(pension(n, 100, AT + u64::from(n)))).collect();
    let page = page(&office, &slips, "zh-CN");
    assert_eq!(page.matches("<svg ").count(), 3);
    for never in [
        "<script",
        "javascript:",
        " src=",
        "href",
        "@import",
        "url(",
        "<link",
        "<img",
        "<iframe",
        "<form",
        " on",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'") && page.contains("size:A4"));
}

#[test]
fn what_a_gateway_or_a_person_wrote_is_text_and_never_markup() {
    let office = Office::new();
    let nasty = "<img src=x onerror=alert(1)>&\"'\u{0}";
    let mut slip = office.slip(mothers_fee(3, AT));
    slip.name = nasty.to_owned();
    slip.payer = Payer::Other { name: nasty.to_owned() };
    let page = page(&office, &[slip], "en");
    assert!(!page.contains("<img") && !page.contains('\u{0}'));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;"));
    assert_eq!(escaped("a&<>\"'\u{7}b"), "a&amp;&lt;&gt;&quot;&#39;b");
}

#[test]
fn the_code_on_the_page_is_the_code_on_the_screen() {
    let office = Office::new();
    let slip = office.slip(mothers_fee(3, AT));
    let qr = qr::view(&qr::link(&office.bureau.gateway, &slip.receipt)).unwrap();
    let page = page(&office, &[slip], "en");
    let path = page.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    let mut drawn = vec![false; qr.modules.len()];
    for stroke in path.split('M').skip(1) {
        let (place, length) = stroke.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let (x, length): (usize, usize) = (x.parse().unwrap(), length.parse().unwrap());
        let y: usize = y.strip_suffix(".5").unwrap().parse().unwrap();
        let from = y * qr.side as usize + x;
        drawn[from..from + length].fill(true);
    }
    assert_eq!(drawn, qr.modules);
    let side = qr.side + 8;
    assert!(page.contains(&format!("viewBox=\"-4 -4 {side} {side}\"")), "the quiet zone");
    assert!(LI.1.contains('＊'));
}
