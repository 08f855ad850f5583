//! A tree as the indicators of one tool, 4.3.1 to 4.3.5.

use serde_json::Number;

use super::assessment::waivers;
use super::form::Form;
use super::heading::{has_rows, heading};
use crate::model::{Amount, Cell, Indicator, IndicatorList, IndicatorType, Measure, Measured};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::{Content, Node};

/// Reads indicators; `None` where they cannot be told apart.
pub(super) fn read(node: &Node, text: &Source) -> Option<IndicatorList> {
    let form = Form { node, text };
    has_rows(node, "indicators").then(|| IndicatorList {
        heading: heading(form, None, &[]),
        indicators: form.entries("indicators").map(|(position, row)| indicator(position, row)).collect(),
    })
}

fn indicator(position: usize, form: Form<'_>) -> Indicator {
    let route = Route::root().key("indicators").index(position);
    let mut local = form.local();
    local.extend(form.local_in(&["baseline", "target"]));
    for (_, value) in form.entries("values") {
        let day = value.text("date").unwrap_or_default();
        local.extend(value.local().into_iter().map(|(key, own)| (format!("values.{day}.{key}"), own)));
    }
    Indicator {
        position,
        id: form.text("id").unwrap_or_default(),
        statement: form.text("statement").unwrap_or_default(),
        sort: form.word("type", &IndicatorType::ALL, IndicatorType::word),
        unit: form.text("unit"),
        baseline: form.form("baseline").map(measure).unwrap_or_default(),
        target: form.form("target").map(measure).unwrap_or_default(),
        disaggregated_by: form.words("disaggregated_by"),
        source: form.text("source"),
        frequency: form.text("frequency"),
        responsible: form.text("responsible"),
        related_risks: form.words("related_risks"),
        values: form.entries("values").map(|(position, entry)| measured(position, entry)).collect(),
        waivers: waivers(form, &route),
        local,
    }
}

fn measure(form: Form<'_>) -> Measure {
    Measure { value: form.node.get("value").and_then(amount), date: form.date("date") }
}

fn measured(position: usize, form: Form<'_>) -> Measured {
    let mut breakdown = Vec::new();
    if let Some(groups) = form.node.get("breakdown") {
        cells(groups, &mut Vec::new(), &mut breakdown);
    }
    Measured { position, measure: measure(form), note: form.text("note"), breakdown }
}

/// Collects the counts of a breakdown, each under the names of its groups.
fn cells(node: &Node, groups: &mut Vec<String>, found: &mut Vec<Cell>) {
    for entry in node.entries() {
        groups.push(entry.key.clone());
        match number(&entry.value) {
            Some(count) => found.push(Cell { groups: groups.clone(), count }),
            None => cells(&entry.value, groups, found),
        }
        groups.pop();
    }
}

fn amount(node: &Node) -> Option<Amount> {
    match &node.content {
        Content::Text(words) if !words.trim().is_empty() => Some(Amount::Words(words.trim_end().to_owned())),
        _ => number(node).map(Amount::Number),
    }
}

/// Returns a number; 44 and 44.0 are one and the same.
fn number(node: &Node) -> Option<Number> {
    match node.content {
        Content::Int(whole) => Some(whole.into()),
        // NOTE: beyond this a fraction cannot be told from none, and the number stays as it is.
        Content::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some((value as i64).into()),
        Content::Float(value) => Number::from_f64(value),
        _ => None,
    }
}
