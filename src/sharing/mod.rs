//! What each audience sees. Partners get the wording made for sharing, and no rationale, evidence, notes or authors; the
//! public gets what partners get, without owners, and nothing that is marked confidential. Ratings, actions, days and ids
//! are the same for everybody: softer words never soften commitments.
//!
//! Everything is built anew field by field, so that a new field of the model is shared only once somebody has decided so.

mod change;
mod document;
mod field_change;
mod finding;
mod log;
mod marking;
mod other;
mod risk;

pub use marking::{Markings, Refusal};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::Document;
use crate::model::{Field, Risk};
use crate::snapshot::Snapshot;

/// What stands where something was written that is no value of its field: the words themselves are not shared.
const NOT_READABLE: &str = "not readable";

/// Who reads it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// The team and those it reports to: everything.
    #[default]
    Internal,
    /// Those it works with.
    Partners,
    /// Anybody.
    Public,
}

/// What an audience may be shown or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The precise statement, where there is a wording for sharing.
    PreciseStatement,
    /// Why something is as it is: rationale, reasons, outcomes of reviews, what stands behind answers, what happened.
    Reasons,
    /// Evidence, sources and references of papers.
    Evidence,
    /// Notes, local keys, and what people wrote for git (subjects, tags that are no milestones).
    Notes,
    /// Who wrote, proposed and brought in.
    Authors,
    /// Roles: owners, reviewers, whoever accepts, clears or decides.
    Owners,
}

impl Audience {
    /// All audiences, the closest first.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Partners, Self::Public];

    /// Returns the word of the command line and of every machine format.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Partners => "partners",
            Self::Public => "public",
        }
    }

    /// Says whether this audience is shown a part.
    #[must_use]
    pub const fn sees(self, part: Part) -> bool {
        match self {
            Self::Internal => true,
            Self::Partners => matches!(part, Part::Owners),
            Self::Public => false,
        }
    }

    /// Returns the sentence that says what was left out; nothing where nothing was.
    #[must_use]
    pub const fn note(self) -> Option<&'static str> {
        match self {
            Self::Internal => None,
            Self::Partners => {
                Some("For partners: statements in their wording for sharing; without rationale, evidence, notes and authors.")
            }
            Self::Public => {
                Some("For the public: statements in their wording for sharing; without rationale, evidence, notes, authors and owners.")
            }
        }
    }

    /// Keeps a value where the audience is shown the part that it belongs to.
    #[must_use]
    pub fn keep<T: Default>(self, part: Part, value: T) -> T {
        if self.sees(part) { value } else { T::default() }
    }
}

/// Shows a project to an audience. It knows the wordings for sharing that were found later, so that an older state does not
/// give away what the wording was made for.
#[derive(Debug, Clone, Default)]
pub struct Sharing {
    audience: Audience,
    wordings: BTreeMap<String, String>,
}

impl Sharing {
    /// Shows to an audience.
    #[must_use]
    pub fn with(audience: Audience) -> Self {
        Self { audience, wordings: BTreeMap::new() }
    }

    /// Uses the wordings for sharing of a newer state for older states that have none yet.
    #[must_use]
    pub fn knowing(mut self, newer: &Snapshot) -> Self {
        for at in newer.risks() {
            self.learn(at.risk);
        }
        self
    }

    /// Returns the audience.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// Returns a state as the audience sees it. Its documents have no text and no lines, its other files are left out.
    ///
    /// # Errors
    /// Refuses to show the public what is confidential, or what nobody can tell the marking of.
    pub fn of_snapshot(&self, state: &Snapshot) -> Result<Snapshot, Refusal> {
        if self.audience == Audience::Internal {
            return Ok(state.clone());
        }
        if self.audience == Audience::Public {
            marking::may_be_public(state)?;
        }
        let all = |documents: &[Arc<Document>]| documents.iter().map(|document| Arc::new(self.of_document(document))).collect();
        let milestones = marking::milestones(state);
        Ok(Snapshot {
            origin: state.origin.clone(),
            root: state.root.clone(),
            manifest: state.manifest.as_deref().map(|manifest| Arc::new(self.of_document(manifest))),
            documents: all(&state.documents),
            overlays: all(&state.overlays),
            unseen: state.unseen.clone(),
            last_known: all(&state.last_known),
            tags: state.tags.as_ref().map(|tags| tags.iter().filter(|tag| milestones.contains(*tag)).cloned().collect()),
            others: Vec::new(),
            deny: state.deny.clone(),
            catalogue: std::sync::OnceLock::new(),
        })
    }

    fn learn(&mut self, risk: &Risk) {
        if let Some(wording) = risk::wording(risk) {
            self.wordings.insert(risk.id.clone(), wording.to_owned());
        }
    }
}

/// Returns a field as it is shared: what was written and is no value of the field may say anything.
fn readable<T: Clone>(field: &Field<T>) -> Field<T> {
    match field {
        Field::Blank => Field::Blank,
        Field::Known(value) => Field::Known(value.clone()),
        Field::Unreadable(_) => Field::Unreadable(NOT_READABLE.to_owned()),
    }
}
