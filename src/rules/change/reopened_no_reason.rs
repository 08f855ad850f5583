//! `reopened-no-reason`: what was over is not over any more, and somebody should say why.

use super::Subject;
use crate::diff::ChangeKind;
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "reopened-no-reason",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "A risk that becomes open again says why in `status_reason`, in other words than those that closed it.",
    why: "Reopening says that the earlier decision does not hold any more; the next reader has to know what changed.",
    bad: "-status: closed\n+status: open\n status_reason: The committee held the hearings in all provinces.",
    good: "-status: closed\n+status: open\n-status_reason: The committee held the hearings in all provinces.\n\
           +status_reason: A second bill has been tabled, and its hearings are not planned yet.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed().filter(|changed| changed.change.is(ChangeKind::Reopened)) {
        let reason = |text: &Option<String>| likeness::words(text.as_deref().unwrap_or_default());
        let (before, after) = (reason(&changed.before.status_reason), reason(&changed.after.status_reason));
        let what = match (after.is_empty(), after == before) {
            (true, _) => "and nothing says why",
            (false, true) => "and `status_reason` still says why it was not open",
            (false, false) => continue,
        };
        if changed.has_slip("status_reason") {
            continue;
        }
        let message = format!("{} is open again, {what}", changed.after.id);
        let help = "write in `status_reason` what happened since, and keep it there while the risk is open";
        findings.push(changed.finding(RULE.name, "status_reason", message).help(help));
    }
}
