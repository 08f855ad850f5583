//! `toolkit-ref-unknown`: editions, tools and printed numbers that documents name are in the catalogue.

use super::{Subject, bad_id, overlays};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::ToolkitRef;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::{ItemAt, RiskAt};
use crate::toolkit::{self, Edition};

/// The rule.
pub const RULE: Rule = Rule {
    name: "toolkit-ref-unknown",
    group: Group::Toolkit,
    levels: Levels::ERROR,
    checks: "Every edition, tool, printed number and entry that a document or an overlay names is in the catalogue.",
    why: "A number without its printed risk is a slip, and would count as a risk that the form does not have.",
    bad: "- id: LA-08",
    good: "- id: LA-U01",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    if let (Some(manifest), Some(edition)) = (&subject.snapshot.manifest, subject.project.and_then(|project| project.edition.as_ref())) {
        let place = Place::value(manifest.path(), Route::root().key("toolkit").key("edition"));
        findings.extend(unknown_edition(place, edition));
    }
    for document in &subject.snapshot.documents {
        let place = Place::value(document.path(), Route::root().key("edition"));
        findings.extend(document.edition().and_then(|edition| unknown_edition(place, edition)));
    }
    for at in subject.snapshot.checklist_items().filter(|at| !at.item.is_users_own()) {
        findings.extend(printed_question(subject.edition, &at));
    }
    findings.extend(overlays::unknown_entries(subject, RULE.name));
    for at in subject.snapshot.risks() {
        match &at.risk.toolkit_ref {
            Some(named) => findings.extend(reference(subject, &at, named)),
            None => findings.extend(printed_number(subject.edition, &at)),
        }
    }
}

fn unknown_edition(place: Place, id: &str) -> Option<Finding> {
    if toolkit::edition(id).is_some() {
        return None;
    }
    let known = toolkit::editions().map(|edition| edition.id.as_str());
    let help = match likeness::nearest(id, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("this program knows {}", known.join(", ")),
    };
    Some(Finding::new(RULE.name, place, format!("the toolkit edition `{id}` is not known")).help(help))
}

fn printed_number(edition: &Edition, at: &RiskAt<'_>) -> Option<Finding> {
    let tool = &at.assessment.tool;
    // A prefix that does not fit is another finding.
    let (prefix, written) = bad_id::parts(&at.risk.id).filter(|(own, _)| edition.prefixes_of(tool).any(|prefix| prefix == *own))?;
    let number = at.risk.printed_number()?;
    if edition.risk(&at.risk.id).is_some() {
        return None;
    }
    if let Some(own) = edition.own_prefix(prefix) {
        let message = format!("the overlay {} has no risk {}", own.overlay, at.risk.id);
        let help = "correct the number, or add the risk to the overlay; a risk of this project alone has a U in its id";
        return Some(at.finding(RULE.name, "id", message).help(help));
    }
    let finding = match edition.printed_of(tool).find(|risk| risk.number == number) {
        Some(printed) => {
            at.finding(RULE.name, "id", format!("the printed number is written {written}")).help(format!("write {}", printed.id))
        }
        None => {
            let message = format!("Tool {tool} prints no risk {number}; its risks are 1 to {}", edition.printed_of(tool).count());
            at.finding(RULE.name, "id", message).help(format!("a risk that the team added has a U in its id, such as {prefix}-U01"))
        }
    };
    Some(finding)
}

fn printed_question(edition: &Edition, at: &ItemAt<'_>) -> Option<Finding> {
    let (tool, id) = (at.tool, &at.item.id);
    let printed = &edition.checklist(tool)?.items;
    if printed.iter().any(|item| item.id == *id) {
        return None;
    }
    // An id that is not well formed is found while reading.
    let (prefix, written) = bad_id::parts(id)?;
    let number = written.trim_start_matches('0');
    let finding = match printed.iter().find(|item| item.number.to_string() == number) {
        Some(meant) => at.finding(RULE.name, "id", format!("the printed number is written {written}")).help(format!("write {}", meant.id)),
        None => at
            .finding(RULE.name, "id", format!("Tool {tool} prints no question {number}; its questions are 1 to {}", printed.len()))
            .help(format!("a question that the team added has a U in its id, such as {prefix}-U01")),
    };
    Some(finding)
}

fn reference(subject: &Subject<'_>, at: &RiskAt<'_>, named: &ToolkitRef) -> Option<Finding> {
    let route = at.risk.route().key("toolkit_ref");
    let place = |key: &str| Place::value(at.document.path(), route.key(key));
    let about = |finding: Finding| finding.about(at.risk.id.clone());
    if let Some(edition) = &named.edition
        && let Some(finding) = unknown_edition(place("edition"), edition)
    {
        return Some(about(finding));
    }
    let edition = named.edition.as_deref().and_then(toolkit::edition).unwrap_or(subject.edition);
    let tool = named.tool.as_deref()?;
    let last = edition.printed_of(tool).count();
    if last == 0 {
        let message = format!("the toolkit has no table of risks `{tool}`");
        return Some(about(Finding::new(RULE.name, place("tool"), message).help("the tables of risks are 3.2 to 3.6")));
    }
    let number = named.number?;
    if edition.printed_of(tool).any(|risk| risk.number == number) {
        return None;
    }
    Some(about(Finding::new(RULE.name, place("number"), format!("Tool {tool} prints no risk {number}; its risks are 1 to {last}"))))
}
