//! `criteria-changed`: with other words for high, medium and low, levels before and after are not the same levels.

use super::{Manifest, Subject};
use crate::likeness;
use crate::model::{Level, MitigationReading};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "criteria-changed",
    group: Group::Practice,
    levels: Levels::WARNING,
    checks: "What high, medium and low mean in the project, and when mitigation is needed, stay as they are.",
    why: "Ratings given by the old words and by the new ones cannot be compared; who reads them side by side has to know.",
    bad: "-high: We would be surprised if it did not happen within a year.\n+high: It happens every year.",
    good: "-high: We would be surprised if it did not happen within a year.\n\
           +high: \"We would be surprised, if it did not happen within a year.\"",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(manifest) = Manifest::of(subject) else { return };
    let (before, after) = (&manifest.before.criteria, &manifest.after.criteria);
    let mut places = Vec::new();
    // The other way round, the project asks for less: `policy-weakened` speaks.
    let reading = [before.mitigation_required_when, after.mitigation_required_when];
    if reading == [MitigationReading::Both, MitigationReading::Either] {
        places.push(("criteria.mitigation_required_when".to_owned(), Route::root().key("criteria").key("mitigation_required_when")));
    }
    for (part, old, new) in [("likelihood", &before.likelihood, &after.likelihood), ("impact", &before.impact, &after.impact)] {
        for level in Level::ALL {
            let words = |words: Option<&str>| likeness::words(words.unwrap_or_default());
            // Words where there were none make nothing incomparable.
            if old.of(level).is_some() && words(old.of(level)) != words(new.of(level)) {
                let route = Route::root().key("criteria").key(part).key(level.word());
                places.push((format!("criteria.{part}.{}", level.word()), route));
            }
        }
    }
    let Some((_, first)) = places.first().cloned() else { return };
    let names = places.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let message = format!("the criteria changed ({names}): ratings before and after this cannot be compared");
    let help = "look at every rating with the new words, and say so in the next review";
    findings.push(manifest.finding(RULE.name, first, message).help(help));
}
