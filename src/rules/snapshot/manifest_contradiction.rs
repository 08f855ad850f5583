//! `manifest-contradiction`: the manifest agrees with itself, with the rules and with the repository.

use super::{Subject, overlays};
use crate::finding::{Finding, Place};
use crate::likeness;
use crate::model::{Milestone, Project, SeverityWord};
use crate::route::Route;
use crate::rules::{self, Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "manifest-contradiction",
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "The project ends after it starts, `severities` names rules that exist and makes none about personal data milder, `overlays` names overlays, and past milestones have their tag.",
    why: "Everything is judged by the manifest: where it errs, the judgement is silently another one.",
    bad: "severities: {owner-mising: warning}",
    good: "severities: {owner-missing: warning}",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let (Some(manifest), Some(project)) = (&subject.snapshot.manifest, subject.project) else { return };
    let file = manifest.path();
    findings.extend(time(file, project));
    findings.extend(severities(file, project));
    findings.extend(loosened(file, project));
    findings.extend(tags(subject, file, project));
    findings.extend(overlays::named(subject, file, project, RULE.name));
}

fn time(file: &str, project: &Project) -> Option<Finding> {
    let (starts, ends) = (project.starts.get()?, project.ends.get()?);
    let place = Place::value(file, Route::root().key("ends"));
    let finding = Finding::new(RULE.name, place, format!("the project ends on {ends}, before it starts on {starts}"));
    let start = Place::value(file, Route::root().key("starts"));
    (ends < starts).then(|| finding.help("put `starts` or `ends` right").related(start, "it starts here"))
}

fn severities(file: &str, project: &Project) -> Vec<Finding> {
    let names: Vec<&str> = rules::all().into_iter().map(|rule| rule.name).collect();
    let unknown = project.severities.iter().filter(|(name, _)| !names.contains(&name.as_str()));
    let tell = |name: &str| {
        let place = Place::key(file, Route::root().key("severities").key(name));
        let near = likeness::nearest(name, &names).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| "`risklog rules` lists the rules".to_owned());
        Finding::new(RULE.name, place, format!("there is no rule `{name}`")).help(help)
    };
    unknown.map(|(name, _)| tell(name)).collect()
}

/// Rules about personal data can be made stricter, never milder.
fn loosened<'a>(file: &'a str, project: &'a Project) -> impl Iterator<Item = Finding> + 'a {
    let tell = move |(name, word): &(String, SeverityWord)| {
        let rule = rules::find(name).filter(|rule| rules::privacy::is_firm(rule.name))?;
        let fixed = rule.levels.implementation?;
        let is_milder = match word {
            SeverityWord::Off => true,
            SeverityWord::On(severity) => *severity < fixed,
        };
        let place = Place::value(file, Route::root().key("severities").key(name));
        let message = format!("`{name}` cannot be milder than {}: it is about personal data", fixed.word());
        is_milder.then(|| Finding::new(RULE.name, place, message).help("take the line out; the rule counts as before"))
    };
    project.severities.iter().filter_map(tell)
}

/// On the milestone's day the tag may be missing: the commit that will carry it must be let through.
fn tags(subject: &Subject<'_>, file: &str, project: &Project) -> Vec<Finding> {
    let Some(tags) = &subject.snapshot.tags else { return Vec::new() };
    let past = project.milestones.iter().filter(|milestone| milestone.date.get().is_some_and(|day| day < subject.today));
    let untagged = past.filter_map(|milestone| Some((milestone, milestone.tag.as_ref().filter(|tag| !tags.contains(tag))?)));
    let tell = |(milestone, tag): (&Milestone, &String)| {
        let place = Place::value(file, Route::root().key("milestones").index(milestone.position).key("tag"));
        let message = format!("the milestone {} has passed, and the repository has no tag `{tag}`", milestone.name);
        let finding = Finding::new(RULE.name, place, message).about(milestone.name.clone());
        finding.help(format!("tag the commit that it stands for (`git tag -a {tag}`), fetch the tags, or correct the name"))
    };
    untagged.map(tell).collect()
}
