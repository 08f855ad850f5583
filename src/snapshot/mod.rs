//! All documents of a project at one state: working tree, index or commit.

mod disk;
mod files;
mod list;
mod load;
mod others;
mod place;
mod texts;

use std::sync::Arc;

pub use files::{Content, FileRef, Files};
pub use load::{Loader, State};
pub use others::{ItemAt, OtherAt};
pub use place::{MANIFEST, belongs, manifest_path};

use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Project, Risk, RiskAssessment};
use crate::source::Origin;
use crate::toolkit::{self, Edition};

/// A project at one state. An empty one stands for the time before there was a project.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// Which state this is.
    pub origin: Origin,
    /// Folder of the manifest, relative to the root of the repository; empty for the root itself.
    pub root: String,
    /// The manifest; none where the project does not exist at this state.
    pub manifest: Option<Arc<Document>>,
    /// The documents, in the order of their paths.
    pub documents: Vec<Arc<Document>>,
    /// Files that could not be looked at: the verdict is incomplete.
    pub unseen: Vec<Unseen>,
    /// What documents that cannot be read at this state last said, where that was looked up.
    pub last_known: Vec<Arc<Document>>,
    /// Names of the repository's tags, where they can be known (not in a shallow clone, not without git).
    pub tags: Option<Vec<String>>,
}

/// A file that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unseen {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// A risk with the document that holds it.
#[derive(Debug, Clone, Copy)]
pub struct RiskAt<'a> {
    /// The file.
    pub document: &'a Document,
    /// Its table.
    pub assessment: &'a RiskAssessment,
    /// The row.
    pub risk: &'a Risk,
}

impl Snapshot {
    /// Makes the state in which there is no project.
    #[must_use]
    pub const fn empty(origin: Origin, root: String) -> Self {
        Self { origin, root, manifest: None, documents: Vec::new(), unseen: Vec::new(), last_known: Vec::new(), tags: None }
    }

    /// Returns the manifest's content, where it can be read.
    #[must_use]
    pub fn project(&self) -> Option<&Project> {
        self.manifest.as_deref().and_then(Document::project)
    }

    /// Returns the edition of the toolkit that the project uses; an unknown one counts as the default.
    #[must_use]
    pub fn edition(&self) -> &'static Edition {
        let named = self.project().and_then(|project| project.edition.as_deref());
        named.and_then(toolkit::edition).unwrap_or_else(toolkit::default_edition)
    }

    /// Returns the risk assessments that can be read, in the order of their paths.
    pub fn assessments(&self) -> impl Iterator<Item = (&Document, &RiskAssessment)> {
        self.documents.iter().filter_map(|document| Some((document.as_ref(), document.risk_assessment()?)))
    }

    /// Returns every risk, in the order of files and rows.
    pub fn risks(&self) -> impl Iterator<Item = RiskAt<'_>> {
        self.assessments().flat_map(|(document, assessment)| assessment.risks.iter().map(move |risk| RiskAt { document, assessment, risk }))
    }

    /// Returns the first risk with an id.
    #[must_use]
    pub fn risk(&self, id: &str) -> Option<RiskAt<'_>> {
        self.risks().find(|at| at.risk.id == id)
    }

    /// Returns the documents that cannot be read.
    pub fn unreadable(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().map(AsRef::as_ref).filter(|document| !document.is_readable())
    }

    /// Returns manifest and documents.
    pub fn all_documents(&self) -> impl Iterator<Item = &Document> {
        self.manifest.iter().chain(&self.documents).map(AsRef::as_ref)
    }

    /// Returns a document by the path of its file.
    #[must_use]
    pub fn document(&self, path: &str) -> Option<&Document> {
        self.all_documents().find(|document| document.path() == path)
    }

    /// Looks up line and column of a finding and the identity of its document.
    pub fn resolve(&self, finding: &mut Finding) {
        if let Some(document) = self.document(&finding.place.file) {
            finding.region = Some(document.locate(&finding.place));
            finding.document = document.identity();
        }
        for related in &mut finding.related {
            related.region = self.document(&related.place.file).map(|document| document.locate(&related.place));
        }
    }
}

impl RiskAt<'_> {
    /// Starts a finding at the value of a key of this risk; where the key is missing, at the risk's first key.
    #[must_use]
    pub fn finding(&self, rule: &'static str, key: &str, message: impl Into<String>) -> Finding {
        let place = Place::value(self.document.path(), self.risk.route().key(key));
        Finding::new(rule, place, message).about(self.risk.id.clone())
    }

    /// Says whether a key stands in this risk, blank or not. A required one that does not is found while reading.
    #[must_use]
    pub fn has_key(&self, key: &str) -> bool {
        self.document.node().is_some_and(|node| node.at(&self.risk.route().key(key)).is_some())
    }

    /// Says whether reading already found fault with a key of this risk, or with one that was meant to be it.
    #[must_use]
    pub fn has_slip(&self, key: &str) -> bool {
        self.document.has_slip(&self.risk.route(), key)
    }
}
