//! `mitigation-no-owner`: somebody sees to an action against a high risk, by a day.

use super::{Subject, mitigation_placeholder};
use crate::finding::{Finding, Place};
use crate::model::Action;
use crate::rules::{Check, Findings, Group, Levels, Rule};
use crate::snapshot::RiskAt;

/// The rule.
pub const RULE: Rule = Rule {
    name: "mitigation-no-owner",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "Every action that is not dropped, on a risk with a high, has an owner and a due date.",
    why: "An action that is nobody's, or due on no day, is the first that is forgotten.",
    bad: "- id: M1\n  action: Train defence lawyers beside every prosecutor course.\n  due: 2024-12-31",
    good: "- id: M1\n  action: Train defence lawyers beside every prosecutor course.\n  owner: project_coordinator\n  due: 2024-12-31",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for at in subject.snapshot.risks().filter(|at| at.risk.is_active() && at.risk.rating.has_high()) {
        // A place-holder lacks more than an owner, and another rule says so.
        let actions = at.risk.mitigation.iter().filter(|action| action.is_live());
        for action in actions.filter(|action| !mitigation_placeholder::is_placeholder(&action.action)) {
            findings.extend(gap(&at, action));
        }
    }
}

fn gap(at: &RiskAt<'_>, action: &Action) -> Option<Finding> {
    let route = action.route(&at.risk.route());
    let lacks = |key: &str, is_blank: bool| is_blank && !at.document.has_slip(&route, key);
    let (what, key, help) = match (lacks("owner", action.owner.is_none()), lacks("due", action.due.is_blank())) {
        (false, false) => return None,
        (true, false) => ("no owner", "owner", "name the role that sees to it: `owner: …`"),
        (false, true) => ("no due date", "due", "say by which day it is done: `due: …`"),
        (true, true) => ("neither an owner nor a due date", "owner", "name the role that sees to it and the day: `owner: …`, `due: …`"),
    };
    let name = action.id.as_deref().map_or_else(|| format!("action {}", action.position + 1), str::to_owned);
    let message = format!("{} has a high, but its {name} has {what}", at.risk.id);
    let place = Place::value(at.document.path(), route.key(key));
    Some(Finding::new(RULE.name, place, message).about(at.risk.id.clone()).help(help))
}
