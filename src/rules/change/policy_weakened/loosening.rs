//! The ways in which a project can ask less of itself than before.

use super::super::{Manifest, Subject};
use crate::change::Change;
use crate::diff::{WaiverChange, WaiverChangeKind};
use crate::document::Document;
use crate::finding::Severity;
use crate::model::{Date, Field, MitigationReading, Role, Stage, Waiver};
use crate::route::Route;
use crate::rules::{self, Policy, Rule};
use crate::snapshot;

/// Something that is asked less strictly, or no longer.
pub(super) enum Loosening<'a> {
    /// A rule is milder, or off.
    Severity {
        /// The rule.
        rule: &'static Rule,
        /// What it was and what it is, by the manifest alone; none is off.
        level: Change<Option<Severity>>,
    },
    /// A waiver is new or lasts longer.
    Waiver(&'a WaiverChange),
    /// Fewer ratings ask for mitigation.
    Reading,
    /// One more word counts as a role.
    Role(&'a Role),
    /// Files that were documents of the project are none any more.
    Documents(Vec<&'a Document>),
    /// The project is judged as if it had come less far.
    Stage(Change<Stage>),
}

/// Finds everything that was loosened, in the order of the manifest.
pub(super) fn loosenings<'a>(subject: &Subject<'a>, manifest: &Manifest<'a>) -> Vec<Loosening<'a>> {
    let Manifest { before, after, .. } = *manifest;
    let mut found = Vec::new();
    if let (Some(before), Some(after)) = (before.stage.get(), after.stage.get())
        && after < before
    {
        found.push(Loosening::Stage(Change::new(before, after)));
    }
    found.extend(after.roles.iter().filter(|role| !before.roles.is_empty() && !before.has_role(&role.key)).map(Loosening::Role));
    let reading = [before.criteria.mitigation_required_when, after.criteria.mitigation_required_when];
    if reading == [MitigationReading::Either, MitigationReading::Both] {
        found.push(Loosening::Reading);
    }
    let policy = Policy::of(Some(before));
    let levels =
        rules::all().into_iter().map(|rule| (rule, Change::new(policy.level_of(rule), policy.with_severities_of(after).level_of(rule))));
    found.extend(levels.filter(|(_, level)| level.after < level.before).map(|(rule, level)| Loosening::Severity { rule, level }));
    let dropped = dropped_out(subject, manifest);
    if !dropped.is_empty() {
        found.push(Loosening::Documents(dropped));
    }
    found.extend(subject.diff.waivers.iter().filter(|change| is_granted(change, subject.recorded)).map(Loosening::Waiver));
    found
}

/// Says whether a waiver that counts is new, or counts longer than before.
fn is_granted(change: &WaiverChange, recorded: Date) -> bool {
    let Some(after) = change.waiver.after.as_ref().filter(|after| after.is_in_force(recorded)) else { return false };
    // A waiver of a rule that does not exist is found by a rule of its own.
    rules::find(&change.rule).is_some() && change.waiver.before.as_ref().is_none_or(|before| lasts_longer(before, after))
}

fn lasts_longer(before: &Waiver, after: &Waiver) -> bool {
    match (&before.until, &after.until) {
        (Field::Blank, _) | (_, Field::Unreadable(_)) => false,
        (Field::Unreadable(_), _) | (Field::Known(_), Field::Blank) => true,
        (Field::Known(before), Field::Known(after)) => after > before,
    }
}

/// Returns the documents that the globs of the later manifest leave out. That they are gone altogether cannot be seen from
/// here, and makes no difference: they are no longer looked at.
fn dropped_out<'a>(subject: &Subject<'a>, manifest: &Manifest<'a>) -> Vec<&'a Document> {
    let globs = &manifest.after.documents;
    if *globs == manifest.before.documents {
        return Vec::new();
    }
    let is_left_out = |document: &&Document| {
        inside(&subject.before.root, document.path()).is_some_and(|path| !snapshot::belongs(path, globs))
            && subject.after.document(document.path()).is_none()
            && !subject.after.documents.iter().any(|other| other.is_readable() && other.identity() == document.identity())
    };
    subject.before.documents.iter().map(AsRef::as_ref).filter(is_left_out).collect()
}

/// Returns a path as the manifest's globs see it: from the project's root.
fn inside<'p>(root: &str, path: &'p str) -> Option<&'p str> {
    if root.is_empty() { Some(path) } else { path.strip_prefix(root)?.strip_prefix('/') }
}

impl Loosening<'_> {
    /// Says whether it is an error whatever else the change does.
    pub(super) const fn is_grave(&self) -> bool {
        matches!(self, Self::Stage(_) | Self::Documents(_))
    }

    /// Says in words what is asked less strictly.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Severity { rule, level } => format!("`{}` goes from {} to {}", rule.name, word(level.before), word(level.after)),
            Self::Waiver(change) => waiver_words(change),
            Self::Reading => {
                let [from, to] = [MitigationReading::Either, MitigationReading::Both].map(MitigationReading::word);
                format!("`mitigation_required_when` goes from {from} to {to}, so that fewer ratings ask for mitigation")
            }
            Self::Role(role) => format!("`{}` becomes a role, so that more words pass as one", role.key),
            Self::Documents(documents) => {
                let paths: Vec<&str> = documents.iter().map(|document| document.path()).collect();
                let verb = if paths.len() == 1 { "is no document" } else { "are no documents" };
                format!("{} {verb} of the project any more, and nobody looks there", paths.join(", "))
            }
            Self::Stage(stage) => {
                format!("the stage goes back from {} to {}, where less is asked", stage.before.word(), stage.after.word())
            }
        }
    }

    /// Returns file, route and risk of the later state where it is written.
    pub(super) fn place(&self, manifest: &Manifest<'_>) -> (String, Route, Option<String>) {
        let key = |keys: &[&str]| keys.iter().fold(Route::root(), |route, key| route.key(key));
        let route = match self {
            Self::Severity { rule, .. } => key(&["severities", rule.name]),
            Self::Waiver(change) => {
                let file = change.file.after.clone().unwrap_or_else(|| manifest.file.to_owned());
                let route = change.waiver.after.as_ref().map_or_else(Route::root, |waiver| waiver.route.clone());
                return (file, route.key("rule"), change.id.clone());
            }
            Self::Reading => key(&["criteria", "mitigation_required_when"]),
            Self::Role(role) => key(&["roles", &role.key]),
            Self::Documents(_) => key(&["documents"]),
            Self::Stage(_) => key(&["stage"]),
        };
        (manifest.file.to_owned(), route, None)
    }
}

fn word(level: Option<Severity>) -> &'static str {
    level.map_or("off", Severity::word)
}

fn waiver_words(change: &WaiverChange) -> String {
    let place = match (&change.id, &change.document) {
        (Some(id), _) => id.clone(),
        (None, Some((kind, key))) => format!("{kind} {key}"),
        (None, None) => "a document".to_owned(),
    };
    let end = change.waiver.after.as_ref().map_or(&Field::Blank, |waiver| &waiver.until);
    let end = end.get().map_or_else(|| "without an end".to_owned(), |until| format!("until {until}"));
    match change.kind() {
        WaiverChangeKind::Added | WaiverChangeKind::Removed => format!("`{}` is waived for {place} {end}", change.rule),
        WaiverChangeKind::Changed => format!("the waiver of `{}` for {place} is prolonged, {end}", change.rule),
    }
}
