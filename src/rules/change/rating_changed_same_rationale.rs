//! `rating-changed-same-rationale`: another rating needs another reason.

use super::{Changed, Subject};
use crate::likeness;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "rating-changed-same-rationale",
    group: Group::Practice,
    levels: Levels::ERROR,
    checks: "Whoever changes a likelihood or an impact rewrites the `rationale`.",
    why: "The old reason led to the old rating; it cannot be the reason for another one.",
    bad: "-likelihood: medium\n+likelihood: high\n rationale: The first draft leaves wide discretion to the police.",
    good: "-likelihood: medium\n+likelihood: high\n-rationale: The first draft leaves wide discretion to the police.\n\
           +rationale: The second draft drops the last limit on police discretion.",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for changed in subject.changed() {
        let Some(what) = complaint(&changed) else { continue };
        let message = format!("the rating of {} changed, {what}", changed.after.id);
        let date = if changed.change.rated_on().differs() { "" } else { "; and give its day in `rated_on`" };
        let help = format!("rewrite `rationale`: what was seen, heard or counted since, and why it leads to this rating{date}");
        findings.push(changed.finding(RULE.name, "rationale", message).help(help));
    }
}

/// Says whether this rule has something to say about a risk.
pub(super) fn speaks(changed: &Changed<'_>) -> bool {
    complaint(changed).is_some()
}

fn complaint(changed: &Changed<'_>) -> Option<&'static str> {
    let moved = changed.change.rating_move();
    // A rating that was taken back is told by its own rule.
    if !moved.is_any() || moved.emptied {
        return None;
    }
    fault(changed, !moved.up && !moved.down).filter(|_| !changed.has_slip("rationale"))
}

/// A first rating without any reason is the business of `rated-without-rationale`; one with the words that explained the
/// blank is not explained.
fn fault(changed: &Changed<'_>, is_first: bool) -> Option<&'static str> {
    match (&changed.before.rationale, &changed.after.rationale) {
        (_, None) if is_first => None,
        (_, None) => Some("but nothing says why"),
        (Some(before), Some(after)) => {
            (likeness::words(before) == likeness::words(after)).then_some("but its rationale is still the old one")
        }
        (None, Some(_)) => None,
    }
}
