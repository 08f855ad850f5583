//! What a document says, by its kind, and what it is: kind and key, wherever its file lies.

use super::Document;
use crate::model::{
    AdvocacyLog, AwarenessChecklist, IndicatorList, Intervention, OtherDocument, Overlay, PlanningChecklist, Project, RiskAssessment,
    SituationalAnalysis, Waiver,
};
use crate::schema::Kind;

/// What a document says.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// The manifest.
    Project(Box<Project>),
    /// Tools 3.2 to 3.6.
    RiskAssessment(Box<RiskAssessment>),
    /// Tool 3.1.
    PlanningChecklist(Box<PlanningChecklist>),
    /// Tool 3.8.
    AwarenessChecklist(Box<AwarenessChecklist>),
    /// Tool 3.7.
    AdvocacyLog(Box<AdvocacyLog>),
    /// Tools 2.1 to 2.6.
    SituationalAnalysis(Box<SituationalAnalysis>),
    /// The planning form.
    Intervention(Box<Intervention>),
    /// Tools 4.3.1 to 4.3.5.
    Indicators(Box<IndicatorList>),
    /// An overlay of the catalogue.
    ToolkitOverlay(Box<Overlay>),
    /// It cannot be said.
    Unreadable,
}

impl Document {
    /// Returns the manifest, where it is one.
    #[must_use]
    pub fn project(&self) -> Option<&Project> {
        let Body::Project(project) = &self.body else { return None };
        Some(project)
    }

    /// Returns the risk assessment, where it is one.
    #[must_use]
    pub fn risk_assessment(&self) -> Option<&RiskAssessment> {
        let Body::RiskAssessment(assessment) = &self.body else { return None };
        Some(assessment)
    }

    /// Returns the planning checklist, where it is one.
    #[must_use]
    pub fn planning_checklist(&self) -> Option<&PlanningChecklist> {
        let Body::PlanningChecklist(checklist) = &self.body else { return None };
        Some(checklist)
    }

    /// Returns the checklist of a piece of material, where it is one.
    #[must_use]
    pub fn awareness_checklist(&self) -> Option<&AwarenessChecklist> {
        let Body::AwarenessChecklist(checklist) = &self.body else { return None };
        Some(checklist)
    }

    /// Returns the advocacy log, where it is one.
    #[must_use]
    pub fn advocacy_log(&self) -> Option<&AdvocacyLog> {
        let Body::AdvocacyLog(log) = &self.body else { return None };
        Some(log)
    }

    /// Returns the situational analysis, where it is one.
    #[must_use]
    pub fn situational_analysis(&self) -> Option<&SituationalAnalysis> {
        let Body::SituationalAnalysis(analysis) = &self.body else { return None };
        Some(analysis)
    }

    /// Returns the planning form of an intervention, where it is one.
    #[must_use]
    pub fn intervention(&self) -> Option<&Intervention> {
        let Body::Intervention(intervention) = &self.body else { return None };
        Some(intervention)
    }

    /// Returns the indicators, where it holds some.
    #[must_use]
    pub fn indicators(&self) -> Option<&IndicatorList> {
        let Body::Indicators(indicators) = &self.body else { return None };
        Some(indicators)
    }

    /// Returns the overlay of the catalogue, where it is one.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        let Body::ToolkitOverlay(overlay) = &self.body else { return None };
        Some(overlay)
    }

    /// Returns what it has in common with the other documents, where it is neither the manifest, a risk assessment nor an overlay.
    #[must_use]
    pub fn other(&self) -> Option<&dyn OtherDocument> {
        match &self.body {
            Body::Project(_) | Body::RiskAssessment(_) | Body::ToolkitOverlay(_) | Body::Unreadable => None,
            Body::PlanningChecklist(checklist) => Some(checklist.as_ref()),
            Body::AwarenessChecklist(checklist) => Some(checklist.as_ref()),
            Body::AdvocacyLog(log) => Some(log.as_ref()),
            Body::SituationalAnalysis(analysis) => Some(analysis.as_ref()),
            Body::Intervention(intervention) => Some(intervention.as_ref()),
            Body::Indicators(indicators) => Some(indicators.as_ref()),
        }
    }

    /// Returns its kind, where what it says can be read.
    #[must_use]
    pub const fn kind(&self) -> Option<Kind> {
        match &self.body {
            Body::Project(_) => Some(Kind::Project),
            Body::RiskAssessment(_) => Some(Kind::RiskAssessment),
            Body::PlanningChecklist(_) => Some(Kind::PlanningChecklist),
            Body::AwarenessChecklist(_) => Some(Kind::AwarenessChecklist),
            Body::AdvocacyLog(_) => Some(Kind::AdvocacyLog),
            Body::SituationalAnalysis(_) => Some(Kind::SituationalAnalysis),
            Body::Intervention(_) => Some(Kind::Intervention),
            Body::Indicators(_) => Some(Kind::Indicators),
            Body::ToolkitOverlay(_) => Some(Kind::ToolkitOverlay),
            Body::Unreadable => None,
        }
    }

    /// Returns what tells it from the others of its kind: tool and scope, or its own id; an overlay and an unreadable one have only their path.
    #[must_use]
    pub fn key(&self) -> String {
        match (&self.body, self.other()) {
            (Body::Project(project), _) => project.id.clone(),
            (Body::RiskAssessment(assessment), _) => assessment.key(),
            (_, Some(other)) => other.key(),
            (_, None) => self.path().to_owned(),
        }
    }

    /// Returns what the document is, wherever its file lies; an unreadable one has only its path.
    #[must_use]
    pub fn identity(&self) -> String {
        self.kind().map_or_else(|| self.key(), |kind| format!("{} {}", kind.word(), self.key()))
    }

    /// Names the document for people.
    #[must_use]
    pub fn called(&self) -> String {
        match (&self.body, self.other()) {
            (Body::Project(_), _) => "the manifest".to_owned(),
            (Body::RiskAssessment(assessment), _) => format!("the assessment of tool {}", assessment.tool),
            (_, Some(other)) => other.called(),
            (Body::ToolkitOverlay(_), None) => format!("the overlay {}", self.path()),
            (_, None) => format!("the file {}", self.path()),
        }
    }

    /// Returns the tool whose form it is, where it has a number.
    #[must_use]
    pub fn tool(&self) -> Option<&str> {
        let tool = match (self.risk_assessment(), self.other()) {
            (Some(assessment), _) => assessment.tool.as_str(),
            (None, Some(other)) => other.heading().tool.as_str(),
            (None, None) => return None,
        };
        (!tool.is_empty()).then_some(tool)
    }

    /// Returns its own marking, where it has one.
    #[must_use]
    pub fn classification(&self) -> Option<&str> {
        match (&self.body, self.other()) {
            (Body::Project(project), _) => project.classification.as_deref(),
            (Body::RiskAssessment(assessment), _) => assessment.classification.as_deref(),
            (_, other) => other.and_then(|other| other.heading().classification.as_deref()),
        }
    }

    /// Returns its title, where it has one.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match (&self.body, self.other()) {
            (Body::Project(project), _) => Some(&project.title),
            (Body::RiskAssessment(assessment), _) => assessment.title.as_deref(),
            (Body::ToolkitOverlay(overlay), _) => overlay.title.as_deref(),
            (_, other) => other.and_then(|other| other.heading().title.as_deref()),
        }
    }

    /// Returns the edition of the toolkit that it names for itself.
    #[must_use]
    pub fn edition(&self) -> Option<&String> {
        match (&self.body, self.other()) {
            (Body::Project(project), _) => project.edition.as_ref(),
            (Body::RiskAssessment(assessment), _) => assessment.edition.as_ref(),
            (_, other) => other.and_then(|other| other.heading().edition.as_ref()),
        }
    }

    /// Returns every waiver in the document: of the whole, of its risks, of its rows.
    pub fn all_waivers(&self) -> impl Iterator<Item = &Waiver> {
        let risks = self.risk_assessment().into_iter().flat_map(|assessment| &assessment.risks);
        let rows = self.other().into_iter().flat_map(|other| other.rows());
        self.waivers().iter().chain(risks.flat_map(|risk| &risk.waivers)).chain(rows.flat_map(|row| row.waivers))
    }

    /// Returns the waivers of the document as a whole.
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        match (&self.body, self.other()) {
            (Body::Project(project), _) => &project.waivers,
            (Body::RiskAssessment(assessment), _) => &assessment.waivers,
            (_, other) => other.map(|other| other.heading().waivers.as_slice()).unwrap_or_default(),
        }
    }
}
