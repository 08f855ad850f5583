//! The dates of a project's documents, each with its place and whether it records something or plans it.

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place};
pub(super) use crate::model::Sort;
use crate::model::{Date, Field, Mentioned, Risk, RiskAssessment};
use crate::route::Route;

/// A date that can be read.
pub(super) struct Dated {
    /// The day.
    pub(super) day: Date,
    /// The entry that it belongs to.
    pub(super) id: Option<String>,
    /// Its place.
    pub(super) place: Place,
    /// Whether it says what was, is to be, or is the date of a paper from elsewhere.
    pub(super) sort: Sort,
}

impl Dated {
    /// Says whether it records something that has not come yet.
    pub(super) fn is_ahead(&self, today: Date) -> bool {
        self.sort != Sort::Plan && self.day > today
    }

    /// Returns the key that it stands behind.
    pub(super) fn key(&self) -> &str {
        self.place.route.last_key().unwrap_or("date")
    }

    /// Starts a finding at it.
    pub(super) fn finding(&self, rule: &'static str, message: String) -> Finding {
        let mut finding = Finding::new(rule, self.place.clone(), message);
        finding.id.clone_from(&self.id);
        finding
    }
}

/// Returns every date of the documents that can be read.
pub(super) fn of_documents(subject: &Subject<'_>) -> Vec<Dated> {
    let mut dates = Vec::new();
    for (document, assessment) in subject.snapshot.assessments() {
        of_document(document, assessment, &mut dates);
    }
    for (document, mention) in subject.snapshot.mentions() {
        if let Mentioned::Day(day, sort) = mention.what {
            let place = Place::value(document.path(), mention.route);
            dates.push(Dated { day, id: mention.id.map(str::to_owned), place, sort });
        }
    }
    dates
}

fn of_document(document: &Document, assessment: &RiskAssessment, dates: &mut Vec<Dated>) {
    let mut take = |id: Option<&str>, route: Route, field: &Field<Date>, sort: Sort| {
        if let Some(day) = field.get() {
            dates.push(Dated { day, id: id.map(str::to_owned), place: Place::value(document.path(), route), sort });
        }
    };
    take(None, Route::root().key("assessed_on"), &assessment.assessed_on, Sort::Record);
    for risk in &assessment.risks {
        of_risk(risk, &mut take);
    }
    for review in &assessment.reviews {
        take(Some(&review.round), review.route().key("date"), &review.date, Sort::Record);
    }
}

fn of_risk(risk: &Risk, take: &mut impl FnMut(Option<&str>, Route, &Field<Date>, Sort)) {
    let route = risk.route();
    let of_risk = [
        ("identified_on", &risk.identified_on, Sort::Record),
        ("rated_on", &risk.rated_on, Sort::Record),
        ("closed_on", &risk.closed_on, Sort::Record),
        ("materialised_on", &risk.materialised_on, Sort::Record),
        ("escalated_on", &risk.escalated_on, Sort::Record),
        ("next_review", &risk.next_review, Sort::Plan),
        ("accept_until", &risk.accept_until, Sort::Plan),
    ];
    for (key, field, sort) in of_risk {
        take(Some(&risk.id), route.key(key), field, sort);
    }
    for evidence in &risk.evidence {
        take(Some(&risk.id), route.key("evidence").index(evidence.position).key("date"), &evidence.date, Sort::Paper);
    }
    for action in &risk.mitigation {
        take(Some(&risk.id), action.route(&route).key("due"), &action.due, Sort::Plan);
    }
}
