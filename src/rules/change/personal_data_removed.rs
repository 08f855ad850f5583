//! `personal-data-removed`: taking personal data out of the files does not take it out of the history.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::privacy::{DenyList, Kind, Trace, mask};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule, privacy};
use crate::snapshot::{Attached, Snapshot};
use crate::source::Source;

/// The rule.
pub const RULE: Rule = Rule {
    name: super::PERSONAL_DATA_REMOVED,
    group: Group::Ours,
    levels: Levels::ERROR,
    checks: "No personal data, no attachment and no word of the deny list was there before the change and is gone after it.",
    why: "What was committed once stays in every clone, and on the platform: whoever deletes it quietly believes that it is gone.",
    bad: "-rationale: The focal point at the border can be reached at +99 300 1234567.\n+rationale: The focal point at the border is known to the office.",
    good: "-rationale: The focal point at the border had no answer.\n+rationale: The focal point at the border is known to the office.",
    check: Check::Change(check),
};

/// What to do, the most urgent first.
const PROCEDURE: &str = "\
stop: do not push, and do not copy what it was into a message or an issue
tell the data protection focal point which file and commit it is about; they decide
only in your last commit, and not pushed: take it out, then `git commit --amend --no-verify`
anywhere else: rewrite the history with `git filter-repo`, have every clone made anew, and ask the platform to drop its copies
change what can be changed (links, passwords, mailboxes): what was pushed counts as known
docs/privacy.md tells each step";

/// Most values that a message names.
const MOST_NAMED: usize = 3;

/// What is searched for in the later state: the kind, and the text in one form.
type Value = (Kind, String);

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let (before, after) = (subject.before, subject.after);
    // What could not be looked at may hold it still.
    if !after.unseen.is_empty() {
        return;
    }
    let mut still: Option<BTreeSet<Value>> = None;
    for (source, traces) in changed(before, after).filter(|(_, traces)| !traces.is_empty()) {
        let still = still.get_or_insert_with(|| values(after));
        let gone: Vec<&Trace> = traces.iter().filter(|trace| !still.contains(&value(source, trace))).collect();
        if let Some(first) = gone.first() {
            let route = before.document(source.path()).map(|document| document.entry_at(first.span.0).0).unwrap_or_default();
            let told = gone.iter().map(|trace| (trace.kind, mask(trace.kind, source.slice(&trace.range())))).collect::<BTreeSet<_>>();
            findings.push(finding(after, source.path(), &route, &told));
        }
    }
    findings.extend(attachments(before, after).map(|path| {
        let message = "an attachment was taken out of a document folder; it is still in the history";
        Finding::new(RULE.name, place(after, path, &Route::root()), message).help(PROCEDURE)
    }));
}

/// Returns the texts that are not what they were, with the grave traces that they held.
fn changed<'a>(before: &'a Snapshot, after: &'a Snapshot) -> impl Iterator<Item = (&'a Source, Vec<Trace>)> {
    // Most edits take out nothing, and need not be searched as a whole for that to be known.
    let may_lose = |path: &str| match (before.document(path), after.document(path)) {
        (Some(earlier), Some(later)) if before.deny.is_none() => Document::may_have_lost_traces(earlier, later),
        _ => true,
    };
    let is_changed =
        move |source: &Source| after.source(source.path()).is_none_or(|later| later.text() != source.text()) && may_lose(source.path());
    texts(before).into_iter().filter(move |(source, _)| is_changed(source)).map(move |(source, of)| (source, of(before.deny.as_deref())))
}

type Traces<'a> = Box<dyn Fn(Option<&DenyList>) -> Vec<Trace> + 'a>;

fn texts(state: &Snapshot) -> Vec<(&Source, Traces<'_>)> {
    let grave = |traces: Vec<Trace>| traces.into_iter().filter(|trace| trace.kind.is_grave()).collect::<Vec<_>>();
    let mut all: Vec<(&Source, Traces<'_>)> = Vec::new();
    for document in state.all_documents() {
        all.push((&document.source, Box::new(move |deny| grave(privacy::in_document(document, deny)))));
    }
    for file in &state.others {
        let source = &file.source;
        let traces = move |deny: Option<&DenyList>| {
            let denied = deny.map(|deny| deny.find(source.text())).unwrap_or_default();
            grave(crate::privacy::together(file.traces().to_vec(), denied))
        };
        all.push((source, Box::new(traces)));
    }
    all
}

fn values(state: &Snapshot) -> BTreeSet<Value> {
    let of = |(source, traces): (&Source, Traces<'_>)| {
        traces(state.deny.as_deref()).iter().map(|trace| value(source, trace)).collect::<Vec<_>>()
    };
    texts(state).into_iter().flat_map(of).collect()
}

/// Writes a value in one form: layout and case do not make it another one, and of a number the words before it do not count.
fn value(source: &Source, trace: &Trace) -> Value {
    let is_number = matches!(trace.kind, Kind::Phone | Kind::IdentityNumber);
    let counts = |c: &char| if is_number { c.is_numeric() } else { c.is_alphanumeric() };
    let letters = source.slice(&trace.range()).chars().filter(counts);
    (trace.kind, letters.flat_map(char::to_lowercase).collect())
}

fn attachments<'a>(before: &'a Snapshot, after: &'a Snapshot) -> impl Iterator<Item = &'a str> {
    let is_one = |attached: &Option<Attached>| matches!(attached, Some(Attached::Ending(_) | Attached::Binary));
    let still = move |path: &str| after.others.iter().any(|file| file.path() == path && is_one(&file.attached));
    before.others.iter().filter(move |file| is_one(&file.attached)).map(|file| file.path()).filter(move |path| !still(path))
}

fn finding(after: &Snapshot, path: &str, route: &Route, gone: &BTreeSet<(Kind, String)>) -> Finding {
    let named: Vec<String> = gone.iter().take(MOST_NAMED).map(|(kind, shown)| format!("{} (`{shown}`)", kind.noun())).collect();
    let more = gone.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let file = after.veil().hide_path(path);
    let message = format!("{}{more} was taken out of {file}, and is still in the history", named.join(", "));
    Finding::new(RULE.name, place(after, path, route), message).help(PROCEDURE)
}

/// What is gone has no place: the nearest thing that is still there stands in for it.
fn place(after: &Snapshot, path: &str, route: &Route) -> Place {
    match (after.source(path), &after.manifest) {
        (Some(_), _) => Place::value(path, route.clone()),
        (None, Some(manifest)) => Place::inside(manifest.path(), Route::root()),
        (None, None) => Place::value(path, Route::root()),
    }
}
