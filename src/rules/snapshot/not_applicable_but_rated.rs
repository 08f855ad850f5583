//! `not-applicable-but-rated`: what does not apply has no rating.

use super::Subject;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "not-applicable-but-rated",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "A risk with `status: not_applicable` has blank cells.",
    why: "A rating says that it may happen, the status says that it cannot: a reader does not know which to believe.",
    bad: "likelihood: low\nimpact: low\n…\nstatus: not_applicable",
    good: "likelihood:\nimpact:\n…\nstatus: not_applicable",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is(Status::NotApplicable)) {
        let rating = &at.risk.rating;
        let cells = [("likelihood", rating.likelihood.get()), ("impact", rating.impact.get())];
        let Some((key, level)) = cells.into_iter().find_map(|(key, level)| Some((key, level?))) else { continue };
        let message = format!("{} does not apply here, and its {key} is {}", at.risk.id, level.word());
        let finding = at.finding(RULE.name, key, message);
        findings.push(finding.help("leave both cells blank; a risk that is over and was rated is `closed`"));
    }
}
