//! `Catalogue.swift`: one long text read at first use, because a large dictionary literal takes the Swift compiler minutes.

use super::NOTICE;
use crate::Line;

/// The text of `Catalogue.swift`. A record is a line, its fields stand between tabs; a line break inside a text is `⏎`
/// (the check refuses both in the catalogue).
pub fn swift<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    let records: Vec<String> = lines.map(record).collect();
    format!(
        r####"// {NOTICE}

/// One line of the catalogue. `{{name}}` is a placeholder, `[…]` stays on one line, `**…**` is bold.
public struct Line: Sendable {{
    public let zh: String
    public let enOne: String?
    public let enOther: String

    public init(zh: String, enOne: String?, enOther: String) {{
        self.zh = zh
        self.enOne = enOne
        self.enOther = enOther
    }}
}}

/// Every line, by key.
public enum Catalogue {{
    public static let lines: [String: Line] = {{
        var lines: [String: Line] = [:]
        for record in records.split(separator: "\n") {{
            let fields = record.split(separator: "\t", omittingEmptySubsequences: false).map(unescaped)
            guard fields.count == 4 else {{ continue }}
            lines[fields[0]] = Line(zh: fields[1], enOne: fields[2].isEmpty ? nil : fields[2], enOther: fields[3])
        }}
        return lines
    }}()

    private static func unescaped(_ field: Substring) -> String {{
        field.split(separator: "⏎", omittingEmptySubsequences: false).joined(separator: "\n")
    }}

    private static let records = ###"""
{}
"""###
}}
"####,
        records.join("\n")
    )
}

fn record(line: &Line) -> String {
    let one = line.en_one.as_deref().unwrap_or_default();
    [line.key.as_str(), &line.zh, one, &line.en_other].map(|field| field.replace('\n', "⏎")).join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_of_four_fields() {
        let line = Line {
            key: "card_a".into(),
            zh: "甲\n乙".into(),
            en_one: None,
            en_other: "A".into(),
            note: String::new(),
        };
        assert_eq!(record(&line), "card_a\t甲⏎乙\t\tA");
    }
}
