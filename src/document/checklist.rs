//! A tree as one of the two checklists, 3.1 and 3.8.

use super::assessment::{evidence, waivers};
use super::form::Form;
use super::heading::{has_id, has_rows, heading};
use crate::model::{Answer, AwarenessChecklist, ChecklistItem, Material, MaterialStatus, PlanningChecklist};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::Node;

/// Reads a planning checklist; `None` where its rows cannot be told apart.
pub(super) fn planning(node: &Node, text: &Source) -> Option<PlanningChecklist> {
    let form = Form { node, text };
    has_rows(node, "items").then(|| PlanningChecklist {
        heading: heading(form, Some("3.1"), &[]),
        completed_on: form.date("completed_on"),
        items: items(form, &Answer::PLANNING),
    })
}

/// Reads the checklist of a piece of material; `None` where it does not say which, or its rows cannot be told apart.
pub(super) fn awareness(node: &Node, text: &Source) -> Option<AwarenessChecklist> {
    let form = Form { node, text };
    let material = form.form("material").filter(|material| has_id(material.node))?;
    has_rows(node, "items").then(|| AwarenessChecklist {
        heading: heading(form, Some("3.8"), &["material"]),
        material: self::material(material),
        items: items(form, &Answer::AWARENESS),
        cleared_by: form.words("cleared_by"),
    })
}

fn items(form: Form<'_>, answers: &[Answer]) -> Vec<ChecklistItem> {
    form.entries("items").map(|(position, row)| item(position, row, answers)).collect()
}

fn item(position: usize, form: Form<'_>, answers: &[Answer]) -> ChecklistItem {
    let route = Route::root().key("items").index(position);
    ChecklistItem {
        position,
        id: form.text("id").unwrap_or_default(),
        question: form.text("question"),
        answer: form.word("answer", answers, Answer::word),
        how_addressed: form.text("how_addressed"),
        reason: form.text("reason"),
        comment: form.text("comment"),
        responsible: form.text("responsible"),
        due: form.date("due"),
        see: form.words("see"),
        evidence: form.entries("evidence").map(|(position, entry)| evidence(position, entry)).collect(),
        waivers: waivers(form, &route),
        local: form.local(),
    }
}

fn material(form: Form<'_>) -> Material {
    Material {
        id: form.text("id").unwrap_or_default(),
        title: form.text("title"),
        format: form.text("format"),
        audience: form.text("audience"),
        languages: form.words("languages"),
        status: form.word("status", &MaterialStatus::ALL, MaterialStatus::word),
    }
}
