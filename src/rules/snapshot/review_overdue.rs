//! `review-overdue`: every period of the review rhythm has a review of every document.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::Document;
use crate::finding::{Finding, Place, Severity};
use crate::model::period::{self, Period, Periods};
use crate::model::{Covers, Date, Project, Review, Risk, RiskAssessment};
use crate::route::Route;
use crate::rules::{Check, Findings, Group, Levels, Rule};

/// The rule.
pub const RULE: Rule = Rule {
    name: "review-overdue",
    group: Group::Practice,
    levels: Levels { design: None, ..Levels::WARNING },
    checks: "Once a period and its days of grace are over, each file has a review that looked at all risks in need of one.",
    why: "Git shows what changed and not that somebody looked: without an entry, an unchanged rating may be a forgotten one.",
    bad: "covers: [LA-U01]",
    good: "covers: all",
    check: Check::Snapshot(check),
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(project) = subject.project else { return };
    let Some(periods) = Periods::of(project) else { return };
    let over: Vec<Period> =
        periods.over(subject.today, project.reviews.grace_days).filter(|period| is_of_project(project, period)).collect();
    for (document, assessment) in subject.snapshot.assessments() {
        let begun = beginning(assessment);
        let missed = over.iter().enumerate().filter(|(_, period)| begun.is_none_or(|begun| begun <= period.last));
        let missed: Vec<(usize, &Period)> = missed.filter(|(_, period)| !is_covered(assessment, period, &over)).collect();
        findings.extend(overdue(document, &missed));
    }
}

/// A project that is over is not asked for more.
fn is_of_project(project: &Project, period: &Period) -> bool {
    project.ends.get().is_none_or(|ends| period.first <= ends)
}

/// Returns the first day that the document speaks of: nobody could review it earlier.
fn beginning(assessment: &RiskAssessment) -> Option<Date> {
    let of_risk = |risk: &Risk| [risk.identified_on.get(), risk.rated_on.get()];
    let dates = assessment.risks.iter().flat_map(of_risk).chain(assessment.reviews.iter().map(|review| review.date.get()));
    dates.chain([assessment.assessed_on.get()]).flatten().min()
}

fn is_covered(assessment: &RiskAssessment, period: &Period, over: &[Period]) -> bool {
    let reviews: Vec<&Review> =
        assessment.reviews.iter().filter(|review| period::of_review(over, &review.round, review.date.get()) == Some(period)).collect();
    if reviews.iter().any(|review| review.covers == Covers::All) {
        return true;
    }
    // Several reviews of a period may share the risks among them.
    let covered: BTreeSet<&str> = reviews.iter().flat_map(|review| covered(review)).collect();
    let existed = |risk: &&Risk| risk.identified_on.get().is_none_or(|day| day <= period.last);
    let mut needed = assessment.risks.iter().filter(|risk| risk.is_active()).filter(existed);
    needed.all(|risk| covered.contains(risk.id.as_str()))
}

fn covered(review: &Review) -> impl Iterator<Item = &str> {
    let ids = match &review.covers {
        Covers::All => &[],
        Covers::Ids(ids) => ids.as_slice(),
    };
    ids.iter().map(String::as_str)
}

fn overdue(document: &Document, missed: &[(usize, &Period)]) -> Option<Finding> {
    let (_, newest) = missed.last()?;
    let names: Vec<&str> = missed.iter().map(|(_, period)| period.name.as_str()).collect();
    let message = match names.as_slice() {
        [name] => format!("the period {name} ended on {} without a review of this file", newest.last),
        names => format!("{} periods ended without a review of this file: {}", names.len(), names.join(", ")),
    };
    let place = Place::key(document.path(), Route::root().key("reviews"));
    let finding = Finding::new(RULE.name, place, message).about(newest.name.clone());
    let finding = finding.help(format!(
        "hold it now, and write it down also where nothing changed: `risklog review --round {} --by … --outcome …`",
        newest.name
    ));
    let in_a_row = missed.windows(2).any(|pair| matches!(pair, [(one, _), (next, _)] if one + 1 == *next));
    Some(if in_a_row { finding.as_severe_as(Severity::Error) } else { finding })
}
