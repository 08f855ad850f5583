//! All documents of a project at one state: working tree, index or commit.

mod disk;
mod files;
mod footing;
mod list;
mod load;
mod marking;
mod memo;
mod other;
mod others;
mod place;
mod read;
mod texts;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use files::{Content, FileRef, Files};
pub use footing::{FileChange, Footing};
pub use load::{Loader, Progress, State};
pub use marking::strictest;
pub use other::{Attached, OtherFile, TEXT_ENDINGS};
pub use others::{ItemAt, OtherAt};
pub use place::{MANIFEST, belongs, manifest_path, patterns};

use crate::document::Document;
use crate::finding::{Finding, Place};
use crate::model::{Project, Risk, RiskAssessment};
use crate::privacy::{DenyList, Veil};
use crate::source::{Origin, Region, Source};
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
    /// The overlays of the catalogue, in the order in which the manifest names them.
    pub overlays: Vec<Arc<Document>>,
    /// Files that could not be looked at: the verdict is incomplete.
    pub unseen: Vec<Unseen>,
    /// What documents that cannot be read at this state last said, where that was looked up.
    pub last_known: Vec<Arc<Document>>,
    /// Names of the repository's tags, where they can be known (not in a shallow clone, not without git).
    pub tags: Option<Vec<String>>,
    /// The other files in the document folders, in the order of their paths: only where the state was read as a whole.
    pub others: Vec<Arc<OtherFile>>,
    /// The words that must not be written down, where there is a list of them.
    pub deny: Option<Arc<DenyList>>,
    /// The edition with the overlays, once somebody asks; to be left empty: `edition` fills it.
    pub catalogue: OnceLock<Arc<Edition>>,
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
        Self {
            origin,
            root,
            manifest: None,
            documents: Vec::new(),
            overlays: Vec::new(),
            unseen: Vec::new(),
            last_known: Vec::new(),
            tags: None,
            others: Vec::new(),
            deny: None,
            catalogue: OnceLock::new(),
        }
    }

    /// Returns the manifest's content, where it can be read.
    #[must_use]
    pub fn project(&self) -> Option<&Project> {
        self.manifest.as_deref().and_then(Document::project)
    }

    /// Returns the edition of the toolkit that the project uses, with the project's overlays; an unknown one counts as the
    /// default.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        let base = self.base_edition();
        if self.overlays.is_empty() {
            return base;
        }
        let overlays = || self.overlays.iter().filter_map(|document| Some((document.path(), document.overlay()?)));
        self.catalogue.get_or_init(|| Arc::new(base.with_overlays(overlays())))
    }

    /// Returns the edition of the toolkit that the project uses, as it ships inside the program.
    #[must_use]
    pub fn base_edition(&self) -> &'static Edition {
        let named = self.project().and_then(|project| project.edition.as_deref());
        named.and_then(toolkit::edition).unwrap_or_else(toolkit::default_edition)
    }

    /// Returns the path of an overlay's file from the root of the repository; `None` where the manifest's path leads out
    /// of the project.
    #[must_use]
    pub fn overlay_path(&self, named: &str) -> Option<String> {
        place::inside(&self.root, named)
    }

    /// Says whether an overlay that the manifest names is missing, or cannot be read or looked at: then it is not known
    /// which prefixes and risks the catalogue of the project has.
    #[must_use]
    pub fn lacks_overlays(&self) -> bool {
        let read = |named: &String| {
            let path = self.overlay_path(named);
            path.is_some_and(|path| self.overlays.iter().any(|document| document.path() == path && document.overlay().is_some()))
        };
        self.project().is_some_and(|project| !project.overlays.iter().all(read))
    }

    /// Returns the risk assessments that can be read, in the order of their paths.
    pub fn assessments(&self) -> impl Iterator<Item = (&Document, &RiskAssessment)> {
        self.documents.iter().filter_map(|document| Some((document.as_ref(), document.risk_assessment()?)))
    }

    /// Returns the risk assessments that can be read, by what they are. Of two that are the same the first counts.
    #[must_use]
    pub fn assessments_by_identity(&self) -> BTreeMap<String, (&Document, &RiskAssessment)> {
        let mut found = BTreeMap::new();
        for (document, assessment) in self.assessments() {
            found.entry(assessment.identity()).or_insert((document, assessment));
        }
        found
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

    /// Returns the first risk with an id in a file.
    #[must_use]
    pub fn risk_in(&self, file: &str, id: &str) -> Option<RiskAt<'_>> {
        let document = self.document(file)?;
        let assessment = document.risk_assessment()?;
        let risk = assessment.risks.iter().find(|risk| risk.id == id)?;
        Some(RiskAt { document, assessment, risk })
    }

    /// Returns the documents that cannot be read.
    pub fn unreadable(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().map(AsRef::as_ref).filter(|document| !document.is_readable())
    }

    /// Returns manifest, overlays and documents.
    pub fn all_documents(&self) -> impl Iterator<Item = &Document> {
        self.manifest.iter().chain(&self.overlays).chain(&self.documents).map(AsRef::as_ref)
    }

    /// Returns a document by the path of its file.
    #[must_use]
    pub fn document(&self, path: &str) -> Option<&Document> {
        // The documents are in the order of their paths wherever a state was read; whoever puts one together need not care.
        if let Ok(place) = self.documents.binary_search_by(|document| document.path().cmp(path)) {
            return self.documents.get(place).map(AsRef::as_ref);
        }
        self.all_documents().find(|document| document.path() == path)
    }

    /// Returns the text of a file, document or not.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<&Source> {
        let other = || self.others.iter().find(|other| other.path() == path).map(|other| &other.source);
        self.document(path).map(|document| &document.source).or_else(other)
    }

    /// Returns what takes personal data out of a text that is about to be shown.
    #[must_use]
    pub fn veil(&self) -> Veil {
        Veil::with(self.deny.clone())
    }

    /// Looks up line and column of a finding and the identity of its document.
    pub fn resolve(&self, finding: &mut Finding) {
        if let Some(document) = self.document(&finding.place.file) {
            finding.document = document.identity();
        } else if finding.document.is_empty() {
            finding.document.clone_from(&finding.place.file);
        }
        finding.region = self.locate(&finding.place).or(finding.region);
        for related in &mut finding.related {
            related.region = self.locate(&related.place);
        }
    }

    /// Returns line and column of a place; a file that is no document has lines as well.
    fn locate(&self, place: &Place) -> Option<Region> {
        if let Some(document) = self.document(&place.file) {
            return Some(document.locate(place));
        }
        let (start, end) = place.span.unwrap_or((0, 0));
        self.source(&place.file).map(|source| source.region(&(start..end)))
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
