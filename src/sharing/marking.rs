//! Whether something may be made public: only what is marked unclassified, now and in every step that is told.

use std::collections::BTreeSet;

use crate::document::Document;
use crate::history::Changelog;
use crate::snapshot::{Snapshot, strictest};

use super::Audience;

/// The one marking with which something may be made public.
const OPEN: &str = "unclassified";

/// Why something is not shown to the public.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is marked confidential, or with a word that is not known.
    #[error("{what} {is} marked {marking}, and the public is shown nothing that is", what = told(.what), is = if .what.len() == 1 { "is" } else { "are" })]
    Confidential {
        /// The project or documents.
        what: Vec<String>,
        /// The marking of the first.
        marking: String,
    },
    /// It was in a step that would be told.
    #[error("{what} was marked {marking} up to the commit {commit}, and what was confidential then is not shown to the public")]
    WasConfidential {
        /// The project or document.
        what: String,
        /// How it was marked.
        marking: String,
        /// The step, as far as it is committed.
        commit: String,
    },
    /// It was at a step of the history, and what is told goes back to its beginning.
    #[error("{what} was marked {marking} at the commit {commit}, and this tells the history from its beginning on")]
    OnceConfidential {
        /// The project or document.
        what: String,
        /// How it was marked.
        marking: String,
        /// The step, as far as it is committed.
        commit: String,
    },
    /// Nobody can tell how it is marked.
    #[error("{0}, so nobody can tell how it is marked")]
    Unmarked(String),
}

impl Refusal {
    /// Returns what can be done.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::Confidential { .. } => {
                "use --for partners for those you work with; a marking is taken down by whoever may do so, with `classification: unclassified`"
                    .to_owned()
            }
            Self::WasConfidential { commit, .. } => {
                format!("tell what came after it, with the range {commit}..HEAD, or use --for partners")
            }
            Self::OnceConfidential { .. } => {
                "use --for partners; what came after can be shared with `risklog export --for public --range A..HEAD`".to_owned()
            }
            Self::Unmarked(_) => "`risklog check` shows what is wrong and how to put it right".to_owned(),
        }
    }
}

fn told(what: &[String]) -> String {
    match what {
        [] => "something".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}

/// Refuses a state with something that is not marked unclassified. A document without a marking has that of the project.
pub(super) fn may_be_public(state: &Snapshot) -> Result<(), Refusal> {
    let Some(project) = state.project() else { return Err(Refusal::Unmarked("the manifest is missing or cannot be read".to_owned())) };
    let Some(marking) = project.classification.as_deref() else {
        return Err(Refusal::Unmarked("the manifest has no `classification`".to_owned()));
    };
    if marking != OPEN {
        return Err(Refusal::Confidential { what: vec!["the project".to_owned()], marking: marking.to_owned() });
    }
    if let Some(broken) = state.all_documents().find(|document| !document.is_readable()) {
        return Err(Refusal::Unmarked(format!("{} cannot be read", broken.path())));
    }
    if let Some(unseen) = state.unseen.first() {
        return Err(Refusal::Unmarked(format!("{} could not be looked at", unseen.path)));
    }
    let marked = |document: &Document| document.classification().filter(|marking| *marking != OPEN).map(str::to_owned);
    let closed: Vec<&Document> = state.all_documents().filter(|document| marked(document).is_some()).collect();
    match closed.first().and_then(|document| marked(document)) {
        None => Ok(()),
        Some(marking) => Err(Refusal::Confidential { what: closed.iter().map(|document| document.called()).collect(), marking }),
    }
}

/// Refuses a log with a step before or after which something was not marked unclassified. What no step marks anew is marked
/// as in the last state.
pub(super) fn was_always_public(log: &Changelog) -> Result<(), Refusal> {
    for entry in log.entries.iter().rev() {
        for change in &entry.documents {
            let markings = change.fields.iter().filter(|field| field.path == "classification");
            let words = markings.flat_map(|field| [&field.values.before, &field.values.after]).filter_map(|value| value.as_str());
            if let Some(marking) = words.into_iter().find(|word| *word != OPEN) {
                let what = match change.document {
                    Some("project") => "the project".to_owned(),
                    Some(kind) => format!("{kind} {}", change.key),
                    None => change.key.clone(),
                };
                let commit = entry.commit.as_deref().unwrap_or("HEAD").chars().take(10).collect();
                return Err(Refusal::WasConfidential { what, marking: marking.to_owned(), commit });
            }
        }
    }
    Ok(())
}

/// How everything was marked that was looked at on the way: what is told of it is marked as strictly as any of it was.
#[derive(Debug, Clone, Default)]
pub struct Markings {
    strictest: Option<String>,
    refusal: Option<Refusal>,
}

impl Markings {
    /// Looks at a state and the commit that brought it about.
    pub fn see(&mut self, state: &Snapshot, commit: Option<&str>) {
        self.strictest = strictest(self.strictest.as_deref(), state.marking().as_deref().into_iter()).or_else(|| state.marking());
        if let Some(refusal) = refusal(state, commit) {
            self.refusal = Some(refusal);
        }
    }

    /// Returns the strictest marking of all that was looked at.
    #[must_use]
    pub fn strictest(&self) -> Option<&str> {
        self.strictest.as_deref()
    }

    /// Refuses the public what was ever not marked unclassified.
    ///
    /// # Errors
    /// Returns why not.
    pub fn may_be_shown(&self, audience: Audience) -> Result<(), Refusal> {
        match &self.refusal {
            Some(refusal) if audience == Audience::Public => Err(refusal.clone()),
            Some(_) | None => Ok(()),
        }
    }
}

/// Returns why a state of the past is not shown to the public.
fn refusal(state: &Snapshot, commit: Option<&str>) -> Option<Refusal> {
    let commit: String = commit.unwrap_or("HEAD").chars().take(10).collect();
    let Some(marking) = state.project().and_then(|project| project.classification.as_deref()) else {
        let is_nothing = state.all_documents().next().is_none();
        return (!is_nothing).then(|| Refusal::Unmarked(format!("at the commit {commit} the manifest has no marking that can be read")));
    };
    if marking != OPEN {
        return Some(Refusal::OnceConfidential { what: "the project".to_owned(), marking: marking.to_owned(), commit });
    }
    let closed = state.all_documents().find_map(|document| Some((document, document.classification().filter(|word| *word != OPEN)?)));
    closed.map(|(document, marking)| Refusal::OnceConfidential { what: document.called(), marking: marking.to_owned(), commit })
}

/// Returns the tags that may mark milestones: the names that a project gives to commits for others.
pub(super) fn milestones(state: &Snapshot) -> BTreeSet<String> {
    let milestones = state.project().into_iter().flat_map(|project| &project.milestones);
    milestones.flat_map(|milestone| milestone.tag_names().map(str::to_owned)).collect()
}
