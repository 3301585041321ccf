//! `Catalogue.kt`: the lines as they stand, for the shell's own filling.

use super::NOTICE;
use crate::Line;

/// Lines in one method: the JVM refuses a method over 64 KB.
const CHUNK: usize = 100;

/// The text of `Catalogue.kt`.
pub fn kotlin<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    let lines: Vec<&Line> = lines.collect();
    let mut out = format!(
        "// {NOTICE}\npackage cn.shebao.words\n\n\
         /** One line of the catalogue. `{{name}}` is a placeholder, `[…]` stays on one line, `**…**` is bold. */\n\
         class Line(val zh: String, val enOne: String?, val enOther: String)\n\n\
         /** Every line, by key. */\nobject Catalogue {{\n    val lines: Map<String, Line> = HashMap<String, Line>({}).apply {{\n",
        lines.len() * 2
    );
    let chunks = lines.chunks(CHUNK);
    for number in 0..chunks.len() {
        out.push_str(&format!("        lines{number}()\n"));
    }
    out.push_str("    }\n");
    for (number, chunk) in chunks.enumerate() {
        out.push_str(&format!("\n    private fun HashMap<String, Line>.lines{number}() {{\n"));
        for line in chunk {
            let one = line.en_one.as_deref().map_or_else(|| "null".to_owned(), literal);
            let (zh, other) = (literal(&line.zh), literal(&line.en_other));
            out.push_str(&format!("        put(\"{}\", Line({zh}, {one}, {other}))\n", line.key));
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    out
}

fn literal(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '\\' => "\\\\".to_owned(),
            '"' => "\\\"".to_owned(),
            '$' => "\\$".to_owned(),
            '\n' => "\\n".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_kotlin_is_escaped() {
        assert_eq!(literal("\"$a\"\\\n"), r#""\"\$a\"\\\n""#);
    }

    #[test]
    fn no_method_grows_with_the_catalogue() {
        let line = |at| Line {
            key: format!("card_{at}"),
            zh: "甲".into(),
            en_one: None,
            en_other: "A".into(),
            note: String::new(),
        };
        let lines: Vec<Line> = (0..250).map(line).collect();
        let text = kotlin(lines.iter());
        assert_eq!(text.matches("private fun").count(), 3);
        assert_eq!(text.matches("put(").count(), 250);
    }
}
