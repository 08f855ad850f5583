//! What a rule is: a name for good, how serious it is at which stage, why it exists, and its check.

use super::{Findings, change, snapshot};
use crate::finding::Severity;
use crate::model::Stage;

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The toolkit's form says so itself.
    Toolkit,
    /// Registers of risks are kept so.
    Practice,
    /// It is ours: it keeps files readable and history whole.
    Ours,
}

impl Group {
    /// Returns the group in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Toolkit => "what the toolkit says",
            Self::Practice => "what register practice asks",
            Self::Ours => "what this program adds",
        }
    }
}

/// The severity of a rule while designing, in inception, and from implementation on; `None` is silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levels {
    /// Stage design.
    pub design: Option<Severity>,
    /// Stage inception.
    pub inception: Option<Severity>,
    /// Stage implementation and later.
    pub implementation: Option<Severity>,
}

impl Levels {
    /// An error at every stage.
    pub const ERROR: Self = Self::always(Severity::Error);
    /// A warning at every stage.
    pub const WARNING: Self = Self::always(Severity::Warning);
    /// An info at every stage.
    pub const INFO: Self = Self::always(Severity::Info);

    /// The same at every stage.
    #[must_use]
    pub const fn always(severity: Severity) -> Self {
        Self::rising(severity, severity, severity)
    }

    /// Another one at each stage.
    #[must_use]
    pub const fn rising(design: Severity, inception: Severity, implementation: Severity) -> Self {
        Self { design: Some(design), inception: Some(inception), implementation: Some(implementation) }
    }

    /// Returns the severity at a stage.
    #[must_use]
    pub const fn at(self, stage: Stage) -> Option<Severity> {
        match stage {
            Stage::Design => self.design,
            Stage::Inception => self.inception,
            Stage::Implementation | Stage::Closing | Stage::Closed => self.implementation,
        }
    }
}

/// How a rule looks.
#[derive(Clone, Copy)]
pub enum Check {
    /// While a document is read: by the parser, the schema or the reader of values.
    Reading,
    /// At all documents of a project at one state.
    Snapshot(fn(&snapshot::Subject<'_>, &mut Findings)),
    /// At all texts and file names of a project at one state, in one search.
    Privacy,
    /// At two states of a project.
    Change(fn(&change::Subject<'_>, &mut Findings)),
    /// Over the waivers, once all other rules have spoken.
    Waivers,
}

/// One rule.
pub struct Rule {
    /// Its name, for good.
    pub name: &'static str,
    /// Where it comes from.
    pub group: Group,
    /// How serious it is.
    pub levels: Levels,
    /// What it checks: one sentence.
    pub checks: &'static str,
    /// Why: one sentence.
    pub why: &'static str,
    /// An example that breaks it.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
    /// Its check.
    pub check: Check,
}
