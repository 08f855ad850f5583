//! `date-outside-project`: dates lie in the project's time, give or take a year.

use super::{Subject, dates};
use crate::finding::{Finding, Place};
use crate::model::{Date, period};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "date-outside-project",
    group: Group::Ours,
    levels: Levels::WARNING,
    checks: "No date lies more than a year before the project starts or after it ends.",
    why: "Such a date is nearly always a slip of the finger in the year.",
    bad: "due: 2042-12-31",
    good: "due: 2024-12-31",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(project) = subject.project else { return };
    let (Some(starts), Some(ends)) = (project.starts.get(), project.ends.get()) else { return };
    let told = |day: Date| {
        let side = match (day < period::years_later(starts, -1), day > period::years_later(ends, 1)) {
            (true, _) => format!("more than a year before the project starts ({starts})"),
            (_, true) => format!("more than a year after the project ends ({ends})"),
            (false, false) => return None,
        };
        Some(format!("{day} is {side}"))
    };
    // A record dated ahead is another finding; a paper may be older than the project.
    let dates = dates::of_documents(subject).into_iter().filter(|dated| dated.sort != dates::Sort::Paper && !dated.is_ahead(subject.today));
    for dated in dates {
        if let Some(message) = told(dated.day) {
            findings.push(dated.finding(RULE.name, message).help(HELP));
        }
    }
    let Some(manifest) = &subject.snapshot.manifest else { return };
    for milestone in &project.milestones {
        if let Some(message) = milestone.date.get().and_then(told) {
            let route = Route::root().key("milestones").index(milestone.position).key("date");
            let finding = Finding::new(RULE.name, Place::value(manifest.path(), route), message);
            findings.push(finding.about(milestone.name.clone()).help(HELP));
        }
    }
}

const HELP: &str = "look at the year; if it is right, the manifest's `starts` or `ends` may not be";
