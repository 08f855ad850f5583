//! A document as an audience sees it: what it says, without its text.

use super::{Audience, Part, Sharing, other, readable, risk};
use crate::document::{Body, Document};
use crate::finding::{Finding, Place};
use crate::model::{Authors, Covers, Milestone, Overlay, Project, Review, ReviewPlan, RiskAssessment};
use crate::route::Route;

impl Sharing {
    /// Returns a document as the audience sees it. The text of the file is not in it, so no place in it has a line.
    #[must_use]
    pub fn of_document(&self, document: &Document) -> Document {
        if self.audience == Audience::Internal {
            return document.clone();
        }
        let audience = self.audience;
        let body = match &document.body {
            Body::Project(project) => Body::Project(Box::new(self::project(project, audience))),
            Body::RiskAssessment(assessment) => Body::RiskAssessment(Box::new(self.of_assessment(assessment))),
            Body::PlanningChecklist(checklist) => Body::PlanningChecklist(Box::new(other::planning(checklist, audience))),
            Body::AwarenessChecklist(checklist) => Body::AwarenessChecklist(Box::new(other::awareness(checklist, audience))),
            Body::AdvocacyLog(log) => Body::AdvocacyLog(Box::new(other::advocacy(log, audience))),
            Body::SituationalAnalysis(analysis) => Body::SituationalAnalysis(Box::new(other::analysis(analysis, audience))),
            Body::Intervention(form) => Body::Intervention(Box::new(other::intervention(form, audience))),
            Body::Indicators(list) => Body::Indicators(Box::new(other::indicators(list, audience))),
            Body::ToolkitOverlay(overlay) => Body::ToolkitOverlay(Box::new(self::overlay(overlay, audience))),
            Body::Unreadable => {
                let place = Place::value(document.path(), Route::root());
                return Document::refused(Finding::new("syntax", place, "the file cannot be read"));
            }
        };
        Document::saying(document.path(), body)
    }

    fn of_assessment(&self, assessment: &RiskAssessment) -> RiskAssessment {
        let audience = self.audience;
        RiskAssessment {
            tool: assessment.tool.clone(),
            scope: assessment.scope.clone(),
            title: assessment.title.clone(),
            classification: assessment.classification.clone(),
            edition: assessment.edition.clone(),
            notes: audience.keep(Part::Notes, assessment.notes.clone()),
            assessed_on: readable(&assessment.assessed_on),
            risks: assessment.risks.iter().map(|risk| self.of_risk(risk)).collect(),
            reviews: assessment.reviews.iter().map(|one| review(one, audience)).collect(),
            waivers: risk::waivers(&assessment.waivers, audience),
            local: audience.keep(Part::Notes, assessment.local.clone()),
        }
    }
}

fn review(review: &Review, audience: Audience) -> Review {
    Review {
        position: review.position,
        round: review.round.clone(),
        date: readable(&review.date),
        covers: match &review.covers {
            Covers::All => Covers::All,
            Covers::Ids(ids) => Covers::Ids(ids.clone()),
        },
        reviewed_by: audience.keep(Part::Owners, review.reviewed_by.clone()),
        outcome: audience.keep(Part::Reasons, review.outcome.clone()),
        trigger: audience.keep(Part::Reasons, review.trigger.clone()),
        inputs: audience.keep(Part::Evidence, review.inputs.clone()),
    }
}

fn project(project: &Project, audience: Audience) -> Project {
    let milestone = |milestone: &Milestone| Milestone {
        position: milestone.position,
        name: milestone.name.clone(),
        date: readable(&milestone.date),
        tag: milestone.tag.clone(),
    };
    Project {
        id: project.id.clone(),
        title: project.title.clone(),
        countries: project.countries.clone(),
        starts: readable(&project.starts),
        ends: readable(&project.ends),
        stage: readable(&project.stage),
        classification: project.classification.clone(),
        edition: project.edition.clone(),
        overlays: project.overlays.clone(),
        roles: audience.keep(Part::Owners, project.roles.clone()),
        reviews: ReviewPlan {
            frequency: readable(&project.reviews.frequency),
            first_period_starts: readable(&project.reviews.first_period_starts),
            grace_days: project.reviews.grace_days,
        },
        milestones: project.milestones.iter().map(milestone).collect(),
        criteria: project.criteria.clone(),
        severities: project.severities.clone(),
        documents: project.documents.clone(),
        authors: if audience.sees(Part::Authors) { project.authors } else { Some(Authors::Hide) },
        waivers: risk::waivers(&project.waivers, audience),
    }
}

fn overlay(overlay: &Overlay, audience: Audience) -> Overlay {
    Overlay {
        title: overlay.title.clone(),
        base: overlay.base.clone(),
        prefixes: overlay.prefixes.clone(),
        risks: overlay.risks.clone(),
        wording: overlay.wording.clone(),
        translations: overlay.translations.clone(),
        notes: audience.keep(Part::Notes, overlay.notes.clone()),
        local: audience.keep(Part::Notes, overlay.local.clone()),
    }
}
