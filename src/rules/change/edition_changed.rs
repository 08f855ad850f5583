//! `edition-changed`: another edition of the toolkit counts its risks another way.

use super::{Manifest, Subject};
use crate::finding::{Finding, Place};
use crate::model::RiskAssessment;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "edition-changed",
    group: Group::Toolkit,
    levels: Levels::WARNING,
    checks: "Project and documents stay with the edition of the toolkit that they were begun with.",
    why: "Numbers and wording of the printed risks are those of an edition; before and after cannot be compared one by one.",
    bad: " tool: \"3.3\"\n+edition: unodc-2030",
    good: " tool: \"3.3\"\n+edition: unodc-2021",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(manifest) = Manifest::of(subject) else { return };
    let help = "compare each risk with the new edition by hand, and say so in the next review";
    let (before, after) = (named(manifest.before.edition.as_deref()), named(manifest.after.edition.as_deref()));
    if before != after {
        let message =
            format!("the project went from edition {before} of the toolkit to {after}: risks before and after cannot be compared");
        findings.push(manifest.finding(RULE.name, Route::root().key("toolkit").key("edition"), message).help(help));
    }
    let earlier = subject.before.assessments_by_identity();
    for (document, table) in subject.after.assessments() {
        let Some((_, old)) = earlier.get(&table.identity()).copied() else { continue };
        let edition = |table: &RiskAssessment, project: &str| table.edition.clone().unwrap_or_else(|| project.to_owned());
        let (old, new) = (edition(old, before), edition(table, after));
        // A document that only follows the manifest is told there.
        if old != new && [&old, &new] != [before, after] {
            let message =
                format!("tool {} went from edition {old} of the toolkit to {new}: risks before and after cannot be compared", table.tool);
            let place = Place::value(document.path(), Route::root().key("edition"));
            findings.push(Finding::new(RULE.name, place, message).help(help));
        }
    }
}

/// Where no edition is named, the default one counts.
fn named(edition: Option<&str>) -> &str {
    edition.unwrap_or(crate::toolkit::default_edition().id.as_str())
}
