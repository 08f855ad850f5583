//! A tree as a project manifest.

use super::assessment::waivers;
use super::form::Form;
use crate::finding::Severity;
use crate::model::{
    Authors, Criteria, Field, Frequency, Milestone, MitigationReading, Project, ReviewPlan, Role, ScaleWords, SeverityWord, Stage,
};
use crate::route::Route;
use crate::source::Source;
use crate::yaml::Node;

/// Days of grace after a period where the manifest says nothing.
const GRACE_DAYS: u32 = 30;

/// Reads a manifest.
pub(super) fn read(node: &Node, text: &Source) -> Project {
    let form = Form { node, text };
    Project {
        id: form.text("id").unwrap_or_default(),
        title: form.text("title").unwrap_or_default(),
        countries: form.words("countries"),
        starts: form.date("starts"),
        ends: form.date("ends"),
        stage: form.word("stage", &Stage::ALL, Stage::word),
        classification: form.text("classification"),
        edition: form.form("toolkit").and_then(|toolkit| toolkit.text("edition")),
        overlays: form.form("toolkit").map(|toolkit| toolkit.words("overlays")).unwrap_or_default(),
        roles: roles(form),
        reviews: form.form("reviews").map(review_plan).unwrap_or_default(),
        milestones: form.entries("milestones").map(|(position, entry)| milestone(position, entry)).collect(),
        criteria: form.form("criteria").map(criteria).unwrap_or_default(),
        severities: severities(form),
        documents: form.words("documents"),
        authors: known(&form.word("authors", &Authors::ALL, Authors::word)),
        waivers: waivers(form, &Route::root()),
    }
}

fn roles(form: Form<'_>) -> Vec<Role> {
    let Some(roles) = form.form("roles") else { return Vec::new() };
    let role = |key: &str| Role { key: key.to_owned(), title: roles.text(key).unwrap_or_default() };
    roles.node.entries().iter().map(|entry| role(&entry.key)).collect()
}

fn review_plan(form: Form<'_>) -> ReviewPlan {
    ReviewPlan {
        frequency: form.word("frequency", &Frequency::ALL, Frequency::word),
        first_period_starts: form.date("first_period_starts"),
        grace_days: form.number("grace_days").unwrap_or(GRACE_DAYS),
    }
}

fn milestone(position: usize, form: Form<'_>) -> Milestone {
    Milestone { position, name: form.text("name").unwrap_or_default(), date: form.date("date"), tag: form.text("tag") }
}

fn criteria(form: Form<'_>) -> Criteria {
    Criteria {
        mitigation_required_when: known(&form.word("mitigation_required_when", &MitigationReading::ALL, MitigationReading::word))
            .unwrap_or_default(),
        likelihood: form.form("likelihood").map(scale).unwrap_or_default(),
        impact: form.form("impact").map(scale).unwrap_or_default(),
    }
}

fn scale(form: Form<'_>) -> ScaleWords {
    ScaleWords { high: form.text("high"), medium: form.text("medium"), low: form.text("low") }
}

fn severities(form: Form<'_>) -> Vec<(String, SeverityWord)> {
    let Some(severities) = form.form("severities") else { return Vec::new() };
    let read = |key: &str| match severities.text(key)?.as_str() {
        "off" => Some(SeverityWord::Off),
        word => Severity::from_word(word).map(SeverityWord::On),
    };
    severities.node.entries().iter().filter_map(|entry| Some((entry.key.clone(), read(&entry.key)?))).collect()
}

fn known<T: Copy>(field: &Field<T>) -> Option<T> {
    field.get()
}
