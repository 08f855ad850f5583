//! `stage-skipped`: a project goes through its stages one after another.

use super::{Manifest, Subject};
use crate::model::Stage;
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "stage-skipped",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "`stage` goes on by one: design, inception, implementation, closing, closed.",
    why: "What is asked of the files grows with the stage; a stage that was skipped was never judged by what it asks.",
    bad: "-stage: design\n+stage: implementation",
    good: "-stage: design\n+stage: inception",
    check: Check::Change(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(manifest) = Manifest::of(subject) else { return };
    let (Some(before), Some(after)) = (manifest.before.stage.get(), manifest.after.stage.get()) else { return };
    let skipped = Stage::ALL.into_iter().filter(|stage| before < *stage && *stage < after).map(Stage::word);
    let skipped = skipped.collect::<Vec<_>>().join(" and ");
    if skipped.is_empty() {
        return;
    }
    let message = format!("the project went from {} to {} without {skipped}", before.word(), after.word());
    let help = format!(
        "set the stage to {}, put right what the check then asks for, and go on from there",
        skipped.split(' ').next().unwrap_or_default()
    );
    findings.push(manifest.finding(RULE.name, Route::root().key("stage"), message).help(help));
}
