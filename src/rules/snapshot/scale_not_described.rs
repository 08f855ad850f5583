//! `scale-not-described`: the project says in its own words what high, medium and low mean.

use super::Subject;
use crate::finding::{Finding, Place, Severity};
use crate::model::Level;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "scale-not-described",
    group: Group::Practice,
    levels: Levels::rising(Severity::Info, Severity::Warning, Severity::Warning),
    checks: "The manifest says in the project's own words what high, medium and low mean, for likelihood and for impact.",
    why: "The toolkit defines none of the three words; without a common meaning two officers cannot rate alike.",
    bad: "impact: {high: Serious or irreversible harm to people., medium: Harm that can be put right.}",
    good: "impact: {high: Serious or irreversible harm to people., medium: Harm that can be put right., low: No lasting harm.}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(project), Some(manifest)) = (subject.project, &subject.snapshot.manifest) else { return };
    if manifest.has_slip(&Route::root(), "criteria") {
        return;
    }
    let scales = [("likelihood", &project.criteria.likelihood), ("impact", &project.criteria.impact)];
    let all = scales.into_iter().flat_map(|(scale, words)| Level::ALL.map(|level| (scale, level, words.of(level))));
    let missing: Vec<(&str, Level)> = all.filter(|(_, _, words)| words.is_none()).map(|(scale, level, _)| (scale, level)).collect();
    // One finding for the whole scale: it is agreed in one sitting.
    let Some((scale, first)) = missing.first() else { return };
    let names: Vec<String> = missing.iter().map(|(scale, level)| format!("{scale} {}", level.word())).collect();
    let message = format!("the project does not say what these words mean: {}", names.join(", "));
    let place = Place::value(manifest.path(), Route::root().key("criteria").key(scale).key(first.word()));
    let help = "agree on a sentence for each and write it under `criteria`, such as `low: No lasting harm.`";
    findings.push(Finding::new(RULE.name, place, message).help(help));
}
