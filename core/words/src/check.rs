//! What the catalogue must hold to.

use crate::template::{is_well_formed, placeholders};
use crate::{Catalogue, Defect, Line};

/// Everything that is wrong, in the order of keys; empty if nothing is.
pub fn problems(catalogue: &Catalogue) -> Vec<Defect> {
    let mut problems = catalogue.defects().to_vec();
    for line in catalogue.lines() {
        problems.extend(of_line(line).into_iter().map(|why| Defect::Line { key: line.key.clone(), why }));
    }
    problems
}

fn of_line(line: &Line) -> Vec<String> {
    let mut problems = Vec::new();
    let templates = [Some(&line.zh), Some(&line.en_other), line.en_one.as_ref()];
    for template in templates.into_iter().flatten() {
        if template.trim().is_empty() {
            problems.push("is empty in a language".to_owned());
        }
        if !is_well_formed(template) {
            problems.push(format!("has a mark that is not closed, nested or nameless: {template}"));
        }
        if template.contains(['\u{2060}', '\u{A0}', '⏎', '\t']) {
            problems.push(format!("holds a mark that only the program sets: {template}"));
        }
    }
    let (zh, en) = (sorted(&line.zh), sorted(&line.en_other));
    if zh != en {
        problems.push(format!("has {zh:?} in Chinese and {en:?} in English"));
    }
    if let Some(one) = &line.en_one {
        if !en.contains(&"count".to_owned()) {
            problems.push("has a form for one and no {count}".to_owned());
        }
        if sorted(one).iter().any(|name| !en.contains(name)) {
            problems.push("has a placeholder for one that is not in the other form".to_owned());
        }
    }
    if has_contraction(&line.en_other) || line.en_one.as_deref().is_some_and(has_contraction) {
        problems.push("has an English contraction".to_owned());
    }
    if let Some(mark) = line.zh.chars().find(|c| matches!(c, ',' | ';' | '!' | '?' | '(' | ')')) {
        problems.push(format!("has the half-width mark {mark} in Chinese"));
    }
    problems
}

fn sorted(template: &str) -> Vec<String> {
    let mut names = placeholders(template);
    names.sort();
    names
}

/// `don't`, `we're`; a possessive `'s` is none unless `it's`, `that's` and the like.
fn has_contraction(text: &str) -> bool {
    let text = text.replace('’', "'").to_lowercase();
    ["n't", "'re", "'ll", "'ve", "'m ", "it's", "that's", "there's", "what's", "let's"]
        .iter()
        .any(|contraction| text.contains(contraction))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_holds_to_its_rules() {
        let problems: Vec<String> = problems(Catalogue::built_in()).iter().map(Defect::to_string).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn each_rule_is_noticed_when_broken() {
        for (zh, en) in [
            ("{a}", "\"{b}\""),
            ("", "\"A\""),
            ("甲", "\"\""),
            ("甲[乙", "\"A\""),
            ("甲", "\"You're offline\""),
            ("甲,乙", "\"A\""),
            ("甲", "{ one = \"A\", other = \"As\" }"),
            ("{count}", "{ one = \"{a} {count}\", other = \"{count}\" }"),
            ("甲\u{2060}乙", "\"A\""),
        ] {
            let room = format!("[card_a]\nzh = \"{zh}\"\nen = {en}\n");
            assert!(!problems(&Catalogue::read(&[("card", &room)])).is_empty(), "{room}");
        }
    }
}
