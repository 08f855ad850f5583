//! `not-yet-rated`: an open risk waits for its first rating.

use super::Subject;
use crate::finding::Severity;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "not-yet-rated",
    group: Group::Toolkit,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Error),
    checks: "Every open risk has a likelihood and an impact.",
    why: "The form leaves both cells to the project; a blank one says that nobody has thought about the risk, never that it is low.",
    bad: "likelihood:\nimpact:",
    good: "likelihood: medium\nimpact: high",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks() {
        // A cell whose key is missing or misspelt is blank as well, but that was said while reading.
        let is_told = !["likelihood", "impact"].iter().all(|key| at.has_key(key));
        if is_told || !at.risk.is(Status::Open) || !at.risk.rating.is_blank() {
            continue;
        }
        let message = format!("nobody has rated {} yet: likelihood and impact are blank", at.risk.id);
        let help = format!(
            "agree on both cells: `risklog rate {id}`; where the risk cannot arise here: `risklog not-applicable {id} --reason …`",
            id = at.risk.id
        );
        findings.push(at.finding(RULE.name, "likelihood", message).help(help));
    }
}
