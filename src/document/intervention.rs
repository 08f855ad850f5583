//! A tree as the planning form of an intervention.

use super::form::Form;
use super::heading::{has_id, heading};
use crate::model::{Answer, Field, Intervention, ReviewQuestion, TheoryOfChange};
use crate::source::Source;
use crate::yaml::Node;

/// Reads a planning form; `None` where it does not say which intervention it is about.
pub(super) fn read(node: &Node, text: &Source) -> Option<Intervention> {
    let form = Form { node, text };
    let period = form.form("period");
    let mainstreaming = form.form("mainstreaming");
    let mut heading = heading(form, Some(""), &["period", "theory_of_change", "mainstreaming"]);
    if let Some(theory) = form.form("theory_of_change") {
        let local = theory.local_in(&["entry_points_changed", "new_risks", "assumptions_relevant"]);
        heading.local.extend(local.into_iter().map(|(key, value)| (format!("theory_of_change.{key}"), value)));
    }
    has_id(node).then(|| Intervention {
        heading,
        id: form.text("id").unwrap_or_default(),
        from: period.map_or(Field::Blank, |period| period.date("from")),
        to: period.map_or(Field::Blank, |period| period.date("to")),
        countries: form.words("countries"),
        intervention: form.text("intervention"),
        expected_change: form.text("expected_change"),
        theory_of_change: form.form("theory_of_change").map(theory_of_change).unwrap_or_default(),
        tools: mainstreaming.map(|block| block.words("tools")).unwrap_or_default(),
        how: mainstreaming.and_then(|block| block.text("how")),
    })
}

fn theory_of_change(form: Form<'_>) -> TheoryOfChange {
    let question = |key: &str| form.form(key).map(question).unwrap_or_default();
    TheoryOfChange {
        reference: form.text("ref"),
        entry_points_changed: question("entry_points_changed"),
        new_risks: question("new_risks"),
        assumptions_relevant: question("assumptions_relevant"),
    }
}

fn question(form: Form<'_>) -> ReviewQuestion {
    ReviewQuestion { answer: form.word("answer", &Answer::PLANNING, Answer::word), note: form.text("note"), risks: form.words("risks") }
}
