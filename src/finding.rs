//! What a check has to say about one place: the rule, how serious it is, the words, and the way out.

use crate::route::Route;
use crate::source::{Region, Span};

/// How serious a finding is; the order is from mild to severe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be put right or explained.
    Warning,
    /// Must be put right.
    Error,
}

impl Severity {
    /// Returns the word used on the command line, in the manifest and in every output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Reads the word; `None` where it is not one.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.word() == word)
    }
}

/// Which part of a routed place is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The key itself (a key that should not be there, a blank value).
    Key,
    /// The value of the key.
    #[default]
    Value,
    /// The first key inside the value (something is missing in it).
    FirstKey,
}

/// A place in a file, by route or by bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path of the file, relative to the root of the repository.
    pub file: String,
    /// Route inside the document.
    pub route: Route,
    /// Which part of the route is meant.
    pub part: Part,
    /// Bytes, where the route cannot say it.
    pub span: Option<(usize, usize)>,
}

impl Place {
    /// Names the value at a route.
    pub fn value(file: impl Into<String>, route: Route) -> Self {
        Self { file: file.into(), route, part: Part::Value, span: None }
    }

    /// Names the key at a route.
    pub fn key(file: impl Into<String>, route: Route) -> Self {
        Self { part: Part::Key, ..Self::value(file, route) }
    }

    /// Names the first key inside the value at a route: where something is missing.
    pub fn inside(file: impl Into<String>, route: Route) -> Self {
        Self { part: Part::FirstKey, ..Self::value(file, route) }
    }

    /// Names bytes of a file.
    pub fn bytes(file: impl Into<String>, span: &Span) -> Self {
        Self { span: Some((span.start, span.end)), ..Self::value(file, Route::root()) }
    }
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: String,
    /// Line and column, once looked up.
    pub region: Option<Region>,
}

/// One thing that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// How serious, after the project's stage and manifest had their say.
    pub severity: Severity,
    /// The severity that the case itself asks for, where the manifest does not set one.
    pub own_severity: Option<Severity>,
    /// Where.
    pub place: Place,
    /// Line and column, once looked up.
    pub region: Option<Region>,
    /// The risk, review, milestone or other entry that it is about.
    pub id: Option<String>,
    /// The identity of the document (kind, tool, scope), which survives a move of the file.
    pub document: String,
    /// What is wrong, in plain words.
    pub message: String,
    /// How to put it right, where that is known.
    pub help: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
}

impl Finding {
    /// Starts a finding; the severity is a place-holder until the policy of the project is applied.
    pub fn new(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            own_severity: None,
            place,
            region: None,
            id: None,
            document: String::new(),
            message: message.into(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Says which entry it is about.
    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Says how to put it right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how serious this very case is, whatever the stage; the manifest can still set the rule's severity.
    #[must_use]
    pub const fn as_severe_as(mut self, severity: Severity) -> Self {
        self.own_severity = Some(severity);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { place, message: message.into(), region: None });
        self
    }
}
