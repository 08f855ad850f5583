//! `risklog-check/1`.

use serde_json::{Map, Value, json};

use super::finding::{finding, waived};
use crate::report::{CheckReport, Counts, ProjectCheck, StateName};
use crate::source::Origin;

/// Writes a check. One project stands at the top; of several, the top holds the sums.
pub(in crate::render) fn check(report: &CheckReport) -> String {
    let findings = report.projects.iter().flat_map(|project| project.findings.iter().map(move |told| with_project(finding(told), project)));
    let silenced = report.projects.iter().flat_map(|project| project.waived.iter().map(move |told| with_project(waived(told), project)));
    let projects: Vec<Value> = report.projects.iter().map(project).collect();
    let mut top = Map::new();
    top.insert("format".to_owned(), "risklog-check/1".into());
    match report.projects.as_slice() {
        [only] => {
            top.insert("project".to_owned(), json!(only.project));
            top.insert("source".to_owned(), source(&only.source));
        }
        several => {
            let first = several.first().map(|project| source(&project.source));
            top.insert("project".to_owned(), Value::Null);
            top.insert("source".to_owned(), first.unwrap_or_else(|| json!({"kind": "worktree", "commit": null})));
        }
    }
    top.insert("summary".to_owned(), summary(report.total()));
    top.insert("findings".to_owned(), findings.collect());
    top.insert("waived".to_owned(), silenced.collect());
    top.insert("incomplete".to_owned(), json!(report.is_incomplete()));
    top.insert("unseen".to_owned(), report.projects.iter().flat_map(unseen).collect());
    top.insert("unreadable".to_owned(), report.projects.iter().flat_map(|project| &project.unreadable).map(|file| json!(file)).collect());
    if projects.len() != 1 {
        top.insert("projects".to_owned(), projects.into());
    }
    super::write(&Value::Object(top))
}

/// Says which project a finding belongs to, in front of what it says.
fn with_project(finding: Value, project: &ProjectCheck) -> Value {
    let mut told = Map::new();
    if let Value::Object(keys) = finding {
        told.extend(keys);
    }
    told.insert("project".to_owned(), json!(project.project));
    Value::Object(told)
}

fn project(project: &ProjectCheck) -> Value {
    json!({
        "project": project.project,
        "root": project.root,
        "source": source(&project.source),
        "summary": summary(project.counts),
        "incomplete": project.is_incomplete(),
    })
}

fn source(origin: &Origin) -> Value {
    let name = StateName { origin: origin.clone(), name: None };
    json!({"kind": name.kind(), "commit": name.commit()})
}

fn unseen(project: &ProjectCheck) -> impl Iterator<Item = Value> {
    project.unseen.iter().map(|file| json!({"file": file.path, "reason": file.reason}))
}

fn summary(counts: Counts) -> Value {
    json!({
        "documents": counts.documents, "risks": counts.risks, "not_yet_rated": counts.not_yet_rated,
        "errors": counts.errors, "warnings": counts.warnings, "infos": counts.infos, "waived": counts.waived,
    })
}
