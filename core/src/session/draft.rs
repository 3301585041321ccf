//! What is wrong with what was typed, before anything is sent.

use super::view::{DraftView, IdentityDraft};
use crate::identity::{IdentityNumber, IdentityProblem, is_mobile_number};
use crate::says::{ProblemView, Says};

/// The fields, parsed once.
pub(super) struct Identity {
    pub name: String,
    pub number: IdentityNumber,
    pub phone: String,
}

/// Parses the fields, or says what is wrong with each.
pub(super) fn parse(draft: &IdentityDraft) -> Result<Identity, Vec<ProblemView>> {
    let name = name(&draft.name).ok_or("enrol_problem_name");
    let number = IdentityNumber::parse(&draft.number).map_err(|problem| match problem {
        IdentityProblem::Form => "enrol_problem_number_form",
        IdentityProblem::Birth => "enrol_problem_number_birth",
        IdentityProblem::Check => "enrol_problem_number_check",
    });
    let phone = phone(&draft.phone).ok_or("enrol_problem_phone");
    match (name, number, phone) {
        (Ok(name), Ok(number), Ok(phone)) => Ok(Identity { name, number, phone }),
        (name, number, phone) => Err([
            name.err().map(|key| problem("name", key)),
            number.err().map(|key| problem("number", key)),
            phone.err().map(|key| problem("phone", key)),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

/// The same, for a screen. A field nothing was typed into yet is not wrong, but keeps the form from being sent.
pub(super) fn check(draft: &IdentityDraft) -> DraftView {
    let Err(mut problems) = parse(draft) else { return DraftView { problems: Vec::new(), can_send: true } };
    let empty = |field: &str| match field {
        "name" => draft.name.trim().is_empty(),
        "number" => draft.number.trim().is_empty(),
        _ => draft.phone.trim().is_empty(),
    };
    problems.retain(|problem| !empty(&problem.field));
    DraftView { problems, can_send: false }
}

pub(super) fn problem(field: &str, key: &str) -> ProblemView {
    ProblemView { field: field.to_owned(), says: Says::word(key) }
}

/// Two to thirty letters of any script, with the dots and spaces names have.
fn name(typed: &str) -> Option<String> {
    let name = typed.trim();
    let fits = |c: char| c.is_alphabetic() || " ·・•.-'’".contains(c);
    let length = name.chars().take(31).count();
    ((2..=30).contains(&length) && name.chars().all(fits)).then(|| name.to_owned())
}

fn phone(typed: &str) -> Option<String> {
    if typed.len() > 64 {
        return None;
    }
    let digits: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(crate::digits::half_width).collect();
    let digits = digits.strip_prefix("+86").map(str::to_owned).unwrap_or(digits);
    is_mobile_number(&digits).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, number: &str, phone: &str) -> IdentityDraft {
        IdentityDraft { name: name.to_owned(), number: number.to_owned(), phone: phone.to_owned() }
    }

    #[test]
    fn good_fields_can_be_sent_as_they_are_typed() {
        for (name, phone) in [("李秀英", "13800005678"), (" 阿卜杜·热合曼 ", "+86 138-0000-5678")] {
            let draft = draft(name, "110105 19491231 002x", phone);
            assert_eq!(check(&draft), DraftView { problems: vec![], can_send: true });
            assert_eq!(parse(&draft).ok().unwrap().phone, "13800005678");
        }
    }

    #[test]
    fn each_wrong_field_is_named() {
        let view = check(&draft("李1", "110105194912310021", "12345"));
        let said: Vec<_> =
            view.problems.iter().map(|problem| (problem.field.as_str(), problem.says.key.as_str())).collect();
        assert_eq!(
            said,
            [
                ("name", "enrol_problem_name"),
                ("number", "enrol_problem_number_check"),
                ("phone", "enrol_problem_phone")
            ]
        );
        assert!(!view.can_send);
    }

    #[test]
    fn an_empty_form_is_not_scolded_but_not_sent_either() {
        assert_eq!(check(&draft("", " ", "")), DraftView { problems: vec![], can_send: false });
        assert_eq!(parse(&draft("", "", "")).err().unwrap().len(), 3);
    }
}
