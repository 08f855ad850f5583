//! How strictly a project is judged: severities by stage and manifest. In a comparison the policy is the base's.

use super::Rule;
use crate::finding::{Finding, Severity};
use crate::model::{Project, SeverityWord, Stage};

/// The severities in force.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    stage: Option<Stage>,
    severities: Vec<(String, SeverityWord)>,
}

impl Policy {
    /// Takes the policy of a manifest; without one the strictest stage counts.
    #[must_use]
    pub fn of(project: Option<&Project>) -> Self {
        Self { stage: project.map(Project::stage), severities: project.map(|project| project.severities.clone()).unwrap_or_default() }
    }

    /// Says whether a rule is on.
    #[must_use]
    pub fn is_on(&self, rule: &Rule) -> bool {
        match self.severities.iter().find(|(name, _)| name == rule.name) {
            Some((_, word)) => *word != SeverityWord::Off,
            None => rule.levels.at(self.stage.unwrap_or(Stage::Implementation)).is_some(),
        }
    }

    /// Returns the severity of a finding of a rule, or nothing where the rule is off.
    #[must_use]
    pub fn severity_of(&self, rule: &Rule, finding: &Finding) -> Option<Severity> {
        let by_stage = rule.levels.at(self.stage.unwrap_or(Stage::Implementation));
        let by_stage = by_stage.map(|severity| finding.own_severity.unwrap_or(severity));
        match self.severities.iter().find(|(name, _)| name == rule.name) {
            Some((_, SeverityWord::Off)) => None,
            Some((_, SeverityWord::On(severity))) => Some(*severity),
            None => by_stage,
        }
    }
}
