//! The manifests of both states, for rules about what the project asks of itself.

use super::Subject;
use crate::finding::{Finding, Place};
use crate::model::Project;
use crate::route::Route;

/// Both manifests, where both can be read.
#[derive(Clone, Copy)]
pub struct Manifest<'a> {
    /// What it said.
    pub before: &'a Project,
    /// What it says.
    pub after: &'a Project,
    /// The file that holds it now.
    pub file: &'a str,
}

impl<'a> Manifest<'a> {
    /// Returns the manifests of a comparison; a project that begins or ends has nothing to compare.
    #[must_use]
    pub fn of(subject: &Subject<'a>) -> Option<Self> {
        let file = subject.after.manifest.as_deref()?.path();
        Some(Self { before: subject.before.project()?, after: subject.after.project()?, file })
    }

    /// Starts a finding at a place of the later manifest.
    #[must_use]
    pub fn finding(&self, rule: &'static str, route: Route, message: impl Into<String>) -> Finding {
        Finding::new(rule, Place::value(self.file, route), message)
    }
}
