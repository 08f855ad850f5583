//! `owner-not-a-role`: whoever is named is a role of the manifest, and never a person.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::{Mentioned, Project};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "owner-not-a-role",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "Owners, reviewers, those responsible and all others who are named are keys under `roles` in the manifest.",
    why: "Names of people do not belong in these files, and people move on while roles stay.",
    bad: "owner: program_officer",
    good: "owner: programme_officer",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    // A manifest without roles is found while reading; one slip, one finding.
    let Some(project) = subject.project.filter(|project| !project.roles.is_empty()) else { return };
    for at in subject.snapshot.risks() {
        let (risk, route) = (at.risk, at.risk.route());
        let of_risk = [("owner", &risk.owner), ("accepted_by", &risk.accepted_by), ("escalated_to", &risk.escalated_to)];
        let of_risk = of_risk.into_iter().map(|(key, role)| (route.key(key), role.as_deref()));
        let of_actions = risk.mitigation.iter().map(|action| (action.route(&route).key("owner"), action.owner.as_deref()));
        for (place, role) in of_risk.chain(of_actions) {
            findings
                .extend(role.and_then(|role| unknown(project, at.document.path(), place, role)).map(|found| found.about(risk.id.clone())));
        }
    }
    for (document, assessment) in subject.snapshot.assessments() {
        for review in &assessment.reviews {
            for (position, role) in review.reviewed_by.iter().enumerate() {
                let place = review.route().key("reviewed_by").index(position);
                findings.extend(unknown(project, document.path(), place, role).map(|found| found.about(review.round.clone())));
            }
        }
    }
    for (document, mention) in subject.snapshot.mentions() {
        let Mentioned::Role(role) = mention.what else { continue };
        let mut found = unknown(project, document.path(), mention.route, role);
        if let Some(found) = &mut found {
            found.id = mention.id.map(str::to_owned);
        }
        findings.extend(found);
    }
}

fn unknown(project: &Project, file: &str, route: Route, role: &str) -> Option<Finding> {
    if project.has_role(role) {
        return None;
    }
    let roles: Vec<&str> = project.roles.iter().map(|role| role.key.as_str()).collect();
    let titled = project.roles.iter().find(|known| known.title.eq_ignore_ascii_case(role)).map(|known| known.key.as_str());
    let help = match titled.or_else(|| likeness::nearest(role, &roles)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use one of {}, or add the role (never a name) to the manifest", roles.join(", ")),
    };
    Some(Finding::new(RULE.name, Place::value(file, route), format!("`{role}` is not a role of this project")).help(help))
}
