//! Every pair of state and event has the outcome the committed table says. The table was written for people and is part of the
//! documentation; when this test fails, either the code or the table is wrong, and a person decides which.

use super::*;

const TABLE: &str = include_str!("../TABLE.md");

fn cell(state: State, kind: EventKind) -> String {
    // What is about the cashier happens to orders that are to be paid there.
    let at_cashier = matches!(kind, EventKind::Cashier | EventKind::Another);
    let before = if at_cashier { cashier_order(state) } else { order(state) };
    let step = step(&before, &event(kind));
    let mut parts = Vec::new();
    if let Some(change) = &step.change {
        let after = before.clone().after(change);
        if after.state != before.state {
            parts.push(format!("**{}**", name(after.state)));
        } else {
            parts.push("record".to_owned());
        }
    }
    match step.next {
        Next::Nothing => {}
        Next::Send(request) => parts.push(format!("{request:?}").to_lowercase()),
        Next::Again(Pace::Backoff) => parts.push("again".to_owned()),
        Next::Again(Pace::NotBefore { seconds }) => parts.push(format!("again in {seconds} s")),
    }
    if parts.is_empty() { "·".to_owned() } else { parts.join(", ") }
}

fn name(state: State) -> String {
    match state {
        State::Rejected(_) => "Rejected".to_owned(),
        other => format!("{other:?}"),
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn made() -> String {
    let mut table = row(std::iter::once("event".to_owned()).chain(STATES.map(name)));
    table += &row((0..=STATES.len()).map(|_| "---".to_owned()));
    for kind in EventKind::ALL {
        let cells = STATES.iter().map(|state| cell(*state, kind));
        table += &row(std::iter::once(format!("{kind:?}")).chain(cells));
    }
    table
}

#[test]
fn every_pair_of_state_and_event_has_the_outcome_the_table_says() {
    let made = made();
    assert_eq!(made.lines().skip(2).flat_map(|line| line.split(" | ").skip(1)).count(), 200);
    let written = TABLE.split_once("\n\n").map(|(_, table)| table);
    assert_eq!(written, Some(made.as_str()), "the table that the code makes is:\n{made}");
}
