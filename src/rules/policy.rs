//! How strictly a project is judged: severities by stage and manifest. In a comparison the policy is the base's.

use super::{Rule, privacy};
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

    /// Returns the same stage with the severities of another manifest.
    #[must_use]
    pub fn with_severities_of(&self, project: &Project) -> Self {
        Self { stage: self.stage, severities: project.severities.clone() }
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
        self.severity(rule, finding.own_severity)
    }

    /// Returns the severity of a rule where the case itself asks for none.
    #[must_use]
    pub fn level_of(&self, rule: &Rule) -> Option<Severity> {
        self.severity(rule, None)
    }

    fn severity(&self, rule: &Rule, own: Option<Severity>) -> Option<Severity> {
        let by_stage = rule.levels.at(self.stage.unwrap_or(Stage::Implementation));
        let by_stage = by_stage.map(|severity| own.unwrap_or(severity));
        let set = match self.severities.iter().find(|(name, _)| name == rule.name) {
            Some((_, SeverityWord::Off)) => None,
            Some((_, SeverityWord::On(severity))) => Some(*severity),
            None => return by_stage,
        };
        // A project can be stricter about personal data, never milder.
        if privacy::is_firm(rule.name) { by_stage.max(set) } else { set }
    }
}
