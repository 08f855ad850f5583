//! `policy-weakened`: a change must not loosen the rules that judge it.

mod hidden;
mod loosening;

use self::hidden::Hidden;
use self::loosening::{Loosening, loosenings};
use super::{Manifest, Subject};
use crate::finding::{Finding, Place, Severity};
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "policy-weakened",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No severity is lowered, no waiver added or prolonged, no criterion loosened, no role added, no document left out and no stage \
             put back. It is an error where that would hide or soften what the same change does, or takes the project back a stage; \
             by itself it is a warning, since it counts only from the next change on.",
    why: "Whoever could loosen the rules in the change that they stop would not be stopped by anything.",
    bad: "+severities: {rating-lowered-no-evidence: warning}",
    good: "-severities: {rating-lowered-no-evidence: warning}\n+severities: {rating-lowered-no-evidence: error}",
    check: Check::Change(check),
};

/// Names that a message lists before it counts the rest.
const MOST_NAMES: usize = 3;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(manifest) = Manifest::of(subject) else { return };
    let found = loosenings(subject, &manifest);
    if found.is_empty() {
        return;
    }
    // Only where something was loosened is the change judged a second time, without this rule.
    let hidden = Hidden::of(subject, &manifest);
    findings.extend(found.iter().map(|loosening| tell(loosening, &hidden, &manifest)));
}

fn tell(loosening: &Loosening<'_>, hidden: &Hidden<'_>, manifest: &Manifest<'_>) -> Finding {
    let concealed = hidden.by(loosening);
    let is_grave = !concealed.is_empty() || loosening.is_grave();
    let words = loosening.words();
    let (message, help) = if concealed.is_empty() && is_grave {
        (words, "put it back; if it has to be, say why in a change of its own, and have this rule waived there first")
    } else if is_grave {
        let message = format!("{words}, which would hide what this very change does: {}", listed(&concealed));
        (message, "take it out of this change: put right what the rule finds, or loosen the rule first, in a change of its own")
    } else {
        (format!("{words}; this takes effect after the merge"), "nothing here is judged by it yet; see that whoever merges agrees")
    };
    let (file, route, id) = loosening.place(manifest);
    let finding = Finding::new(RULE.name, Place::value(file, route), message).help(help);
    let finding = if is_grave { finding } else { finding.as_severe_as(Severity::Warning) };
    match id {
        Some(id) => finding.about(id),
        None => finding,
    }
}

fn listed(concealed: &[&Finding]) -> String {
    let name = |finding: &&Finding| match &finding.id {
        Some(id) => format!("{} at {id}", finding.rule),
        None => format!("{} in {}", finding.rule, finding.place.file),
    };
    let mut names: Vec<String> = concealed.iter().map(name).collect();
    names.dedup();
    let rest = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}
