//! `bad-status-step`: a risk goes from one status to another by the allowed steps only.

use super::Subject;
use crate::model::Status;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "bad-status-step",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "A risk becomes closed, materialised or not applicable from open; materialised may be closed, and all may be opened again.",
    why: "A risk that skips being open was not looked at in between, and its history cannot be told in order.",
    bad: "-status: closed\n+status: materialised",
    good: "-status: closed\n+status: open",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let status = changed.change.status();
        let (Some(before), Some(after)) = (status.before, status.after) else { continue };
        if before.may_become(after) {
            continue;
        }
        let message = format!("{} went from {} to {}", changed.after.id, before.word(), after.word());
        let help = format!("from {} it can become {}: record that step first", before.word(), next_steps(before));
        findings.push(changed.finding(RULE.name, "status", message).help(help));
    }
}

fn next_steps(from: Status) -> String {
    let next = Status::ALL.into_iter().filter(|next| *next != from && from.may_become(*next));
    next.map(Status::word).collect::<Vec<_>>().join(" or ")
}
