//! A tree as a situational analysis, Tools 2.1 to 2.6.

use super::assessment::{action, evidence, waivers};
use super::form::Form;
use super::heading::{has_rows, heading};
use crate::model::{AnalysisFinding, Decision, DueDiligence, Level, SituationalAnalysis};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::Node;

/// Reads a situational analysis; `None` where its rows cannot be told apart.
pub(super) fn read(node: &Node, text: &Source) -> Option<SituationalAnalysis> {
    let form = Form { node, text };
    has_rows(node, "findings").then(|| SituationalAnalysis {
        heading: heading(form, None, &["due_diligence"]),
        completed_on: form.date("completed_on"),
        valid_until: form.date("valid_until"),
        findings: form.entries("findings").map(|(position, row)| finding(position, row)).collect(),
        due_diligence: form.form("due_diligence").map(due_diligence),
    })
}

fn finding(position: usize, form: Form<'_>) -> AnalysisFinding {
    let route = Route::root().key("findings").index(position);
    AnalysisFinding {
        position,
        id: form.text("id").unwrap_or_default(),
        question: form.text("question").unwrap_or_default(),
        finding: form.text("finding"),
        confidence: form.word("confidence", &Level::ALL, Level::word),
        sources: form.entries("sources").map(|(position, entry)| evidence(position, entry)).collect(),
        rights_holders: form.words("rights_holders"),
        duty_bearers: form.words("duty_bearers"),
        related_risks: form.words("related_risks"),
        waivers: waivers(form, &route),
        local: form.local(),
    }
}

fn due_diligence(form: Form<'_>) -> DueDiligence {
    DueDiligence {
        recipient: form.text("recipient"),
        support: form.text("support"),
        measures: form.entries("measures").map(|(position, entry)| action(position, entry)).collect(),
        decision: form.word("decision", &Decision::ALL, Decision::word),
        reason: form.text("reason"),
        decided_by: form.text("decided_by"),
        decided_on: form.date("decided_on"),
        review_on: form.date("review_on"),
    }
}
