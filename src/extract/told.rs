//! What an export is of: state, range, audience and marking, so that nobody has to ask where a table comes from.

use super::Source;
use crate::history::{Boundary, Changelog, LogRange};
use crate::report::StateName;
use crate::sharing::Audience;
use crate::snapshot::{Snapshot, strictest};

/// What an export is of.
#[derive(Debug, Clone)]
pub struct Told {
    /// The project's id.
    pub project: Option<String>,
    /// The project's title.
    pub title: Option<String>,
    /// The strictest marking of what is in it.
    pub marking: Option<String>,
    /// For whom it was made.
    pub audience: Audience,
    /// The state.
    pub state: StateName,
    /// The range of the history, where it is in it.
    pub range: Option<LogRange>,
    /// Where the history that was read ends, and at which commit.
    pub boundary: Option<(&'static str, Option<String>)>,
    /// Version of the program.
    pub version: String,
    /// The command that makes it again.
    pub command: String,
    /// The project's words for high, medium and low, likelihood and impact, and its roles: for a legend.
    pub criteria: crate::model::Criteria,
    /// The project's roles, where the audience sees them.
    pub roles: Vec<(String, String)>,
}

impl Told {
    pub(super) fn of(source: &Source<'_>, state: &Snapshot, log: Option<&Changelog>) -> Self {
        let project = state.project();
        let words = |text: &String| Some(super::masked(text, &state.veil())).filter(|text| !text.is_empty());
        let role = |role: &crate::model::Role| (role.key.clone(), super::masked(&role.title, &state.veil()));
        Self {
            project: project.and_then(|project| words(&project.id)),
            title: project.and_then(|project| words(&project.title)),
            marking: strictest(state.marking().as_deref(), log.and_then(|log| log.classification.as_deref()).into_iter()),
            audience: source.audience,
            state: source.name.clone(),
            range: log.map(|log| log.range.clone()),
            boundary: log.map(|log| boundary(&log.boundary)),
            version: source.version.to_owned(),
            command: source.command.to_owned(),
            criteria: project.map(|project| project.criteria.clone()).unwrap_or_default(),
            roles: project.map(|project| project.roles.iter().map(role).collect()).unwrap_or_default(),
        }
    }
}

fn boundary(boundary: &Boundary) -> (&'static str, Option<String>) {
    match boundary {
        Boundary::Root => ("root", None),
        Boundary::Range => ("range", None),
        Boundary::Shallow(commit) => ("shallow", Some(commit.clone())),
        Boundary::MissingObject(object) => ("missing_object", Some(object.clone())),
    }
}
