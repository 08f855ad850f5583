//! Rules about personal data: one search over all texts, comments and names of files. They cannot be switched off, and what
//! they find is never repeated: every finding shows it masked.

mod attachment_not_allowed;
mod birth_detail;
mod case_number;
mod deny_list;
mod identity_number;
mod named_person;
mod personal_email;
mod personal_phone;
mod precise_location;
mod small_number;
mod social_account;

use super::snapshot::Subject;
use super::{Findings, Rule, change};
use crate::document::Document;
use crate::finding::{Finding, Place, Severity};
use crate::privacy::{DenyList, Kind, Trace, Veil, mask};
use crate::snapshot::Snapshot;
use crate::source::Source;

/// Every rule about personal data at one state.
pub const RULES: &[&Rule] = &[
    &personal_email::RULE,
    &personal_phone::RULE,
    &identity_number::RULE,
    &birth_detail::RULE,
    &precise_location::RULE,
    &case_number::RULE,
    &named_person::RULE,
    &small_number::RULE,
    &social_account::RULE,
    &attachment_not_allowed::RULE,
    &deny_list::RULE,
];

/// Says whether a rule is one about personal data: neither a manifest nor, for an error, a waiver makes it milder.
#[must_use]
pub fn is_firm(rule: &str) -> bool {
    RULES.iter().any(|firm| firm.name == rule) || rule == change::PERSONAL_DATA_REMOVED
}

/// Says whether no waiver silences a rule.
pub(super) fn is_grave(rule: &Rule) -> bool {
    is_firm(rule.name) && rule.levels.implementation == Some(Severity::Error)
}

/// Looks at all texts of a state, at its attachments and at the names of its files.
pub(super) fn find(subject: &Subject<'_>, findings: &mut Findings) {
    let state = subject.snapshot;
    for document in state.all_documents() {
        let traces = in_document(document, state.deny.as_deref());
        findings.extend(traces.iter().map(|trace| in_text(&document.source, trace, document.entry_at(trace.span.0))));
    }
    for file in &state.others {
        findings.extend(in_other(state, &file.source, file.traces()));
    }
    let veil = state.veil();
    findings.extend(paths(state).filter_map(|path| in_name(path, &veil)));
    attachment_not_allowed::find(subject, findings);
}

/// Looks at a text that belongs to no project: the message of a commit.
#[must_use]
pub fn in_message(shown: &Source, read: &str, deny: Option<&DenyList>) -> Findings {
    let traces = Veil::with(deny.cloned().map(std::sync::Arc::new)).traces(read);
    let mut findings: Findings = traces.iter().map(|trace| in_text(shown, trace, Default::default())).collect();
    for finding in &mut findings {
        finding.region = finding.place.span.map(|(start, end)| shown.region(&(start..end)));
        finding.document = "message".to_owned();
        finding.severity = super::find(finding.rule).and_then(|rule| rule.levels.implementation).unwrap_or(Severity::Error);
    }
    findings
}

/// Returns what looks like personal data in a document, words of the list included.
pub(super) fn in_document(document: &Document, deny: Option<&DenyList>) -> Vec<Trace> {
    let mut traces = document.traces().to_vec();
    if let Some(deny) = deny {
        traces = crate::privacy::together(traces, document.denied(deny));
    }
    traces
}

/// Returns the paths of all files of a state.
pub(super) fn paths(state: &Snapshot) -> impl Iterator<Item = &str> {
    state.all_documents().map(Document::path).chain(state.others.iter().map(|file| file.path()))
}

fn in_other(state: &Snapshot, source: &Source, traces: &[Trace]) -> Findings {
    let denied = state.deny.as_deref().map(|deny| deny.find(source.text())).unwrap_or_default();
    let traces = crate::privacy::together(traces.to_vec(), denied);
    traces.iter().map(|trace| in_text(source, trace, Default::default())).collect()
}

fn in_text(source: &Source, trace: &Trace, (route, id): (crate::route::Route, Option<String>)) -> Finding {
    let shown = mask(trace.kind, source.slice(&trace.range()));
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("this looks like {}: `{shown}`", trace.kind.noun());
    let place = Place { route, ..Place::bytes(source.path(), &trace.range()) };
    let finding = Finding::new(rule_of(trace.kind).name, place, message).help(cure(trace.kind));
    match id {
        Some(id) => finding.about(id),
        None => finding,
    }
}

/// Looks at the name of a file. A name gives one finding, the gravest.
fn in_name(path: &str, veil: &Veil) -> Option<Finding> {
    let traces = path.split('/').flat_map(|name| veil.traces(name).into_iter().map(move |trace| (name, trace)));
    let (name, trace) = traces.min_by_key(|(_, trace)| trace.kind)?;
    let shown = mask(trace.kind, name.get(trace.range()).unwrap_or(""));
    let message = format!("the name of this file holds what looks like {}: `{shown}`", trace.kind.noun());
    let help = "give the file a name that tells of nobody (`git mv`); a name that is committed already stays in the history";
    Some(Finding::new(rule_of(trace.kind).name, Place::bytes(path, &(0..0)), message).help(help))
}

/// Returns the rule about a kind of trace.
#[must_use]
pub const fn rule_of(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Denied => &deny_list::RULE,
        Kind::Email => &personal_email::RULE,
        Kind::Phone => &personal_phone::RULE,
        Kind::IdentityNumber => &identity_number::RULE,
        Kind::BirthDetail => &birth_detail::RULE,
        Kind::Location => &precise_location::RULE,
        Kind::CaseNumber => &case_number::RULE,
        Kind::NamedPerson => &named_person::RULE,
        Kind::SocialAccount => &social_account::RULE,
        Kind::SmallNumber => &small_number::RULE,
    }
}

const fn cure(kind: Kind) -> &'static str {
    match kind {
        Kind::Denied => "take the word out; the list says that it must not be written down",
        Kind::Email | Kind::Phone | Kind::SocialAccount => {
            "write which office it is; how to reach it belongs in the contact list of the office"
        }
        Kind::IdentityNumber | Kind::CaseNumber => {
            "take the number out; where it is needed, `evidence.ref` points to the paper that holds it"
        }
        Kind::BirthDetail => "write of groups (children, young women), never of one person's age",
        Kind::Location => "name a district or a kind of place, never the house",
        Kind::NamedPerson => "write the role or the institution (`the prosecution service`, `a shelter worker`)",
        Kind::SmallNumber => "write \"fewer than ten\", or leave the count out",
    }
}
