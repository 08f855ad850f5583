//! `red-line-not-escalated`: likely and grave harm to a red-line right is not the team's to carry alone.

use super::Subject;
use crate::model::Level;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "red-line-not-escalated",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "A risk to a red-line right with high likelihood and high impact names the role it was taken up to.",
    why: "Support may have to stop over such a risk, and that is decided above the team.",
    bad: "likelihood: high\nimpact: high\nescalated_to:\nrights_at_stake: [freedom_from_torture]",
    good: "likelihood: high\nimpact: high\nescalated_to: head_of_office\nrights_at_stake: [freedom_from_torture]",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active()) {
        let is_silent = at.risk.escalated_to.is_some() || at.has_slip("escalated_to");
        if is_silent || at.risk.rating.levels() != Some((Level::High, Level::High)) {
            continue;
        }
        let Some(right) = at.risk.rights_at_stake.iter().find(|slug| subject.edition.is_red_line(slug)) else { continue };
        let title = subject.edition.right(right).map_or(right.as_str(), |right| right.title.as_str());
        let id = &at.risk.id;
        let message = format!(
            "{id} is high on both sides and names a right that no project may trade away ({title}), but nobody above the team knows"
        );
        let help = "take it up, and write to whom and when: `escalated_to: …`, `escalated_on: …`";
        findings.push(at.finding(RULE.name, "escalated_to", message).help(help));
    }
}
