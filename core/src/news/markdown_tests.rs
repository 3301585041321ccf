use super::*;
use proptest::prelude::*;

fn text(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn spans(block: &Block) -> &[Span] {
    match block {
        Block::Heading { spans, .. } | Block::Paragraph { spans } | Block::Item { spans, .. } => spans,
    }
}

/// Each block as one line: `#1 `, `- `, `2. ` or nothing before its text.
fn lines(source: &str) -> Vec<String> {
    blocks(source)
        .iter()
        .map(|block| {
            let head = match block {
                Block::Heading { level, .. } => format!("#{level} "),
                Block::Paragraph { .. } => String::new(),
                Block::Item { number: None, .. } => "- ".to_owned(),
                Block::Item { number: Some(number), .. } => format!("{number}. "),
            };
            head + &text(spans(block))
        })
        .collect()
}

#[test]
fn headings_paragraphs_and_items_are_blocks() {
    let source =
        "# 标题\n\n第一段\n第二行\n\n## 小标题\n#### 更小\n\n1. 一\n2. 二\n   - 内\n3. 三\n\n* 点\n\n末段";
    assert_eq!(
        lines(source),
        [
            "#1 标题",
            "第一段第二行",
            "#2 小标题",
            "#3 更小",
            "1. 一",
            "2. 二",
            "- 内",
            "3. 三",
            "- 点",
            "末段"
        ]
    );
}

#[test]
fn loose_items_and_hard_breaks_keep_their_order() {
    assert_eq!(lines("- 一\n\n  续\n\n- 二"), ["- 一", "续", "- 二"]);
    assert_eq!(lines("地址  \n电话"), ["地址", "电话"]);
    assert_eq!(lines("two\nwords"), ["two words"]);
}

#[test]
fn a_table_is_read_row_by_row() {
    let source = "| 步骤 | 平时 |\n|---|---|\n| 数据采集 | **当天** |\n| 制卡检测 | 15 天 |\n\n末段";
    assert_eq!(lines(source), ["步骤 · 平时", "- 数据采集 · 当天", "- 制卡检测 · 15 天", "末段"]);
    assert!(spans(&blocks(source)[0]).iter().all(|span| span.strong));
    assert!(!spans(&blocks(source)[3])[0].strong, "the head's weight ends with it");
}

#[test]
fn no_html_comes_through() {
    let source =
        "<script>alert(1)</script>\n\n段<b>落</b><img src=x onerror=y>\n\n<div>\n内\n</div>\n\n<!-- 注 -->";
    assert_eq!(lines(source), ["段落"]);
    assert_eq!(lines("a &lt;b&gt; &amp; c"), ["a <b> & c"], "an entity is the character it names, as text");
}

#[test]
fn links_are_kept_only_where_they_may_lead() {
    let of = |source: &str| -> Vec<(String, Option<String>)> {
        blocks(source).iter().flat_map(spans).map(|span| (span.text.clone(), span.link.clone())).collect()
    };
    let to = |text: &str, link: Option<&str>| (text.to_owned(), link.map(str::to_owned));
    assert_eq!(
        of("请看[指南](https://example.cn/a)，或拨打[12333](tel:12333)。"),
        [
            to("请看", None),
            to("指南", Some("https://example.cn/a")),
            to("，或拨打", None),
            to("12333", Some("tel:12333")),
            to("。", None)
        ]
    );
    let dropped =
        "[a](javascript:alert(1)) [b](http://example.cn) [bank.cn](https://evil.cn) <https://evil.cn/@x>";
    let links: Vec<Option<String>> = of(dropped).into_iter().filter_map(|(_, link)| link).map(Some).collect();
    assert_eq!(links, [Some("https://evil.cn/@x".to_owned())], "an address that shows itself is honest");
}

#[test]
fn strong_text_is_a_span_of_its_own() {
    let block = &blocks("缴费**截止** 11月30日")[0];
    let strong: Vec<(&str, bool)> =
        spans(block).iter().map(|span| (span.text.as_str(), span.strong)).collect();
    assert_eq!(strong, [("缴费", false), ("截止", true), (" 11月30日", false)]);
}

#[test]
fn control_characters_and_turned_writing_are_gone() {
    assert_eq!(lines("a\u{202e}b\u{7}c"), ["abc"]);
}

#[test]
fn an_endless_article_ends() {
    assert_eq!(blocks(&"a\n\n".repeat(5_000)).len(), MOST_BLOCKS);
    // Deep nesting is the usual way to exhaust a parser.
    blocks(&"> ".repeat(20_000));
    blocks(&"[".repeat(60_000));
    blocks(&"* ".repeat(20_000));
}

proptest! {
    #[test]
    fn any_text_becomes_blocks_without_html_or_bad_links(source in "[a-z<>/\\[\\]()*#_`!:\\-\n 一二\u{0}\u{202e}]{0,200}") {
        for block in blocks(&source) {
            prop_assert!(!spans(&block).is_empty());
            for span in spans(&block) {
                let seen = span.text.chars().all(|c| !c.is_control() && c != '\u{202e}');
                prop_assert!(seen);
                if let Some(link) = &span.link {
                    prop_assert!(link.starts_with("https://") || link.starts_with("tel:"));
                }
            }
        }
    }
}
