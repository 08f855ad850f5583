//! `new-risk-not-recorded`: new risks that a planning form tells of are in the project.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::{Answer, Intervention, TheoryOfChange};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "new-risk-not-recorded",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "Where a planning form says that there are new risks, it lists them, or a risk was identified in its period.",
    why: "A new risk that stands only on a planning form is rated, mitigated and reviewed by nobody.",
    bad: "new_risks: {answer: yes}",
    good: "new_risks: {answer: yes, risks: [LA-U01]}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // The risk may stand in a file that cannot be read.
    if subject.is_incomplete() {
        return;
    }
    for (document, form) in subject.snapshot.interventions() {
        let question = &form.theory_of_change.new_risks;
        let says_so = matches!(question.answer.get(), Some(Answer::Yes | Answer::InPart));
        let route = TheoryOfChange::route().key("new_risks");
        if says_so && question.risks.is_empty() && !document.has_slip(&route, "risks") && !has_identified(subject, form) {
            let message = format!("{} says that there are new risks, lists none, and none was identified in its period", form.id);
            let finding = Finding::new(RULE.name, Place::value(document.path(), route.key("answer")), message).about(form.id.clone());
            findings.push(finding.help("add the risk to its table, and its id here: `risks: […]`"));
        }
    }
}

fn has_identified(subject: &Subject<'_>, form: &Intervention) -> bool {
    subject.snapshot.risks().filter_map(|at| at.risk.identified_on.get()).any(|day| form.is_during(day))
}
