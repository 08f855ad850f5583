//! Where in the sheet a finding belongs: whoever works in the sheet has never seen the lines of the file.

use super::columns;
use super::plan::Plan;
use crate::finding::Finding;
use crate::report::ToldFinding;
use crate::route::{Route, Step};
use crate::snapshot::Snapshot;

/// Puts a finding of a text that was not written at its row and column; a line that nobody can look up is left out.
pub fn place(told: &mut ToldFinding, finding: &Finding, plan: &Plan, ids: &[String], state: &Snapshot) {
    told.region = None;
    told.excerpt = None;
    for related in &mut told.related {
        related.region = None;
        related.excerpt = None;
    }
    if let Some(row) = row(finding, plan, ids, state) {
        let column = column(&finding.place.route).map(|title| format!(", {title}")).unwrap_or_default();
        told.file = format!("{row}{column}");
    }
}

/// Finds the row of a risk: by its id, or by its place in the file, where the finding is about something inside it.
fn row(finding: &Finding, plan: &Plan, ids: &[String], state: &Snapshot) -> Option<String> {
    let known = |id: &str| {
        let new = || ids.iter().zip(&plan.new_risks).find(|(new, _)| *new == id).map(|(_, risk)| &risk.place);
        plan.rows.get(id).or_else(new).map(|row| format!("{row} ({id})"))
    };
    if let Some(row) = finding.id.as_deref().and_then(known) {
        return Some(row);
    }
    let [Step::Key(list), Step::Index(at), ..] = finding.place.route.steps() else { return None };
    let risks = &state.document(&finding.place.file)?.risk_assessment().filter(|_| list == "risks")?.risks;
    match at.checked_sub(risks.len()) {
        None => known(&risks.get(*at)?.id),
        Some(at) => {
            let mut of_file = plan.new_risks.iter().zip(ids).filter(|(risk, _)| risk.file == finding.place.file);
            of_file.nth(at).and_then(|(_, id)| known(id))
        }
    }
}

/// Finds the column of a field.
fn column(route: &Route) -> Option<&'static str> {
    let [_, _, Step::Key(key), rest @ ..] = route.steps() else { return None };
    let inner = match rest.first() {
        Some(Step::Key(inner)) => format!("{key}.{inner}"),
        Some(Step::Index(_)) | None => key.clone(),
    };
    columns::fields().find(|(_, known)| *known == key || *known == inner).map(|(column, _)| column.title)
}
